"""What is known of text itself: folding, words, scripts, sentence marks.

Nothing here knows of pages or rules. Every function is linear in its input.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from unicodedata import normalize

from cleanarticle.patterns import pattern

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
    "…": "...",
    "ⓒ": "©",
    **dict.fromkeys("’‘ʼ´′ʹ＇׳`", "'"),
    **dict.fromkeys("‐‑‒–—―−－־", "-"),
    **dict.fromkeys("“”„‟״＂", '"'),
    **dict.fromkeys("：﹕︓", ":"),
    # Romanian is typed with commas and with cedillas below.
    "ș": "ş",
    "ț": "ţ",
    # Arabic and Persian keyboards write these two letters differently.
    "ی": "ي",
    "ک": "ك",
    "ـ": "",
    # Soft hyphen, joiners and direction marks: seen by no reader.
    **dict.fromkeys("\u00ad\u200c\u200d\u200e\u200f\u061c", ""),
    **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))), ""),
}
#: For a folded character that has several in text: all of them.
SPELLINGS: Final = {
    one: one + "".join(char for char, unified in _UNIFY.items() if unified == one)
    for one in {unified for unified in _UNIFY.values() if len(unified) == 1}
}
_UNIFY_BY_LEAD: Final = {
    lead: tuple(pair for pair in _UNIFY.items() if pair[0].encode()[:1] == lead)
    for lead in sorted({mark.encode()[:1] for mark in _UNIFY})
}
#: What may wrap a label without changing what it says, at its start and at its end.
WRAPPERS: Final = " ¿¡[](){}-*•|·_=~#►▶▸→<>«»\"'【】〔〕「」■▼◆●☞※▲"
TAILS: Final = " :.!…›→>»«।►▶▼|-*·_=~[](){}\"'【】〔〕「」。！؛،؟"
#: Arrows and pictures (and spaces) that sites set before and behind what a button says. Alone such
#: a sign is content: a tick in a table.
PICTURES: Final = (
    " "
    "←↑→↓↗↘↩↪⇒⇓➔➜➡⬅⬆⬇⤵⏩⏬🔽🔼△▴▾▿◀◄✓✔✅☑✕✖✗➕✉✍✏★☆⭐❤♥⚡☕⚠☎ℹ\ufe0f"
    "👉👇👆👍👏🙏💬🗨🗯💌💡💰💳🎁🎥🎬🎧🎙🎫📢📣📌📍📎📖📚📝📊📈📷📸📹📺📻📰📱📲📞📤📥📧📨📩📬📅📆🔔🔕🔊🔈🔍🔎🔗"
    "🔥🔒🔓🔴🔵🟢🟡🚨🛒🛍🖨🆕🌐"
)
#: Characters normalised at once; rules look no further into a line.
_PIECE: Final = 400
_INNER_QUOTE: Final = pattern(r"(?<=\w)\"(?=\w)")
_MARKS: Final = b'.,!?:;"()[]='
_SPACED: Final = bytes.maketrans(_MARKS, b" " * len(_MARKS))
_DIGITS: Final = pattern(r"\d+")
_ZEROS: Final = bytes.maketrans(b"123456789", b"000000000")
#: All that folding does to ASCII, but for runs of digits.
_ASCII: Final = bytes(range(256)).lower().translate(_ZEROS).replace(b"`", b"'")
#: First bytes, in UTF-8, of the digits that are not ASCII; other characters share them.
_DIGIT_LEADS: Final = (b"\xd9", b"\xdb", b"\xdf", b"\xe0", b"\xe1", b"\xea", b"\xef", b"\xf0")

#: Characters that are never content: controls, byte-order marks, zero-width spaces.
_INVISIBLE: Final = pattern("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufffe]")
#: Those that browsers show nothing for, not even a space, where they stand inside a word.
_INSIDE: Final = pattern("(?<=[^\\W_])[\x00\u200b\u2060\ufeff]++(?=[^\\W_])")
_VISIBLE: Final = bytes(i for i in range(128) if not _INVISIBLE.match(chr(i)))
THAI: Final = pattern("[\u0e00-\u0e7f]")
_WIDE: Final = pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)


def without_invisible(text: str) -> str:
    """Take invisible characters out of words; elsewhere each becomes a space.

    >>> without_invisible("Har\\u200bbour\\x01 news\\ufeff")
    'Harbour  news '
    """
    if text.isascii() and not text.encode().translate(None, _VISIBLE):
        return text
    if not _INVISIBLE.search(text):
        return text
    return _INVISIBLE.sub(" ", _INSIDE.sub("", text))


def fold_lines(lines: list[str]) -> list[str]:
    """Fold each line for comparison with phrases; a run of digits becomes ``0``.

    Case-folded, NFKC-normalised, one kind of apostrophe, dash, quote and colon. All lines are
    folded in one go, since a dozen calls on a page cost far less than a dozen on every line.

    >>> fold_lines(["ADVERTISEMENT:", "Don’t miss — 12 Comments"])
    ['advertisement:', "don't miss - 0 comments"]
    """
    page = "\n".join(lines)
    if page.isascii():
        return _fold_ascii(page).split("\n") if lines else []
    marked = {index: line for index, line in enumerate(lines) if not line.isascii()}
    # Curly quotes and dashes are all that most of these have besides ASCII.
    unified = _change(marked, _unify)
    other = {index: line for index, line in unified.items() if not line.isascii()}
    folded = list(lines)
    for index, line in unified.items():
        folded[index] = "" if index in other else line
    folded = _fold_ascii("\n".join(folded)).split("\n")
    for index, line in _change(other, _fold_other).items():
        folded[index] = line
    return folded


def _change(lines: Mapping[int, str], change: Callable[[str], str]) -> dict[int, str]:
    """Change all lines in one call, each under its number."""
    if not lines:
        return {}
    return dict(zip(lines, change("\n".join(lines.values())).split("\n"), strict=True))


def _fold_ascii(text: str) -> str:
    return _single_zeros(text.encode().translate(_ASCII)).decode()


def _fold_other(text: str) -> str:
    # Turkish has two letters i; capitals do not tell which was meant, so both fold to one.
    text = _unify(text.replace("İ", "i").casefold().replace("ı", "i"))
    plain = _normalized(text)
    if plain != text:
        # A second round: NFKC may bring capitals back (e.g. U+2122 becomes "TM").
        text = _unify(plain.casefold())
    return _digits_to_zero(text)


def _normalized(text: str) -> str:
    """NFKC line by line, long lines in pieces: on a run of n accents it takes n * n steps."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if not line.isascii():
            pieces = (line[at : at + _PIECE] for at in range(0, len(line), _PIECE))
            lines[index] = "".join(normalize("NFKC", piece) for piece in pieces)
    return "\n".join(lines)


def _unify(text: str) -> str:
    """Replace mark by mark: twenty times as fast as ``str.translate`` where text is not ASCII.

    Most marks share their first byte with others that are not on the page either.
    """
    data = text.encode("utf-8", "surrogatepass")
    for lead, marks in _UNIFY_BY_LEAD.items():
        if lead in data:
            for mark, plain in marks:
                if mark in text:
                    text = text.replace(mark, plain)
    return text


def _digits_to_zero(text: str) -> str:
    """Put one ``0`` for every run of digits: in the bytes, where all digits are ASCII."""
    data = text.encode("utf-8", "surrogatepass")
    if any(lead in data for lead in _DIGIT_LEADS):
        return _DIGITS.sub("0", text)
    return _single_zeros(data.translate(_ZEROS)).decode("utf-8", "surrogatepass")


def _single_zeros(data: bytes) -> bytes:
    while b"00" in data:
        data = data.replace(b"00", b"0")
    return data


def word_lists(folded: list[str]) -> list[list[str]]:
    """Split folded lines into words, without the punctuation that clings to them.

    >>> word_lists(["sign up, now!", '"yes," he said.'])
    [['sign', 'up', 'now'], ['yes', 'he', 'said']]
    """
    text = "\n".join(folded)
    # ASCII marks are replaced in the bytes: one pass in C, whatever else the text holds.
    data = text.encode("utf-8", "surrogatepass").translate(_SPACED)
    plain = data.decode("utf-8", "surrogatepass")
    if not plain.isascii():
        for mark in "،؛؟。、，！।۔«»【】¿¡":
            if mark in plain:
                plain = plain.replace(mark, " ")
    return [line.split() for line in plain.split("\n")]


def content_units(text: str, words: Sequence[str], wide: bool) -> set[str]:
    """The words of a line that carry meaning; pairs of characters in scripts without spaces.

    Args:
        text: the line.
        words: its folded words.
        wide: whether it is in such a script.

    >>> sorted(content_units("The harbour reopens", ["the", "harbour", "reopens"], False))
    ['harbour', 'reopens']
    """
    return pairs_of(text) if wide else {word for word in words if len(word) > 3}


def pairs_of(text: str) -> set[str]:
    """Every two characters that follow each other.

    >>> sorted(pairs_of("港が再開"))
    ['が再', '再開', '港が']
    """
    return {text[at : at + 2] for at in range(len(text) - 1)}


def lines_with(lines: Sequence[str], marks: Sequence[str]) -> dict[int, str]:
    """Return, for every line that holds a mark, the first of the marks that it holds.

    The page is searched, not each line: most marks are on few lines or none.

    >>> lines_with(["a | b", "c", "d @ e | f"], ["@", "|"])
    {0: '|', 2: '@'}
    """
    page = "\n".join(lines)
    found: dict[int, str] = {}
    for mark in reversed(marks):
        core = mark.strip()  # one character is looked for much faster than three
        ahead = mark.index(core)
        at, end, index = page.find(core), 0, 0
        while at >= 0:
            if not page.startswith(mark, at - ahead):
                at = page.find(core, at + 1)
                continue
            index += page.count("\n", end, at)
            found[index] = mark
            end = page.find("\n", at)
            at = page.find(core, end) if end >= 0 else -1
    return found


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
    >>> bare("👉 read also"), bare("✓")
    ('read also', '✓')
    """
    core = folded.lstrip(WRAPPERS).rstrip(TAILS)
    return core if core.isascii() else core.strip(PICTURES) or core


def is_quoted(text: str) -> bool:
    """Tell whether the text holds a quotation mark; one inside a word is an abbreviation's.

    >>> is_quoted('"Help us," he said'), is_quoted('דוא"ל')
    (True, False)
    """
    if '"' not in text and (text.isascii() or QUOTES.isdisjoint(text)):
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
    return char > "\u0dff" and _WIDE.match(char) is not None


def count_wide(text: str) -> int:
    """Count the characters of scripts written without spaces.

    >>> count_wide("東京 Tokyo")
    2
    """
    return 0 if text.isascii() else len(_WIDE.findall(text))


def is_wide_text(text: str) -> bool:
    """Tell whether a page is mainly in a script without spaces, by every seventh character.

    >>> is_wide_text("港が再開した。" * 20), is_wide_text("The harbour (港) reopened.")
    (True, False)
    """
    sample = text[:200_000:7]
    return count_wide(sample) * 8 > len(sample)


def word_count(text: str) -> int:
    """Count words; in scripts written without spaces two characters count as one.

    >>> word_count("one two three"), word_count("日本語の文章です")
    (3, 4)
    """
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else max(spaced, count_wide(text) // 2)
