"""Peers in their processes: whatever one does on a page, the run goes on and says what it was."""

from __future__ import annotations

import doctest
import importlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from extras import needs

from benchmarks import peers
from benchmarks.peers import Peer, Result, runner

BODY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "Ferries run again from noon, the port said in a statement that was read out to reporters."
)
TEXT = f"Home\n\nThe harbour is open\n\n{BODY}\n\n{BODY} {BODY}\n\nAdvertisement:\n\nRead more"
MODULES = ["__init__", "as_is", "c4", "child", "fineweb", "long_lines", "longest_block", "markup"]
MODULES += ["regexes", "runner"]

#: A peer that does what the page says.
TOY = """
import os, sys, time

def extract(page, url):
    print("peers may print")
    if page == "raise":
        raise ValueError("no such page")
    if page == "exit":
        sys.exit("goodbye")
    if page == "die":
        os._exit(3)
    if page == "crash":
        os.abort()
    if page == "hang":
        time.sleep(60)
    if page == "connect":
        import socket
        socket.create_connection(("127.0.0.1", 9))
    if page == "hoard":
        bytearray(200_000_000)
    if page == "burn":
        begin = time.process_time()
        while time.process_time() - begin < 0.05:
            pass
    return (None if page == "nothing" else page), {"title": url, "authors": "Ann; Bo"}
"""


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Peer]:
    """The peer that does what the page says."""
    (tmp_path / "toys").mkdir()
    (tmp_path / "toys" / "toy.py").write_text(TOY)
    (tmp_path / "toys" / "broken.py").write_text("import no_such_package_here\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield Peer("toy", "", "text", "toys.toy")


def run(peer: Peer, *pages: str, seconds: float = 20.0) -> list[Result]:
    return list(peers.run(peer, [(page, "https://a.example/", page) for page in pages], seconds))


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_hold(name: str) -> None:
    name = "benchmarks.peers" + ("" if name == "__init__" else f".{name}")
    module = importlib.import_module(name)
    if name.endswith("markup"):
        needs("html_text", "bench")
    found = doctest.testmod(module, globs=vars(module).copy())
    assert found.failed == 0


# The process boundary


def test_a_page_comes_back_with_its_metadata_in_one_form(toy: Peer) -> None:
    [result] = run(toy, "It rained.")
    assert (result.page, result.text, result.error) == ("It rained.", "It rained.", "")
    assert result.metadata == {"title": "https://a.example/", "authors": ["Ann", "Bo"]}


def test_what_a_peer_raises_is_an_error_and_an_empty_text(toy: Peer) -> None:
    raised, left, after = run(toy, "raise", "exit", "after")
    assert (raised.text, raised.error) == ("", "ValueError: no such page")
    assert (left.text, left.error) == ("", "SystemExit: goodbye")
    assert (after.text, after.error) == ("after", "")


def test_a_peer_that_dies_is_started_again(toy: Peer) -> None:
    results = run(toy, "before", "die", "between", "crash", "after")
    assert [result.text for result in results] == ["before", "", "between", "", "after"]
    assert results[1].error == "the process ended (exit code 3)"
    assert results[3].error == "the process ended (signal 6)"


def test_a_peer_that_hangs_is_killed(toy: Peer) -> None:
    begin = time.monotonic()
    hung, after = run(toy, "hang", "after", seconds=1.0)
    assert time.monotonic() - begin < 20
    assert (hung.text, hung.error) == ("", "took longer than 1 s")
    assert hung.cpu_ms >= 1000  # it is not made to look fast
    assert after.text == "after"


def test_a_peer_that_cannot_start_says_so_for_every_page(toy: Peer) -> None:
    results = run(toy._replace(module="toys.broken"), "a", "b")
    assert [result.text for result in results] == ["", ""]
    assert all("No module named 'no_such_package_here'" in result.error for result in results)
    assert all(result.error.startswith("cannot start") for result in results)


def test_a_program_that_is_not_there_says_so(toy: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_command", lambda _: ["/no/such/program"])
    [result] = run(toy, "a")
    assert result.error.startswith("cannot start") and "/no/such/program" in result.error


def test_peers_have_no_network(toy: Peer) -> None:
    [result] = run(toy, "connect")
    assert "without network" in result.error


def test_nothing_found_is_an_empty_text_and_no_error(toy: Peer) -> None:
    [result] = run(toy, "nothing")
    assert (result.text, result.error) == ("", "")


def test_any_text_passes_the_pipes(toy: Peer) -> None:
    pages = ["x" * 1_000_000, "lone \ud800, \u2028 and \x00", "世界\n\n" * 1000]
    assert [result.text for result in run(toy, *pages)] == pages


def test_time_and_memory_are_of_the_page(toy: Peer) -> None:
    small, large, again, slow = run(toy, "small", "hoard", "again", "burn")
    assert large.peak_mb > small.peak_mb + 150
    assert again.peak_mb < large.peak_mb - 150
    assert slow.cpu_ms >= 50 > small.cpu_ms


def test_a_run_that_is_left_ends_its_process(toy: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    children = []
    start = runner._Child.__init__

    def watched(self: runner._Child, command: list[str]) -> None:
        start(self, command)
        children.append(self._process)

    monkeypatch.setattr(runner._Child, "__init__", watched)
    results = peers.run(toy, [("a", "", "a"), ("b", "", "b")])
    assert next(results).text == "a"
    assert children[0].poll() is None
    results.close()  # type: ignore[attr-defined]
    assert children[0].poll() is not None


# The registry


def test_names_are_unique_and_files_are_there() -> None:
    names = [peer.name for peer in peers.PEERS]
    assert len(names) == len(set(names))
    folder = Path(peers.__file__).parent
    for peer in peers.PEERS:
        file = peer.module.partition(":")[0]
        assert (folder / (file if file.endswith(".mjs") else f"{file}.py")).is_file()


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(KeyError, match="there are cleanarticle, trafilatura"):
        peers.named("lynx")


def test_a_peer_whose_package_is_missing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = Peer("absent", "no-such-package-here", "html", "as_is")
    node = Peer("absent too", "no-such-package-here", "html", "node/readability.mjs")
    monkeypatch.setattr(peers, "PEERS", (absent, node, peers.named("text as is")))
    assert [peer.name for peer in peers.installed()] == ["text as is"]
    assert peers.version(absent) == peers.version(node) == ""


@pytest.mark.parametrize(
    "name", [p.name for p in peers.PEERS if p.mode == "text" and p in peers.installed()]
)
def test_text_peers_keep_the_body(name: str) -> None:
    [result] = peers.run(peers.named(name), [("1", "https://a.example/", TEXT)])
    assert result.error == ""
    assert BODY in result.text


PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>The harbour is open</title>
<meta name="author" content="Ann Lee"><meta property="article:published_time"
content="2024-05-25T01:45:00Z"><meta property="og:type" content="article"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>The harbour is open</h1>
<p>{BODY} {BODY.replace("Saturday", "Sunday")}</p><p>{BODY.replace("noon", "midnight")} {BODY}</p>
</article><footer><a href="/imprint">Imprint</a></footer></body></html>"""


@pytest.mark.parametrize(
    "name", [p.name for p in peers.PEERS if p.mode == "html" and p in peers.installed()]
)
def test_html_peers_give_what_they_say(name: str) -> None:
    peer = peers.named(name)
    [result] = peers.run(peer, [("1", "https://a.example/2024/harbour.html", PAGE)], seconds=60)
    assert result.error == ""
    if peer.gives != "metadata":
        assert "reopened on Sunday" in result.text
    if peer.gives != "text":
        assert result.metadata
        assert result.metadata.get("title", "The harbour is open") == "The harbour is open"
        assert result.metadata.get("date", "2024-05-25") == "2024-05-25"
    if peer.gives == "text":
        assert result.metadata == {}
    assert result.cpu_ms > 0 and result.peak_mb > 5


JAVASCRIPT = """
export function extract(page, url) {
  console.log("peers may print");
  if (page === "raise") throw new RangeError("no such page");
  if (page === "die") process.exit(3);
  return [page, { title: url, authors: ["Ann"], date: "2024-05-25T01:45:00Z" }];
}
"""


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
def test_node_keeps_to_the_same_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "toy.mjs"
    module.write_text(JAVASCRIPT)
    child = Path(peers.__file__).parent / runner.NODE / "child.mjs"
    monkeypatch.setattr(runner, "_command", lambda _: ["node", str(child), str(module)])
    pages = ["lone \ud800 and 世界\n" * 20_000, "raise", "die", "after"]
    long, raised, died, after = run(Peer("toy", "", "html", "node/toy.mjs"), *pages)
    assert long.text == pages[0]
    assert long.metadata == {
        "title": "https://a.example/",
        "authors": ["Ann"],
        "date": "2024-05-25",
    }
    assert (raised.text, raised.error) == ("", "RangeError: no such page")
    assert died.error == "the process ended (exit code 3)"
    assert after.text == "after" and after.peak_mb > 5
