"""Who wrote it? Every name near the headline or under a byline's label, with its signs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from cleanarticle.metadata.finding import BARE_BYLINE, Near, PageView, hints_of, step
from cleanarticle.metadata.names import (
    glued_names,
    is_role,
    leading_names,
    role_at_end,
    split_names,
    without_dates,
)
from cleanarticle.patterns import pattern
from cleanarticle.rules.guards import rest_of
from cleanarticle.text import bare, count_wide

_LONGEST: Final = 160
#: What ends a line in text as it was scraped.
_LINE_ENDS: Final = "\n\r\u2028"
#: Spaces in a line that is names without a word that says so.
_WORDS: Final = 14
_ABOVE, _BELOW, _AFTER = 4, 4, 4
#: Below the body so far down, if what follows tells of the name.
_FAR: Final = 12
#: Sentences before the body's first that may hold the byline, where line breaks were lost.
_BEFORE: Final = 8
#: Openers that are looked at in one of them: a line may hold endless ones.
_OPENERS: Final = 20
#: Words of a line that may be a role.
_ROLE: Final = 12
#: What opens names.
_OPENER: Final = (
    r"(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished|[Ww]ords|[Tt]ext|[Ss]tory|[Rr]eported"
    r"|[Aa]uthored) [Bb]y"
    r"|[Bb]y|BY|[Vv]o[nm]|VON|[Pp]ar|[Pp]or|POR|[Dd]oor|[Aa]v|[Aa]f|[Pp]rzez|[Oo]leh|Автор|Text"
    r"|Autor(?:in|es|en|[ea])?|AUTOR|Auteur|Authors?|Penulis|Yazan|Kirjoittaja|Szerző|Tác giả):?"
)
#: The same in a line that is more than a byline: "25 May 2024 by Jane Doe".
_BY: Final = pattern(rf"(?:^|[\s|•·,/(*]){_OPENER}\s+(?=[^\W\d_])")
#: Words of a line that is no more, and its last one: "Kommentar von".
_LABEL: Final = 4
_LAST: Final = frozenset(
    (
        "by von vom par por door av af przez oleh автор autor autorin autores auteur author "
        "authors penulis yazan kirjoittaja szerző"
    ).split()
)
#: Rules whose lines are dates, or say how long ago something was.
_DATES: Final = frozenset(("published", "updated", "relative-time"))
#: Between the parts of such a line.
_BAR: Final = pattern(r"\s*[|•·∙●‧/–—~]\s*|\s+-\s+|\s{3,}|[()\[\]]")
#: Chinese names have up to four characters.
_NO_NAME: Final = pattern("[\u3400-\u9fff]{5}|：")
_KOREAN: Final = pattern(r"([가-힣]{2,4})\s?(?:(?:선임|인턴|수습|전문|객원)\s?)?기자")


#: A name is counted in so many characters of the page: there may be many names.
_SEARCHED: Final = 20_000


class Named(NamedTuple):
    """Names in a block, and what speaks for their being the authors."""

    block: int
    names: tuple[str, ...]
    code: str
    signs: tuple[str, ...]


def named_lines(
    view: PageView, near: Near, dated: Collection[int], dropped: Collection[int]
) -> list[Named]:
    """Return the names that may be the authors', in page order."""
    found: dict[int, Named] = {}
    for block, text, code, kinds in _labelled(view, dropped):
        names = split_names(text, view.page.language) or leading_names(text, view.page.language)
        if names and block not in found:
            signs = (*kinds, *_look(view, block, names, near, dated))
            found[block] = Named(block, names, code, signs)
    labelled = bool(found)
    if view.page.document.collapsed:
        for block, names in _glued(view, near):
            signs = ("glued", *_look(view, block, names, near, dated))
            found.setdefault(block, Named(block, names, BARE_BYLINE, signs))
    dated = {*dated, *(m.block for m in view.page.matches if m.rule.name in _DATES)}
    for block, kind, names in _bare_lines(view, near, dated, dropped):
        # Without capitals any two characters may be a name: a label says whose it is.
        unsure = labelled and block not in dated and count_wide(names[0]) > 0
        if block not in found and not unsure:
            signs = (kind, *_look(view, block, names, near, dated))
            if block in dropped:
                signs = (*signs, "dropped")
            found[block] = Named(block, names, BARE_BYLINE, signs)
    lines = [found[index] for index in sorted(found)]
    many = f"lines {min(len(lines), 4)}"
    return [
        n._replace(signs=(*n.signs, many, "first" if i == 0 else "later"))
        for i, n in enumerate(lines)
    ]


def _bare_lines(
    view: PageView, near: Near, dated: Collection[int], dropped: Collection[int]
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Block, kind and names of lines near the article that no rule says are bylines."""
    texts = view.page.document.texts
    lasts = ((i, words) for i, words in enumerate(view.page.words) if words and words[-1] in _LAST)
    below = {index + 1 for index, words in lasts if len(words) < _LABEL}
    labels = {m.block: m.phrase for m in view.page.matches if m.rule.name in _DATES and m.phrase}
    around = near.around(_ABOVE, _BELOW, len(texts))
    after = range(near.last + 1, min(near.last + _AFTER, len(texts)))
    told = [
        i for i in range(near.last + 1, min(near.last + _FAR, len(texts))) if _is_told(texts, i)
    ]
    for index in {*around, *after, *below, *told} - {near.title, len(texts)}:
        if len(texts[index]) > _LONGEST or (index in dropped and index not in dated):
            continue
        if view.page.document.collapsed and index not in dated:
            continue  # no line is a name's own there: it is a sentence, or the end of a menu
        text = texts[index]
        if label := labels.get(index):  # what opens a date is nobody's name
            text = rest_of(text, label) or text
        kind, names = _bare_names(text, index in dated, view.page.language)
        if index in below:
            kind = "below label"
        elif kind == "single" and not any(at in dated for at in range(index - 2, index + 3)):
            continue  # most are a menu's: a lone word is a name beside a date
        if names:
            yield index, kind, names


def _glued(view: PageView, near: Near) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Block and names after a byline's opener inside a line, where line breaks were lost."""
    texts = view.page.document.texts
    for block in range(max(0, near.first - _BEFORE), min(near.first + 2, len(texts))):
        for opening in islice(_BY.finditer(texts[block]), _OPENERS):
            opener = opening.group().lstrip(" |•·,/(*")
            start = opening.start()
            before = texts[block][max(0, start - _LONGEST) : start].rpartition(" ")[2]
            if opener[0].islower() and before[:1].islower():
                continue  # "an interview by"
            rest = texts[block][opening.end() : opening.end() + _LONGEST]
            if names := glued_names(rest, view.page.language):
                yield block, names
                break


def _is_told(texts: Sequence[str], block: int, name: str = "") -> bool:
    """Tell whether one of the next two lines opens with a name, or with the whole line."""
    name = name or texts[block]
    return any(
        len(text) > len(name) and text.startswith(name) for text in texts[block + 1 : block + 3]
    )


def _labelled(
    view: PageView, dropped: Collection[int]
) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Block, text that should be names, rule code and kinds of what a byline's label opens."""
    texts, folded = view.page.document.texts, view.page.folded
    for match in view.page.matches:
        if match.rule.name != "byline" or match.rule.action != "lift":
            continue
        block, code, phrase = match.block, match.rule.code, match.phrase
        text, said = texts[block], f"label {phrase.rstrip(':')}"
        if bare(folded[block]) == phrase.rstrip(":"):
            if block + 1 < len(texts) and block + 1 not in dropped and len(texts[block + 1]) <= 90:
                yield block + 1, texts[block + 1], code, ("below label", said)
        elif match.rule.scope == "suffix":
            yield block, text[: max(0, len(text.rstrip(" .)]")) - len(phrase))], code, ("suffix",)
        else:
            kind = "label by" if phrase == "by" else "label other"
            yield block, rest_of(text, phrase), code, tuple(dict.fromkeys((kind, said)))


def _bare_names(text: str, dated: bool, language: str | None) -> tuple[str, tuple[str, ...]]:
    """Names in a line near the headline, and how they stand there."""
    if not text.isascii() and "기자" in text and (korean := _KOREAN.findall(text)):
        return "reporter", tuple(dict.fromkeys(korean))
    if opening := _BY.search(text):
        rest = text[opening.end() :]
        names = leading_names(rest, language)
        if not names and dated and (user := _user(without_dates(rest, language))):
            names = (user,)
        if names:
            return "by", names
    if text.count(" ") > _WORDS or text[-1] in ":：" or text.count("|") + text.count("｜") > 2:
        return "", ()  # a sentence, a label, a row of a menu
    plain = without_dates(text, language) if dated else text
    parts = [part for part in _BAR.split(plain) if part.strip(" ,.:;")]
    for number, part in enumerate(parts[:5]):
        names = leading_names(part, language)
        if part.casefold().rpartition(" ")[2] in _LAST:
            continue
        if names and _is_personal(names[0]):  # what follows may be letters: "Jane Doe, CPP"
            names = tuple(name for name in names if not (name.isupper() and len(name) < 5))
        most = len(part) // (4 if dated else 2)  # "25 May 2024 • Jane Doe in City News"
        if names and sum(map(len, names)) > most and all(map(_is_personal, names)):
            return "whole" if len(parts) == 1 else "part" if number == 0 else "later part", names
    if len(parts) == 1 and (role := role_at_end(parts[0])) and _is_personal(role):
        return "with role", (role,)
    single = parts[0].strip(" ,.:;*") if parts else ""
    if (
        (dated or len(parts) == 1)
        and " " not in single
        and 2 < len(single) < 24
        and single.isalpha()
    ):
        return "single", (single,)
    return "", ()


def _user(rest: str) -> str:
    """The word that is all of a byline, or all before a bar or a date: a user's name."""
    name, _, more = rest.partition("|")
    name = name.strip(" :")
    return name if name.isalnum() and (more or len(name) > 2) else ""


def told_of(view: PageView, names: Sequence[str], first: int) -> Iterator[int]:
    """Blocks below the body's first that say who an author is: ``Jane Doe is a writer at …``.

    An interview or a portrait opens many lines with the name.
    """
    texts = view.page.document.texts
    for name in names:
        if not _is_personal(name) or count_wide(name):
            continue
        opened = [i for i in range(first + 1, len(texts)) if texts[i].startswith(f"{name} ")]
        if len(opened) <= _BIOS:
            yield from (i for i in opened if _goes_on(texts[i][len(name) + 1 :]))


def _goes_on(rest: str) -> bool:
    return rest[:1].islower() and _BIO_WORDS[0] <= rest.count(" ") <= _BIO_WORDS[1]


#: How often a page tells of its author at most, and in how many words.
_BIOS: Final = 2
_BIO_WORDS: Final = (6, 120)


def _is_personal(name: str) -> bool:
    words = name.split()
    if count_wide(name):
        return len(name) < 12 and not _NO_NAME.search(name)
    return (
        1 < len(words) < 5 and words[0][:1].isupper() and words[-1][:1].isupper() and len(name) < 40
    )


def _look(
    view: PageView, block: int, names: Sequence[str], near: Near, dated: Collection[int]
) -> Iterator[str]:
    yield f"from title {step(block - near.title)}" if near.title >= 0 else "no title"
    yield f"to body {step(near.first - block)}"
    yield f"chance {min(int(view.chance[block] * 5), 4)}"
    if block > near.last:
        yield f"after end {step(block - near.last)}"
    if block in dated:
        yield "dated"
    elif not {block - 1, block + 1}.isdisjoint(dated):
        yield "dated near"
    elif not {block - 2, block + 2}.isdisjoint(dated):
        yield "dated not far"
    words = min(name.count(" ") + 1 for name in names)
    yield "one word" if words == 1 else "words" if words < 4 else "many words"
    yield f"names {min(len(names), 3)}"
    if any(name.isupper() for name in names):
        yield "capitals"
    yield from _told(view, block, names[0])
    if _is_told(view.page.document.texts, block, names[0]):
        yield "told of below"
    yield "short line" if len(view.page.document.texts[block]) < 60 else "long line"
    if view.page.document.blocks[block].item:
        yield "item"
    yield from hints_of(view, block)


def _told(view: PageView, block: int, name: str) -> Iterator[str]:
    """What the rest of the page says of a name: whether its words are words, or a person's."""
    text = view.page.document.text
    yield f"seen {min(text.count(name, 0, _SEARCHED), 4)}"
    if any(f"{end}{name} " in text for end in _LINE_ENDS):
        yield "opens a line"
    cased = [word for word in name.split() if word.lower() != word and len(word) > 2]
    if cased:
        plain = sum(text.find(f" {word.lower()}", 0, _SEARCHED) >= 0 for word in cased)
        yield "words too" if plain == len(cased) else "word too" if plain else "name only"
    for near, reach in (("role here", 0), ("role below", 1)):
        words = (
            view.page.words[block + reach][:_ROLE] if block + reach < len(view.page.words) else []
        )
        if len(words) < _ROLE and any(map(is_role, words)):
            yield near
            break
