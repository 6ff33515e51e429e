"""The service: articles for pages, limits, what it says of itself, its page in a browser."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Watched, chromium
from extras import needs

from cleanarticle import Cleaner, Limits, __version__, clean
from cleanarticle.cli import main

pytest.importorskip("starlette", reason="needs pip install -e '.[serve]'")
pytest.importorskip("httpx", reason="needs pip install -e '.[test]'")

from starlette.testclient import TestClient

from cleanarticle.serve import Settings, application

ROOT = Path(__file__).parent.parent
SEED = next((ROOT / "seeds").glob("*.txt"))
STORY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "The café at the quay, the mayor said, was full again by noon."
)
PAGE = f"Support us\n\n{STORY}\n\nAdvertisement:\n"


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    settings = Settings(Cleaner(), 1, Limits(seconds=5), max_bytes=100_000, max_waiting=8)
    with TestClient(application(settings)) as client:
        yield client


def article(raw: str | bytes, url: str | None = None) -> dict[str, Any]:
    return json.loads(clean(raw, url=url).to_json())


def test_a_page_as_it_is(client) -> None:
    for kind in ("text/plain", "text/html; charset=utf-8", ""):
        answer = client.post("/clean", content=PAGE.encode(), headers={"Content-Type": kind})
        assert answer.status_code == 200
        assert answer.json() == article(PAGE)
    latin = f"<p>{STORY}</p>".encode("cp1252")
    assert client.post("/clean", content=latin).json() == article(latin)


def test_a_page_as_json(client) -> None:
    answer = client.post("/clean", json={"raw": PAGE, "url": "https://e.org/a"})
    assert answer.json() == article(PAGE, "https://e.org/a")
    assert client.post("/clean", json=PAGE).json() == article(PAGE)
    html = {"raw": f"<p>{STORY}</p>", "format": "text"}
    assert "<p>" in str(client.post("/clean", json=html).json())


def test_a_batch_keeps_its_order(client) -> None:
    lines = [{"raw": PAGE, "url": f"https://e.org/{i}"} for i in range(8)]
    content = "\n".join(map(json.dumps, lines)).encode()
    answer = client.post("/batch", content=content)
    assert answer.headers["content-type"] == "application/x-ndjson"
    urls = [json.loads(line)["metadata"]["url"] for line in answer.content.splitlines()]
    assert urls == [line["url"] for line in lines]


def test_a_line_of_a_batch_that_asks_for_nothing_costs_no_other(client) -> None:
    lines = [json.dumps(PAGE).encode(), b"[1]", b"{oops", json.dumps(PAGE).encode()]
    answer = client.post("/batch", content=b"\n".join(lines))
    first, second, third, last = map(json.loads, answer.content.splitlines())
    assert first == last == article(PAGE)
    assert second["error"]["message"].startswith('give {"raw"')
    assert third["error"]["reason"] == "json"


@pytest.mark.parametrize(
    ("path", "body", "status", "reason", "said"),
    [
        ("/clean", b"{oops", 400, "json", "the body is no JSON"),
        ("/clean", b"{}", 400, "request", 'give {"raw": "the page"'),
        ("/clean", b'{"raw": 5}', 400, "request", 'give {"raw"'),
        ("/clean", b'{"raw": "x", "url": 5}', 400, "request", "url is a string"),
        ("/clean", b'{"raw": "x", "format": "pdf"}', 400, "request", 'format is "auto"'),
        ("/clean", b"[" * 90_000, 400, "json", "the body is no JSON"),
        ("/batch", b'"x"\n' * 9, 413, "size", "a batch may have 8 pages; split it"),
        ("/clean", b"x" * 100_001, 413, "size", "a request may have 100,000 bytes"),
    ],
)
def test_mistakes_are_told(client, path, body, status, reason, said) -> None:
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.json()["error"]["reason"] == reason
    assert said in answer.json()["error"]["message"]


def test_a_page_that_fails_is_told_and_the_next_one_is_cleaned() -> None:
    settings = Settings(Cleaner(), 1, Limits(seconds=0.000001), max_waiting=1)
    with TestClient(application(settings)) as client:
        answer = client.post("/clean", content=PAGE * 500)
        assert answer.status_code == 422
        assert answer.json()["error"]["reason"] == "time"
        answer = client.post("/batch", content=json.dumps({"raw": PAGE * 500}))
        assert json.loads(answer.content)["error"]["reason"] == "time"
        assert "cleanarticle_failed_pages_total 2" in client.get("/metrics").text


def test_who_comes_when_all_is_busy_is_told_to_come_again(client, monkeypatch) -> None:
    service = client.app.routes[0].endpoint.__closure__
    owner = next(c.cell_contents.__self__ for c in service if hasattr(c.cell_contents, "__self__"))
    monkeypatch.setattr(owner, "_waiting", 8)
    answer = client.post("/clean", content=PAGE)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["error"]["reason"] == "busy"


def test_it_says_how_it_is(client) -> None:
    assert client.get("/health").json() == {"status": "ok", "version": __version__}
    client.post("/clean", content=PAGE)
    text = client.get("/metrics").text
    assert re.search(r'requests_total{path="/clean",status="200"} [1-9]', text)
    assert re.search(r"cleanarticle_pages_total [1-9]", text)
    assert "cleanarticle_waiting_pages 0" in text
    assert client.get("/nowhere").status_code == 404
    assert client.get("/clean").status_code == 405


def test_pages_cannot_be_framed_or_guessed_at(client) -> None:
    for path in ("/", "/health"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" in headers


# the command


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a service that was started by the command serves."""
    needs("uvicorn", "serve")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "cleanarticle", "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(
        [*command, "--keep", "caption"], env=environment, stderr=subprocess.PIPE
    )
    with process:
        said = process.stderr.readline()
        assert said == f"cleanarticle: serving at http://127.0.0.1:{port}/ until Ctrl-C\n".encode()
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode in (0, 130)
        assert b"Traceback" not in err


def test_the_command_serves_with_its_settings(address) -> None:
    request = urllib.request.Request(f"{address}/clean", SEED.read_bytes())
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert json.load(answer)["text"] == Cleaner(keep=["caption"]).clean(SEED.read_bytes()).text


def test_a_port_that_is_taken_is_told_in_one_line(address, capfdbinary) -> None:
    port = address.rpartition(":")[2]
    assert main(["serve", "--port", port]) == 1
    err = capfdbinary.readouterr()[1].decode()
    assert err.startswith(f"cleanarticle: 127.0.0.1, port {port}: cannot listen there: ")
    assert "Remedy: name another with --host and --port" in err and err.count("\n") == 1


@pytest.mark.parametrize(
    "option", ["--port 99999", "--port -1", "--max-size -1", "--max-size nan", "--max-waiting 0"]
)
def test_settings_that_cannot_be_are_refused(option, capfdbinary) -> None:
    assert main(["serve", *option.split()]) == 2
    err = capfdbinary.readouterr()[1].decode()
    assert f"argument {option.split()[0]}: " in err and err.count("\n") == 1


def test_a_missing_package_is_named(monkeypatch, capfdbinary) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "cleanarticle.cli.serve", raising=False)
    assert main(["serve"]) == 1
    assert b"pip install 'cleanarticle[serve]'" in capfdbinary.readouterr()[1]


def test_a_pasted_page_becomes_a_report(address) -> None:
    with chromium() as browser:
        seen = Watched(browser, viewport={"width": 360, "height": 740})
        page = seen.page
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        # The browser complains where the field is filled before it was focused by itself.
        page.wait_for_function("document.activeElement.name === 'raw'")
        hostile = '</textarea><script>alert("ran")</script>'
        page.get_by_label("Page").fill(f"{PAGE}\n{hostile}\n")
        page.get_by_label("Address").fill("https://e.org/<b>")
        page.get_by_label("Format").select_option("text")
        page.get_by_role("button", name="Clean").click()
        page.locator("#lines li", has_text="Support us").hover()
        assert "dropped as promotion" in page.locator("#detail").inner_text()
        assert hostile in page.locator("#lines").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert seen.trouble == []
        assert {url.rsplit("/", 1)[1] for url in seen.asked} <= {"", "report", "favicon.ico"}
