"""Writes docs/manual from the chapters of tests/manual. With --check it only says which pages are out of date."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main(arguments: list[str]) -> int:
    """Write every page, or with --check compare them; 1 when a page differs."""
    from tests.manual.book import stale_pages, write_pages

    if "--check" in arguments:
        stale = stale_pages()
        for name in stale:
            print(f"docs/manual/{name} is not what the chapters say: run scripts/manual.py")
        return 1 if stale else 0
    for name in write_pages():
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
