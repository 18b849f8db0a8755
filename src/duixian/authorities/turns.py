"""Taking turns within an authority where there is no row to lock: numbers that count on, chains that grow at their end."""

from __future__ import annotations

from django.db import connection

from duixian.authorities.models import Authority


def one_at_a_time(authority: Authority, what: str) -> None:
    """Whoever does the same thing for the same authority waits, to the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [what, authority.pk])
