"""The command: what it prints, where, with which exit status, in pipes and odd locales."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from strategies import PACK

from cleanarticle import __version__, clean
from cleanarticle.cli import main
from cleanarticle.model import CATEGORIES
from cleanarticle.rules.registry import builtin, languages
from cleanarticle.rules.rule import Guards

ROOT = Path(__file__).parent.parent
SEED = next((ROOT / "seeds").glob("*.txt"))
STORY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "The café at the quay, the mayor said — “at last” — was full again by noon."
)
PAGE = f"Support us\n\n{STORY}\n\nAdvertisement:\n"
GERMAN = (
    "Der Hafen, der seit dem Sturm der letzten Woche geschlossen war, öffnet für Fähren wieder."
)
POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX shells, signals and file names")


def environment(**extra: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "PYTHONUTF8", "NO_COLOR")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **extra}


def run(*args: str | bytes, stdin: bytes = b"", **extra: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, with extra environment variables."""
    command = [sys.executable, "-m", "cleanarticle", *args]
    return subprocess.run(
        command, input=stdin, capture_output=True, env=environment(**extra), timeout=60, check=False
    )


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def outcome(capfdbinary: pytest.CaptureFixture[bytes], *args: str) -> tuple[int, str, str]:
    """Run the command in this process."""
    status = main(args)
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


# clean


def test_seed_comes_out_as_the_library_cleans_it() -> None:
    done = run("clean", str(SEED))
    assert done.stdout.decode() == clean(SEED.read_bytes()).text + "\n"
    assert (done.returncode, done.stderr) == (0, b"")


def test_json_is_one_line_with_the_file_named(capfdbinary, page) -> None:
    status, out, err = outcome(capfdbinary, "clean", page, "--json", "--url", "https://e.org/ü")
    expected = json.loads(clean(PAGE.encode(), url="https://e.org/ü").to_json())
    assert out.count("\n") == 1
    assert json.loads(out) == {"file": page, **expected}
    assert (status, err) == (0, "")


def test_markdown_is_what_the_library_gives(capfdbinary) -> None:
    expected = clean(SEED.read_bytes()).to_markdown() + "\n"
    assert outcome(capfdbinary, "clean", "--markdown", str(SEED)) == (0, expected, "")


def test_settings_reach_the_cleaner(capfdbinary, page, tmp_path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(PACK)
    Path(page).write_text(PAGE + "A word from our sponsor:\n")

    def text(*options: str) -> str:
        return outcome(capfdbinary, "clean", *options, page)[1]

    rules = {
        code: [r["rule"] for r in json.loads(text("--json", *code.split()))["removed"]]
        for code in ("", "--disable EN101 --disable EN203", f"--pack {pack}")
    }
    assert "EN101" in rules[""] and "MY101" not in rules[""]
    assert not {"EN101", "EN203"} & set(rules["--disable EN101 --disable EN203"])
    assert "MY101" in rules[f"--pack {pack}"]
    assert "Advertisement:" not in text()
    both = text("--keep", "ad", "--keep", "promotion")
    assert "Advertisement:" in both and "Support us" in both
    assert json.loads(text("--json", "--language", "de"))["metadata"]["language"] == "de"


def test_format_is_obeyed(capfdbinary, tmp_path) -> None:
    path = tmp_path / "page"
    path.write_text(f"<p>{STORY}</p>")
    assert outcome(capfdbinary, "clean", str(path))[1] == STORY + "\n"
    assert f"<p>{STORY}</p>" in outcome(capfdbinary, "explain", "--format", "text", str(path))[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("args", [(), ("-",)], ids=["no file", "dash"])
def test_stdin_is_read_as_bytes_of_any_encoding(encoding, args) -> None:
    raw = PAGE.replace("\n", "\r\n").encode(encoding)
    done = run("clean", "--quiet", *args, stdin=raw)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, STORY + "\n", b"")


@POSIX
@pytest.mark.parametrize("color", ["never", "always"])
def test_output_is_utf8_in_the_c_locale(color) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("clean", stdin=PAGE.encode(), **ascii_only)
    assert (done.returncode, done.stdout.decode()) == (0, STORY + "\n")
    done = run("explain", "--color", color, stdin=PAGE.encode(), **ascii_only)
    assert done.returncode == 0 and STORY in done.stdout.decode()
    assert run("rules", "RU101", **ascii_only).stdout == run("rules", "RU101").stdout
    done = run("clean", "--json", "--url", "https://e.org/ü", stdin=PAGE.encode(), **ascii_only)
    assert json.loads(done.stdout)["metadata"]["url"] == "https://e.org/ü"
    assert "'hé.txt' is no command" in run("hé.txt", **ascii_only).stderr.decode()


def test_undecodable_bytes_and_lone_surrogates_come_out_as_utf8(tmp_path) -> None:
    raw = b"<meta charset=utf-7>\xe9" + STORY.encode("ascii", "ignore") + b" +2AA- \xed\xa0\x80"
    for form in ("--json", "--markdown", "--quiet"):
        done = run("clean", form, stdin=raw)
        assert done.returncode == 0
        done.stdout.decode("utf-8")


@POSIX
def test_lone_surrogates_are_written_as_escapes(monkeypatch, capfdbinary, page) -> None:
    monkeypatch.setattr("cleanarticle.cli.pages.read", lambda path: f"{STORY} The end \ud800 came.")
    _, out, _ = outcome(capfdbinary, "clean", page)
    assert out.endswith(r"The end \ud800 came." + "\n")
    _, out, _ = outcome(capfdbinary, "clean", "--json", page)
    assert json.loads(out)["text"].endswith("The end \ud800 came.")


# several files


@pytest.fixture
def three(tmp_path: Path) -> list[str]:
    """A page, a missing file, a path that leads through a file, a page in UTF-16."""
    (tmp_path / "one.txt").write_bytes(PAGE.encode())
    (tmp_path / "two.txt").write_bytes((GERMAN + "\n").encode("utf-16"))
    return [str(tmp_path / name) for name in ("one.txt", "missing.txt", "one.txt/x", "two.txt")]


def test_headers_stand_over_several_pages_and_missing_ones_are_reported(three) -> None:
    done = run("clean", *three)
    one, missing, through, two = three
    body = f"==> {one} <==\n{STORY}\n\n==> {two} <==\n{GERMAN}\n"
    assert done.stdout.decode() == body
    errors = done.stderr.decode().splitlines()
    assert len(errors) == 2 and done.returncode == 1
    assert errors[0].startswith(f"cleanarticle: {missing}: No such file") and "Remedy" in errors[0]
    assert errors[1].startswith(f"cleanarticle: {through}: Not a directory. Remedy: check the")


def test_json_lines_of_several_pages_name_their_files(capfdbinary, three) -> None:
    status, out, err = outcome(capfdbinary, "clean", "--json", *three)
    assert [json.loads(line)["file"] for line in out.splitlines()] == [three[0], three[3]]
    assert (status, err.count("\n")) == (1, 2)


def test_options_may_stand_after_files_and_two_dashes_end_them(
    capfdbinary, three, tmp_path, monkeypatch
) -> None:
    expected = outcome(capfdbinary, "clean", "--json", three[0], three[3])
    assert outcome(capfdbinary, "clean", three[0], "--json", three[3]) == expected
    monkeypatch.chdir(tmp_path)
    Path("--json").write_text(PAGE)
    assert outcome(capfdbinary, "clean", "--", "--json") == (0, STORY + "\n", "")


def test_standard_input_among_files_is_named_so(three) -> None:
    done = run("clean", "-", three[3], stdin=PAGE.encode())
    assert done.stdout.decode().startswith(f"==> standard input <==\n{STORY}\n\n==> ")


@POSIX
def test_file_names_may_be_any_bytes(tmp_path) -> None:
    names = [os.fsencode(tmp_path) + b"/" + name for name in (b"a\x1b[31m\xe9.txt", b"b\n.txt")]
    for name in names:
        Path(os.fsdecode(name)).write_text(PAGE)
    done = run("clean", *names)
    headers = [line for line in done.stdout.decode().splitlines() if line.startswith("==>")]
    assert headers == [rf"==> {tmp_path}/a\x1b[31m\udce9.txt <==", rf"==> {tmp_path}/b\n.txt <=="]
    done = run("clean", "--json", *names)
    files = [json.loads(line)["file"] for line in done.stdout.decode().splitlines()]
    assert list(map(os.fsencode, files)) == names
    done = run("clean", names[0] + b"x")
    assert rb"a\x1b[31m\udce9.txtx: No such file" in done.stderr and done.stderr.count(b"\n") == 1


# warnings and errors


def test_a_page_without_body_warns_and_quiet_silences() -> None:
    done = run("clean", stdin=b" \n")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == (
        b"cleanarticle: standard input: warning: no article body found; "
        b"'cleanarticle explain' shows why\n"
    )
    done = run("clean", "--quiet", stdin=b"")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_damaged_encoding_warns(capfdbinary, page) -> None:
    Path(page).write_bytes((PAGE + "é" * 40).encode("utf-8") + b"\xff")
    status, _, err = outcome(capfdbinary, "explain", page)
    assert status == 0 and "warning: some bytes could not be decoded" in err
    assert outcome(capfdbinary, "explain", "--quiet", page)[2] == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("", "no command is given; use clean, explain, report, serve or rules"),
        ("claen x", "'claen' is no command"),
        ("--frob", "'--frob' is no command"),
        ("clean --frob", "unrecognized arguments: --frob; see 'cleanarticle clean --help'"),
        ("clean --js", "unrecognized arguments: --js"),
        ("clean --format pdf", "--format: invalid choice: 'pdf'"),
        ("clean --json --markdown", "--markdown: not allowed with argument --json"),
        ("clean --url u a b", "--url belongs to one page"),
        ("explain a b", "explain takes one FILE, not 2"),
        ("explain --points many", "--points: invalid int value: 'many'"),
        ("serve page.txt", "unrecognized arguments: page.txt"),
        ("rules EN101 EN102", "rules takes one CODE, not 2"),
        ("clean --keep pictures", "keep='pictures' is not possible; use some of body"),
        ("clean --language 1", "language='1' is not possible"),
        ("clean --disable EN101x", "did you mean EN101"),
        ("clean --pack /nowhere.toml", "/nowhere.toml: cannot be read (No such file"),
        ("explain --disable EN101x", "unknown rule code 'EN101x'"),
        ("rules EN1O1", "unknown rule code 'EN1O1'; did you mean EN101"),
        ("rules --language tlh", "language='tlh' is not possible; use one of any, ar"),
        ("rules --language de EN101", "unknown rule code 'EN101'; did you mean DE101"),
    ],
)
def test_mistakes_exit_2_with_one_line_that_says_the_remedy(capfdbinary, args, said) -> None:
    status, out, err = outcome(capfdbinary, *args.split())
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("cleanarticle: ") and said in err


def test_a_broken_pack_is_named_with_its_rule(capfdbinary, page, tmp_path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(PACK.replace("since", "sinze"))
    status, out, err = outcome(capfdbinary, "clean", "--pack", str(pack), page)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert f"{pack}, rule MY101: unknown field 'sinze'. Remedy" in err


def test_explain_of_a_missing_file_exits_1(capfdbinary) -> None:
    status, out, err = outcome(capfdbinary, "explain", "/nowhere/page.txt")
    assert (status, out) == (1, "") and err.startswith("cleanarticle: /nowhere/page.txt: No such")


# explain


def test_explain_shows_the_page_and_as_many_points_as_asked(capfdbinary, page) -> None:
    article = clean(PAGE.encode())
    plain = outcome(capfdbinary, "explain", page)
    assert plain == (0, article.explain() + "\n", "")
    assert (
        outcome(capfdbinary, "explain", page, "--points", "2")[1]
        == article.explain(points=2) + "\n"
    )
    assert outcome(capfdbinary, "explain", page, "--points", "-1") == plain
    assert (
        outcome(capfdbinary, "explain", page, "--color", "always")[1]
        == article.explain(True) + "\n"
    )
    done = run("explain", stdin=PAGE.encode())
    assert done.stdout.decode() == plain[1]


def test_explain_never_drives_the_terminal(capfdbinary, page) -> None:
    bad = "\x1b]0;pwned\x07 \x1b[31m \x9b31m \u202egnp.exe \u2066 \x00 \x08 \r \x7f"
    Path(page).write_text(f"By {bad} Doe\n\n{bad}\n\n{STORY} {bad}", encoding="utf-8", newline="")
    for form in ("auto", "text", "html"):
        options = ("--format", form, "--points", "3", "--url", f"https://e.org/{bad[:12]}")
        _, out, _ = outcome(capfdbinary, "explain", *options, page)
        assert "gnp.exe" in out
        assert [c for c in out if not c.isprintable() and c != "\n"] == []


@POSIX
@pytest.mark.parametrize(
    ("options", "no_color", "colored"),
    [
        ([], "", True),
        ([], "1", False),
        (["--color", "never"], "", False),
        (["--color", "always"], "1", True),
    ],
)
def test_colour_in_a_terminal(page, options, no_color, colored) -> None:
    import pty

    inside, outside = pty.openpty()
    command = [sys.executable, "-m", "cleanarticle", "explain", *options, page]
    with subprocess.Popen(command, stdout=outside, env=environment(NO_COLOR=no_color)) as child:
        os.close(outside)
        seen = b""
        try:
            while chunk := os.read(inside, 65536):
                seen += chunk
        except OSError:  # Linux: the terminal is gone
            pass
    os.close(inside)
    assert child.returncode == 0
    assert (b"\x1b[32m" in seen) == colored


# a person at the terminal


@POSIX
def test_an_empty_command_line_at_a_terminal_says_what_is_awaited_and_ctrl_c_ends_it() -> None:
    import pty

    inside, outside = pty.openpty()
    command = [sys.executable, "-m", "cleanarticle", "clean"]
    pipes = {"stdin": outside, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(), **pipes) as child:
        assert child.stderr.readline().startswith(b"cleanarticle: paste a page, then press Ctrl-D")
        time.sleep(0.2)
        child.send_signal(signal.SIGINT)
        try:
            out, err = child.communicate(timeout=20)
        finally:
            child.kill()  # does nothing once it has ended
    os.close(inside)
    os.close(outside)
    assert (child.returncode, out, err) == (130, b"", b"")


@POSIX
@pytest.mark.parametrize("args", ["clean {}", "clean --json {}", "explain {}", "rules", "--help"])
def test_a_closed_pipe_ends_quietly(args, tmp_path) -> None:
    big = tmp_path / "big.txt"
    story = "\n\n".join(f"In the year {year}, {STORY}" for year in range(2000))
    big.write_text(story, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "cleanarticle", *args.format(big).split()]
    done = subprocess.run(
        command, stdout=writer, stderr=subprocess.PIPE, env=environment(), timeout=60, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("args", ["clean", "explain", "rules", "--help"])
def test_a_full_disk_is_an_error_not_a_traceback(args) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "cleanarticle", args]
        pipes = {"stdin": SEED.open("rb"), "stdout": full, "stderr": subprocess.PIPE}
        with pipes["stdin"]:
            done = subprocess.run(command, env=environment(), timeout=60, check=False, **pipes)
    said = b"cleanarticle: standard output: No space left on device; make room or write elsewhere\n"
    assert (done.returncode, done.stderr) == (1, said)


@POSIX
@pytest.mark.parametrize(
    ("closed", "status", "said"),
    [("<&-", 1, b"standard input: it is closed"), (">&-", 1, b"standard output is closed")],
)
def test_closed_streams_are_errors_not_tracebacks(closed, status, said) -> None:
    shell = ["sh", "-c", f'"{sys.executable}" -m cleanarticle explain {closed}']
    pipes = {"stdin": subprocess.DEVNULL, "capture_output": True}
    done = subprocess.run(shell, env=environment(), timeout=60, check=False, **pipes)
    assert done.returncode == status and said in done.stderr and done.stderr.count(b"\n") == 1


# rules


def test_the_list_has_every_rule_in_four_columns(capfdbinary) -> None:
    status, out, _ = outcome(capfdbinary, "rules")
    every = [rule for name in ("any", *languages()) for rule in builtin(name).rules]
    rows = [[r.code, r.language, r.category, r.name] for r in every]
    assert (status, [line.split(maxsplit=3) for line in out.splitlines()]) == (0, rows)


def test_the_list_can_be_of_one_language(capfdbinary) -> None:
    for name in ("any", "uk"):
        _, out, _ = outcome(capfdbinary, "rules", "--language", name)
        assert [line.split()[0] for line in out.splitlines()] == [
            r.code for r in builtin(name).rules
        ]


@pytest.mark.parametrize("code", ["EN101", "EN201", "ANY801", "UK101", "JA801b"])
def test_one_rule_is_shown_whole(capfdbinary, code) -> None:
    (rule,) = (r for n in ("any", *languages()) for r in builtin(n).rules if r.code == code)
    status, out, _ = outcome(capfdbinary, "rules", code.lower())
    lines = [line.strip() for line in out.splitlines()]
    assert status == 0 and lines[0] == f"{code}  {rule.name}"
    facts = dict(line.split(maxsplit=1) for line in lines[1:9])
    for name in ("reason", "language", "category", "scope", "action", "since"):
        assert facts[name] == getattr(rule, name)
    guards = next(line for line in lines if line.startswith("guards"))
    for name in Guards.__slots__:
        assert (name in guards) == bool(getattr(rule.guards, name))
    for texts in (rule.phrases, rule.hits, rule.misses):
        for text in texts:
            assert {line.strip() for line in text.splitlines()} <= set(lines)


# help, version, start


@pytest.mark.parametrize("command", ["", "clean", "explain", "report", "serve", "rules"])
def test_help_is_ascii_fits_a_terminal_and_has_examples(capfdbinary, command) -> None:
    status, out, err = outcome(capfdbinary, *command.split(), "--help")
    assert (status, err) == (0, "") and out.isascii()
    assert f"\nexamples:\n  cleanarticle {command}".rstrip() in out
    assert max(map(len, out.splitlines())) <= 90


def test_help_names_every_category(capfdbinary, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    words = outcome(capfdbinary, "clean", "--help")[1].replace(",", " ").split()
    assert set(CATEGORIES) <= set(words)


def test_version(capfdbinary) -> None:
    assert outcome(capfdbinary, "--version") == (0, f"cleanarticle {__version__}\n", "")


@pytest.mark.parametrize("args", ["--help", "clean --help", "--version", "claen"])
def test_help_imports_no_pipeline(args) -> None:
    code = (
        "import sys; from cleanarticle.cli import main; main(sys.argv[1:]); "
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *args.split()]
    done = subprocess.run(command, capture_output=True, env=environment(), timeout=60, check=False)
    loaded = set(done.stderr.decode().splitlines()[-1].split())
    assert {name for name in loaded if name.startswith("cleanarticle")} <= {
        "cleanarticle",
        "cleanarticle.cli",
        "cleanarticle.cli.console",
        "cleanarticle.cli.options",
        "cleanarticle.errors",
    }
    assert not loaded & {"json", "dataclasses", "regex", "tomllib", "selectolax", "difflib"}
