"""Batches on the command line: every kind of file in and out, failures, kills, resumption."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import works
from extras import needs

from cleanarticle import clean
from cleanarticle.cli import main

ROOT = Path(__file__).parent.parent
STORY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "The café at the quay, the mayor said, was full again by noon. Berth {} is still shut."
)
RUSSIAN = (
    "<p>Порт, который был закрыт после шторма на прошлой неделе, снова открылся в субботу, "
    "сообщила администрация города; паромы ходят с полудня.</p>"
)
POSIX = pytest.mark.skipif(os.name != "posix", reason="kills processes by signal")


def page(number: int) -> str:
    return f"Support us\n\n{STORY.format(number)}\n\nAdvertisement:\n"


def records(count: int) -> list[dict[str, str]]:
    return [
        {"id": f"n{i}", "url": f"https://e.org/{i}", "html": page(i), "more": "x"}
        for i in range(count)
    ]


def lines(path: Path, rows: list) -> Path:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    if path.suffix == ".gz":
        data = gzip.compress(data)
    if path.suffix == ".zst":
        data = needs("zstandard", "zst").compress(data)
    path.write_bytes(data)
    return path


def rows_of(path: Path) -> list[dict]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix == ".zst":
        reader = needs("zstandard", "zst").open(io.BytesIO(data), "rb")
        data = reader.read()
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture
def run(capfdbinary) -> Callable[..., tuple[int, str, str]]:
    def outcome(*args: object) -> tuple[int, str, str]:
        status = main(["clean", *map(str, args)])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return outcome


def expected(count: int, path: Path) -> list[dict]:
    return [
        {
            "file": str(path),
            "record": i + 1,
            "id": f"n{i}",
            **json.loads(clean(page(i), url=f"https://e.org/{i}").to_json()),
        }
        for i in range(count)
    ]


# files in


@pytest.mark.parametrize("name", ["in.jsonl", "in.ndjson", "in.jsonl.gz", "in.jsonl.zst"])
def test_json_lines(run, tmp_path, name) -> None:
    source = lines(tmp_path / name, records(20))
    out = tmp_path / "out.jsonl"
    status, printed, err = run(source, "-o", out, "--workers", "2")
    assert (status, printed) == (0, "")
    assert rows_of(out) == expected(20, source)
    assert "cleanarticle: 20 pages" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "out.jsonl"])


def test_named_fields_and_strings(run, tmp_path) -> None:
    rows = [{"body": page(1), "html": "no", "link": "https://e.org", "key": 7}, {"body": page(2)}]
    source = lines(tmp_path / "in.jsonl", rows)
    fields = ("--field", "body", "--url-field", "link", "--id-field", "key")
    status, out, _ = run(source, *fields, "--json", "--quiet", "--workers", "0")
    first, second = map(json.loads, out.splitlines())
    assert (status, first["id"], first["metadata"]["url"]) == (0, "7", "https://e.org")
    assert (first["text"], second["text"]) == (clean(page(1)).text, clean(page(2)).text)
    assert "id" not in second
    source.write_text(json.dumps(page(3)) + "\n\n")
    assert json.loads(run(source, "--json", "--quiet")[1])["text"] == clean(page(3)).text


@pytest.mark.parametrize("name", ["in.csv", "in.tsv", "in.csv.gz"])
def test_csv(run, tmp_path, name) -> None:
    import csv

    text = io.StringIO()
    writer = csv.DictWriter(
        text, ["id", "url", "html", "more"], delimiter="\t" if "tsv" in name else ","
    )
    writer.writeheader()
    writer.writerows([*records(3), {"id": "long", "html": "word " * 40_000}])
    data = text.getvalue().encode("utf-8-sig")
    source = tmp_path / name
    source.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    status, _, _ = run(source, "-o", tmp_path / "out.jsonl")
    assert status == 0
    rows = rows_of(tmp_path / "out.jsonl")
    assert rows[:3] == expected(3, source)
    assert rows[3]["id"] == "long"


def test_parquet_in_and_out(run, tmp_path) -> None:
    parquet = needs("pyarrow.parquet", "parquet")
    import pyarrow

    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    table = pyarrow.Table.from_pylist(records(700))
    parquet.write_table(table, source)
    assert run(source, "-o", out)[0] == 0
    rows = parquet.read_table(out).to_pylist()
    wanted = expected(700, source)
    assert [row["text"] for row in rows] == [row["text"] for row in wanted]
    assert [row["removed"] for row in rows] == [row["removed"] for row in wanted]
    assert (rows[5]["record"], rows[5]["id"], rows[5]["url"]) == (6, "n5", "https://e.org/5")
    assert json.loads(rows[5]["found"])["url"] == wanted[5]["metadata"]["found"]["url"]
    assert parquet.ParquetFile(out).num_row_groups == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.parquet", "out.parquet"]


def warc(path: Path, pages: list[tuple[str, str, bytes]]) -> Path:
    """Responses of a kind, status and content, behind a record about the file."""
    written = b""
    for number, (kind, status, content) in enumerate([("", "", b"software: x\r\n"), *pages]):
        answer = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        block = answer if kind else content
        head = f"""WARC/1.0
WARC-Type: {"response" if kind else "warcinfo"}
WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>
WARC-Target-URI: https://e.org/{number - 1}
WARC-Date: 2026-01-02T03:04:05Z
Content-Type: application/{"http; msgtype=response" if kind else "warc-fields"}
Content-Length: {len(block)}

"""
        record = head.replace("\n", "\r\n").encode() + block + b"\r\n\r\n"
        written += gzip.compress(record) if path.suffix == ".gz" else record
    path.write_bytes(written)
    return path


@pytest.mark.parametrize("name", ["in.warc", "in.warc.gz"])
def test_warc(run, tmp_path, name) -> None:
    html = f"<p>{STORY}</p>"
    pages = [
        ("text/html", "200", html.encode()),
        ("image/png", "200", b"\x89PNG"),
        ("text/html; charset=windows-1251", "200", RUSSIAN.encode("cp1251")),
        ("text/html", "404", b"<p>not found</p>"),
        ("text/plain; charset=nonsense", "200", page(4).encode()),
    ]
    source = warc(tmp_path / name, pages)
    assert run(source, "-o", tmp_path / "out.jsonl")[0] == 0
    first, second, third = rows_of(tmp_path / "out.jsonl")
    assert first["text"] == STORY and first["metadata"]["url"] == "https://e.org/0"
    assert first["id"].startswith("<urn:uuid:")
    assert second["text"] == RUSSIAN[3:-4]
    assert third["text"] == clean(page(4)).text
    assert [row["record"] for row in (first, second, third)] == [1, 2, 3]


@pytest.fixture
def folder(tmp_path) -> Path:
    top = tmp_path / "pages"
    (top / "sub" / ".hidden").mkdir(parents=True)
    (top / "b.html").write_text(f"<p>{STORY}</p>")
    (top / "a.txt").write_text(page(1))
    (top / "sub" / "c.txt.gz").write_bytes(gzip.compress(page(2).encode()))
    lines(top / "sub" / "d.jsonl", records(2))
    (top / "picture.png").write_bytes(b"\x89PNG")
    (top / ".hidden.txt").write_text(page(9))
    (top / "sub" / ".hidden" / "e.txt").write_text(page(9))
    return top


def test_folders_are_searched_in_order(run, tmp_path, folder, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, _ = run("pages", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["file"], row.get("record")) for row in rows] == [
        ("pages/a.txt", None),
        ("pages/b.html", None),
        ("pages/sub/c.txt.gz", None),
        ("pages/sub/d.jsonl", 1),
        ("pages/sub/d.jsonl", 2),
    ]
    assert [row["text"] for row in rows] == [
        clean(raw).text for raw in (page(1), f"<p>{STORY}</p>", page(2), page(0), page(1))
    ]
    assert status == 0


def test_a_folder_that_cannot_be_searched_is_set_aside(run, tmp_path, folder, monkeypatch) -> None:
    scan = os.scandir

    def denied(path: Path) -> object:
        if path.name == "sub":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("cleanarticle.files.sources.os.scandir", denied)
    status, out, err = run(folder, "--json", "--quiet")
    assert (status, out.count("\n")) == (3, 2)
    assert err == f"cleanarticle: {folder}/sub: read: the folder cannot be searched\n"


def test_texts_lie_in_a_folder_as_their_pages_did(run, tmp_path, folder, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("pages", "pages/sub/../a.txt", "-o", "texts")[0] == 0
    names = ["a.txt.txt", "b.html.txt", "sub/_up/a.txt.txt", "sub/c.txt.gz.txt"]
    names += ["sub/d.jsonl/00000001.txt", "sub/d.jsonl/00000002.txt"]
    texts = tmp_path / "texts" / "pages"
    assert sorted(str(p.relative_to(texts)) for p in texts.rglob("*") if p.is_file()) == names
    assert (texts / "a.txt.txt").read_text() == clean(page(1)).text + "\n"
    assert run("pages/a.txt", "--markdown", "-o", "marked/")[0] == 0
    assert (tmp_path / "marked/pages/a.txt.md").read_text() == clean(page(1)).to_markdown() + "\n"


def test_patterns_and_lists_of_names(run, tmp_path, folder, monkeypatch) -> None:
    by_pattern = run(f"{folder}/**/*.txt*", "--quiet")
    body = f"==> {folder}/a.txt <==\n{STORY.format(1)}\n\n"
    body += f"==> {folder}/sub/c.txt.gz <==\n{STORY.format(2)}\n"
    assert by_pattern == (0, body, "")
    names = tmp_path / "names"
    names.write_text(f"{folder}/a.txt\n{folder}/sub/c.txt.gz\n")
    assert run("--files-from", names, "--quiet") == by_pattern
    command = [sys.executable, "-m", "cleanarticle", "clean", "--files-from", "-", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        command, input=names.read_bytes(), capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stdout.decode(), done.stderr) == (*by_pattern[:2], b"")


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"])
def test_output_is_the_same_bytes_whatever_the_number_of_workers(run, tmp_path, name) -> None:
    source = lines(tmp_path / "in.jsonl", records(600))
    written = []
    for workers in (0, 1, 2):
        assert run(source, "-o", tmp_path / name, "--workers", workers)[0] == 0
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1] == written[2]
    assert rows_of(tmp_path / name) == expected(600, source)


# mistakes


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ("/nowhere.jsonl -o out.jsonl", 1, "/nowhere.jsonl: No such file. Remedy: check the name"),
        (" -o out.jsonl", 1, "cleanarticle: : No such file. Remedy: check the name"),
        ("/nowhere/*.txt", 1, "/nowhere/*.txt: No such file. Remedy"),
        ("- -o out.jsonl", 1, "a batch: it has no FILE"),
        ("in.jsonl -o out.xyz", 1, "out.xyz: no output of this kind can be written. Remedy: name"),
        ("in.jsonl --resume", 2, "resume=True is not possible; use it with --output"),
        ("in.jsonl --workers -1", 2, "workers=-1 is not possible; use a number of processes"),
        ("in.jsonl -o nowhere/out.jsonl", 1, "nowhere/out.jsonl.part: No such file. Remedy"),
        ("in.jsonl --url x --files-from y", 2, "--url belongs to one page"),
    ],
)
def test_mistakes_are_one_line_with_the_remedy(
    run, tmp_path, monkeypatch, args, status, said
) -> None:
    monkeypatch.chdir(tmp_path)
    lines(tmp_path / "in.jsonl", records(1))
    got, out, err = run(*args.split(" "))
    assert (got, out, err.count("\n")) == (status, "", 1)
    assert err.startswith("cleanarticle: ") and said in err
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("x.parquet", "pyarrow.parquet", "parquet"),
        ("x.jsonl.zst", "zstandard", "zst"),
    ],
)
def test_a_missing_library_is_named(run, tmp_path, monkeypatch, name, module, extra) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(b"x")
    status, _, err = run(tmp_path / name)
    assert status == 3
    assert f"pip install 'cleanarticle[{extra}]'" in err


# failures


def test_what_cannot_be_read_is_set_aside_with_its_reason(run, tmp_path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(f'{{"html": 5}}\n{{oops\n[1]\n{json.dumps({"html": page(1)})}\n{{"x": 1}}\n')
    torn = tmp_path / "torn.jsonl.gz"
    torn.write_bytes(gzip.compress(json.dumps({"text": page(2)}).encode() + b"\n")[:-9])
    good = lines(tmp_path / "good.jsonl", records(1))
    out = tmp_path / "out.jsonl"
    status, _, err = run(bad, torn, good, "-o", out)
    assert status == 3
    assert [row["text"] for row in rows_of(out)] == [clean(page(i)).text for i in (1, 2, 0)]
    letters = rows_of(tmp_path / "out.jsonl.failed.jsonl")
    assert {letter["reason"] for letter in letters} == {"read"}
    assert [(Path(letter["file"]).name, letter["record"]) for letter in letters] == [
        ("bad.jsonl", 1), ("bad.jsonl", 2), ("bad.jsonl", 3), ("bad.jsonl", 5),
        ("torn.jsonl.gz", 2),
    ]  # fmt: skip
    said = [letter["message"] for letter in letters]
    assert "is no text but int; name it with --field (fields here: html)" in said[0]
    assert said[1].startswith("no JSON: ")
    assert "fields here: x" in said[3]
    assert "the rest cannot be read: EOFError" in said[4]
    assert "5 pages failed; why is in" in err
    run(good, "-o", out)
    assert not (tmp_path / "out.jsonl.failed.jsonl").exists()


@POSIX
def test_poison_among_many_is_set_aside_and_nothing_else(run, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("cleanarticle.cli.batch.RowWork", works.Poisoned)
    rows = records(600)
    for place, poison in ((100, "die"), (333, "hang"), (500, "eat"), (599, "raise")):
        rows[place]["html"] = poison
    source = lines(tmp_path / "in.jsonl", rows)
    out = tmp_path / "out.jsonl"
    status, _, _ = run(
        source, "-o", out, "--workers", 2, "--timeout", 4, "--memory", 900, "--failed",
        tmp_path / "dead.jsonl",
    )  # fmt: skip
    assert status == 3
    sound = [row for row in expected(600, source) if row["record"] - 1 not in (100, 333, 500, 599)]
    assert rows_of(out) == sound
    letters = {letter["id"]: letter["reason"] for letter in rows_of(tmp_path / "dead.jsonl")}
    assert letters == {"n100": "crash", "n333": "time", "n500": "memory", "n599": "error"}


def test_failures_are_said_where_there_is_no_file_for_them(run, tmp_path) -> None:
    source = lines(tmp_path / "in.jsonl", [{"x": 1}, {"text": page(1)}])
    status, out, err = run(source, "--quiet")
    assert status == 3
    assert out == f"==> {source}, record 2 <==\n{STORY.format(1)}\n"
    assert err.startswith(f"cleanarticle: {source}, record 1: read: the page's field is missing")


def test_warnings_of_pages_are_counted(run, tmp_path) -> None:
    source = lines(tmp_path / "in.jsonl", [{"text": " "}, {"text": ""}, {"text": page(1)}])
    assert "warning: 2 pages: no article body found" in run(source)[2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error_with_a_remedy(run, tmp_path) -> None:
    source = lines(tmp_path / "in.jsonl", records(3))
    (tmp_path / "out.jsonl.part").symlink_to("/dev/full")
    status, _, err = run(source, "-o", tmp_path / "out.jsonl", "--quiet")
    assert status == 1
    assert "out.jsonl: cannot be written: " in err and "--resume goes on" in err


# kills


def start(*args: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cleanarticle", "clean", *map(str, args)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    pipes = {"stderr": subprocess.PIPE, "env": environment, "process_group": 0}
    return subprocess.Popen(command, **pipes)


def children(process: subprocess.Popen[bytes]) -> list[int]:
    found: set[int] = set()
    for task in Path(f"/proc/{process.pid}/task").glob("*/children"):
        try:
            found.update(map(int, task.read_text().split()))
        except OSError:
            continue
    return sorted(found)


LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@LINUX
@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.parquet", "out"])
def test_a_killed_worker_and_a_killed_run_lose_and_double_nothing(tmp_path, name) -> None:
    if name.endswith("parquet"):
        needs("pyarrow", "parquet")
    source = lines(tmp_path / "in.jsonl", [*records(1100), {"x": 1}])
    whole, out = tmp_path / "whole" / name, tmp_path / name
    whole.parent.mkdir()
    with start(source, "-o", whole, "--workers", 2, "--quiet") as process:
        assert process.wait(120) == 3
    with start(source, "-o", out, "--workers", 2) as process:
        journal = Path(f"{out}.journal")
        while not journal.exists() or json.loads(journal.read_bytes())["done"] == 0:
            time.sleep(0.02)
        for worker in children(process)[:1]:
            os.kill(worker, signal.SIGKILL)
        time.sleep(0.3)
        process.kill()
        process.wait(60)
    if name != "out":
        assert not out.exists()
    with start(source, "-o", out, "--workers", 2, "--resume") as process:
        assert process.wait(120) == 3
    if name == "out":
        assert tree(out) == tree(whole)
    else:
        assert out.read_bytes() == whole.read_bytes()
    letters = [rows_of(Path(f"{path}.failed.jsonl")) for path in (whole, out)]
    assert letters[0] == letters[1] and len(letters[0]) == 1
    assert not [p for p in tmp_path.iterdir() if "part" in p.name or "journal" in p.name]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def interrupted(tmp_path: Path, *signals: int) -> tuple[Path, Path, subprocess.Popen[bytes], bytes]:
    source, out = lines(tmp_path / "in.jsonl", records(900)), tmp_path / "out.jsonl"
    with start(source, "-o", out, "--workers", 2) as process:
        while not Path(f"{out}.part").exists() or Path(f"{out}.part").stat().st_size < 20_000:
            time.sleep(0.02)
        workers = children(process)
        for number in signals:
            # As a terminal's Ctrl-C does it: to the whole group.
            os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(
                number
            )
        _, err = process.communicate(timeout=30)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline, "workers live on"
        time.sleep(0.02)
    return source, out, process, err


@LINUX
def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(run, tmp_path) -> None:
    source, out, process, err = interrupted(tmp_path, signal.SIGINT)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert b"The same command with --resume goes on." in err
    assert not out.exists()
    status, _, err = run(source, "-o", out, "--resume")
    assert status == 0 and "going on after" in err
    assert rows_of(out) == expected(900, source)


@LINUX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_employer(tmp_path, number) -> None:
    process = interrupted(tmp_path, number)[2]
    assert process.returncode == (143 if number == signal.SIGTERM else -number)


@LINUX
def test_a_run_is_resumed_only_with_the_same_inputs_and_settings(run, tmp_path) -> None:
    source, out, *_ = interrupted(tmp_path, signal.SIGKILL)
    status, _, err = run(source, "-o", out, "--resume", "--keep", "ad")
    assert status == 2 and "for the same inputs and settings, or start anew" in err
    part = tmp_path / "out.jsonl.part"
    saved, journal = part.read_bytes(), tmp_path / "out.jsonl.journal"
    state = json.loads(journal.read_bytes())
    journal.write_text(json.dumps({**state, "output": len(saved) + 1}))
    status, _, err = run(source, "-o", out, "--resume")
    assert status == 1 and "it is shorter than when the run was stopped" in err
    assert part.read_bytes() == saved
    lines(source, records(5))
    assert run(source, "-o", out, "--resume")[0] == 2
    status, _, err = run(source, "-o", out)
    assert status == 0 and "a run that was stopped is given up" in err
    assert rows_of(out) == expected(5, source)


def test_a_run_killed_while_it_moves_files_is_finished(run, tmp_path, monkeypatch) -> None:
    source, out = lines(tmp_path / "in.jsonl", [*records(3), {"x": 1}]), tmp_path / "out.jsonl"
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr("cleanarticle.cli.batch.Batch._finish", lambda self, state: 1 / 0)
        main(["clean", str(source), "-o", str(out)])
    assert not out.exists()
    assert run(source, "-o", out, "--resume")[0] == 3
    assert rows_of(out) == expected(3, source)
    assert len(rows_of(tmp_path / "out.jsonl.failed.jsonl")) == 1


@POSIX
def test_progress_moves_on_a_terminal(tmp_path) -> None:
    import pty

    source = lines(tmp_path / "in.jsonl", records(1000))
    inside, outside = pty.openpty()
    command = [sys.executable, "-m", "cleanarticle", "clean", source, "-o", tmp_path / "o.jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    seen = b""
    with subprocess.Popen(command, stderr=outside, env=environment) as process:
        os.close(outside)
        try:
            while chunk := os.read(inside, 65536):
                seen += chunk
        except OSError:  # Linux: the terminal is gone
            pass
    os.close(inside)
    assert process.returncode == 0
    shown = seen.decode().split("\r\x1b[K")
    assert len(shown) > 3
    assert "] " in shown[1] and "/s  " in shown[1] and " MB/s  0 failed" in shown[1]
    assert shown[-2].endswith(" left")
    assert shown[-1].startswith("cleanarticle: 1,000 pages  ")


@pytest.mark.parametrize(
    "options", ["--failed in.jsonl", "-o in.jsonl", "-o out.jsonl --failed out.jsonl"]
)
def test_nothing_is_written_over_what_is_read_or_written(options, tmp_path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in records(3)))
    before = source.read_bytes()
    status, _, err = run("in.jsonl", *options.split())
    assert (status, source.read_bytes()) == (2, before)
    assert "use a name of its own" in err
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_report_is_not_written_over_its_page(tmp_path) -> None:
    source = tmp_path / "page.txt"
    source.write_text(page(1))
    assert main(["report", str(source), "-o", str(source)]) == 2
    assert source.read_text() == page(1)


@pytest.mark.parametrize("size", [3000, 90_000])
def test_a_frame_that_is_cut_short_is_told(size: int, tmp_path, run) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in records(size // 100))
    packed = needs("zstandard", "zst").compress(lines.encode())
    (tmp_path / "in.jsonl.zst").write_bytes(packed[: len(packed) // 2])
    status, _, err = run(tmp_path / "in.jsonl.zst", "--quiet")
    assert status == 3
    assert "the rest cannot be read" in err


def test_a_line_of_brackets_costs_no_other(tmp_path, run) -> None:
    good = json.dumps(records(1)[0])
    (tmp_path / "in.jsonl").write_text(f"{good}\n{'[' * 90_000}\n{good}\n")
    status, out, err = run(tmp_path / "in.jsonl", "--json", "--quiet")
    assert (status, len(out.splitlines())) == (3, 2)
    assert "no JSON" in err


def test_an_empty_line_of_a_list_names_nothing(tmp_path, run, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(page(1))
    (tmp_path / "other.txt").write_text(page(2))
    (tmp_path / "names").write_text("page.txt\r\n\n \n")
    _, out, _ = run("--files-from", "names", "--quiet", "--json")
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["page.txt"]


def test_a_table_is_told_by_its_name_in_capitals_too(tmp_path, run) -> None:
    (tmp_path / "IN.TSV").write_text(f"url\ttext\nhttps://e.org/a\t{STORY.format(1)}\n")
    status, out, _ = run(tmp_path / "IN.TSV", "--json", "--quiet")
    assert (status, json.loads(out)["metadata"]["url"]) == (0, "https://e.org/a")


@pytest.mark.parametrize(
    "options", ["--timeout -1", "--timeout nan", "--memory -5", "--timeout 1e300", "--memory x"]
)
def test_limits_that_cannot_be_are_refused(options: str, tmp_path, run) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(records(1)[0]))
    status, _, err = run(tmp_path / "in.jsonl", *options.split())
    assert status == 2
    assert f"argument {options.split()[0]}: invalid" in err


def test_neither_is_what_lies_in_a_folder_that_is_read(run, tmp_path, folder, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = tree(folder)
    inside = folder / "sub" / "d.jsonl"
    for options, said in (
        (f"-o {inside}", "output='"),
        (f"--failed {inside}", "failed='"),
        ("-o pages/sub/texts", "use a folder outside of those that are read"),
        ("-o pages/", "use a folder outside of those that are read"),
    ):
        status, _, err = run("pages", *options.split())
        assert (status, err.count("\n")) == (2, 1) and said in err
    assert tree(folder) == before


def test_a_file_of_failures_that_was_there_stays_where_none_fails(run, tmp_path) -> None:
    source = lines(tmp_path / "in.jsonl", records(1))
    other = tmp_path / "dead.jsonl"
    other.write_text("mine\n")
    assert run(source, "--failed", other, "--quiet")[0] == 0
    assert other.read_text() == "mine\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dead.jsonl", "in.jsonl"]


def test_a_packed_page_that_is_cut_short_is_set_aside(run, tmp_path, folder) -> None:
    whole = (folder / "sub" / "c.txt.gz").read_bytes()
    (folder / "a.txt.gz").write_bytes(whole[:-9])
    status, out, err = run(folder, "--json", "--quiet")
    assert (status, out.count("\n")) == (3, 5)
    assert "a.txt.gz: read: it cannot be unpacked: EOFError" in err


def test_a_name_that_is_too_long_is_set_aside(run, tmp_path, folder, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (folder / f"{'n' * 247}.txt").write_text(page(3))
    assert run("pages", "-o", "texts", "--quiet")[0] == 3
    assert len(tree(tmp_path / "texts")) == 5
    (letter,) = rows_of(tmp_path / "texts.failed.jsonl")
    assert letter["file"].endswith("nn.txt") and letter["reason"] == "error"
    assert letter["message"].startswith("its text cannot be written: File name too long")


@pytest.mark.parametrize("pattern", ["pages", "pages/**/*.txt"])
def test_a_run_is_resumed_only_with_the_same_files(
    run, tmp_path, folder, monkeypatch, pattern
) -> None:
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr("cleanarticle.cli.batch.Batch._finish", lambda self, state: 1 / 0)
        main(["clean", pattern, "-o", "out.jsonl"])
    (folder / "aa.txt").write_text(page(7))
    status, _, err = run(pattern, "-o", "out.jsonl", "--resume")
    assert status == 2 and "for the same inputs and settings, or start anew" in err
    (folder / "aa.txt").unlink()
    assert run(pattern, "-o", "out.jsonl", "--resume")[0] == 0
