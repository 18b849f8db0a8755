"""Rows of registers: by key, as known at a moment, and all that point to one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from duixian.authorities.models import Authority
from duixian.console.worklist.steps import versions_of
from duixian.language.vocabulary import Vocabulary, load_vocabulary
from duixian.registry.store import facts
from duixian.registry.store.models import Fact


def vocabulary_of(authority: Authority) -> Vocabulary:
    """The words of the policy in force last, which hold the shared ones; those alone where there is no policy."""
    versions = versions_of(authority)
    return versions[0].loaded().vocabulary if versions else load_vocabulary()


def by_key(authority: Authority, table: str, key: str) -> Fact | None:
    """The latest row of a key as people write it; one that was withdrawn too."""
    kept = facts.kept_key(authority, "".join(key.split()))
    return Fact.objects.filter(authority=authority, table=table, key=kept).order_by("-known_at").first()


def at_moment(authority: Authority, moment: datetime | None) -> QuerySet[Fact]:
    """Rows as they were known at a moment, or now."""
    held = Fact.objects.filter(authority=authority, withdrawn=False)
    if moment is None:
        return held.filter(superseded_at__isnull=True)
    return held.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment), known_at__lte=moment)


def about(fact: Fact, moment: datetime | None) -> QuerySet[Fact]:
    """Rows that point to a row, newest first."""
    held = at_moment(fact.authority, moment).filter(links__contains=[f"{fact.table}:{fact.key}"])
    return held.order_by("table", "-known_at", "-pk")
