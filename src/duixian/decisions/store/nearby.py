"""What an authority knows around some records, kept for as long as nothing new is known: a claim is checked again with
every few letters that somebody writes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock

from django.db.models import Max

from duixian.authorities.models import Authority
from duixian.decisions.store.keys import Key
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.vocabulary import Vocabulary
from duixian.language.vocabulary.cells import PLACE_SIGN
from duixian.registry.store import snapshot
from duixian.registry.store.models import Alias, Fact
from duixian.registry.store.snapshot import Surroundings

_KEPT = 16
_HELD: OrderedDict[tuple[object, ...], Surroundings] = OrderedDict()
_LOCK = Lock()


def known_near(authority: Authority, keys: Sequence[Key], vocabulary: Vocabulary, moment: datetime) -> Facts:
    """The facts around records (table, key as kept) as known at a moment. Not to be changed."""
    return surroundings(authority, keys, vocabulary, moment).facts


def surroundings(
    authority: Authority,
    keys: Sequence[Key],
    vocabulary: Vocabulary,
    moment: datetime,
    apart: frozenset[str] = frozenset(),
) -> Surroundings:
    """The facts around records and the hash of them; see ``snapshot.surroundings``."""
    there = _there(authority, keys)
    name = (authority.pk, there, apart, id(vocabulary), _last_change(authority, moment))
    with _LOCK:
        held = _HELD.get(name)
        if held is not None:
            _HELD.move_to_end(name)
            return held
    read = snapshot.surroundings(authority, there, vocabulary, moment, apart)
    found = Surroundings(_in_memory(read.facts, vocabulary), read.inputs_hash)
    with _LOCK:
        _HELD[name] = found
        while len(_HELD) > _KEPT:
            _HELD.popitem(last=False)
    return found


def _there(authority: Authority, keys: Sequence[Key]) -> tuple[Key, ...]:
    """Those keys that anybody ever knew, and those that name a row by its place: around any other there is nothing."""
    rows = Fact.objects.filter(
        authority=authority, table__in={t for t, _ in keys}, key__in={k for _, k in keys}
    )
    known = set(rows.values_list("table", "key"))
    return tuple(sorted(key for key in keys if key in known or PLACE_SIGN in key[1]))


def _in_memory(facts: Facts, vocabulary: Vocabulary) -> Facts:
    """With its records made, once."""
    tables: Mapping[str, Sequence[Record]] = {name: list(rows) for name, rows in facts.tables.items()}
    return Facts(vocabulary, tables, facts.supplied)


def _last_change(authority: Authority, moment: datetime) -> tuple[object, ...]:
    """The same for two moments between which nothing became known."""
    facts = Fact.objects.filter(authority=authority, known_at__lte=moment)
    aliases = Alias.objects.filter(authority=authority)
    made = aliases.filter(made_at__lte=moment).count()
    return facts.aggregate(last=Max("known_at"))["last"], made, aliases.filter(undone_at__lte=moment).count()
