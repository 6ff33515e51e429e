"""Many pages: same result as one by one, whatever dies; bounded reading ahead; the event loop."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import works
from bs4 import BeautifulSoup
from strategies import PACK

from cleanarticle import (
    Cleaner,
    Failure,
    Limits,
    Record,
    SettingError,
    WorkerError,
    aclean_many,
    clean,
    clean_many,
)
from cleanarticle.batch import arun_many, run_many, stream
from cleanarticle.batch.crew import Crew

ROOT = Path(__file__).parent.parent
STORY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "The café at the quay, the mayor said, was full again by noon. Berth {} is still shut."
)
PAGES = [f"Support us\n\n{STORY.format(i)}\n\nAdvertisement:\n" for i in range(50)]
KILLS = pytest.mark.skipif(os.name != "posix", reason="kills processes by signal")


# results


@pytest.mark.parametrize("workers", [0, 1, 2])
@pytest.mark.parametrize("ordered", [True, False])
def test_every_page_comes_out_as_clean_gives_it(workers, ordered) -> None:
    results = list(clean_many(iter(PAGES), workers=workers, ordered=ordered))
    if ordered or workers == 0:
        assert [result.index for result in results] == list(range(50))
    assert sorted(result.index for result in results) == list(range(50))
    for result in results:
        assert result.item is PAGES[result.index]
        assert result.failure is None
        assert result.article == clean(result.item)


def test_records_carry_address_format_and_key() -> None:
    record = Record("<p>Advertisement:</p>", url="https://e.org/a", format="text", key=("my", 1))
    (result,) = clean_many([record], workers=1)
    assert result.item is record
    assert result.article == clean(record.raw, url=record.url, format="text")


def test_settings_reach_the_workers(tmp_path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(PACK)
    cleaner = Cleaner(packs=[pack], keep=["promotion"])
    page = PAGES[0] + "A word from our sponsor:\n"
    (result,) = clean_many([page], cleaner, workers=1)
    assert result.article == cleaner.clean(page)
    assert "Support us" in result.article.text
    assert "MY101" in [line.rule for line in result.article.removed]


@pytest.mark.parametrize("workers", [0, 1])
def test_bytes_trees_and_what_is_no_page(workers) -> None:
    soup = BeautifulSoup(f"<article><p>{STORY}</p></article>", "html.parser")
    items = [PAGES[0].encode(), bytearray(PAGES[1].encode()), soup, None, [PAGES[0]]]
    first, second, third, none, some = clean_many(items, workers=workers)
    assert (first.article, second.article) == (clean(PAGES[0]), clean(PAGES[1]))
    assert third.article.text == STORY and third.item is soup
    for result, kind in ((none, "NoneType"), (some, "list")):
        assert result.article is None
        assert result.failure.reason == "error"
        assert f"not {kind}; give the page's text" in result.failure.message


@pytest.mark.parametrize("workers", [-1, 1.5, "2", True])
def test_workers_are_counted(workers) -> None:
    with pytest.raises(SettingError, match=r"workers=.*0 or more"):
        clean_many([], workers=workers)


def test_nothing_in_nothing_out() -> None:
    assert list(clean_many([], workers=2)) == []


def test_an_error_of_the_source_is_the_callers() -> None:
    def broken() -> Iterator[str]:
        yield from PAGES[:5]
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(clean_many(broken(), workers=1))


# harm


def harmed(*pieces: object, seconds: float = 30, megabytes: int | None = None) -> dict:
    """What became of the pieces, those in between being sound: their failures."""
    sound = [piece for p in pieces for piece in ("sound", p)] + ["sound"]
    limits = Limits(seconds, megabytes)
    outcomes = list(run_many(sound, works.work, workers=2, limits=limits))
    assert [outcome.index for outcome in outcomes] == list(range(len(sound)))
    for outcome in outcomes[::2]:
        assert (outcome.value, outcome.failure) == ("sound", None)
    return {p: outcome.failure for p, outcome in zip(pieces, outcomes[1::2], strict=True)}


@KILLS
def test_a_deadly_piece_is_set_aside_and_no_other() -> None:
    failures = harmed("die", "exit", "fault")
    assert {failure.reason for failure in failures.values()} == {"crash"}
    assert "SIGKILL" in failures["die"].message
    assert "exit status 7" in failures["exit"].message
    assert "SIGSEGV" in failures["fault"].message


@KILLS
def test_a_piece_is_tried_three_times(tmp_path) -> None:
    log = tmp_path / "log"
    assert harmed(log) == {log: None}
    assert log.read_text() == "xxx"


def test_time_is_limited_even_in_a_loop_that_never_ends() -> None:
    began = time.monotonic()
    failures = harmed("hang", seconds=0.5)
    assert failures == {"hang": Failure("time", "not done within 0.5 seconds")}
    assert time.monotonic() - began < 10


def test_time_is_up_again_and_again() -> None:
    pieces = ["hang", "hang", "sound", "hang", "sound"]
    outcomes = list(run_many(pieces, works.work, workers=1, limits=Limits(seconds=1)))
    failure = Failure("time", "not done within 1 seconds")
    assert [o.failure for o in outcomes] == [failure, failure, None, failure, None]


def test_a_limit_that_is_hopeless_is_still_one() -> None:
    outcomes = list(run_many(["sound"] * 12, works.work, workers=2, limits=Limits(seconds=1e-9)))
    assert [outcome.index for outcome in outcomes] == list(range(12))
    assert {o.failure.reason if o.failure else o.value for o in outcomes} <= {"time", "sound"}


def test_who_has_no_work_has_all_the_time() -> None:
    crew = Crew(works.work, 1, Limits(seconds=1))
    try:
        pids = []
        for _ in range(2):
            ((pid, failure),) = crew.submit(["pid"]).result()
            assert failure is None
            pids.append(pid)
            time.sleep(1.5)
        assert pids[0] == pids[1]
    finally:
        crew.close()


@KILLS
def test_time_is_limited_where_alarms_are_ignored_and_blocked() -> None:
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    try:
        assert harmed("hang", seconds=0.5)["hang"].reason == "time"
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
        signal.signal(signal.SIGALRM, before)


@KILLS
def test_an_alarm_of_somebody_else_is_no_limit() -> None:
    (outcome,) = run_many(["alarm"], works.work, workers=1)
    assert outcome.failure.reason == "crash" and "SIGALRM" in outcome.failure.message


def test_the_limit_is_for_each_piece_not_for_the_chunk() -> None:
    outcomes = run_many(["sleep"] * 8, works.work, workers=1, limits=Limits(seconds=1.5))
    assert [outcome.failure for outcome in outcomes] == [None] * 8


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space is limited")
def test_memory_is_limited() -> None:
    failures = harmed("eat", megabytes=700)
    assert failures["eat"].reason == "memory"


def test_exceptions_and_results_that_cannot_be_sent_are_failures() -> None:
    failures = harmed("raise", "unpicklable")
    assert failures["raise"] == Failure("error", "ValueError: no good")
    assert failures["unpicklable"].reason == "error"


def test_what_the_work_prints_goes_to_standard_error(capfd) -> None:
    assert harmed("print") == {"print": None}
    out, err = capfd.readouterr()
    assert out == ""
    assert "to standard output" in err and "to its descriptor" in err


def test_work_that_no_worker_can_have_is_an_error_with_a_remedy(tmp_path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from cleanarticle.batch import run_many\n"
        "def mine(piece): return piece\n"
        "list(run_many('abc', mine, workers=1))\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        timeout=60,
        check=False,
    )
    assert "WorkerError: a worker process could not start" in done.stderr
    assert "importable from a module" in done.stderr


def test_a_script_needs_no_main_guard(tmp_path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from cleanarticle import clean_many\n"
        "results = clean_many(['Advertisement:'] * 3, workers=2)\n"
        "print([result.article.removed[0].rule for result in results])\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("['EN101', 'EN101', 'EN101']\n", "")


# streams


class Counted:
    """An endless source that counts what was taken."""

    taken = 0

    def __iter__(self) -> Iterator[str]:
        while True:
            self.taken += 1
            yield "sound"


@pytest.mark.parametrize("ordered", [True, False])
def test_the_source_is_read_only_a_little_ahead(ordered) -> None:
    source = Counted()
    outcomes = run_many(source, works.work, workers=2, ordered=ordered)
    for given in range(1, 400):
        next(outcomes)
        assert source.taken <= given + 2 * 3 * 16
    outcomes.close()


def test_a_slow_piece_holds_up_order_but_not_memory() -> None:
    source = Counted()

    def pieces() -> Iterator[str]:
        yield "sleep"
        yield from source

    outcomes = run_many(pieces(), works.work, workers=2)
    assert next(outcomes).value == "sleep"
    assert source.taken <= 2 * 3 * 16
    outcomes.close()


def test_a_slow_piece_holds_up_nothing_where_order_is_free() -> None:
    pieces = ["sleep"] + ["sound"] * 20
    outcomes = run_many(pieces, works.work, workers=2, ordered=False)
    assert next(outcomes).index != 0
    outcomes.close()


def test_results_come_while_the_source_is_still_awaited() -> None:
    given: list[int] = []

    def slow() -> Iterator[str]:
        for _ in range(6):
            time.sleep(0.3)
            ahead.append(len(given))
            yield "sound"

    ahead: list[int] = []
    for outcome in run_many(slow(), works.work, workers=1):
        given.append(outcome.index)
    assert ahead[-1] > 0


@KILLS
def test_an_abandoned_stream_leaves_no_process() -> None:
    outcomes = run_many(Counted(), works.work, workers=2)
    next(outcomes)
    outcomes.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert [t for t in threading.enumerate() if t.name.startswith("cleanarticle")] == []


def test_threads_do_the_work_where_they_run_together(monkeypatch) -> None:
    monkeypatch.setattr(stream, "threads_run_together", lambda: True)
    monkeypatch.setattr(subprocess, "Popen", None)
    results = list(clean_many(PAGES, workers=2))
    assert [result.article for result in results] == [clean(page) for page in PAGES]
    (outcome,) = run_many(["raise"], works.work, workers=2)
    assert outcome.failure == Failure("error", "ValueError: no good")


# async


async def collect(outcomes: AsyncIterator) -> list:
    return [outcome async for outcome in outcomes]


async def each(items: list) -> AsyncIterator:
    for item in items:
        await asyncio.sleep(0)
        yield item


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("source", [list, each])
def test_async_gives_the_same_results(ordered, source) -> None:
    results = asyncio.run(collect(aclean_many(source(PAGES), workers=2, ordered=ordered)))
    if ordered:
        assert [result.index for result in results] == list(range(50))
    assert {result.index: result.article for result in results} == dict(
        enumerate(map(clean, PAGES))
    )
    assert all(result.item is PAGES[result.index] for result in results)


def test_the_event_loop_is_never_blocked() -> None:
    async def longest_pause() -> float:
        pauses, running = [], True

        async def beat() -> None:
            while running:
                began = time.monotonic()
                await asyncio.sleep(0.01)
                pauses.append(time.monotonic() - began)

        heart = asyncio.create_task(beat())
        await collect(arun_many(["sleep"] * 4, works.work, workers=1))
        running = False
        await heart
        return sorted(pauses)[-2]  # one may be the machine's

    assert asyncio.run(longest_pause()) < 0.25


@KILLS
def test_async_harm_and_an_early_end() -> None:
    async def main() -> None:
        outcomes = arun_many(["sound", "die", "sound", *["sleep"] * 50], works.work, workers=2)
        seen = [await anext(outcomes) for _ in range(3)]
        assert [o.failure and o.failure.reason for o in seen] == [None, "crash", None]
        await outcomes.aclose()

    began = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - began < 8
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_async_gives_outcomes_while_the_source_is_awaited() -> None:
    async def pieces() -> AsyncIterator[str]:
        yield "first"
        await asyncio.wait_for(taken.wait(), 20)
        yield "second"

    async def main() -> list[str]:
        seen = []
        async for outcome in arun_many(pieces(), works.work, workers=1):
            seen.append(outcome.value)
            taken.set()
        return seen

    taken = asyncio.Event()
    assert asyncio.run(main()) == ["first", "second"]


def test_worker_errors_say_the_remedy() -> None:
    assert str(WorkerError("it broke", "mend it")) == "it broke. Remedy: mend it."
