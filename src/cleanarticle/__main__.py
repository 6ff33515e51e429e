"""``python -m cleanarticle``: the same as the ``cleanarticle`` command."""

from __future__ import annotations

from cleanarticle.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
