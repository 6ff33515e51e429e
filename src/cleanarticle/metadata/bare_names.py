"""Names in a line that no rule says is a byline: beside a date, behind a label, or alone."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple

from cleanarticle.dates.words import is_weekday
from cleanarticle.metadata.names import (
    MONTH_GLUED,
    is_caseless,
    leading_names,
    role_at_end,
    without_asides,
    without_dates,
)
from cleanarticle.patterns import pattern
from cleanarticle.rules.engine import RuleSet
from cleanarticle.rules.guards import rest_of
from cleanarticle.rules.rows import Entry
from cleanarticle.rules.shapes import AGO
from cleanarticle.text import THAI, bare, count_wide, fold_lines

#: Spaces in a line that is names without a word that says so.
_WORDS: Final = 14
#: What opens names.
_OPENER: Final = (
    r"(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished|[Ww]ords|[Tt]ext|[Ss]tory|[Rr]eported"
    r"|[Aa]uthored) [Bb]y"
    r"|[Bb]y|BY|[Vv]o[nm]|VON|[Pp]ar|[Pp]or|POR|[Dd]oor|[Aa]v|[Aa]f|[Pp]rzez|[Oo]leh|Автор|Text"
    r"|Autor(?:in|es|en|[ea])?|AUTOR|Auteur|Authors?|Penulis|Yazan|Kirjoittaja|Szerző|Tác giả):?"
)
#: The same in a line that is more than a byline: "25 May 2024 by Jane Doe".
BY: Final = pattern(
    rf"(?:^|[\s|•·,/(*]){_OPENER}\s+(?=[^\W\d_])|(?:作者|撰文|記者|记者)\s*[：:]\s*(?=[^\W\d_])"
)
#: The last word of a label: "Kommentar von".
LAST: Final = frozenset(
    (
        "by von vom par por door av af przez oleh автор autor autorin autores auteur author "
        "authors penulis yazan kirjoittaja szerző"
    ).split()
)
#: A word of what opens names, folded, and what may cling to one.
_OPENERS: Final = LAST | {"text", "autoren", "autora", "autore"}
_SIGNS: Final = frozenset("|•·,/(*")
#: Between the parts of such a line.
_BAR: Final = pattern(r"\s*[|•·∙●‧/–—~]\s*|\s+-\s+|\s{3,}|[()\[\]]")
#: Chinese names have up to four characters; of Japanese ones few are written in hiragana alone.
_NO_NAME: Final = pattern("[\u3400-\u9fff]{5}|：|^[\u3041-\u309f]+$")
_KOREAN: Final = pattern(r"([가-힣]{2,4})\s?(?:(?:선임|인턴|수습|전문|객원)\s?)?기자")
#: 【三宅泰地】, （経済部・奥寺真帆）, and 奥寺 真帆 記者.
_JAPANESE: Final = pattern(
    r"[（(［\[【](?:[^（）()［］\[\]【】]{0,12}・)?([々\u4e00-\u9fff]{3,5})"
    r"(?:[，、][^（）()［］\[\]【】]{1,20})?[）)］\]】]$"
    r"|([々\u4e00-\u9fff]{1,3}[ \u3000]?[々\u4e00-\u9fff\u3041-\u30ff]{1,4})[ \u3000]?記者(?!会|団)"
)
#: Labels that end a name before them, and words of a name that are looked at for one.
_ENDING: Final = frozenset(
    "byline date caption counter share tags comments related promotion".split()
)
_LOOKED_AT: Final = 8
#: Shortest label in a script with capitals that ends a name: names have "di" and "von" inside.
_SHORTEST: Final = 4


class Line(NamedTuple):
    """A line near the headline or the body's end, and where it stands."""

    text: str
    words: list[str]
    """Folded."""
    labels: list[Entry]
    """Those that open it."""
    dated: bool
    """Whether it holds a date."""
    beside: bool
    """Whether it stands where a byline does: at a date, or with the label of one."""


def bare_names(line: Line, language: str | None, rules: RuleSet) -> tuple[str, tuple[str, ...]]:
    """How names stand in a line, and the names; ``""`` and none if there are none."""
    text, glued = MONTH_GLUED.subn(" ", without_asides(line.text) or line.text)
    dated = line.dated or bool(glued)
    if language == "vi":  # "Ngọc Thảo - Trần Lâm" are two
        text = text.replace(" - ", ", ")
    if not text.isascii() and "기자" in text and (korean := _KOREAN.findall(_without_credit(text))):
        return "reporter", tuple(dict.fromkeys(korean))
    if language == "ja" and (japanese := _JAPANESE.match(text)):
        return "reporter", (japanese[1] or japanese[2],)
    # Most lines have none of the words, which is told much faster than where they stand.
    worded = (
        not text.isascii() or not _SIGNS.isdisjoint(text) or not _OPENERS.isdisjoint(line.words)
    )
    if opening := writers_label(text) if worded else None:
        rest = before_label(text[opening.end() :], rules)
        names = leading_names(rest, language)
        if not names and dated and (user := _user(without_dates(rest, language))):
            names = (user,)
        if names:
            return "by", names
    if "@" in text and (names := _with_mail(text, language)):
        return "by", names
    plain = without_dates(text, language) if dated or _is_ago(line.words) else text
    if plain.count(" ") > _WORDS or text[-1] in ":：" or text.count("|") + text.count("｜") > 2:
        return "", ()  # a sentence, a label, a row of a menu
    parts = [bare for part in _BAR.split(plain) if (bare := part.strip(" ,.:;"))]
    for number, part in enumerate(parts[:5]):
        labels = line.labels if len(parts) == 1 and not dated else None
        kind, names = _names_of(part, labels, line.beside, language, rules)
        if kind:
            return kind, names
        most = len(part) // (4 if dated else 2)  # "25 May 2024 • Jane Doe in City News"
        if names and sum(map(len, names)) > most:
            return "whole" if len(parts) == 1 else "part" if number == 0 else "later part", names
    if len(parts) == 1 and (role := role_at_end(parts[0])) and is_personal(role):
        return "with role", (role,)
    single = parts[0].strip(" ,.:;*") if parts else ""
    if (
        (dated or len(parts) == 1)
        and " " not in single
        and 2 < len(single) < 24
        and single.isalpha()
        and not is_weekday(single, marked=True)
        and not _is_label(labels_of(single, rules))
    ):
        return "single", (single,)
    return "", ()


def _is_ago(words: list[str]) -> bool:
    """Tell whether a line ends in how long ago it was, words folded.

    >>> _is_ago("jane doe 0 hours ago".split()), _is_ago("jane doe 0 hours".split())
    (True, False)
    """
    at = next((i for i, word in enumerate(words) if "0" in word), 0)
    return at > 1 and any(AGO.fullmatch(" ".join(words[at - back :])) for back in _BEFORE_COUNT)


#: Words of such a time before its number: "5 hours ago", "vor 5 Stunden", "il y a 5 heures".
_BEFORE_COUNT: Final = (0, 1, 3)


def writers_label(text: str) -> re.Match[str] | None:
    """The first opener of names in a line; that of who checked the article, if it has no other.

    >>> line = "Reviewed by Jane Doe, MD — Written by Tom Ford"
    >>> line[writers_label(line).end() :], writers_label("Reviewed by Jane Doe").group()
    ('Tom Ford', ' by ')
    """
    openers = [*islice(BY.finditer(text), _TRIED)]
    writers = (o for o in openers if text[: o.start()].rpartition(" ")[2].lower() not in _CHECKED)
    return next(writers, openers[0] if openers else None)


#: Openers looked at, and words before those of people who did not write the article.
_TRIED: Final = 3
_CHECKED: Final = frozenset(
    (
        "reviewed checked fact-checked edited geprüft überprüft redigiert revisado revisada "
        "verificado verificada relu vérifié revisto gecontroleerd"
    ).split()
)


def _names_of(
    part: str, labels: list[Entry] | None, beside: bool, language: str | None, rules: RuleSet
) -> tuple[str, tuple[str, ...]]:
    """The names that open a part of a line; and "by", if a label says that they are."""
    if part.casefold().rpartition(" ")[2] in LAST:
        return "", ()
    names = leading_names(part, language)
    if not names and not beside:
        return "", ()
    if labels is None:
        labels = labels_of(part, rules)
    if (phrase := byline_label(labels)) and (rest := rest_of(part, phrase)):
        told = leading_names(before_label(rest, rules), language)
        return ("by", told) if told else ("", ())
    if _is_label(labels):
        return "", ()
    if names and is_personal(names[0]):  # what follows may be letters: "Jane Doe, CPP"
        names = tuple(name for name in names if not (name.isupper() and len(name) < 5))
    names = tuple(before_label(name, rules) for name in names)
    return "", names if all(is_personal(name, beside) for name in names) else ()


def labels_of(text: str, rules: RuleSet) -> list[Entry]:
    """The labels that open a text, whatever follows."""
    return rules.opening(bare(*fold_lines([text])))


def byline_label(labels: list[Entry]) -> str:
    """The one of the labels that open a line which says that names follow; empty if none does.

    Editors and translators have labels too, and are no authors.
    """
    lifts = (phrase for phrase, rule in labels if rule.name == "byline" and rule.action == "lift")
    return next(lifts, "")


def _is_label(labels: list[Entry]) -> bool:
    """Labels that open something else than names."""
    return any(rule.action == "drop" or rule.category in ("date", "source") for _, rule in labels)


def before_label(text: str, rules: RuleSet) -> str:
    """A byline up to the word in it that opens another label.

    >>> from cleanarticle.rules.registry import builtin
    >>> before_label("Jane Doe Photos by Tom Ford", RuleSet(builtin("en").rules))
    'Jane Doe'
    """
    words, (folded,) = text.split(), fold_lines([text])
    parts = folded.split()
    if len(parts) != len(words):
        return text
    for at in range(1, min(len(words), _LOOKED_AT)):
        if words[at][0].islower():
            continue
        for phrase, rule in rules.opening(" ".join(parts[at:])):
            colon = parts[at].endswith(":")
            long = len(phrase) >= _SHORTEST or is_caseless(words[at]) or colon
            named = rule.category != "byline" or colon
            if long and named and rule.category in _ENDING:
                return " ".join(words[:at])
    return text


def _with_mail(text: str, language: str | None) -> tuple[str, ...]:
    """The names of a line that is names and addresses of mail, and nothing else.

    >>> _with_mail("Jane Doe jane@harbour.example Tom Ford tom@harbour.example", "en")
    ('Jane Doe', 'Tom Ford')
    >>> _with_mail("Tell us: tips@harbour.example", "en")
    ()
    """
    plain, count = _MAIL.subn(",", text)
    names = leading_names(plain, language) if count else ()
    whole = sum(map(len, names)) + 3 * len(names) >= len(plain.strip(" ,."))
    return names if whole and all(map(is_personal, names)) else ()


#: An address of mail, with what surrounds it.
_MAIL: Final = pattern(r"[\s(|·–—-]*[\w.+-]{1,60}@[\w.-]{1,60}[)\s]*")


def _without_credit(text: str) -> str:
    """A line without the photographer whom a caption names in brackets at its end.

    >>> _without_credit("경기 뒤 환호하고 있다. [스포츠 차윤재 기자]")
    '경기 뒤 환호하고 있다. '
    >>> _without_credit("[차윤재 기자] 청람이")
    '[차윤재 기자] 청람이'
    """
    start = text.rfind("[")
    return text[:start] if start > 0 and text.endswith("]") else text


def _user(rest: str) -> str:
    """The word that is all of a byline, or all before a bar or a date: a user's name."""
    name, _, more = rest.partition("|")
    name = name.strip(" :")
    return name if name.isalnum() and (more or len(name) > 2) else ""


#: Characters of a word that is no name's, but buttons glued together.
_GLUED: Final = 14


def is_personal(name: str, beside: bool = False) -> bool:
    """Tell whether a name has the shape of a person's.

    Args:
        name: the name.
        beside: whether it stands where a byline does: scripts without capitals tell by nothing
            else.

    >>> is_personal("Jane Doe"), is_personal("Jane"), is_personal("the harbour")
    (True, False, False)
    >>> is_personal("נועה ברזילי"), is_personal("נועה ברזילי", beside=True)
    (False, True)
    """
    words = name.split()
    if count_wide(name) and not THAI.search(name):
        return len(name) < 12 and len(words) < 3 and not _NO_NAME.search(name)
    cased = words[0][:1].isupper() and words[-1][:1].isupper() if words else False
    caseless = beside and all(is_caseless(word) and len(word) < _GLUED for word in words)
    return 1 < len(words) < 5 and (cased or caseless) and len(name) < 40
