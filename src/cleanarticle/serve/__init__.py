"""A service: post a raw page, get the clean article. For the extra ``serve`` (Starlette, uvicorn).

POST /clean    a page (text/html, text/plain) or {"raw": …, "url": …, "format": …} -> JSON
POST /batch    JSON Lines of such objects -> JSON Lines, in the same order
POST /report   a form with "raw" and "url" -> the report as HTML
GET  /         a page to paste text into
GET  /health, GET /metrics
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from cleanarticle import Cleaner, Failure, Limits, __version__
from cleanarticle.batch.crew import Crew
from cleanarticle.serve.metrics import Metrics
from cleanarticle.serve.work import ServeWork, Wanted

_HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Settings(NamedTuple):
    """What the service allows."""

    cleaner: Cleaner
    workers: int = 1
    """Processes that clean."""
    limits: Limits = Limits(seconds=20)
    """What one page may cost."""
    max_bytes: int = 10_000_000
    """The longest body of a request."""
    max_waiting: int = 64
    """Pages that may be in work or wait; further requests are told to come again."""


class Refused(Exception):
    """A request that gets no article: a status and what to tell."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"reason": reason, "message": message}}


class Service:
    """The routes, and the workers behind them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._crew: Crew | None = None
        self._waiting = 0
        self._metrics = Metrics()

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Have workers while the service runs."""
        settings = self._settings
        self._crew = Crew(ServeWork(settings.cleaner), settings.workers, settings.limits)
        try:
            yield
        finally:
            await asyncio.to_thread(self._crew.close)

    async def clean(self, request: Request) -> Response:
        """One page to its article."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip()
        body = await self._body(request)
        raw = _parsed(body) if kind == "application/json" else {"raw": body}
        (answer,) = await self._work([_wanted("article", raw)])
        if isinstance(answer, Failure):
            raise Refused(422, answer.reason, answer.message)
        return Response(answer, media_type="application/json")

    async def batch(self, request: Request) -> Response:
        """Many pages to a line each; a page that fails is a line with its error."""
        body = await self._body(request)
        lines = [line for line in body.splitlines() if line.strip()]
        asked = [_asked(line) for line in lines]
        answers = iter(await self._work([one for one in asked if isinstance(one, Wanted)]))
        written = [_line(one if isinstance(one, Refused) else next(answers)) for one in asked]
        return Response(
            b"".join(line + b"\n" for line in written), media_type="application/x-ndjson"
        )

    async def report(self, request: Request) -> Response:
        """A pasted page to its report."""
        form = parse_qs((await self._body(request)).decode("utf-8", "replace"))
        fields = {name: values[0] for name, values in form.items()}
        (answer,) = await self._work([_wanted("report", {"raw": "", **fields})])
        if isinstance(answer, Failure):
            raise Refused(422, answer.reason, answer.message)
        return HTMLResponse(answer)

    async def page(self, request: Request) -> Response:
        """The page to paste into."""
        policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
        content = (files("cleanarticle.serve") / "page.html").read_text(encoding="utf-8")
        return HTMLResponse(content, headers={"Content-Security-Policy": policy})

    async def health(self, request: Request) -> Response:
        """That the service is there, and which it is."""
        return Response(
            _json({"status": "ok", "version": __version__}), media_type="application/json"
        )

    async def metrics(self, request: Request) -> Response:
        """Counts for Prometheus."""
        return PlainTextResponse(self._metrics.text(self._waiting))

    async def _body(self, request: Request) -> bytes:
        most, parts, size = self._settings.max_bytes, [], 0
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise Refused(413, "size", f"a request may have {most:,} bytes")
            parts.append(part)
        return b"".join(parts)

    async def _work(self, pieces: list[Wanted]) -> list[Any]:
        most = self._settings.max_waiting
        if len(pieces) > most:
            raise Refused(413, "size", f"a batch may have {most} pages; split it")
        if self._waiting + len(pieces) > most:
            raise Refused(503, "busy", f"{most} pages are in work at most; come again")
        assert self._crew is not None
        self._waiting += len(pieces)
        try:
            futures = [asyncio.wrap_future(self._crew.submit([piece])) for piece in pieces]
            replies = [reply for (reply,) in await asyncio.gather(*futures)]
        finally:
            self._waiting -= len(pieces)
        answers = [value if failure is None else failure for value, failure in replies]
        self._metrics.pages(len(answers), sum(isinstance(a, Failure) for a in answers))
        return answers

    def counted(self, endpoint: Any) -> Any:
        """An endpoint whose requests are counted and whose refusals are JSON."""

        async def answer(request: Request) -> Response:
            try:
                response = await endpoint(request)
            except Refused as refused:
                again = {"Retry-After": "1"} if refused.status == 503 else {}
                response = Response(_json(refused.body), refused.status, again, "application/json")
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)
            self._metrics.request(request.url.path, response.status_code)
            return response

        return answer


def application(settings: Settings) -> Starlette:
    """The ASGI application."""
    service = Service(settings)
    posts = {"clean": service.clean, "batch": service.batch, "report": service.report}
    gets = {"": service.page, "health": service.health, "metrics": service.metrics}
    routes = [
        Route(f"/{name}", service.counted(endpoint), methods=[method])
        for method, endpoints in (("POST", posts), ("GET", gets))
        for name, endpoint in endpoints.items()
    ]
    return Starlette(routes=routes, lifespan=service.lifespan)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "json", f"the body is no JSON: {error}") from error


def _asked(line: bytes) -> Wanted | Refused:
    """What a line of a batch asks for, or why it gets nothing."""
    try:
        return _wanted("article", _parsed(line))
    except Refused as refused:
        return refused


def _line(answer: bytes | Failure | Refused) -> bytes:
    if isinstance(answer, Refused):
        return _json(answer.body)
    return _json({"error": answer._asdict()}) if isinstance(answer, Failure) else answer


def _wanted(form: str, given: Any) -> Wanted:
    """What a request asks for.

    Raises:
        Refused: it is not put as it should be.
    """
    given = {"raw": given} if isinstance(given, str) else given
    if not isinstance(given, dict) or not isinstance(given.get("raw"), (str, bytes)):
        raise Refused(400, "request", 'give {"raw": "the page", "url": …, "format": …}')
    url, format = given.get("url") or None, given.get("format") or "auto"
    if not isinstance(url, str | None) or format not in ("auto", "text", "html"):
        raise Refused(400, "request", 'url is a string; format is "auto", "text" or "html"')
    return Wanted(form, given["raw"], url, format)


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace")
