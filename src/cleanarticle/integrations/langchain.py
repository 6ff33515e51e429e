"""LangChain: a document transformer that cleans what a loader has loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from cleanarticle import Cleaner


class CleanArticleTransformer(BaseDocumentTransformer):
    """The clean text in place of a document's page content; what was found joins its metadata.

    A document's own metadata stays, ``source`` is taken for the page's address. Documents without
    any body are left out.

    >>> CleanArticleTransformer().transform_documents([Document("Advertisement:")])
    []
    """

    def __init__(self, cleaner: Cleaner | None = None) -> None:
        self.cleaner = cleaner or Cleaner()

    def transform_documents(
        self, documents: Sequence[Document], **kwargs: Any
    ) -> Sequence[Document]:
        """Called by LangChain."""
        cleaned = []
        for document in documents:
            source = document.metadata.get("source")
            url = source if isinstance(source, str) and "://" in source else None
            article = self.cleaner.clean(document.page_content, url)
            found = article.to_dict()["metadata"]
            named = {name: value for name, value in found.items() if value and name != "found"}
            metadata = {**named, **document.metadata, "confidence": article.confidence}
            if article.text:
                cleaned.append(
                    Document(page_content=article.text, metadata=metadata, id=document.id)
                )
        return cleaned
