"""Renderers that need a program: tried where it is installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks import renderers

INSTALLED = renderers.installed()
PAGE = (
    "<html><head><title>Title</title><style>.hidden { display: none }</style></head><body>"
    "<h1>The harbour</h1><p>It <b>rained</b> on Saturday.</p><p class='hidden'>Hidden</p>"
    "<script>document.body.innerHTML = 'Scripts ran'</script></body></html>"
)


@pytest.mark.parametrize("name", INSTALLED)
def test_every_renderer_gives_the_visible_text(name: str) -> None:
    text = " ".join(renderers.RENDERERS[name].render(PAGE).split())
    assert "The harbour" in text
    sentence = "It **rained** on Saturday." if name == "markdown" else "It rained on Saturday."
    assert sentence in text
    assert "Scripts ran" not in text


@pytest.mark.skipif("w3m" not in INSTALLED, reason="w3m is not installed")
def test_w3m_breaks_long_lines() -> None:
    text = renderers.w3m(f"<p>{'harbour ' * 40}</p>")
    assert max(map(len, text.splitlines())) <= 80


@pytest.fixture
def browser() -> Iterator[None]:
    """The browser, ended after the test."""
    if "browser" not in INSTALLED:
        pytest.skip("needs Chromium and pip install -e '.[browser]'")
    from benchmarks.renderers import browser as module

    yield
    module._end()


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize(
    ("html", "text"),
    [
        (PAGE, "The harbour\n\nIt rained on Saturday."),
        ("<meta http-equiv='Refresh' content='0;url=http://a.invalid'><p>Stays</p>", "Stays"),
        ("<frameset><frame src='http://a.invalid'></frameset>", ""),
        ("<noscript><p>For old browsers</p></noscript>", "For old browsers"),
        ("<img src='http://a.invalid/x.png' alt=''><p>After</p>", "After"),
        ("", ""),
    ],
)
def test_the_browser_reads_a_page_and_stays_on_it(html: str, text: str) -> None:
    from benchmarks.renderers.browser import inner_text

    assert inner_text(html).strip() == text
    assert inner_text("<p>Next").strip() == "Next"


@pytest.mark.usefixtures("browser")
def test_after_a_crash_there_is_a_new_browser() -> None:
    from benchmarks.renderers import browser as module

    page, _ = module._window()
    page.context.browser.close()
    with pytest.raises(Exception, match="closed"):
        module.inner_text("<p>Lost")
    assert module.inner_text("<p>Next").strip() == "Next"
