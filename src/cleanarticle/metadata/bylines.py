"""Who wrote it? Every name near the headline or under a byline's label, with its signs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, repeat
from typing import Final, NamedTuple

from cleanarticle.metadata.bare_names import (
    BY,
    LAST,
    Line,
    bare_names,
    before_label,
    byline_label,
    is_personal,
    labels_of,
    writers_label,
)
from cleanarticle.metadata.finding import BARE_BYLINE, Near, PageView, hints_of, step
from cleanarticle.metadata.names import (
    MONTH_GLUED,
    glued_names,
    leading_names,
    split_names,
)
from cleanarticle.metadata.roles import tell_role
from cleanarticle.patterns import pattern
from cleanarticle.rules.guards import rest_of
from cleanarticle.rules.rows import Entry
from cleanarticle.text import bare, count_wide

_LONGEST: Final = 160
#: Spaces in a line that is names without a word that says so.
_WORDS: Final = 14
_ABOVE, _BELOW, _AFTER = 3, 4, 4
#: Below the body so far down, if what follows tells of the name.
_FAR: Final = 12
#: Sentences before the body's first that may hold the byline, where line breaks were lost.
_BEFORE: Final = 8
#: Openers that are looked at in one of them: a line may hold endless ones.
_OPENERS: Final = 20
#: Words of a line that may be a role.
_ROLE: Final = 12
#: Words of a line that is a label and no more: "Kommentar von".
_LABEL: Final = 4
#: Rules whose lines are dates, or say how long ago something was.
_DATES: Final = frozenset(("published", "updated", "relative-time"))
#: "（记者 陈若溪）": Chinese papers name the reporter where others have the place.
_REPORTERS: Final = pattern(
    r"[（(][^（）()]{0,6}[记記]者[\s：:]*([\u4e00-\u9fff·]{2,4}(?:[\s、]+[\u4e00-\u9fff·]{2,4}){0,3})[）)]"
)
_SPACES: Final = pattern(r"[\s、]+")

#: A name is counted in so many characters of the page, and looked for at the start of so many
#: lines: there may be many names.
_SEARCHED: Final = 20_000
_OPENED: Final = 1_000


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
    for block, labelled, code, kinds in _labelled(view, dropped):
        text = before_label(MONTH_GLUED.sub(" ", labelled), view.page.rules)
        names = split_names(text, view.page.language) or leading_names(text, view.page.language)
        names = _without_places(names)
        if names and block not in found:
            signs = (*kinds, *_look(view, block, names, near, dated))
            found[block] = Named(block, names, code, signs)
    sure = bool(found)
    if view.page.document.collapsed:
        for block, names in _glued(view, near):
            signs = ("glued", *_look(view, block, names, near, dated))
            found.setdefault(block, Named(block, names, BARE_BYLINE, signs))
    dated = {*dated, *(m.block for m in view.page.matches if m.rule.name in _DATES)}
    for block, kind, names in _bare_lines(view, near, dated, dropped):
        # Without capitals any two characters may be a name: a label says whose it is.
        unsure = sure and block not in dated and count_wide(names[0]) > 0
        if block not in found and not unsure:
            signs = (kind, *_look(view, block, names, near, dated))
            if block in dropped:
                signs = (*signs, "dropped")
            found[block] = Named(block, names, BARE_BYLINE, signs)
    for block, names in _reporters(view, near):
        found.setdefault(block, Named(block, names, BARE_BYLINE, ("label by", "words")))
    lines = [found[index] for index in sorted(found)]
    many = f"lines {min(len(lines), 4)}"
    return [
        n._replace(signs=(*n.signs, many, "first" if i == 0 else "later"))
        for i, n in enumerate(lines)
    ]


def _without_places(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names without the paper or place behind a full one: ``By Jane Doe, Skerry``."""
    if not names or not is_personal(names[0]) or count_wide(names[0]):
        return names
    return tuple(name for name in names if " " in name)


def _bare_lines(
    view: PageView, near: Near, dated: Collection[int], dropped: Collection[int]
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Block, kind and names of lines near the article that no rule says are bylines."""
    texts = view.page.document.texts
    below = {i + 1 for i, ws in enumerate(view.page.words) if ws and ws[-1] in LAST}
    below = {i for i in below if len(view.page.words[i - 1]) < _LABEL}
    openers = {m.block: m.phrase for m in view.page.matches if m.rule.name in _DATES and m.phrase}
    around = near.around(_ABOVE, _BELOW, len(texts))
    after = range(near.last + 1, min(near.last + _AFTER, len(texts)))
    far = range(near.last + 1, min(near.last + _FAR, len(texts)))
    told = [
        i
        for i in far
        if "@" in texts[i]
        or _is_told(texts, i)
        or _is_labelled(view, i)
        or _has_role(view.page.words, i + 1)
    ]
    for index in {*around, *after, *below, *told} - {near.title, len(texts)}:
        if len(texts[index]) > _LONGEST or (index in dropped and index not in dated):
            continue
        if texts[index][-1] == "," and index + 1 == near.first:
            continue  # a greeting
        if view.page.document.collapsed and index not in dated:
            continue  # no line is a name's own there: it is a sentence, or the end of a menu
        line = _line_at(view, near, index, dated, openers.get(index, ""))
        kind, names = bare_names(line, view.page.language, view.page.rules)
        if index in below:
            kind = "below label"
        elif kind == "single" and not any(at in dated for at in range(index - 2, index + 3)):
            continue  # most are a menu's: a lone word is a name beside a date
        if names := _without_places(names):
            yield index, kind, names


def _line_at(view: PageView, near: Near, at: int, dated: Collection[int], opener: str) -> Line:
    """A line without what opens a date in it, which is nobody's name."""
    text, labels = view.page.document.texts[at], _labels(view, at)
    if opener and (rest := rest_of(text, opener)):
        text, labels = rest, labels_of(rest, view.page.rules)
    in_place = near.title <= at <= near.first and not {at - 1, at, at + 1}.isdisjoint(dated)
    return Line(
        text, view.page.words[at], labels, at in dated, in_place or bool(byline_label(labels))
    )


def _glued(view: PageView, near: Near) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Block and names after a byline's opener inside a line, where line breaks were lost."""
    texts = view.page.document.texts
    for block in range(max(0, near.first - _BEFORE), min(near.first + 2, len(texts))):
        for opening in islice(BY.finditer(texts[block]), _OPENERS):
            opener = opening.group().lstrip(" |•·,/(*")
            start = opening.start()
            before = texts[block][max(0, start - _LONGEST) : start].rpartition(" ")[2]
            if opener[0].islower() and before[:1].islower():
                continue  # "an interview by"
            rest = texts[block][opening.end() : opening.end() + _LONGEST]
            if names := glued_names(rest, view.page.language):
                yield block, names
                break


def _reporters(view: PageView, near: Near) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Block and names of the reporters whom the body's first paragraph names in brackets."""
    texts = view.page.document.texts
    if not view.page.seen.wide or near.first == len(texts):
        return
    if reporters := _REPORTERS.search(texts[near.first][:_LONGEST]):
        yield near.first, tuple(_SPACES.split(reporters[1].strip()))


def _labels(view: PageView, block: int) -> list[Entry]:
    """The labels that open a line, whatever follows."""
    return view.page.rules.opening(bare(view.page.folded[block]))


def _is_labelled(view: PageView, block: int) -> bool:
    """Tell whether the label of a byline opens a line."""
    firsts, words = view.page.rules.labels.byline_words, view.page.words[block]
    begun = view.page.seen.wide or not firsts.isdisjoint(words[:2])
    return begun and bool(byline_label(_labels(view, block)))


def _is_told(texts: Sequence[str], block: int, name: str = "") -> bool:
    """Tell whether one of the next two lines opens with a name, or with the whole line.

    An address of mail below says as much.
    """
    name = name or texts[block]
    if block + 1 < len(texts) and "@" in (mail := texts[block + 1]) and " " not in mail:
        return True
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
            names = text[: max(0, len(text.rstrip(" .)]")) - len(phrase))]
            if label := byline_label(_labels(view, block)):
                names = rest_of(names, label)
            yield block, names, code, ("suffix",)
        else:
            kind = "label by" if phrase == "by" else "label other"
            names = rest_of(text, phrase)
            if phrase.endswith(" by") and (opening := writers_label(text)):
                named = text[opening.end() :]
                # "Medically reviewed by Jane Doe, MD — Written by Tom Ford"
                if len(named) < len(names):
                    kind, said, names = "label by", "label by", named
            yield block, names, code, tuple(dict.fromkeys((kind, said)))


def told_of(view: PageView, names: Sequence[str], first: int) -> Iterator[int]:
    """Blocks below the body's first that say who an author is: ``Jane Doe is a writer at …``.

    An interview or a portrait opens many lines with the name.
    """
    texts = view.page.document.texts
    for name in names:
        if not is_personal(name) or count_wide(name):
            continue
        opened = [i for i in range(first + 1, len(texts)) if texts[i].startswith(f"{name} ")]
        if len(opened) <= _BIOS:
            yield from (i for i in opened if _goes_on(texts[i][len(name) + 1 :]))


def _goes_on(rest: str) -> bool:
    return rest[:1].islower() and _BIO_WORDS[0] <= rest.count(" ") <= _BIO_WORDS[1]


#: How often a page tells of its author at most, and in how many words.
_BIOS: Final = 2
_BIO_WORDS: Final = (6, 120)


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
    words = min(map(_word_count, names))
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


def _word_count(name: str) -> int:
    """Words of a name; in a script that does not set them apart three characters are a full one."""
    return name.count(" ") + 1 + (len(name) > 2 and _UNSPACED.fullmatch(name) is not None)


#: Scripts whose full names are one word.
_UNSPACED: Final = pattern("[\u3400-\u9fff\uac00-\ud7af]+")


def _told(view: PageView, block: int, name: str) -> Iterator[str]:
    """What the rest of the page says of a name: whether its words are words, or a person's."""
    text = view.page.document.text
    yield f"seen {min(text.count(name, 0, _SEARCHED), 4)}"
    if any(map(str.startswith, view.page.document.texts[:_OPENED], repeat(f"{name} "))):
        yield "opens a line"
    cased = [word for word in name.split() if word.lower() != word and len(word) > 2]
    if cased:
        plain = sum(text.find(f" {word.lower()}", 0, _SEARCHED) >= 0 for word in cased)
        yield "words too" if plain == len(cased) else "word too" if plain else "name only"
    if _has_role(view.page.words, block):
        yield "role here"
    elif _has_role(view.page.words, block + 1):
        yield "role below"


def _has_role(words: Sequence[list[str]], block: int) -> bool:
    """Tell whether a line is short and says what somebody is."""
    return block < len(words) and len(words[block]) < _ROLE and tell_role(words[block])
