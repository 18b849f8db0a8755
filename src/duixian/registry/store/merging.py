"""Join two rows that are one person, employer or institution, and take them apart again."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities.models import Account, Authority
from duixian.registry.store import moments
from duixian.registry.store.aliases import aliases_at
from duixian.registry.store.errors import MergeRefused, not_there
from duixian.registry.store.models import Alias, Fact
from duixian.registry.store.tokens import Veil
from duixian.values.bilingual import Text


@transaction.atomic
def merge(
    authority: Authority, table: str, kept: str, duplicate: str, *, actor: Account | None, reason: str
) -> Alias:
    """From now on what points to ``duplicate`` points to ``kept`` (keys as kept, or with real numbers).

    Raises FactRefused (``fact-missing``), MergeRefused (``merge-same``, ``merge-twice``)."""
    moment = moments.writing(authority)
    veil = Veil(authority)
    key, other = veil.key(kept), veil.key(duplicate)
    joined = aliases_at(authority, moment).get(table, {})
    if joined.get(key, key) == other or key == other:
        raise _same(table)
    if other in joined:
        raise _twice(table)
    for wanted in (key, other):
        if not _is_there(authority, table, wanted):
            raise not_there(table, wanted)
    return Alias.objects.create(
        authority=authority,
        table=table,
        duplicate=other,
        kept=key,
        reason=reason,
        made_at=moment,
        made_by=actor,
    )


@transaction.atomic
def undo(alias: Alias, *, actor: Account | None) -> Alias:
    """From now on they are two again. Raises MergeRefused (``merge-undone``)."""
    moment = moments.writing(alias.authority)
    held = Alias.objects.select_for_update().get(pk=alias.pk)
    if held.undone_at is not None:
        raise MergeRefused(
            "merge-undone",
            Text("这次合并已经撤销。", "This join has been taken back already."),
            held.table,
            Text("请刷新页面查看现状。", "Reload the page to see how things stand."),
        )
    held.undone_at, held.undone_by = moment, actor
    held.save(update_fields=["undone_at", "undone_by"])
    return held


def _is_there(authority: Authority, table: str, key: str) -> bool:
    rows = Fact.objects.filter(authority=authority, table=table, key=key)
    return rows.filter(superseded_at__isnull=True, withdrawn=False).exists()


def _same(table: str) -> MergeRefused:
    return MergeRefused(
        "merge-same",
        Text("两者已经是同一条记录。", "The two are one record already."),
        table,
        Text("请选择两条不同的记录。", "Choose two different records."),
    )


def _twice(table: str) -> MergeRefused:
    return MergeRefused(
        "merge-twice",
        Text("这条记录已经并入另一条。", "The record has been joined to another one already."),
        table,
        Text("请先撤销原来的合并。", "Take the first join back before."),
    )
