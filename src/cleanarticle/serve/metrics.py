"""Counts, in the text format Prometheus reads."""

from __future__ import annotations

from collections import Counter


class Metrics:
    """What the service has done since it was started.

    >>> metrics = Metrics()
    >>> metrics.request("/clean", 200)
    >>> 'path="/clean",status="200"} 1' in metrics.text(0)
    True
    """

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._pages = 0
        self._failed = 0

    def request(self, path: str, status: int) -> None:
        """Count an answered request."""
        self._requests[path, status] += 1

    def pages(self, count: int, failed: int) -> None:
        """Count pages."""
        self._pages += count
        self._failed += failed

    def text(self, waiting: int) -> str:
        """All counts, and how many pages are in work."""
        lines = ["# TYPE cleanarticle_requests_total counter"]
        for (path, status), count in sorted(self._requests.items()):
            labels = f'path="{path}",status="{status}"'
            lines.append(f"cleanarticle_requests_total{{{labels}}} {count}")
        for name, kind, count in (
            ("pages_total", "counter", self._pages),
            ("failed_pages_total", "counter", self._failed),
            ("waiting_pages", "gauge", waiting),
        ):
            lines += [f"# TYPE cleanarticle_{name} {kind}", f"cleanarticle_{name} {count}"]
        return "\n".join(lines) + "\n"
