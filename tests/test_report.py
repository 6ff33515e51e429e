"""The report: holds what was decided, in a browser shows it, and runs nothing of the pages."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browser import Watched, chromium

from cleanarticle import clean
from cleanarticle.cli import main
from cleanarticle.report import page_of, report

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
STORY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "The café at the quay, the mayor said, was full again by noon."
)
HOSTILE = f"""</textarea></script><script>alert("ran")</script>

<img src=x onerror="alert('img')"><svg onload=alert(1)> <a href="javascript:alert(2)">x</a>

{STORY} </script><script>document.title = "ran"</script> <!-- <script> \u2028\u2029 ]]> \ud800 &lt;

By <b onmouseover=alert(3)>Jane Doe</b> {{title}} </title><style>*{{display:none}}</style>

Advertisement: "></option></select><script src="https://evil.example/x.js"></script>
"""


def made(*pages: tuple[str, str], title: str = "Cleaned pages") -> str:
    return "".join(report([page_of(name, clean(raw, format="text")) for name, raw in pages], title))


def data_of(text: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    return json.loads(found[1])


class Elements(HTMLParser):
    """Counts start tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        if tag == "script":
            self.scripts.append(dict(attrs))
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_it_holds_every_line_with_its_decision() -> None:
    article = clean(SEED.read_bytes())
    (page,) = data_of("".join(report([page_of("seed", article)])))
    assert [line["text"] for line in page["lines"]] == list(article.document.texts)
    for line, decision in zip(page["lines"], article.decisions, strict=True):
        for name in ("keep", "category", "rule", "reason"):
            assert line[name] == getattr(decision, name)
        assert line["points"][0] == [decision.points[0].name, round(decision.points[0].value, 2)]
    assert page["metadata"] == json.loads(article.to_json())["metadata"]
    assert page["confidence"] == pytest.approx(article.confidence, abs=1e-4)


def test_hostile_pages_are_data() -> None:
    text = made((HOSTILE, HOSTILE), title=f"</title>{HOSTILE}")
    elements = Elements(text)
    assert [script.get("id") for script in elements.scripts] == ["data", None]
    assert not elements.names & {"img", "svg", "textarea", "b", "a"}
    (page,) = data_of(text)
    joined = " ".join(line["text"] for line in page["lines"])
    assert 'alert("ran")' in joined and page["name"] == HOSTILE
    text.encode("utf-8")


def test_the_policy_allows_its_own_script_and_style_alone() -> None:
    text = made(("a", STORY))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for name, content in re.findall(r"<(style|script)>(.*?)</\1>", text, re.S):
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "http" not in re.sub(
        r'<script type="application/json".*?</script>', "", text, flags=re.S
    ).replace("http-equiv", "")


# the command


def test_the_command_writes_a_file_whole(tmp_path, capfdbinary) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(STORY)
    rows = [{"text": STORY, "url": "https://e.org/b"}, {"nothing": 1}]
    (tmp_path / "pages" / "b.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "report.html"
    status = main(["report", str(tmp_path / "pages"), "-o", str(out), "--title", "Mine & yours"])
    _, err = capfdbinary.readouterr()
    assert status == 3 and b"b.jsonl, record 2: the page's field is missing" in err
    names = [page["name"] for page in data_of(out.read_text())]
    assert names == [f"{tmp_path}/pages/a.txt", f"{tmp_path}/pages/b.jsonl, record 1"]
    assert "<title>Mine &amp; yours</title>" in out.read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"pages", "report.html"}


def test_the_command_prints_and_says_what_is_wrong(tmp_path, capfdbinary) -> None:
    assert main(["report", str(SEED)]) == 0
    out, _ = capfdbinary.readouterr()
    assert data_of(out.decode())[0]["name"] == str(SEED)
    assert main(["report", "/nowhere.txt"]) == 1
    assert b"/nowhere.txt: No such file. Remedy" in capfdbinary.readouterr()[1]
    assert main(["report", str(SEED), "-o", str(tmp_path / "no" / "r.html")]) == 1
    assert b"r.html: No such file or directory. Remedy: make room" in capfdbinary.readouterr()[1]


# in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("report") / "report.html"
    pages = [("seed", SEED.read_text()), ("second", f"Support us\n\n{STORY}"), (HOSTILE, HOSTILE)]
    place.write_text(made(*pages, title="A <b>title"), encoding="utf-8")
    return place


@pytest.fixture
def watched(browser, path) -> Iterator[Watched]:
    seen = Watched(browser, viewport={"width": 1280, "height": 900}, color_scheme="light")
    seen.page.goto(path.as_uri())
    yield seen
    assert seen.trouble == []
    assert seen.asked == [path.as_uri()]
    seen.page.close()


def visible(page: Any) -> list[str]:
    return page.locator("#lines li:visible .text").all_inner_texts()


def test_it_shows_lines_beside_the_clean_text(watched) -> None:
    article, page = clean(SEED.read_text()), watched.page
    assert visible(page) == list(article.document.texts)
    assert page.locator("#clean").inner_text().split() == article.text.split()
    assert "2024-05-25T01:45" in page.locator("#metadata").inner_text()
    assert "page text, ANY803" in page.locator("#metadata").inner_text()
    assert page.locator("h1").inner_text() == "A <b>title"
    assert f"{article.confidence:.2f}" in page.locator("#confidence").inner_text()


def test_hovering_shows_reason_and_points(watched) -> None:
    page = watched.page
    assert page.locator("#detail").is_hidden()
    page.locator("#lines li", has_text="Follow us on Instagram").hover()
    said = page.locator("#detail").inner_text()
    assert "dropped as promotion, rule EN202" in said and "Strongest points" in said
    assert page.locator("#detail dt").count() == 8
    page.locator("#clean span", has_text="He also criticised").hover()
    assert "kept as body" in page.locator("#detail").inner_text()
    assert page.locator("#lines li.current .text").inner_text().startswith("He also criticised")


def test_filters(watched) -> None:
    page, article = watched.page, clean(SEED.read_text())
    page.get_by_role("button", name="Dropped").click()
    assert visible(page) == [line.text for line in article.removed]
    page.get_by_role("button", name=re.compile("^ad ")).click()
    assert "Advertisement:" not in visible(page) and "Support Us" in visible(page)
    page.get_by_role("button", name="All", exact=True).click()
    page.get_by_role("button", name=re.compile("^ad ")).click()
    page.get_by_label("Rule").select_option("EN101")
    assert visible(page) == ["Advertisement:"] * 3
    page.locator("#by-rule tr", has_text="EN202").click()
    assert visible(page) == ["Follow us on Instagram!"]
    page.locator("#by-category tr", has_text="caption").click()
    assert visible(page) == ["Jens Stoltenberg. Photo: Getty Images"]
    page.keyboard.press("Escape")
    assert len(visible(page)) == 21


def test_keys(watched) -> None:
    page = watched.page

    def current() -> str:
        return page.locator("#lines li.current .text").inner_text()

    press = page.keyboard.press
    press("j")
    press("j")
    assert current() == "Follow us on Instagram!"
    assert page.evaluate("document.activeElement.className") == "dropped current"
    press("k")
    assert current() == "Support Us"
    for _ in range(6):
        press("d")
    assert current() == "Advertisement:"
    press("a")
    assert len(visible(page)) == 11
    press("Escape")
    press("n")
    assert visible(page)[0] == "Support us"
    press("p")
    assert len(visible(page)) == 21
    press("r")
    assert page.evaluate("document.activeElement.id") == "rules"
    press("Escape")
    press("?")
    assert page.locator("#keys").is_visible()
    press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_filter_is_kept_while_pages_are_turned(watched) -> None:
    page = watched.page
    page.get_by_label("Rule").select_option("EN202")
    page.locator("#next").click()
    assert page.locator("#pages").input_value() == "0"  # no other page has the rule
    page.get_by_label("Rule").select_option("EN204")
    page.locator("#next").click()
    assert page.locator("#pages").input_value() == "1"
    assert visible(page) == ["Support us"]


def test_a_hostile_page_is_shown_and_executes_nothing(watched) -> None:
    page = watched.page
    page.keyboard.press("p")
    assert any('<script>alert("ran")</script>' in text for text in visible(page))
    for index in range(page.locator("#lines li").count()):
        page.locator("#lines li").nth(index).hover()
    assert page.title() == "A <b>title"
    assert page.locator("img, svg, textarea, b b").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_scrolling_to_the_side(browser, path, scheme) -> None:
    seen = Watched(browser, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    seen.page.goto(path.as_uri())
    for _ in range(3):
        assert seen.page.evaluate("document.documentElement.scrollWidth") == 360
        seen.page.keyboard.press("n")
    seen.page.locator("#lines li").first.click()
    assert seen.page.locator("#detail").bounding_box()["width"] == 360
    assert seen.page.evaluate("document.documentElement.dataset.theme") == scheme
    assert seen.trouble == []
    seen.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(browser, path, scheme) -> None:
    seen = Watched(browser, color_scheme=scheme)
    seen.page.goto(path.as_uri())
    ratios = seen.page.evaluate(CONTRAST)
    assert len(ratios) > 40
    assert {text: ratio for text, ratio in ratios if ratio < 4.5} == {}
    seen.page.close()


CONTRAST = """() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map(Number).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (color !== "rgba(0, 0, 0, 0)") return color;
    }
    return "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll("button, .tag, .tag b, .text, th, td, small, #clean span")]
    .filter((e) => e.textContent && e.checkVisibility()).map((e) => {
      const pair = [light(getComputedStyle(e).color), light(ground(e))].sort((a, b) => b - a);
      return [e.textContent.slice(0, 30), (pair[0] + 0.05) / (pair[1] + 0.05)];
    });
}"""
