"""Learn the points for metadata from gold pages, and write ``metadata/points.json``.

    python -m benchmarks.training.metadata --corpora DIR

First the signs in the page's text (which line is the headline, which date and which names are the
article's), in HTML and as rendered text; then, with those, the ways of finding of HTML pages. Each
table is fitted by logistic regression, but for the headline, of which a page has one or none: there
the lines of a page are weighed against each other. What is printed is how often the likeliest
candidate was right on sites held out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks import corpora
from benchmarks.metrics.fields import authors_f1, day, title_right
from benchmarks.renderers import RENDERERS
from benchmarks.sets import SAMPLES, sample_pages
from benchmarks.training.folds import FOLDS, fold_of
from cleanarticle import Cleaner
from cleanarticle.metadata import chooser, page_text, points
from cleanarticle.metadata.bylines import named_lines
from cleanarticle.metadata.finding import Near, PageView
from cleanarticle.metadata.markup import find as find_in_markup
from cleanarticle.metadata.said import moment_of
from cleanarticle.metadata.title_lines import best_title, title_lines
from cleanarticle.metadata.weigh import grouped
from cleanarticle.metadata.when import dated_lines

FILE: Final = Path(points.__file__).parent / "points.json"
CORPORA: Final = ("wcxb_dev", "fundus_dev", "segments_dev")
TEXTS: Final = (
    "inscriptis",
    "get_text",
    "html-text",
    "resiliparse",
    "w3m",
    "markdown",
    "browser",
    "collapsed",
)
#: How many of these each page is read from, in turn.
_EACH: Final = 2
#: The same of our own pages, each of which stands for a language.
_EACH_OWN: Final = 3
#: How strongly the points of the headline's signs, which are many, are drawn towards 0.
_PULL: Final = 5.0
#: Signs on fewer candidates than this are not learned, nor points smaller than this written.
_LEAST, _SMALLEST = 8, 0.05
#: What a page without a gold date counts: in this corpus most of them have one all the same.
_UNDATED: Final = {"segments_dev": 0.0}
#: Names are right that share so much with the gold's.
_SAME: Final = 0.66


class Candidate(NamedTuple):
    """What one candidate looked like, and whether it was right."""

    page: str
    site: str
    signs: Sequence[str]
    right: bool
    weight: float


def main() -> None:
    """Run the training."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.metadata")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of *.jsonl.gz")
    parser.add_argument("--every", type=int, default=1, help="take every so many pages")
    options = parser.parse_args()
    views = list(_views(options.corpora, options.every))
    tables: dict[str, Mapping[str, float]] = json.loads(FILE.read_text("utf-8"))
    for read in (_of_text, _of_markup):
        found: dict[str, list[Candidate]] = defaultdict(list)
        for number, (page, view) in enumerate(views):
            for table, candidate in read(page, view, str(number)):
                found[table].append(candidate)
        for table, candidates in found.items():
            tables[table] = learn(table, candidates)
        tables["date_modified"] = tables["date_published"]
        FILE.write_text(written(tables), encoding="utf-8")
        points.tables.cache_clear()
    print(f"written to {FILE}")


def _views(folder: Path, every: int) -> Iterator[tuple[corpora.Page, PageView]]:
    """Pages as HTML, as text, and as text that begins a little above the headline."""
    cleaner = Cleaner()
    for pages in (*(corpora.page_set(folder, n, every) for n in CORPORA), sample_pages()):
        own = pages.name == SAMPLES
        for number, page in enumerate(pages):
            if page.kind != "article" and not own:
                continue
            yield page, _view(cleaner, page.html, page.url, "html")
            for turn in range(_EACH_OWN if own else _EACH):
                renderer = TEXTS[(_EACH * number + turn) % len(TEXTS)]
                text = RENDERERS[renderer].render(page.html)
                view = _view(cleaner, text, None, "text")
                yield page, view
            lines = _right_lines(page, view)
            if lines and lines[0]:
                above = number // len(TEXTS) % 4
                block = view.page.document.blocks[max(0, lines[0] - above)]
                yield page, _view(cleaner, view.page.document.text[block.start :], None, "text")


def _view(cleaner: Cleaner, raw: str, url: str | None, format: Any) -> PageView:
    trace = cleaner.clean(raw, url or None, format).trace
    return PageView(trace.page, trace.chances.own)


def _right_lines(page: corpora.Page, view: PageView) -> list[int]:
    texts = view.page.document.texts
    return [i for i, text in enumerate(texts) if page.title and title_right(text, page.title)]


def _of_text(page: corpora.Page, view: PageView, number: str) -> Iterator[tuple[str, Candidate]]:
    """Lines that may be the headline, dates and names, by what stands around them."""
    known = page_text.borders(view)
    lines = list(title_lines(view, known.first, known.marked))
    right = set(_right_lines(page, view))
    for index, signs in lines if page.title else ():
        yield "headline", Candidate(number, page.site, signs, index in right, 1.0)
    title = best_title(view, known.first, known.marked)[0]
    near = Near(title, known.first, known.last)
    dated = dated_lines(view, near, known.dropped)
    for one in dated:
        good = bool(page.date) and day(moment_of(one.date.value)) == day(page.date)
        weight = 0.5 if page.date else 0.2
        yield "dates", Candidate(number, page.site, one.signs, good, weight)
    for line in named_lines(view, near, {one.block for one in dated}, known.dropped):
        if line.block not in {finding.block for finding in known.apart}:
            good = bool(page.authors) and authors_f1(line.names, page.authors) >= _SAME
            weight = 0.5 if page.authors else 0.2
            yield "bylines", Candidate(number, page.site, line.signs, good, weight)


def _of_markup(page: corpora.Page, view: PageView, number: str) -> Iterator[tuple[str, Candidate]]:
    """Values that HTML pages give, by the ways in which they were found."""
    document = view.page.document
    if document.markup is None or page.corpus == SAMPLES:
        return  # the tags of our own pages are as we think that tags are
    said = find_in_markup(document.markup, page.url, view.page.language)
    evidence = chooser.gathered(page_text.find(view), said, document.text)
    context = chooser.context_of(view.page, said, page.url)
    for field in ("title", "authors", "date_published"):
        for group in grouped(field, evidence, context):
            right, weight = _is_right(field, group.value, page)
            if weight:
                yield field, Candidate(number, page.site, group.signs, right, weight)


def _is_right(field: str, value: Any, page: corpora.Page) -> tuple[bool, float]:
    """Whether a value is right, and what the page counts; one without gold says the least."""
    if field == "title":
        return bool(title_right(value, page.title)), float(bool(page.title))
    if field == "authors":
        words, gold = set(value.casefold().split()), " ".join(page.authors).casefold().split()
        return len(words & set(gold)) > _SAME * len(words), 1.0 if page.authors else 0.3
    if not page.date:
        return False, _UNDATED.get(page.corpus, 0.3)
    return day(value) == day(page.date), 1.0


def learn(table: str, candidates: Sequence[Candidate]) -> Mapping[str, float]:
    """Fit a table on all sites, after measuring it on sites held out."""
    fit = {"headline": fit_choice, "title": fit_one, "date_published": fit_one}.get(table, fit_each)
    hits = Counter[str]()
    for fold in range(FOLDS):
        fitted = fit([c for c in candidates if fold_of(c.site) != fold])
        for group in _by_page(c for c in candidates if fold_of(c.site) == fold):
            if any(candidate.right for candidate in group):
                best = max(group, key=lambda c: sum(fitted.get(s, 0.0) for s in c.signs))
                hits["pages"] += 1
                hits["right"] += best.right
    share = hits["right"] / max(1, hits["pages"])
    print(f"{table:15} {len(candidates):7} candidates, first of {hits['pages']} pages: {share:.3f}")
    return fit(candidates)


def _by_page(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    pages: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        pages[candidate.page].append(candidate)
    return list(pages.values())


def fit_each(rows: Sequence[Candidate]) -> dict[str, float]:
    """Points of every sign, and of a candidate with none, by logistic regression."""
    from sklearn.linear_model import LogisticRegression

    matrix, names = _matrix(rows)
    model = LogisticRegression(C=0.5, max_iter=2000).fit(
        matrix, [row.right for row in rows], sample_weight=[row.weight for row in rows]
    )
    return _rounded(model.intercept_[0], dict(zip(names, model.coef_[0], strict=True)))


def fit_choice(rows: Sequence[Candidate]) -> dict[str, float]:
    """The same where a page's candidates exclude each other: the points of each against all.

    The probability of each is its share of the sum of exp(points), to which 1 is added for that
    of none. What each has at least is set so that none is as likely as pages without a right one.
    """
    import numpy as np
    from scipy.optimize import brentq, minimize

    rows = [row for page in _by_page(rows) for row in page]  # a page's together
    matrix, names = _matrix(rows)
    right = np.array([row.right for row in rows])
    starts = np.flatnonzero([i == 0 or rows[i - 1].page != row.page for i, row in enumerate(rows)])
    sizes = np.diff([*starts, len(rows)])
    some = np.add.reduceat(right, starts) > 0  # where none is, another may be as good a headline
    counted = np.repeat(some, sizes)

    def loss(points: Any) -> tuple[float, Any]:
        weights = np.exp(np.clip(matrix @ points, -30, 30))
        whole = np.add.reduceat(weights, starts)
        good = np.where(some, np.add.reduceat(weights * right, starts), whole)
        pull = weights / np.repeat(whole, sizes) - weights * right / np.repeat(good, sizes)
        cost = np.log(whole / good).sum() + _PULL * points @ points / 2
        return cost, matrix.T @ (pull * counted) + _PULL * points

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    whole = np.add.reduceat(np.exp(matrix @ found), starts)

    def surplus(base: float) -> float:
        return float((whole / (whole + np.exp(-base))).mean() - some.mean())

    base = brentq(surplus, -20, 20)
    return _rounded(base, dict(zip(names, found, strict=True)))


def fit_one(rows: Sequence[Candidate]) -> dict[str, float]:
    """The same where the page may also have none: each against all others and against none."""
    import numpy as np
    from scipy.optimize import minimize

    rows = [row for page in _by_page(rows) for row in page]
    signs, names = _matrix(rows)
    matrix = np.hstack([signs, np.ones((len(rows), 1), dtype=np.float32)])  # the last is the base
    right = np.array([row.right for row in rows], dtype=float)
    starts = np.flatnonzero([i == 0 or rows[i - 1].page != row.page for i, row in enumerate(rows)])
    sizes = np.diff([*starts, len(rows)])
    page = np.array([rows[start].weight for start in starts])
    none = (np.add.reduceat(right, starts) == 0).astype(float)

    def loss(points: Any) -> tuple[float, Any]:
        weights = np.exp(np.clip(matrix @ points, -30, 30))
        whole = 1 + np.add.reduceat(weights, starts)
        good = np.add.reduceat(weights * right, starts) + none
        pull = weights / np.repeat(whole, sizes) - weights * right / np.repeat(good, sizes)
        free = np.append(points[:-1], 0.0)
        cost = (page * np.log(whole / good)).sum() + free @ free / 2
        return cost, matrix.T @ (pull * np.repeat(page, sizes)) + free

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return _rounded(found[-1], dict(zip(names, found, strict=False)))


def _matrix(rows: Sequence[Candidate]) -> tuple[Any, list[str]]:
    """A row of ones and zeros for every candidate, and what sign each column is."""
    import numpy as np

    counts = Counter(sign for row in rows for sign in set(row.signs))
    names = sorted(sign for sign, count in counts.items() if count >= _LEAST)
    column = {sign: index for index, sign in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)), dtype=np.float32)
    for index, row in enumerate(rows):
        matrix[index, [column[sign] for sign in row.signs if sign in column]] = 1
    return matrix, names


def _rounded(base: float, signs: Mapping[str, float]) -> dict[str, float]:
    points = {sign: round(float(value), 1) for sign, value in signs.items()}
    large = {sign: value for sign, value in points.items() if abs(value) > _SMALLEST}
    return {"base": round(float(base), 1), **large}


def written(tables: Mapping[str, Mapping[str, float]]) -> str:
    """The file's text; the same points give the same bytes."""
    rows = {
        table: sorted(signs.items(), key=lambda row: (row[0] != "base", -row[1], row[0]))
        for table, signs in sorted(tables.items())
    }
    found = {table: dict(signs) for table, signs in rows.items()}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    main()
