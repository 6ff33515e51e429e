"""What a browser shows of a page: ``innerText``, no scripts, no network."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from typing import Any, Final

_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
_MILLISECONDS: Final = 20_000


def program() -> str:
    """The browser on the path, or the name of the one to install."""
    return next((name for name in _PROGRAMS if shutil.which(name)), _PROGRAMS[0])


def inner_text(html: str) -> str:
    """Text as the browser lays it out; what style hides is not in it."""
    context = _browser().new_context(java_script_enabled=False, offline=True)
    try:
        page = context.new_page()
        page.route("**/*", lambda route: route.abort())
        page.set_content(html, timeout=_MILLISECONDS, wait_until="domcontentloaded")
        return str(page.inner_text("body", timeout=_MILLISECONDS))
    finally:
        context.close()


@cache
def _browser() -> Any:
    """One browser a process, since its start takes longer than a page."""
    from playwright.sync_api import sync_playwright

    player = sync_playwright().start()
    browser = player.chromium.launch(
        executable_path=shutil.which(program()), args=["--no-sandbox", "--disable-gpu"]
    )
    atexit.register(player.stop)
    return browser
