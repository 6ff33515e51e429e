"""The line of the page that is its headline, chosen among those that may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from math import exp, log
from typing import Final

from cleanarticle.dates import is_date
from cleanarticle.metadata import headline
from cleanarticle.metadata.bare_names import BY, is_personal
from cleanarticle.metadata.finding import PageView, hints_of
from cleanarticle.metadata.names import leading_names
from cleanarticle.metadata.points import points_of
from cleanarticle.patterns import pattern
from cleanarticle.text import ends_sentence

#: Rules whose lines are dates and bylines.
MARKS: Final = frozenset(("byline", "published", "updated", "relative-time"))
#: How far above and below the body's first block a title may stand, and how far down the page.
_ABOVE, _BELOW, _TOP = 60, 6, 8
#: Lines at the top of the page that may be the title of its tab, with the site's name.
_TABS: Final = 4
#: Lines that are looked at closely, and blocks of the body they are compared with.
_LOOKED_AT: Final = 10
#: Longest line, in characters, that is looked at for a date.
_DATED: Final = 80
#: A line that stands on the page more often is a list's label.
_REPEATS: Final = 8
_PROSE: Final = 16
#: Of which lines the rules say something of this one.
_WHERE: Final = {"": 0, "above ": -1, "below ": 1, "second below ": 2}
#: Points a line needs to be taken for the headline.
_LEAST: Final = -2.5


def title_lines(
    view: PageView, first: int, marked: Collection[int]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that may be the headline, each with its signs."""
    texts, words = view.page.document.texts, view.page.words
    low, high = max(0, first - _ABOVE), min(first + _BELOW, len(texts))
    lines = (*range(min(_TOP, low)), *range(low, high))
    folded = view.page.folded
    near = {
        i for i in lines if "0" in folded[i] and len(texts[i]) < _DATED and _DATE.search(texts[i])
    }
    near.update(m.block for m in view.page.matches if m.rule.name in MARKS)
    ruled: dict[int, dict[str, None]] = {}
    for match in view.page.matches:
        ruled.setdefault(match.block, {})[match.rule.name] = None
    counts = _body_words(view, first)
    around = headline.Surroundings(
        first,
        frozenset(counts),
        counts,
        set().union(*words[first : first + 3]),
        _repeated(texts),
        headline.heads_of(texts[:_TABS]),
        {*texts[:1], *headline.heads_of(texts[:1])},
        near,
        [i for i in lines if view.chance[i] > 0.5 and i < first],
    )
    promising = _promising(view, [i for i in lines if i not in marked], around)
    chosen = [i for i in promising if not _is_byline(texts[i], view.page.language)]
    rivals = "".join(f"\n{folded[index]}\n" for index in chosen)
    for index in chosen:
        signs = headline.signs(view.page, view.chance, index, around, rivals)
        rules = (
            f"{where}rule {name}"
            for where, away in _WHERE.items()
            for name in ruled.get(index + away, ())
        )
        yield index, [*signs, *hints_of(view, index), *rules]


def _promising(
    view: PageView, lines: Sequence[int], around: headline.Surroundings
) -> Sequence[int]:
    """The lines that are worth a closer look: of the right size, and the best by their words."""
    texts, words = view.page.document.texts, view.page.words
    rough: list[tuple[float, int]] = []
    for index in lines:
        text = texts[index]
        size = headline.size_of(text, words[index])
        again = text in around.repeated or text in around.heads or text in around.tab
        alone = index + 1 == len(texts)  # a headline is followed by what it is the head of
        # A lone word is mostly a section.
        if alone or not (2 <= size <= headline.LONGEST or (size == 1 and again)):
            continue
        body = view.chance[index] if index >= around.first else 0.0
        sentence = size > 8 and ends_sentence(text)
        prose = body > _SURELY_BODY or (body > 0.5 and (len(text) > 160 or sentence))
        path = " › " in text or " > " in text or text.count(" / ") > 1
        dated = index in around.near and is_date(text, view.page.language)
        if prose or path or dated:
            continue
        points = headline.promise(words[index], around.first - index, around)
        points += (index + 1 in around.near) + (not {index + 2, index + 3}.isdisjoint(around.near))
        points += 2 * (text in around.heads or text in around.tab) + (text in around.repeated) / 2
        points += 3 * (index == 0) - view.page.document.blocks[index].item
        rough.append((points, index))
    return sorted(index for _, index in sorted(rough, reverse=True)[:_LOOKED_AT])


#: Probability above which a line in the body is no headline: the text of an article without one.
_SURELY_BODY: Final = 0.85
_DATE: Final = pattern(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d|[年년]")


def _is_byline(text: str, language: str | None) -> bool:
    """A short line that a byline's word or a date opens, and a full name: ``5 May by Jane Doe``."""
    if len(text) > _DATED:
        return False
    opening = BY.match(text) or (BY.search(text) if _DATE.search(text) else None)
    if not opening:
        return False
    return any(map(is_personal, leading_names(text[opening.end() :], language)))


#: Points of a page's showing no headline. Learned is 0, of pages that do not show the gold's; most
#: of these show another. Inside the body a headline is rare: there 0 is taken.
_NONE: Final = -2.0
_NONE_INSIDE: Final = 0.0


#: Points by which a line right below another must be likelier to be the headline.
_CLOSE: Final = 0.5


def best_title(view: PageView, first: int, marked: Collection[int]) -> tuple[int, float]:
    """The block of the headline and the log-odds that it is; -1 where none is likely enough.

    A page has one headline or shows none: each line's points count against those of the others.
    Of two with the same points it is the first; the second is the line below it.
    """
    scored = [
        (round(points_of("headline", signs), 1), index)
        for index, signs in title_lines(view, first, marked)
    ]
    if not scored:
        return -1, 0.0
    most, best = max(scored, key=lambda one: (one[0], -one[1]))
    # What stands right below the headline may be a line of it, or the subtitle.
    above = {index: points for points, index in scored}.get(best - 1)
    if above is not None and most - above < _CLOSE and view.page.document.blocks[best].gap == 0:
        most, best = above, best - 1
    others = sum(exp(points) for points, index in scored if index != best)
    odds = most - log(others + exp(_NONE if best < first else _NONE_INSIDE))
    folded = view.page.folded
    believed = odds > _LEAST and folded.count(folded[best]) <= _REPEATS
    return (best, odds) if believed else (-1, odds)


def _repeated(texts: Sequence[str]) -> set[str]:
    if len(set(texts)) == len(texts):
        return set()
    seen: set[str] = set()
    return {text for text in texts if text in seen or seen.add(text)}  # type: ignore[func-returns-value]


def _body_words(view: PageView, first: int) -> Counter[str]:
    """How often content words stand in the first part of the body."""
    texts, words, chance = view.page.document.texts, view.page.words, view.chance
    pairs = view.page.seen.wide or view.page.language == "ko"
    prose = [i for i in range(first, len(texts)) if chance[i] > 0.5 and len(texts[i]) > 60]
    counts: Counter[str] = Counter()
    for index in prose[:_PROSE]:
        text = texts[index]
        counts.update(headline.content_words(text, words[index]) if pairs else words[index])
    return counts
