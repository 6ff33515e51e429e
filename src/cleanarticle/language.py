"""What language a page is in, told by its script, its letters and its function words.

Function words ("the", "und", "після") are a sixth to a half of running prose and rare in menus,
so they show the language of the article even where much of the page is in another.
``languages.json`` has, for every language, its function words as ``text.fold`` leaves them, the
most frequent first, and the letters that set it apart. It is JSON, and not TOML as the rule packs
are, since every process reads it at its first page and TOML takes thirty times as long.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Final, Literal, NamedTuple

from cleanarticle.data import read_data

_Kind = Literal["words", "letters"]

#: How many words, blocks and characters of a page are looked at, however long it is.
_MAX_WORDS: Final = 300
_MAX_BLOCKS: Final = 40
_MAX_CHARS: Final = 200
#: A block of so many words is taken for prose; shorter ones count where there is little of it.
_PROSE_WORDS: Final = 12
_ENOUGH_WORDS: Final = 30

#: Points of a word or letter by the number of languages that have it: 12, 8, 6, 5, 5, 4…
_WORTH: Final = (0, *(round(12 / sharing**0.6) for sharing in range(1, 100)))
#: Points below which nothing is sure: a word of the language's own, and some more for every
#: different word looked at. News pages had 2.6 times that or more, Zulu and Xhosa ones 0.15.
_LEAST: Final = 12
_LEAST_PER_WORD: Final = 0.4
#: Languages that share most function words, by size: where a short text may be any of them, the
#: first stands for all, since the rules of the one mostly hold for the other.
_KIN: Final = (
    ("da", "no"),
    ("id", "ms"),
    ("hr", "sr"),
    ("es", "ca", "gl"),
    ("pt", "gl"),
    ("ru", "be"),
    ("uk", "be"),
    ("bg", "mk"),
    ("nl", "af"),
    ("tr", "az"),
)


class _Script(NamedTuple):
    languages: tuple[str, ...]
    points: int
    """Points of one letter: a sign for a syllable or word says more than one for a sound."""


_GREEK: Final = _Script(("el",), 1)
_HAN: Final = _Script(("zh",), 8)
_KANA: Final = _Script(("ja",), 8)
#: Fewer of these signs (most stand both in the words and in the sample) are a name or a
#: headline, which in Han alone may be of either language.
_LEAST_SIGNS: Final = 16

# Scripts of one language each (or nearly), by first and last code point. Latin, Cyrillic and
# Arabic are missing: there words and letters tell. Rows are 64 wide: see _script_rows.
_SCRIPTS: Final = (
    (0x0380, 0x03FF, _GREEK),
    (0x0540, 0x057F, _Script(("hy",), 1)),
    (0x05C0, 0x05FF, _Script(("he",), 1)),
    (0x0900, 0x097F, _Script(("hi", "mr", "ne"), 1)),
    (0x0980, 0x09FF, _Script(("bn",), 1)),
    (0x0A00, 0x0A7F, _Script(("pa",), 1)),
    (0x0A80, 0x0AFF, _Script(("gu",), 1)),
    (0x0B00, 0x0B7F, _Script(("or",), 1)),
    (0x0B80, 0x0BFF, _Script(("ta",), 1)),
    (0x0C00, 0x0C7F, _Script(("te",), 1)),
    (0x0C80, 0x0CFF, _Script(("kn",), 1)),
    (0x0D00, 0x0D7F, _Script(("ml",), 1)),
    (0x0D80, 0x0DFF, _Script(("si",), 1)),
    (0x0E00, 0x0E7F, _Script(("th",), 3)),
    (0x0E80, 0x0EFF, _Script(("lo",), 2)),
    (0x0F00, 0x0FFF, _Script(("bo",), 2)),
    (0x1000, 0x107F, _Script(("my",), 2)),
    (0x10C0, 0x10FF, _Script(("ka",), 1)),
    (0x1200, 0x137F, _Script(("am",), 2)),
    (0x1780, 0x17FF, _Script(("km",), 2)),
    (0x1F00, 0x1FFF, _GREEK),
    (0x3040, 0x30FF, _KANA),
    (0x3400, 0x9FFF, _HAN),
    (0xAC00, 0xD7BF, _Script(("ko",), 3)),
)


def identify(words: Sequence[Sequence[str]], sample: str) -> str | None:
    """Return the ISO 639-1 code of a page's main language, or ``None`` when unsure.

    Args:
        words: the folded words of each block, as ``text.word_lists`` gives them.
        sample: some of the page's text as it stands, for its letters; best from long blocks,
            since in scripts without spaces between words only letters tell.

    >>> identify([["wir", "haben", "das", "nicht", "gewusst"]], "Wir haben das nicht gewusst.")
    'de'
    >>> identify([["今日はとても良い天気です"]], "今日はとても良い天気です")
    'ja'
    >>> identify([["support", "us"]], "Support us") is None
    True
    """
    taken = _spread(words)
    found = set(taken)
    points: defaultdict[str, int] = defaultdict(int)
    _add_known(points, "words", found)
    # A sample may be little but menus and white space, so the words give letters too.
    text = "".join(taken) + sample
    if not text.isascii():
        letters = Counter(text[:: len(text) // _MAX_CHARS + 1].lower())
        _add_known(points, "letters", letters)
        _add_scripts(points, letters)
    top = max(points.values(), default=0)
    if top < _LEAST + _LEAST_PER_WORD * len(found):
        return None
    best = {language for language in points if points[language] == top}
    if len(best) == 1:
        return best.pop()
    return next((kin[0] for kin in _KIN if best.issubset(kin)), None)


def stop_words(language: str) -> frozenset[str]:
    """Return the folded function words of a language; none if it is not known.

    For Chinese, Japanese and Thai, which have no spaces between words, they are particles to
    look for inside a line.

    >>> "після" in stop_words("uk"), stop_words("xx")
    (True, frozenset())
    """
    return _lists("words").get(language, frozenset())


def _spread(words: Sequence[Sequence[str]]) -> list[str]:
    """Take some hundred words from all over the page: from its prose, if there is any."""
    taken = _take([block for block in words if len(block) >= _PROSE_WORDS])
    return taken if len(taken) >= _ENOUGH_WORDS else _take(words)


def _take(blocks: Sequence[Sequence[str]]) -> list[str]:
    some = blocks[:: len(blocks) // _MAX_BLOCKS + 1]
    share = _MAX_WORDS // max(1, len(some))
    # Of a block longer than its share every second word is taken, or every third…
    return list(chain.from_iterable(block[:: len(block) // share + 1] for block in some))


def _add_known(points: defaultdict[str, int], kind: _Kind, found: Iterable[str]) -> None:
    """Add the points of the words or letters found, each once however often it stands there."""
    index = _index(kind)
    for group, times in Counter(map(index.__getitem__, index.keys() & found)).items():
        languages = group.split()
        worth = times * _WORTH[len(languages)]
        for language in languages:
            points[language] += worth


def _add_scripts(points: defaultdict[str, int], letters: Counter[str]) -> None:
    """Add the points of the letters of scripts that tell the language, every letter counted."""
    rows = _script_rows()
    scripts: Counter[_Script] = Counter()
    for letter, times in letters.items():
        script = rows.get(ord(letter) >> 6)
        if script:
            scripts[script] += times
    signs = scripts[_HAN] + scripts[_KANA]
    if signs < _LEAST_SIGNS:
        del scripts[_HAN], scripts[_KANA]
    elif scripts[_KANA] * 10 > signs:
        # Chinese quotes a Japanese name at times; Japanese without kana hardly exists.
        scripts[_KANA] += scripts.pop(_HAN, 0)
    for script, times in scripts.items():
        for language in script.languages:
            points[language] += times * script.points


@cache
def _script_rows() -> dict[int, _Script]:
    return {
        row: script
        for first, last, script in _SCRIPTS
        for row in range(first >> 6, (last >> 6) + 1)
    }


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    import json  # here, so that to import the library stays cheap

    data: dict[str, dict[str, list[str]]] = json.loads(read_data("languages.json"))
    return data


@cache
def _lists(kind: _Kind) -> dict[str, frozenset[str]]:
    return {code: frozenset(" ".join(lines).split()) for code, lines in _data()[kind].items()}


@cache
def _index(kind: _Kind) -> dict[str, str]:
    """Map every word or letter to the languages that have it, as ``da no sv``.

    One string and no tuple: it is built and hashed for thousands of words at the first page.
    """
    index: dict[str, str] = {}
    for code, entries in _lists(kind).items():
        for entry in entries:
            index[entry] = f"{index[entry]} {code}" if entry in index else code
    return index
