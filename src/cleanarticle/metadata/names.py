"""Names in a byline: several of them, without the roles, addresses and dates beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from cleanarticle.dates import find_dates
from cleanarticle.dates.patterns import DIGIT
from cleanarticle.metadata.roles import (
    AGENCY_FULL_NAMES,
    is_company,
    is_institution,
    listed,
    names_role,
)
from cleanarticle.patterns import pattern
from cleanarticle.rules.looks import looks_like_names

#: What stands between names.
GLUE: Final = pattern(
    # A capital A or I is an initial, and Dan a name.
    r"\s*(?:[,;|•·/、，／｜]|(?<!\w)(?:(?i:and|und|et|та|og|och|en|ja|és|ve|και|và|și|şi)|dan|[yeiaиіو])(?!\w)|&)\s*"
)
_APART: Final = pattern(
    r"[\w.+-]{1,60}@[\w.-]{1,60}|(?<!\w)@\w+|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|https?://\S+|\s[–—-]\s.*$"
)
#: One of these is in all of them.
_SIGNS: Final = frozenset("@([:–—-")
#: Letters after a name, and words before it.
_CREDENTIAL: Final = pattern(
    r"(?:ph\.?\s?d|m\.?d|[mb]\.?[as]|[mb]\.?sc|mba|mph|rn|bsn|msn|rdn?|ld|cpa|cf[pa]|esq|jr|sr|"
    r"iii?|iv|dipl\.?-?\s?ing|dr|prof|lcsw|lmft|psy\.?d|ed\.?d|j\.?d|dds|dvm|f?np|pa-c|d?pt|cscs|"
    r"e-ryt(?: \d+)?|pmp|inc|llc|ltd)\.?",
    re.IGNORECASE,
)
#: Longest byline read, in characters, and most names taken.
_LONGEST: Final = 400
_MOST: Final = 12


def split_names(text: str, language: str | None = None) -> tuple[str, ...]:
    """Split a byline into names, without dates, roles, addresses and agencies behind a dash.

    >>> split_names("Jane Doe, Tom O'Neil and Ana Paz (desk@example.org)")
    ('Jane Doe', "Tom O'Neil", 'Ana Paz')
    >>> split_names("Staff reporter"), split_names("By Our Correspondent")
    ((), ())
    >>> split_names("Dan Brown and Tom Ford"), split_names("Budi Santoso dan Siti Aminah")
    (('Dan Brown', 'Tom Ford'), ('Budi Santoso', 'Siti Aminah'))
    """
    names = map(_trimmed, parts_of_byline(text, language))
    return tuple(n for n in names if looks_like_names(n) and not DIGIT.search(n))


def _trimmed(name: str) -> str:
    """A name without the button, the agency or itself again behind it.

    >>> _trimmed("Jane Doe Follow"), _trimmed("Jane Doe Jane Doe")
    ('Jane Doe', 'Jane Doe')
    >>> _trimmed("Jane Doe The Associated Press")
    'Jane Doe'
    """
    words = name.split()
    while len(words) > 2 and (words[-1] == "The" or words[-1].casefold() in listed().stops):
        words.pop()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        words = words[:half]
    for size in (3, 2):
        if len(words) > size + 1 and " ".join(words[-size:]).casefold() in AGENCY_FULL_NAMES:
            words = words[:-size]
    return " ".join(words)


def leading_names(text: str, language: str | None = None) -> tuple[str, ...]:
    """The names that open a text, up to the first word that belongs to none.

    >>> leading_names("Jane Doe and Tom Ford, Senior Editors, on behalf of the desk")
    ('Jane Doe', 'Tom Ford')
    >>> leading_names("Niko Marin on 5 May"), leading_names("the end of the day")
    (('Niko Marin',), ())
    >>> leading_names("Jane Doe Transport Reporter"), leading_names("Jane DoeyTom Ford")
    (('Jane Doe',), ('Jane Doey', 'Tom Ford'))
    >>> leading_names("Jane Doe (now) and Tom Ford (earlier)"), leading_names("Jane DOEUpdated: 1")
    (('Jane Doe', 'Tom Ford'), ('Jane DOE',))
    """
    text = without_asides(text[:_LONGEST]).lstrip(" *•·:|-–—").replace(" ,", ",")
    if not text or text[0].islower():
        return ()
    if digits := DIGIT.search(text) is not None:
        text = without_dates(text, language)
    if _BORDER.search(text):
        text = _GLUED.sub("|", _NAMES_GLUED.sub(r"\1, ", text))
    run: list[str] = []
    for word in text.split()[:24]:
        bare = word.strip(".,:;()").casefold()
        if bare in listed().stops or "|" in word[:1] or (digits and DIGIT.search(word)):
            break
        if run and word.endswith("："):
            break
        shouted = word[:4].isupper() and not word.isupper()
        head, bar, _ = (_SHOUTED.sub(r"\1|", word) if shouted else word).partition("|")
        if not (head[:1].isupper() or bare in listed().within or is_caseless(head)):
            if word.isalpha() and _is_opener(run):
                run.pop()
            break
        run.append(head)
        if bar or (word.endswith((".", ":")) and len(bare) > 3):
            break
    while run and run[-1].strip(",").casefold() in listed().within:
        run.pop()
    roles = listed().roles
    # Two words of Chinese are two names, where Japanese has a space inside one.
    parts = run if language == "zh" else GLUE.split(" ".join(run))
    # What follows a role belongs to it: "Senior Director, Content & Marketing".
    persons = takewhile(lambda part: roles.isdisjoint(part.casefold().split()), parts[1:])
    names = parts_of_byline(", ".join((*parts[:1], *persons)), None)
    names = [_trimmed(name) for name in names]
    return tuple(name for name in names if name.count(" ") < 5 and len(name) < 50)


def _is_opener(run: Sequence[str]) -> bool:
    """Tell whether the last word before one in small letters opens a phrase: the third of a name.

    >>> _is_opener(["Jane", "Doe", "Follow"]), _is_opener(["Jane", "Doe,", "Tom", "Ford"])
    (True, False)
    """
    last = run[-3:]
    return len(last) == 3 and all(word.isalpha() and word[:1].isupper() for word in last)


def without_asides(text: str) -> str:
    """A byline without what brackets tell of a name, and without who took the pictures.

    >>> without_asides("Jane Doe (now) and Tom Ford (photo)")
    'Jane Doe'
    """
    return _ASIDE.sub("", _PICTURED.sub("", text)) if "(" in text else text


def glued_names(text: str, language: str | None = None) -> tuple[str, ...]:
    """The names that open a text which goes on without a mark, as where line breaks were lost.

    Where the last name ends is then a guess: most have two words.

    >>> glued_names("Jane Doe and Tom Ford Rain fell on the harbour")
    ('Jane Doe', 'Tom Ford')
    >>> glued_names("Jane Doe Ford | 5 min read"), glued_names("Audience")
    (('Jane Doe Ford',), ())
    """
    names = leading_names(text, language)
    if not names:
        return ()
    *others, last = names
    after = text[text.find(last) + len(last) :].lstrip()
    if after[:1].isalpha() and after.split()[0].casefold() not in listed().stops:
        words = last.split()
        inner = len(words) > 2 and (len(words[1]) < 3 or words[1].casefold() in listed().within)
        last = " ".join(words[: 3 if inner else 2])
    return (*others, last) if " " in last else tuple(others)


def role_at_end(text: str) -> str:
    """The name before a role: two or three words with capitals; empty if there is no role.

    >>> role_at_end("Sophie Foster Travel News Reporter"), role_at_end("Sophie Foster")
    ('Sophie Foster', '')
    >>> role_at_end("By Our Correspondent")
    ''
    """
    words = text.strip(" *•·:-–—").split()
    folded = [word.strip(".,:()").casefold() for word in words]
    at = next((i for i, word in enumerate(folded) if word in listed().roles), 0)
    name = words[: 2 if at < 5 else 3]
    if at < 2 or len(words) > 12 or not all(word[:1].isupper() for word in name):
        return ""
    if listed().nameless.issuperset(folded[: len(name)]):
        return ""
    return " ".join(name).strip(" ,.")


def without_dates(text: str, language: str | None) -> str:
    """The text with a bar in place of every date, and of a count and its unit."""
    for date in reversed(find_dates(text, language)):
        text = text[: date.start] + "|" + text[date.end :]
    return _COUNT.sub("|", text)


def is_caseless(word: str) -> bool:
    """Tell whether a word is of a script without capitals.

    >>> is_caseless("נועה"), is_caseless("Noa")
    (True, False)
    """
    return bool(word) and word[0].isalpha() and not (word[0].isupper() or word[0].islower())


#: A time, or a count and its unit.
_COUNT: Final = pattern(r"\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?|\d[\d.,]*\+?\s?(?:[^\W\d]+\s?){0,3}")
#: Where a name and the date below it were put together: "Jane DoeNovember 3".
MONTH_GLUED: Final = pattern(r"(?<=[^\W\d_A-Z])(?=[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})")
#: Where two names, each of two words, were: "Jane DoeyTom Ford".
_NAMES_GLUED: Final = pattern(
    r"(\b[A-ZÀ-Þ]\S* [A-ZÀ-Þ][a-zß-ÿ]{3,})(?=[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ]+)"
)
#: Where a word may have been glued to a name.
_BORDER: Final = pattern("[a-zß-ÿ\u0590-\u06ff\u0900-\u0d7f][A-ZÀ-Þ]")
#: A name in capitals, and the word that was glued to it: "Jane DOEUpdated".
_SHOUTED: Final = pattern(r"\b([^\W\d_a-zß-ÿ]{3,})(?=[^\W\d_a-zß-ÿ][a-zß-ÿ]{3})")
#: A photographer among the names: "Tom Ford (photo)".
_PICTURED: Final = pattern(
    r"(?i)(?:[,;&|/]|\band\b|\bog\b|\bund\b)?[^,;&|/()]*\((?:fotos?|photos?|bilde?r?|фото)\)"
)
#: What is told of a name in brackets: "(now)".
_ASIDE: Final = pattern(r" ?\([^()\d]{1,20}\)")
#: An Arabic or Hebrew "and" is one with the name behind it; many names begin with its letter.
_ARABIC_AND: Final = pattern(r"(\w+ \w+) [וو](?=\w+ \w)")
_GLUED: Final = pattern(
    r"(?<=[a-zà-ÿ])(?=(?:Published|Updated|Posted|Follow|Last|Modified|Veröffentlicht|Aktualisiert|Stand|Publié|"
    r"Publicado|Pubblicato|Senior|Contributor|Share|Photo|Image)\b)"
    # An English label behind a name in a script without capitals.
    r"|(?<=[\u0590-\u06ff\u0900-\u0d7f])(?=[A-Z][a-z])"
)
#: What follows the name of a Chinese reporter: "苗山報導", from Miaoshan.
_REPORTS: Final = ("報導", "报道", "报导", "報道", "攝影", "摄影")


#: One word before an "&" is no name: "Solway & Fells News". What stands in its place meanwhile.
_FIRM: Final = pattern(r"(?:^|(?<=[,;|] ))([^\s,;|]+) & ")
_FIRM_AND: Final = "\u2060"


#: What may stand around a name.
_WRAPPING: Final = " .,:;|–—-=\"'“”*»«【】［］（）「」『』"


def parts_of_byline(text: str, language: str | None) -> list[str]:
    """The parts of a byline that are no role, address, date or letters after a name."""
    text = text[:_LONGEST]
    for date in reversed(find_dates(text, language)):
        text = text[: date.start] + "|" + text[date.end :]
    # Most names need none of this.
    if not _SIGNS.isdisjoint(text):
        text = _APART.sub("|", text)
    if "&" in text:
        text = _FIRM.sub(rf"\1{_FIRM_AND}", text)
    if " و" in text or " ו" in text:
        text = _ARABIC_AND.sub(r"\1|", text)
    names = []
    if _BORDER.search(text):
        text = _NAMES_GLUED.sub(r"\1|", text)
    for number, part in enumerate(GLUE.split(text)):
        name = part.strip(_WRAPPING).replace(_FIRM_AND, " & ")
        if not number:  # what follows a name belongs to it
            name = role_at_end(name) or name
        if (
            len(name) < 2
            or part.endswith("：")
            or "®" in name
            or name.isdigit()
            or _CREDENTIAL.fullmatch(name)
            or names_role(name)
            or is_company(name)
            or (number and is_institution(name))
            or name.endswith(_REPORTS)
        ):
            continue
        if name.casefold() in listed().stops:
            continue
        if listed().nameless.issuperset(name.casefold().split()):
            continue
        names.append(name)
    return list(dict.fromkeys(names))[:_MOST]
