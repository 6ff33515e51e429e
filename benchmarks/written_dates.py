"""Dates as CLDR writes them: are they read right, and how fast?

    pip install babel
    python -m benchmarks.written_dates

Every language is written in every format by Babel, from the Unicode data: the answers are not
ours. A format without a year gives no date and is not asked.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, datetime
from typing import Final

from cleanarticle.dates import find_dates

LANGUAGES: Final = (
    "en en_GB de fr es it pt nl sv da nb fi pl cs ro hu tr el ru uk bg ar he hi fa id vi zh ja ko"
).split()
DATE_FORMATS: Final = ("full", "long", "medium", "short")
SKELETONS: Final = ("yMd", "yMEd", "yMMMd", "yMMMEd")
DAYS: Final = tuple(
    date(year, month, 3 + 2 * month) for year in (2009, 2024) for month in range(1, 13)
)


def main() -> None:
    """Print, for every language, the share read right and wrong, and the time for a line."""
    total: Counter[str] = Counter()
    for name in LANGUAGES:
        counts = measured(name)
        total.update(counts)
        print(_line(name, counts))
    print(_line("all", total))


def measured(name: str) -> Counter[str]:
    """Read every day in every format of a locale."""
    counts: Counter[str] = Counter()
    language = name.replace("nb", "no").replace("_", "-")
    for day, text in written(name):
        start = time.process_time_ns()
        found = find_dates(text, language)
        counts["ns"] += time.process_time_ns() - start
        counts["lines"] += 1
        counts[
            "right" if found and found[0].value[:10] == str(day) else "wrong" if found else "none"
        ] += 1
    return counts


def written(name: str) -> list[tuple[date, str]]:
    """The days as a locale writes them, in the Gregorian calendar."""
    from babel.dates import format_date, format_datetime, format_skeleton

    lines = []
    for day in DAYS:
        moment = datetime(day.year, day.month, day.day, 13, 45)
        texts = [format_date(day, style, locale=name) for style in DATE_FORMATS]
        texts += [format_skeleton(skeleton, day, locale=name) for skeleton in SKELETONS]
        texts.append(format_datetime(moment, "medium", locale=name))
        lines += [(day, text) for text in texts]
    return lines


def _line(name: str, counts: Counter[str]) -> str:
    lines = counts["lines"]
    return (
        f"{name:6} {lines:5} lines  right {counts['right'] / lines:.3f}  "
        f"wrong {counts['wrong'] / lines:.3f}  {counts['ns'] / lines / 1000:.1f} us a line"
    )


if __name__ == "__main__":
    main()
