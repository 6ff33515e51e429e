"""Between text and HTML, for peers that take or give the other one."""

from __future__ import annotations

from html import escape


def paragraphs(text: str) -> str:
    """Make HTML of raw text: every line that is not blank is a paragraph.

    >>> paragraphs("Tea & milk\\n\\nfor two")
    '<html><body><p>Tea &amp; milk</p><p>for two</p></body></html>'
    """
    lines = (escape(line.strip(), quote=False) for line in text.splitlines() if line.strip())
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"


def to_text(html: str) -> str:
    """Text of the HTML some extractors give, by ``html-text``.

    >>> to_text("<div><p>Tea &amp; <b>milk</b></p><p>for two</p></div>")
    'Tea & milk\\n\\nfor two'
    """
    from html_text import extract_text

    return str(extract_text(html)) if html else ""
