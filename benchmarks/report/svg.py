"""SVG as text, everything escaped."""

from __future__ import annotations

from html import escape


def tag(name: str, content: str = "", **attributes: object) -> str:
    """An element; ``class_`` and names with underscores become what SVG calls them.

    >>> tag("text", escape("a<b"), x=1.5, text_anchor="end", class_="label")
    '<text x="1.5" text-anchor="end" class="label">a&lt;b</text>'
    """
    pairs = (
        (key.rstrip("_").replace("_", "-"), f"{value:.2f}" if isinstance(value, float) else value)
        for key, value in attributes.items()
    )
    inner = "".join(f' {key}="{escape(_trimmed(str(value)))}"' for key, value in pairs)
    return f"<{name}{inner}>{content}</{name}>"


def _trimmed(value: str) -> str:
    return (
        value.rstrip("0").rstrip(".")
        if "." in value and value.replace(".", "").isdigit()
        else value
    )


def label(text: str, x: float, y: float, **attributes: object) -> str:
    """Text at a place."""
    return tag("text", escape(text), x=x, y=y, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def picture(title: str, size: tuple[int, int], parts: list[str]) -> str:
    """A figure with its title, as wide as the page allows."""
    width, height = size
    inner = tag("title", escape(title)) + "".join(parts)
    drawn = tag("svg", inner, viewBox=f"0 0 {width} {height}", width=width, role="img")
    return f"<figure><figcaption>{escape(title)}</figcaption>{drawn}</figure>"
