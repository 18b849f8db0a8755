"""Whether other authorities know the same person, account or matter: which of them, and nothing more."""

from __future__ import annotations

from django.db import connection

from duixian.authorities import sealing
from duixian.authorities.models import Authority
from duixian.registry.store.models import Mark


def find(kind: str, text: str, *, beside: Authority | None = None) -> list[Authority]:
    """The authorities that know a number or matter of a kind (see ``kinds``), in order of code, one's own
    (``beside``) left out. Officers may ask too: row security is passed for the answer alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT authority_id FROM registry_elsewhere(%s, %s)", [kind, sealing.index(kind, text)]
        )
        numbers = {number for (number,) in cursor.fetchall()}
    if beside is not None:
        numbers.discard(beside.pk)
    return list(Authority.objects.filter(pk__in=numbers).order_by("code"))


def mark(authority: Authority, kind: str, text: str, reference: str) -> None:
    """Let others find that this authority knows a matter; ``reference`` is its own name for it. Once is enough."""
    Mark.objects.bulk_create(
        [Mark(authority=authority, kind=kind, index=sealing.index(kind, text), reference=reference)],
        ignore_conflicts=True,
    )
