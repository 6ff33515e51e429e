"""What a browser shows of a page: ``innerText``, no scripts, no network."""

from __future__ import annotations

import re
import shutil
from functools import cache
from multiprocessing.util import Finalize
from typing import Any, Final

_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
_MILLISECONDS: Final = 20_000
_ARGUMENTS: Final = ("--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND")
#: Would take the browser away from the page before it is read.
_REFRESH: Final = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh", re.IGNORECASE)


def program() -> str:
    """The browser on the path, or the name of the one to install."""
    return next((name for name in _PROGRAMS if shutil.which(name)), _PROGRAMS[0])


def inner_text(html: str) -> str:
    """Text as the browser lays it out; what the page's own style hides is not in it.

    Raises:
        playwright.sync_api.Error: the browser took too long over the page, or crashed.
    """
    page, _ = _window()
    try:
        source = _REFRESH.sub("data-refresh", html)
        page.set_content(source, timeout=_MILLISECONDS, wait_until="domcontentloaded")
        # Not of the body: a set of frames has none.
        return str(page.inner_text("html", timeout=_MILLISECONDS))
    except Exception:
        # The next page gets a new browser: this one may have died, or hang.
        _end()
        raise


@cache
def _window() -> tuple[Any, Finalize]:
    """One window a process for all pages: a new one takes five times as long as a page."""
    from playwright.sync_api import sync_playwright

    player = sync_playwright().start()
    try:
        browser = player.chromium.launch(executable_path=shutil.which(program()), args=_ARGUMENTS)
    except Exception:
        player.stop()  # or it cannot be started for the next page
        raise
    page = browser.new_context(java_script_enabled=False, offline=True).new_page()
    # Worker processes end without `atexit`.
    return page, Finalize(page, player.stop, exitpriority=1)


def _end() -> None:
    _, finalize = _window()
    _window.cache_clear()
    finalize()
