"""What the words beside a label look like: names, a date, a picture's credit."""

from __future__ import annotations

import re
from typing import Final

from cleanarticle.dates import find_dates
from cleanarticle.patterns import pattern
from cleanarticle.rules.shapes import AGO
from cleanarticle.text import CLOSERS, SENTENCE_MARKS, count_wide

AGENCIES: Final = frozenset(
    (
        "ap afp reuters getty epa efe ansa dpa pa shutterstock istock alamy depositphotos "
        "unsplash pexels pixabay bloomberg anadolu aa iha dha tass тасс interfax интерфакс "
        "укрінформ уніан xinhua kyodo yonhap 연합뉴스 뉴시스 뉴스1 pti ani ians pap čtk tasr ntb "
        "ritzau "
        "stt lehtikuva anp tt belga keystone lusa imago kna epd lapresse mti agerpres bta zuma "
        "sipa maxppp abaca wikimedia 新华社 中新社 共同通信 時事通信 flickr adobe"
    ).split()
)

#: What stands in a credit that names nobody.
_UNNAMED: Final = frozenset(
    "privat privé zvg archiv archief arkiv archiwum arquivo divulgação cedida архив архів".split()
)

#: Agencies as they are written, for the end of a credit in text without line breaks.
AGENCY_NAMES: Final = (
    "Getty Images", "Getty", "AP", "AFP", "Reuters", "EPA", "EFE", "ANSA", "dpa", "PA Media", "PA",
    "Shutterstock", "iStock", "Alamy", "Unsplash", "Pexels", "Pixabay", "Bloomberg", "Anadolu",
    "TASS", "ТАСС", "РИА Новости", "Укрінформ", "УНІАН", "Xinhua", "Kyodo", "Yonhap", "PTI", "ANI",
    "뉴시스", "뉴스1", "연합뉴스", "로이터", "新华社", "中新社", "共同", "時事", "Europa Press",
    "NurPhoto", "ZUMA", "SIPA", "Abaca", "Adobe Stock", "Depositphotos",
    "Wikimedia Commons", "Corbis",
    "PAP", "ČTK", "NTB", "Ritzau", "Lehtikuva", "ANP", "Belga", "Keystone", "Lusa",
    "Imago", "IMAGO",
    "picture alliance", "LaPresse", "MTI", "Agerpres", "BTA", "MAXPPP",
)  # fmt: skip

_DATE_SHAPE: Final = pattern(r"0 [^\W\d]+ 0|0([/.-])0\1 ?0")
_NAME_GLUE: Final = pattern(
    r"[,;/|&·、،／｜]| - | (?:and|und|et|y|e|i|a|и|та|og|och|en|ja|és|ve|και|và|dan|și|şi|和|و) ",
    re.IGNORECASE,
)
#: In capitals a name looks like any other words; these tell.
_NO_NAMES: Final = frozenset(
    "the a an of in on at for with from to is are our my your we you it".split()
)
_KANA: Final = pattern("[\u3040-\u30ff]")
_ELIDED: Final = frozenset(("d'", "d’", "l'", "l’", "o'"))
_PARTICLES: Final = frozenset(
    (
        "de del della di da dos das do van von der den ten ter la le el al bin ibn ben y und and "
        "zu af av e i"
    ).split()
)


def looks_like_date(text: str, folded: str) -> bool:
    """Tell whether the text is a date or time and little else.

    >>> looks_like_date("5 June 2024 at 3:15 pm", "0 june 0 at 0:0 pm")
    True
    >>> looks_like_date("in 2024, in three volumes", "in 0, in 0 volumes")
    False
    """
    folded = folded.strip(" :.,-|")
    if "0" not in folded or len(text) > 90:
        return False
    if AGO.fullmatch(folded):
        return True
    dates = find_dates(text)
    if not dates:
        # A time alone, or a date of a calendar that is not ours to convert.
        return ("0:0" in folded and folded.count(" ") < 6) or bool(_DATE_SHAPE.fullmatch(folded))
    head, tail = text[: dates[0].start], text[dates[-1].end :]
    if len(head.strip()) > 6 or len(tail) > 25:
        return False
    letters = sum(map(str.isalpha, tail))
    # What ends in a full stop and is more than an abbreviation is a sentence.
    if letters > 2 and (count_wide(tail) or tail.rstrip()[-1:] in SENTENCE_MARKS):
        return letters <= 4 and not count_wide(tail)
    return letters <= 10


def looks_like_names(text: str) -> bool:
    """Tell whether the text looks like one to six personal names, and nothing else.

    >>> looks_like_names("Ana María López and John O'Neil"), looks_like_names("the end of the day")
    (True, False)
    """
    text = text.strip().strip(CLOSERS + ".,:")
    if not text or len(text) > 120 or any(mark in text for mark in "?!…؟؛，。！？।"):
        return False
    parts = [part.strip() for part in _NAME_GLUE.split(text) if part.strip()]
    return bool(parts) and len(parts) <= 8 and all(map(_looks_like_name, parts))


def _looks_like_name(part: str) -> bool:
    words = part.split()
    if len(words) > 5:
        return False
    if count_wide(part):
        # Han alone is a name of two to five characters; kana writes foreign names in full.
        return len(part) <= (5 if part.isalpha() and not _KANA.search(part) else 24)
    cased = [w for w in words if w.casefold() not in _PARTICLES and w[0].isalpha()]
    if not cased:
        return False
    if not any(c.isupper() or c.islower() for c in part):
        return len(words) <= 4 and len(part) <= 32
    if part.isupper() and any(w.casefold() in _NO_NAMES for w in words):
        return False
    return all(not w[0].islower() or w[:2].casefold() in _ELIDED for w in cased)


def looks_like_credit(text: str) -> bool:
    """Tell whether the text may be a picture credit: short, no sentence, names or an agency.

    >>> looks_like_credit("Getty Images"), looks_like_credit("shows that the sea is rising fast")
    (True, False)
    >>> looks_like_credit("privat"), looks_like_credit("privat geführt werden die meisten")
    (True, False)
    """
    text = text.strip()
    if not text or len(text) > 100:
        return False
    if count_wide(text) and len(text) <= 24 and not any(mark in text for mark in "，。！？、"):
        return True
    words = re.split(r"[\s/,|()-]+", text.casefold())
    if not AGENCIES.isdisjoint(words):
        return len(words) <= 9 and text[-1] not in SENTENCE_MARKS
    if not _UNNAMED.isdisjoint(words):
        return len(words) <= 4 and text[-1] not in SENTENCE_MARKS
    return looks_like_names(re.sub(r"[/|()@]|(?<=\w)\.(?=\w)", ",", text))
