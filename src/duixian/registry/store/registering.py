"""Many new facts of one register at once: what an office writes down for a whole list of people."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from duixian.authorities.models import Account, Authority
from duixian.language.vocabulary import Table, Vocabulary
from duixian.language.vocabulary.cells import read_row
from duixian.registry.store import facts, moments
from duixian.registry.store.kept.cells import kept_texts
from duixian.registry.store.kept.single import Laid, lay_out, veiled_texts
from duixian.registry.store.models import Fact
from duixian.registry.store.tokens import Veil
from duixian.registry.store.wholesome import check, check_storable


@transaction.atomic
def register_all(
    authority: Authority,
    table: str,
    rows: Sequence[facts.Cells],
    *,
    actor: Account | None,
    source: str,
    vocabulary: Vocabulary,
) -> list[Fact]:
    """The rows whose key nobody knows yet, as facts; one that is known, or was withdrawn, stays as it is, so that the
    same list twice gives nothing the second time. Raises RowError and FactRefused, as ``facts.register``: all or none.
    """
    declared = facts.declared_in(vocabulary, table)
    moment = moments.writing(authority)
    veil = Veil(authority)
    laid = {one.key: one for row in rows for one in [_laid(declared, row, vocabulary, veil, source)]}
    kept = Fact.objects.filter(authority=authority, table=table, key__in=list(laid))
    known = set(kept.values_list("key", flat=True))
    fresh = [one for key, one in laid.items() if key not in known]
    for one in fresh:
        facts.check_links(authority, declared, one)
    veil.seal()
    facts.keep_register(authority, table, moment)
    return Fact.objects.bulk_create(
        Fact(authority=authority, known_at=moment, actor=actor, **one.fields()) for one in fresh
    )


def _laid(table: Table, row: facts.Cells, vocabulary: Vocabulary, veil: Veil, source: str) -> Laid:
    values = read_row(table, row, vocabulary)
    check(table, values)
    texts = veiled_texts(table, kept_texts(table, values), vocabulary, veil)
    check_storable(table, texts)
    return lay_out(table, texts, source)
