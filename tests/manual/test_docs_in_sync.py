"""The pages of docs/manual are what the chapters say."""

from __future__ import annotations

from tests.manual.book import stale_pages


def test_every_page_of_the_manual_is_up_to_date() -> None:
    assert stale_pages() == [], "run scripts/manual.py"
