"""The pieces that the patterns for dates and times are made of."""

from __future__ import annotations

from typing import Final

from cleanarticle.patterns import pattern

# White space, zero-width spaces and direction marks: a small set, for it stands in every pattern.
S: Final = r"[\s\u200b-\u200f]"
DASHES: Final = r"\-‐‑‒–—−"
# Never inside a date, nor between it and its time.
STOPS: Final = r"\n\r;!?\"“”„«»<>=+*#%$€£&~_{}"
# What parts words. (The zero-width non-joiner does not: Persian words hold it.)
PARTS: Final = rf"\s\u200b\u200e\u200f{DASHES}{STOPS}\d.,:/\\'’ʼ`׳॰()（）\[\]【】|•·@،、。，："
WORD: Final = pattern(
    r"[°ºª]|(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[日月火水木金土]曜日?|[일월화수목금토]요일"
    rf"|[上下]午|午[前後]|凌晨|早上|中午|晚上|傍晚|오[전후]|[^{PARTS}°ºª]{{1,24}}+"
)
GAP: Final = pattern(rf"[^\d{STOPS}]{{0,30}}+")
_GLUE: Final = rf"(?:{S}|[.,،，(（|/{DASHES}])"
# Read backwards, from the date: what parts it from the word before, the word, and one more.
BACK: Final = pattern(
    rf"({_GLUE}{{0,4}}+)([^{PARTS}]{{1,24}}+)(?:(?:{S}|['’ʼ-]){{1,2}}+([^{PARTS}]{{1,24}}+))?"
)
DIGIT: Final = pattern(r"\d")
