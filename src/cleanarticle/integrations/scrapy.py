"""Scrapy: an item pipeline and a spider middleware.

Settings: ``CLEANARTICLE_FIELD``, the item's field with the raw page (default ``html``), and
``CLEANARTICLE_CLEANER``, the arguments of :class:`cleanarticle.Cleaner` as a dict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleanarticle import Cleaner

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class CleanArticlePipeline:
    """Puts the article, as :meth:`Article.to_dict` gives it, into an item's field ``article``.

    The page's address is the field ``url``. Items without a raw page pass unchanged.
    """

    def __init__(self, field: str, cleaner: Cleaner) -> None:
        self.field, self.cleaner = field, cleaner

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanArticlePipeline:
        """Made by Scrapy."""
        return cls(crawler.settings.get("CLEANARTICLE_FIELD", "html"), _cleaner(crawler))

    def process_item(self, item: Any) -> Any:
        """Called by Scrapy for each item."""
        from itemadapter import ItemAdapter

        adapter = ItemAdapter(item)
        if raw := adapter.get(self.field):
            adapter["article"] = self.cleaner.clean(raw, adapter.get("url")).to_dict()
        return item


class CleanArticleMiddleware:
    """Gives callbacks each text page's article, as ``response.meta["article"]``."""

    def __init__(self, cleaner: Cleaner) -> None:
        self.cleaner = cleaner

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanArticleMiddleware:
        """Made by Scrapy."""
        return cls(_cleaner(crawler))

    def process_spider_input(self, response: Response) -> None:
        """Called by Scrapy before a response's callback is."""
        if hasattr(response, "text"):  # not a picture
            response.meta["article"] = self.cleaner.clean(response.text, response.url)


def _cleaner(crawler: Crawler) -> Cleaner:
    return Cleaner(**crawler.settings.getdict("CLEANARTICLE_CLEANER"))
