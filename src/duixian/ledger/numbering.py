"""Numbers of orders and batches that people and banks quote: a letter, the day, and a counter of the database."""

from __future__ import annotations

from django.db import connection

from duixian.authorities import clock

COUNTER = "ledger_numbers"
"""The sequence. Numbers are never given twice; some may be missing."""


def fresh(letter: str, count: int) -> list[str]:
    """``count`` new numbers, in rising order, such as ``P20261123000000042``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [COUNTER, count])
        return [f"{letter}{clock.today():%Y%m%d}{row[0]:09d}" for row in cursor.fetchall()]
