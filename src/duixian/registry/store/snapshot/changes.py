"""What has become known since a moment."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from duixian.authorities.models import Authority
from duixian.registry.store.models import Alias, Fact

Pair = tuple[str, str]


def changed_since(authority: Authority, moment: datetime) -> set[Pair]:
    """Table and key, as kept, of every fact registered, corrected or withdrawn after a moment, and of what was joined
    or taken apart."""
    facts = Fact.objects.filter(authority=authority, known_at__gt=moment).values_list("table", "key")
    aliases = Alias.objects.filter(Q(made_at__gt=moment) | Q(undone_at__gt=moment), authority=authority)
    joined = {(a.table, key) for a in aliases for key in (a.duplicate, a.kept)}
    return set(facts) | joined
