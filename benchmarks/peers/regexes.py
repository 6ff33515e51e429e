"""Twenty regular expressions of the kind that scrapers keep in a private list."""

from __future__ import annotations

import re
from typing import Any, Final

#: Each takes out what it matches, in this order; nearly all take whole lines. A tilde stands for
#: any characters that are no part of a word, such as bullets and colons.
PATTERNS: Final = tuple(
    re.compile(pattern.replace("~", r"[^\w\n]*"), re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^~advertise?ments?~$",
        r"^~(sponsored|promoted|paid)( content| post| by \w.{0,40})?~$",
        r"^.{0,60}\bsubscribe (now|today|here|to our)\b.{0,80}$",
        r"^.{0,40}\bsign up (for|to) .{0,60}(newsletter|alerts?|updates|email).{0,60}$",
        r"^~(read|see|watch) (more|also|next)\b.{0,150}$",
        r"^~(related|recommended|trending|most (read|popular))( \w+){0,3}~$",
        r"^~(share|tweet|pin|email|print|copy link|save)( (this|on|via|it|to)\b.{0,40})?~$",
        r"^~(facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|youtube)~$",
        r"^~follow (us|me|@\w+)\b.{0,80}$",
        r"^.{0,80}©.{0,150}$",
        r"^.{0,80}\ball rights reserved\b.{0,80}$",
        r"^.{0,150}\b(uses?|accept|manage) (\w+ )?cookies\b.{0,150}$",
        r"^~(privacy policy|terms( of (use|service)| (and|&) conditions)?|cookie policy)~$",
        r"^~(skip|jump) to (main )?(content|navigation|footer)~$",
        r"^~(home|menu|search|log ?in|sign in|register|contact( us)?|about( us)?|close)~$",
        r"^~\d+ (comments?|shares?|views|likes)~$",
        r"^~(leave a (comment|reply)|post a comment|(show|view|load) (more )?comments)\b.*$",
        r"^~\d+ min(ute)?s? read~$",
        r"^~(photo|image|picture)( credit)?s?:.{0,100}$",
        r"^~(support us|donate( now)?|become a (member|patron)|buy me a coffee)\b.{0,80}$",
    )
)


def extract(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """The text without what the patterns match.

    >>> extract("Skip to content\\nIt rained.\\nAdvertisement:\\n3 min read", "")[0].split("\\n")
    ['', 'It rained.', '', '']
    """
    for pattern in PATTERNS:
        text = pattern.sub("", text)
    return text, {}
