"""The scorecards of articles and of all other kinds of pages, each counted by what the page is.

What is content is told by other signs on a list of posts, in a thread or in a shop than in an
article, and no article should pay for what is learned of these. So each has a scorecard of its own,
and a page is scored by both in the parts in which it is one or the other, as in a mixture of
experts (Jacobs, Jordan, Nowlan and Hinton 1991). What is surely an article needs one only: of every
third article of WCXB .82 given the HTML and .65 given the text, of fundus .98 and .91. The sum
stays one of points, and explains itself exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple

from cleanarticle.model import Points
from cleanarticle.scorecard import Columns, Scorecard, scorecard

#: What is added to a format's name for the scorecard of other kinds.
OTHERS: Final = "-others"
#: Probabilities of kinds are told in so many parts; less than half of one counts for nothing.
PARTS: Final = 16


class Blend(NamedTuple):
    """Scorecards, and the share of each in a page's points."""

    shares: tuple[tuple[float, Scorecard], ...]
    inside: float
    """Least probability of a block between the body's first and last sure ones: see `decide`"""

    def score(self, columns: Columns, size: int) -> list[float]:
        """Return each block's log-odds of being body."""
        scores = [card.score(columns, size) for _, card in self.shares]
        if len(scores) == 1:
            return scores[0]
        (one, _), (other, _) = self.shares
        return [one * a + other * b for a, b in zip(*scores, strict=True)]

    def explain(self, columns: Columns, block: int) -> list[Points]:
        """Return a block's points by feature, the strongest first; they add up to its score."""
        sums: defaultdict[str, float] = defaultdict(float)
        for share, card in self.shares:
            for name, value in card.explain(columns, block):
                sums[name] += share * value
        points = [Points(name, value) for name, value in sums.items()]
        return sorted(points, key=lambda p: -abs(p.value))


def blend(format: str, article: float, load: Callable[[str], Scorecard] = scorecard) -> Blend:
    """Return the scorecards of a format for a page.

    Args:
        format: ``text`` or ``html``.
        article: the probability that the page is an article.
        load: gives a scorecard by its name.

    >>> [share for share, _ in blend("text", 0.74).shares], len(blend("text", 0.99).shares)
    ([0.75, 0.25], 1)
    """
    share = round(PARTS * article) / PARTS
    inside = load(format).inside
    shares = ((share, format), (1 - share, format + OTHERS))
    return Blend(tuple((part, load(name)) for part, name in shares if part), inside)
