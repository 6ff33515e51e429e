"""What batches promise, shown on the command itself: speed, flat memory, kills, start-up.

    python -m benchmarks.batch [--pages 20000] [--kills 20]

Pages are made from the golden ones, so that no corpus is needed. Speed with two workers means
something on an idle machine only, so the load is shown beside it, and the processor time that the
command and its workers took: what the command takes for itself is lost to a second worker.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import poison
from benchmarks.process import BenchmarkError

_ROOT: Final = Path(__file__).parents[1]
_FEW: Final = 2000


class Run(NamedTuple):
    """One run of the command."""

    seconds: float
    megabytes: float
    """Peak memory of the command and its workers together."""
    own: float
    """Seconds of processor time that the command took."""
    theirs: float
    """And its workers."""


def main() -> int:
    """Run all; return 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broken = [
            *_start(),
            *_poison(folder, min(10_000, options.pages)),
            *_kills(folder, options.kills),
            *_speed(folder, options.pages),
        ]
    for promise in broken:
        print(f"NOT KEPT: {promise}")
    return 1 if broken else 0


def _start() -> Iterator[str]:
    seed = next((_ROOT / "seeds").glob("*.txt"))
    module = ["-m", "cleanarticle"]
    bare = _best(["-c", "pass"])
    for limit, arguments in ((80, [*module, "--help"]), (120, [*module, "clean", str(seed)])):
        over = _best(arguments) - bare
        print(f"start: {arguments[2]} {over:.0f} ms over bare Python's {bare:.0f} ms")
        if over > limit:
            yield f"start-up of {arguments[2]}: {over:.0f} ms, not {limit}"


def _best(arguments: list[str]) -> float:
    times = []
    for _ in range(15):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], env=_environment(), stdout=subprocess.DEVNULL, check=True
        )
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def _speed(folder: Path, count: int) -> Iterator[str]:
    for kind in ("jsonl", "warc.gz"):
        source, few = folder / f"pages.{kind}", folder / f"few.{kind}"
        _write(source, count)
        _write(few, min(_FEW, count))
        small = _clean(few, folder / "few.out.jsonl", 2)
        one = _clean(source, folder / "one.jsonl", 1)
        two = _clean(source, folder / "two.jsonl", 2)
        ratio, growth = one.seconds / two.seconds, two.megabytes / small.megabytes
        print(
            f"{kind}: {count / one.seconds:.0f} pages/s with 1 worker, {count / two.seconds:.0f} "
            f"with 2 (x{ratio:.2f}); {small.megabytes:.0f} MB for {min(_FEW, count):,} pages, "
            f"{two.megabytes:.0f} MB for {count:,} (x{growth:.2f})"
        )
        for workers, run in ((1, one), (2, two)):
            share = run.own / (run.own + run.theirs)
            print(
                f"{kind}, {workers}: processor time a page {run.own / count * 1e3:.2f} ms in the "
                f"command ({share:.1%}), {run.theirs / count * 1e3:.2f} ms in workers"
            )
        print(f"{kind}: load {os.getloadavg()[1]:.1f} in the last 5 minutes, of which we are 2")
        if ratio < 1.7:
            yield f"{kind}: 2 workers are x{ratio:.2f}, not x1.7"
        if growth > 1.15:
            yield f"{kind}: memory grows by x{growth:.2f}, not x1.15"
        if (folder / "one.jsonl").read_bytes() != (folder / "two.jsonl").read_bytes():
            yield f"{kind}: 1 and 2 workers write different bytes"
        _check(folder / "two.jsonl", count)


def _check(path: Path, count: int) -> None:
    with path.open(encoding="utf-8") as file:
        numbers = [json.loads(line)["record"] for line in file]
    if numbers != list(range(1, count + 1)):
        raise BenchmarkError(f"{path.name} has not every record once: {len(numbers)} of {count}")


def _poison(folder: Path, count: int) -> Iterator[str]:
    """A page each that crashes, hangs, eats memory and raises, among many sound ones."""
    source, out = folder / "poison.jsonl", folder / "poisoned.jsonl"
    _write(source, count)
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    places = {count * (2 * i + 1) // 10: name for i, name in enumerate(poison.HARM)}
    for place, name in places.items():
        lines[place] = json.dumps({"id": name, "text": name}) + "\n"
    source.write_text("".join(lines), encoding="utf-8")
    status = poison.main(source, out)
    letters = {}
    for line in (folder / "poisoned.jsonl.failed.jsonl").read_text().splitlines():
        letter = json.loads(line)
        letters[letter["id"]] = letter["reason"]
    with out.open(encoding="utf-8") as file:
        numbers = [json.loads(line)["record"] for line in file]
    sound = [number for number in range(1, count + 1) if number - 1 not in places]
    print(f"poison: {len(numbers):,} of {count:,} delivered, set aside: {letters}, status {status}")
    if numbers != sound or letters != poison.HARM or status != 3:
        yield "poison pages cost others their result, or are not set aside with their reason"


def _kills(folder: Path, rounds: int) -> Iterator[str]:
    if not rounds:
        return
    source, whole, out = folder / "kill.jsonl", folder / "whole.jsonl", folder / "killed.jsonl"
    _write(source, _FEW)
    _clean(source, whole, 2)
    seconds = _clean(source, whole, 2).seconds
    chance, kills = random.Random(5), 0
    for _ in range(rounds):
        kills += _killed(source, out, seconds, chance)
        if out.read_bytes() != whole.read_bytes():
            yield "a killed run, resumed, differs from one that ran through"
        out.unlink()
    print(f"kills: {rounds} runs of {_FEW:,} pages, with {kills} kills of a worker and the command")


def _killed(source: Path, out: Path, seconds: float, chance: random.Random) -> int:
    """Kill a worker, then the command, and resume, until it ends; return how often it took."""
    kills = 0
    while True:
        # A little longer every time, or a machine that has become slower would never get on.
        longest = seconds * (0.3 + kills / 50)
        process = subprocess.Popen([*_command(source, out, 2), "--resume"], env=_environment())
        time.sleep(chance.uniform(0.1, longest))
        for worker in _children(process.pid)[:1]:
            os.kill(worker, signal.SIGKILL)
        time.sleep(chance.uniform(0.0, longest))
        process.kill()
        if process.wait() == 0:
            return kills
        kills += 1


def _clean(source: Path, out: Path, workers: int) -> Run:
    began = time.perf_counter()
    peaks: dict[int, int] = {}
    spent: dict[int, float] = {}
    process = subprocess.Popen(_command(source, out, workers), env=_environment())
    while process.poll() is None:
        for pid in (process.pid, *_children(process.pid)):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
            spent[pid] = max(spent.get(pid, 0.0), _spent(pid))
        time.sleep(0.1)
    if process.returncode:
        raise BenchmarkError(f"the command ended with {process.returncode}; see its message above")
    own = spent.pop(process.pid, 0.0)
    seconds = time.perf_counter() - began
    return Run(seconds, sum(peaks.values()) / 1024, own, sum(spent.values()))


def _command(source: Path, out: Path, workers: int) -> list[str]:
    options = ["-o", str(out), "--workers", str(workers), "--quiet"]
    return [sys.executable, "-m", "cleanarticle", "clean", str(source), *options]


def _environment() -> dict[str, str]:
    """As after an installation: byte code is kept, and not made anew at every start."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(_ROOT / "src")}


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return sorted(found)


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(s.split()[1]) for s in status.splitlines() if s.startswith("VmHWM")), 0)


def _spent(pid: int) -> float:
    """Processor time of a process, in seconds."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _pages(count: int) -> Iterator[str]:
    """Pages like the golden ones, no two the same."""
    golden = [path.read_text(encoding="utf-8") for path in sorted(_golden().rglob("*.txt"))]
    for number in range(count):
        lines = golden[number % len(golden)].split("\n")
        lines.insert(len(lines) // 2, f"On day {number} the harbour stayed open until the evening.")
        yield "\n".join(lines)


def _golden() -> Path:
    return _ROOT / "tests" / "golden"


def _write(path: Path, count: int) -> None:
    if path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8") as file:
            for number, page in enumerate(_pages(count)):
                record = {"id": str(number), "url": f"https://e.org/{number}", "text": page}
                file.write(json.dumps(record) + "\n")
        return
    with path.open("wb") as packed:
        for number, page in enumerate(_pages(count)):
            packed.write(gzip.compress(_warc_record(number, page), 1))


def _warc_record(number: int, page: str) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        f"WARC-Target-URI: https://e.org/{number}",
        "WARC-Date: 2026-01-02T03:04:05Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


if __name__ == "__main__":
    raise SystemExit(main())
