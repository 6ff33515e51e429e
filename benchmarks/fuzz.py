"""Damage the sample pages at random and clean them: ``python -m benchmarks.fuzz --minutes 10``.

Each batch runs in a process of its own, so that a crash of the HTML parser is caught as well as an
exception or a page that never ends. The page at fault is kept, and its batch can be run again.
"""

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from cleanarticle import clean

_BATCH: Final = 200
_MOST_SECONDS: Final = 300
#: Larger pages only make the rounds fewer.
_LARGEST: Final = 60_000
_PIECES: Final = (
    "<table><tr><td>|</td>|</table>|<b>|<a href=x>|<a |</p>|<p|<svg><foreignObject>|</svg>|<math>"
    "<mtext>|<template>|</template>|<select><option>|<noscript>|</noscript>|<script>|</script>|<!--"
    "|-->|<![CDATA[|<frameset>|</body>|</html>|<form>|<form>|<li>|<ol start=9>|<pre>\n|<plaintext>"
    "|<textarea>|<br>|<div hidden>|<details>|<dialog>|<button>|&#0;|&#xD800;|&#x110000;|&amp|&nbsp;"
    '|=\'|"|<|>|\x00|\ufeff|\ud800|\U0001f600|<script type=application/ld+json>{"articleBody":"'
).split("|")


def damaged(pages: list[str], dice: random.Random) -> str:
    """Return a page with one to twelve changes: pieces cut, doubled, swapped, turned or put in."""
    page = dice.choice(pages)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(page) + 1)
        end = at + int(len(page) * dice.random() ** 6)
        piece = dice.choice(_PIECES) * dice.choice((1, 1, 1, 3, 300))
        changed = ("", page[at:end] * 3, dice.choice(pages)[at:end], page[at:end][::-1])
        page = page[:at] + dice.choice((*changed, piece, piece)) + page[end:]
    return page[:_LARGEST]


def run_batch(seed: int, kept: Path) -> None:
    """Clean the pages of a batch; the one at work is always in the file."""
    files = sorted((Path(__file__).parent / "pages").glob("*.html"))
    pages, dice = [file.read_text(encoding="utf-8") for file in files], random.Random(seed)
    for _ in range(_BATCH):
        raw = damaged(pages, dice).encode("utf-8", "surrogatepass")
        kept.write_bytes(raw)
        page = raw if dice.random() < 0.5 else raw.decode("utf-8", "surrogatepass")
        clean(page, format="html").to_markdown()
    kept.unlink()


def main() -> int:
    """Run batches until the time is over; the status is 1 if a page was at fault."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="0 runs the seed's batch here")
    parser.add_argument("--seed", type=int, default=0, help="the first batch's")
    parser.add_argument("--out", type=Path, default=Path("fuzz"), help="for pages at fault")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if not options.minutes:
        run_batch(options.seed, options.out / f"{options.seed}.html")
        return 0
    end, seed, faults = time.monotonic() + 60 * options.minutes, options.seed, 0
    while time.monotonic() < end:
        again = ["--minutes", "0", "--seed", str(seed), "--out", str(options.out)]
        command = [sys.executable, "-m", "benchmarks.fuzz", *again]
        try:
            subprocess.run(command, timeout=_MOST_SECONDS, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
            faults += 1
            print(f"batch {seed}: {problem}; its page is kept in {options.out}", flush=True)
        seed += 1
    print(f"{(seed - options.seed) * _BATCH:,} pages in {seed - options.seed} batches, {faults=}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
