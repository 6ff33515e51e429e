"""Rules that need code: what phrases cannot say.

Every test takes a block's ``(text, line, core)``: the text as it stands, the text folded, and
the folded text without its wrapping. Tests are cheap first (length, a character that must be
there) and use patterns that cannot backtrack beyond a block's own, bounded, length.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from cleanarticle.patterns import pattern
from cleanarticle.text import SENTENCE_MARKS

PLATFORMS: Final = frozenset(
    (
        "facebook twitter x instagram telegram whatsapp youtube tiktok linkedin threads bluesky "
        "mastodon viber flipboard pinterest reddit vk вконтакте дзен одноклассники ok weibo 微博 "
        "wechat 微信 line kakaotalk 카카오톡 naver 네이버 snapchat discord twitch koo sharechat "
        "spotify "
        "substack patreon xing pocket tumblr messenger skype email e-mail mail print rss copy "
        "페이스북 트위터 인스타그램 फेसबुक व्हाट्सऐप ट्विटर فيسبوك تويتر واتساب "
        "фейсбук твиттер вайбер телеграм "
        "link sms url feedly evernote hatena livejournal blogger digg odnoklassniki qq qzone"
    ).split()
)
_SHARE_FILL: Final = frozenset(
    (
        "share on via to with and / | , · • - & per by in auf über sur en su no på på через в у "
        "save pin teilen drucken merken kopieren weiterleiten partager imprimer copier enregistrer "
        "compartir copiar imprimir guardar enlace condividi stampa copia salva partilhar "
        "compartilhar delen afdrukken kopieer udostępnij kopiuj drukuj wyślij prześlij artykuł "
        "sdílet kopírovat tisk del dela spara kopier jaa tulosta поделиться соцсетях копировать "
        "скопировать ссылку поділитися соцмережах копіювати посилання paylaş kopyala yazdır "
        "링크 복사 공유 कॉपी लिंक शेयर مشاركة نسخ الرابط طباعة"
    ).split()
)
#: All words of a row of links to share on.
SHARING: Final = PLATFORMS | _SHARE_FILL

_UNIT: Final = (
    "likes?|shares?|comments?|views?|retweets?|replies|reactions?|followers?|subscribers?|reads?|"
    "votes?|upvotes?|posts?|photos?|images?|videos?|minutes?|mins?|kommentare?|aufrufe|"
    "commentaires?|partages?|vues|comentarios?|vistas|commenti|visualizzazioni|komentarzy|reacties|"
    "yorum|комментари[йяев]+|просмотр[аов]*|коментар[іїв]*|переглядів|kommentarer|visningar|reaktioner|kommenttia"
)
_COUNTER: Final = pattern(
    rf"(?:(?:0[.,  ]?)+(?:k|m|mn|tsd|тыс|тис)?\.? (?:{_UNIT})|(?:{_UNIT}):? ?\(?0\)?"
    rf"|\(?0(?:[.,]0)?[km]?\)?)"
)
_TIME_UNIT: Final = (
    "sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|h|m|d|w|mo|y|days?|weeks?|months?|years?"
)
AGO: Final = pattern(
    r"(?:(?:updated|posted|published|modified|last updated):? )?(?:about |over )?"
    rf"(?:0|an?|one) (?:{_TIME_UNIT}) ago"
    r"|vor (?:0|einer?m?) "
    r"(?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)"
    r"|il y a (?:0|une?) (?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?)"
    r"|hace (?:0|una?) (?:segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?)"
    r"|há (?:0|uma?) (?:segundos?|minutos?|horas?|dias?|semanas?|m[eê]s(?:es)?|anos?)"
    r"|(?:0|una?|un') ?(?:second[oi]|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa"
    r"|0 (?:секунд\w*|минут\w*|хвилин\w*|час\w*|годин\w*|д[еніьяй]+\w*|недел\w*|тиж\w*"
    r"|месяц\w*|місяц\w*|лет|года?|років|роки) (?:назад|тому)"
    r"|0 ?(?:秒|分|分钟|分鐘|小时|小時|時間|天|日|周|週間|个月|個月|か月|ヶ月|年)(?:之)?前"
    r"|0 ?(?:초|분|시간|일|주|개월|년) 전"
    r"|0 (?:saniye|dakika|saat|gün|hafta|ay|yıl) önce"
)
_CLOCK: Final = r"0:0(?::0)?(?: ?(?:[ap]\.?m\.?|uhr|h))?"
#: A time of day and no more, folded.
TIME_OF_DAY: Final = pattern(rf"{_CLOCK}|0\.0 uhr|0h0")
#: A time, its zone, and a date: how live pages stamp their entries.
_STAMP: Final = pattern(
    rf"{_CLOCK}(?: \(?(?!on )[a-z]{{2,4}}\)?)? "
    r"(?:0[./-]0[./-]0|0\.? [^\W\d]{3,10}\.?,? 0|[^\W\d]{3,10}\.? 0, 0)"
)
#: Who wrote and who edited, as news agencies sign.
_DESK: Final = pattern(r"\([a-z]{2,4}(?:/[a-z]{2,4}){1,3}\)")
_URL: Final = pattern(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}|(?:\w[\w-]*\.)+(?:com|org|net|de|fr|ru|ua|uk|jp|cn|io)(?:/\S*)?"
)
_HANDLES: Final = pattern(r"(?:[@#][\w.]+[ ,|·]*){1,8}")
_PAGES: Final = pattern(r"(?:page )?0 (?:of|/|von|sur|de|из|з) 0|0(?: [0…>»›-]+)+|[«‹<] ?0.*|0/0")
COPYRIGHT_SIGNS: Final = ("©", "(c)")
#: Marks between the parts of a breadcrumb.
ROW_MARKS: Final = tuple(
    f" {mark} " for mark in (">", "»", "›", "→", "|", "·", "•", "/", "\\", "::")
)
_SEPARATORS: Final = pattern(r" (?:[>»›→|·•/\\]|::|&gt;) ")
_COPYRIGHT: Final = pattern(
    r"(?:copyright )?(?:©|\(c\)|ⓒ|&copy;) ?.{0,200}|.{0,120}(?:©|ⓒ) ?(?:0|copyright).{0,120}"
)


def is_counter(text: str, line: str, core: str) -> bool:
    """``12 comments``, ``3.4K views``, a lone number."""
    return "0" in core and len(core) <= 40 and bool(_COUNTER.fullmatch(core))


def is_relative_time(text: str, line: str, core: str) -> bool:
    """``5 minutes ago`` in the languages whose grammar is regular enough."""
    return len(core) <= 40 and bool(AGO.fullmatch(core))


def is_address(text: str, line: str, core: str) -> bool:
    """Nothing but a web or mail address."""
    return (
        " " not in core
        and "." in core
        and len(core) > 5
        and bool(_URL.fullmatch(text.strip("()[]<>")))
    )


def is_handles(text: str, line: str, core: str) -> bool:
    """Nothing but hashtags or handles."""
    return text[0] in "@#" and len(text) <= 200 and bool(_HANDLES.fullmatch(text))


def is_share_row(text: str, line: str, core: str) -> bool:
    """Two or more platform names and nothing else but glue."""
    return len(core) <= 120 and " " in core and names_platforms(core, 2)


def names_platforms(core: str, least: int = 1) -> bool:
    """Tell whether a text names platforms and what one does with them, and nothing else."""
    words = [word.strip(".,:;!()") for word in core.split()]
    platforms = sum(word in PLATFORMS for word in words)
    return platforms >= least and all(word in SHARING or not word for word in words)


def is_stamp(text: str, line: str, core: str) -> bool:
    """``21:14 (IST) 08 Jun 2023``, over an entry of a live page."""
    return "0:0" in core and len(core) <= 40 and bool(_STAMP.fullmatch(core))


def is_desk_code(text: str, line: str, core: str) -> bool:
    """``(mho/dpo)``: the initials with which an agency signs."""
    return text[0] == "(" and bool(_DESK.fullmatch(text))


def is_pager(text: str, line: str, core: str) -> bool:
    """``2 of 14``, ``1 2 3 ›``."""
    return "0" in core and len(core) <= 40 and bool(_PAGES.fullmatch(core))


def is_breadcrumb(text: str, line: str, core: str) -> bool:
    """``Home > News > Politics``: three or more short parts, and no row of a Markdown table."""
    if text[-1] in SENTENCE_MARKS or len(text) > 160 or text[0] == text[-1] == "|":
        return False
    parts = _SEPARATORS.split(text)
    if len(parts) < 3 or any(part.count(" ") > 4 for part in parts):
        return False
    # Of a game, a dish or a device: "1-4 Players • Ages 10+ • $45"; and a phrase with "or" in it.
    figures = sum(any(map(str.isdecimal, part)) for part in parts)
    return figures < 2 and not (" / " in text and any(part[:1].islower() for part in parts))


def is_copyright(text: str, line: str, core: str) -> bool:
    """A line with a copyright mark at its start, or before a year."""
    return len(line) <= 320 and bool(_COPYRIGHT.fullmatch(line.strip(" -–—|·")))


def is_page_wide(text: str, line: str, core: str) -> bool:
    """Never asked of a block by itself: `metadata/page_text.py` looks at the whole page."""
    return False


def is_symbols(text: str, line: str, core: str) -> bool:
    """No letter and no digit at all."""
    return len(text) <= 80 and not any(map(str.isalnum, text))


class Test(NamedTuple):
    """A test and the gate that must be open for it to be asked at all."""

    gate: str
    """``digit``: the block has one; ``single``: it has a dot and no space; ``bracket``: it opens
    with one and has no space; ``row``: it has a mark of a row; ``sign``: it opens with @ or #;
    ``platform``: it names one; ``symbols``: it has nothing else; ``copyright``: the page has a
    sign; ``never``: see `metadata/page_text.py`."""
    run: Callable[[str, str, str], bool]


TESTS: Final[dict[str, Test]] = {
    "counter": Test("digit", is_counter),
    "relative-time": Test("digit", is_relative_time),
    "stamp": Test("digit", is_stamp),
    "desk-code": Test("bracket", is_desk_code),
    "pager": Test("digit", is_pager),
    "address": Test("single", is_address),
    "handles": Test("sign", is_handles),
    "symbols": Test("symbols", is_symbols),
    "share-row": Test("platform", is_share_row),
    "breadcrumb": Test("row", is_breadcrumb),
    "copyright": Test("copyright", is_copyright),
    "page": Test("never", is_page_wide),
}
