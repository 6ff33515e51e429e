"""datatrove: an extractor of text, and a step that keeps metadata and what was removed too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.extractors.base import BaseExtractor

from cleanarticle import Cleaner


class CleanArticleExtractor(BaseExtractor):
    """The clean text in place of the raw page, as datatrove's other extractors do it."""

    name = "🧹 cleanarticle"

    def __init__(self, timeout: float = 1, cleaner: Cleaner | None = None) -> None:
        super().__init__(timeout)
        self.cleaner = cleaner or Cleaner()

    def extract(self, text: str) -> str:
        """Called by datatrove, in its sandbox."""
        return self.cleaner.clean(text).text


class CleanArticleStep(PipelineStep):
    """The clean text, and in ``document.metadata["article"]`` all the rest.

    That is the metadata, the confidence, the warnings, and in ``removed`` how many lines each rule
    (or category, where no rule decided) took out. Documents without any body are dropped.
    """

    name = "🧹 cleanarticle"
    type = "🛢 - EXTRAC"

    def __init__(self, cleaner: Cleaner | None = None) -> None:
        super().__init__()
        self.cleaner = cleaner or Cleaner()

    def run(
        self, data: Iterable[Document] | None, rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Called by datatrove."""
        for document in data or ():
            with self.track_time():
                article = self.cleaner.clean(document.text, document.metadata.get("url"))
            kept: dict[str, Any] = article.to_dict()
            codes = [line.rule or line.category for line in article.removed]
            kept["removed"] = {code: codes.count(code) for code in sorted(set(codes))}
            document.text = kept.pop("text")
            document.metadata["article"] = kept
            self.stat_update("forwarded" if document.text else "dropped")
            if document.text:
                yield document
