"""newspaper4k, which takes the page's language from its markup."""

from __future__ import annotations

from typing import Any

from newspaper import Article, Config


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """Everything it finds; images are not fetched."""
    config = Config()
    config.fetch_images = False
    # Without an address it refuses to work.
    article = Article(url or "https://example.org/", config=config)
    article.download(input_html=html)
    article.parse()
    found = {"title": article.title, "authors": article.authors, "date": article.publish_date}
    return article.text, found
