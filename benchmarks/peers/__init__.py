"""What cleanarticle is measured against. Each peer is one short file here and one line in `PEERS`.

A peer's file has a function ``extract(page, url)`` that takes HTML, or raw text, and the page's
address, and returns the article's text and what it found of ``title``, ``authors`` and ``date``.
It runs in a process of its own (`child`), where it may crash, hang, print and leak as it likes.
"""

from __future__ import annotations

import json
import shutil
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Final, Literal, NamedTuple

from benchmarks.peers.runner import NODE, Result, run

__all__ = ["PEERS", "Peer", "Result", "installed", "named", "run", "version"]


class Peer(NamedTuple):
    """A system that makes an article of a page."""

    name: str
    package: str
    """The distribution it comes in; empty for rules written here."""
    mode: Literal["html", "text"]
    """What it is given: the page's HTML, or its rendered text."""
    module: str
    """File in this folder, with the function after a colon where it is not ``extract``."""
    gives: Literal["text", "metadata", "both"] = "text"


PEERS: Final[tuple[Peer, ...]] = (
    Peer("cleanarticle", "cleanarticle", "html", "cleanarticle", "both"),
    Peer("trafilatura", "trafilatura", "html", "trafilatura"),
    Peer("trafilatura fast", "trafilatura", "html", "trafilatura:fast"),
    Peer("trafilatura precision", "trafilatura", "html", "trafilatura:precision"),
    Peer("trafilatura recall", "trafilatura", "html", "trafilatura:recall"),
    Peer("trafilatura + metadata", "trafilatura", "html", "trafilatura:with_metadata", "both"),
    Peer("readability-lxml", "readability-lxml", "html", "readability_lxml", "both"),
    Peer("newspaper4k", "newspaper4k", "html", "newspaper4k", "both"),
    Peer("jusText", "jusText", "html", "justext"),
    Peer("boilerpy3", "boilerpy3", "html", "boilerpy3", "both"),
    Peer("goose3", "goose3", "html", "goose3", "both"),
    Peer("resiliparse", "resiliparse", "html", "resiliparse"),
    Peer("magic-html", "magic-html", "html", "magic_html", "both"),
    Peer("rs-trafilatura", "rs-trafilatura", "html", "rs_trafilatura", "both"),
    Peer("readability.js", "@mozilla/readability", "html", "node/readability.mjs", "both"),
    Peer("defuddle", "defuddle", "html", "node/defuddle.mjs", "both"),
    Peer("htmldate", "htmldate", "html", "htmldate", "metadata"),
    Peer("cleanarticle text", "cleanarticle", "text", "cleanarticle:extract_text", "both"),
    Peer("text as is", "", "text", "as_is"),
    Peer("20 regexes", "", "text", "regexes"),
    Peer("C4 line rules", "", "text", "c4"),
    Peer("FineWeb-style lines", "", "text", "fineweb"),
    Peer("longest block", "", "text", "longest_block"),
    Peer(">= 12 words or end mark", "", "text", "long_lines"),
    Peer("jusText on <p> lines", "jusText", "text", "justext:lines"),
    Peer("trafilatura on <p> lines", "trafilatura", "text", "trafilatura:lines"),
)


def named(name: str) -> Peer:
    """Return the peer of a name.

    Raises:
        KeyError: there is none; the message names those there are.

    >>> named("20 regexes").mode
    'text'
    """
    for peer in PEERS:
        if peer.name == name:
            return peer
    raise KeyError(f"no peer {name!r}; there are {', '.join(peer.name for peer in PEERS)}")


def installed() -> list[Peer]:
    """Return the peers that can run here, in the order of `PEERS`.

    >>> "text as is" in [peer.name for peer in installed()]
    True
    """
    return [peer for peer in PEERS if _found(peer) is not None]


def version(peer: Peer) -> str:
    """Return the version of the peer's package; empty for rules written here, or not installed.

    >>> version(named("text as is"))
    ''
    """
    return _found(peer) or ""


def _found(peer: Peer) -> str | None:
    """The version, empty for rules written here; None where the peer is not installed."""
    if not peer.package:
        return ""
    if peer.package == "cleanarticle":  # in a clone it need not be installed
        from cleanarticle import __version__

        return __version__
    if peer.module.startswith(NODE):
        return _node_version(peer.package)
    try:
        return package_version(peer.package)
    except PackageNotFoundError:
        return None


def _node_version(package: str) -> str | None:
    about = Path(__file__).parent / NODE / "node_modules" / package / "package.json"
    if not shutil.which("node") or not about.is_file():
        return None
    return str(json.loads(about.read_text(encoding="utf-8"))["version"])
