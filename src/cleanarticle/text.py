"""What is known of text itself: folding, words, scripts, sentence marks.

Nothing here knows of pages or rules. Every function is linear in its input.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Marks that end a sentence, in the scripts of the language packs.
SENTENCE_MARKS: Final = frozenset(".!?…。！？؟۔।॥։።‽｡⁇⁈⁉")
#: What may follow a sentence mark and still belong to the sentence.
CLOSERS: Final = "\"'”’»›)]}」』）】》〉“*_"
#: Marks by which a quotation is recognised (an apostrophe is too common to count).
QUOTES: Final = frozenset('"“”„«»「」『』‹›《》')
#: Bullets that open a list item.
BULLETS: Final = frozenset("•‣◦▪▫●○■□◆◇►▸▶➤➢➔✓✔✦★☆*·–—-+»›")

# Unicode has dozens of apostrophes, dashes and colons; phrases are written with one of each.
_UNIFY: Final = {
    **dict.fromkeys(map(ord, "’‘ʼ`´′ʹ＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-"),
    **dict.fromkeys(map(ord, "“”„‟״＂"), '"'),
    **dict.fromkeys(map(ord, "׳"), "'"),
    **dict.fromkeys(map(ord, "־"), "-"),
    # Romanian is typed with commas and with cedillas below.
    ord("ș"): "ş",
    ord("ț"): "ţ",
    # Arabic and Persian keyboards write these two letters differently.
    ord("ی"): "ي",
    ord("ک"): "ك",
    ord("ـ"): None,
    **dict.fromkeys(map(ord, "：﹕︓"), ":"),
    **dict.fromkeys((0x00AD, 0x200C, 0x200D, 0x200E, 0x200F, 0x061C), None),
    **dict.fromkeys(range(0x202A, 0x202F), None),
    **dict.fromkeys(range(0x2066, 0x206A), None),
}
_WRAPPERS: Final = " ¿¡[](){}-*•|·_=~#►▶▸→<>«»\"'【】〔〕「」■▼◆●☞※▲"
_TAILS: Final = " :.!…›→>»«।►▶▼|-*·_=~[](){}\"'【】〔〕「」。！؛،؟"
_INNER_QUOTE: Final = re.compile(r"(?<=\w)\"(?=\w)")
_DIGITS: Final = re.compile(r"\d+")

#: Characters that are never content: controls, byte-order marks, zero-width spaces.
INVISIBLE: Final = {
    **dict.fromkeys(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E}, " "),
    **dict.fromkeys(range(0x7F, 0x85), " "),
    **dict.fromkeys(range(0x86, 0xA0), " "),
    **dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0xFFFE), " "),
}
_INVISIBLE_FOUND: Final = re.compile("[" + "".join(map(re.escape, map(chr, INVISIBLE))) + "]")


def blank_invisible(text: str) -> str:
    """Replace invisible characters by spaces, leaving every offset as it was.

    >>> blank_invisible("a\\x00b\\ufeffc")
    'a b c'
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(INVISIBLE) if _INVISIBLE_FOUND.search(text) else text


def fold_lines(lines: list[str]) -> list[str]:
    """Fold each line for comparison with phrases; a run of digits becomes ``0``.

    Case-folded, NFKC-normalised, one kind of apostrophe, dash, quote and colon. All lines are
    folded in one go, since a dozen calls on a page cost far less than a dozen on every line.

    >>> fold_lines(["ADVERTISEMENT:", "Don’t miss — 12 Comments"])
    ['advertisement:', "don't miss - 0 comments"]
    """
    text = "\n".join(lines).casefold()
    if not text.isascii():
        # A second case folding: NFKC may bring capitals back (e.g. U+2122 becomes "TM").
        text = unicodedata.normalize("NFKC", text.translate(_UNIFY)).casefold().translate(_UNIFY)
    return _DIGITS.sub("0", text).split("\n")


def word_lists(folded: list[str]) -> list[list[str]]:
    """Split folded lines into words, without the punctuation that clings to them.

    >>> word_lists(["sign up, now!", '"yes," he said.'])
    [['sign', 'up', 'now'], ['yes', 'he', 'said']]
    """
    text = "\n".join(folded)
    for mark in ".,!?:;\"()[]" if text.isascii() else ".,!?:;\"()[]،؛؟。、，！।۔«»【】¿¡":
        text = text.replace(mark, " ")
    return [line.split() for line in text.split("\n")]


def fold(line: str) -> str:
    """Fold one line or phrase: see :func:`fold_lines`.

    >>> fold("Читайте ТАКЖЕ…")
    'читайте также...'
    """
    return fold_lines([" ".join(line.split())])[0]


def bare(folded: str) -> str:
    """Take from a folded line the wrapping that does not change what it says.

    >>> bare("[advertisement:]"), bare(fold("— Реклама —"))
    ('advertisement', 'реклама')
    """
    return folded.lstrip(_WRAPPERS).rstrip(_TAILS)


def is_quoted(text: str) -> bool:
    """Tell whether the text holds a quotation mark; one inside a word is an abbreviation's.

    >>> is_quoted('"Help us," he said'), is_quoted('דוא"ל')
    (True, False)
    """
    if QUOTES.isdisjoint(text):
        return False
    if "»" in text and "«" not in text:
        text = text.replace("»", "")  # an arrow, not a mark
    return not QUOTES.isdisjoint(_INNER_QUOTE.sub("", text))


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends in a sentence mark, closing quotes and brackets aside.

    >>> ends_sentence("He left.”"), ends_sentence("Read more")
    (True, False)
    """
    return text.rstrip(CLOSERS)[-1:] in SENTENCE_MARKS if text else False


def is_wide(char: str) -> bool:
    """Tell whether the character is of a script written without spaces between words.

    >>> is_wide("漢"), is_wide("カ"), is_wide("ไ"), is_wide("한"), is_wide("a")
    (True, True, True, False, False)
    """
    code = ord(char)
    return (
        0x3040 <= code <= 0x30FF
        or 0x4E00 <= code <= 0x9FFF
        or 0x0E00 <= code <= 0x0E7F
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x3FFFF
        or 0x1780 <= code <= 0x17FF
        or 0x0E80 <= code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
    )
