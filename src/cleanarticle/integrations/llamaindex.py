"""LlamaIndex: a transformation for ingestion pipelines, to stand before a splitter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import BaseNode, TransformComponent

from cleanarticle import Cleaner


class CleanArticleTransform(TransformComponent):
    """The clean text in place of a node's content; what was found joins its metadata.

    A node's own metadata stays, its ``url`` is taken for the page's address. Nodes without any
    body are left out.
    """

    settings: str = ""
    """What the pipeline's cache tells differently set transformations apart by."""
    _cleaner: Cleaner = PrivateAttr()

    def __init__(self, cleaner: Cleaner | None = None) -> None:
        cleaner = cleaner or Cleaner()
        super().__init__(settings=repr(cleaner))
        self._cleaner = cleaner

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """Called by LlamaIndex."""
        return [node for node in nodes if self._clean(node)]

    def _clean(self, node: BaseNode) -> bool:
        url = node.metadata.get("url")
        article = self._cleaner.clean(node.get_content(), url if isinstance(url, str) else None)
        found = article.to_dict()["metadata"]
        named = {name: value for name, value in found.items() if value and name != "found"}
        node.metadata = {**named, **node.metadata, "confidence": article.confidence}
        node.set_content(article.text)
        return bool(article.text)
