"""A snapshot in memory, kept as long as nothing new is known."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db.models import Max

from duixian.authorities.models import Authority
from duixian.language.columns import ColumnFacts
from duixian.language.vocabulary import Vocabulary
from duixian.registry.columns.assembling import Assembly
from duixian.registry.store.intake import placed
from duixian.registry.store.models import Alias, Fact
from duixian.registry.store.moments import present
from duixian.registry.store.snapshot.tables import Shelf, Snapshot

_KEPT = 2
_REGISTERS = Shelf(150)
"""Most tables do not change between two looks; a policy has some thirty."""


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """Everything known at a moment, and the hash of it."""

    facts: ColumnFacts
    inputs_hash: str
    vocabulary: Vocabulary


_WHOLES: OrderedDict[tuple[object, ...], Whole] = OrderedDict()
_LOCK = Lock()


def whole(authority: Authority, vocabulary: Vocabulary, known_at: datetime | None = None) -> Whole:
    """Everything known at a moment (now), as reading an export of it gives. The last few are kept in memory, and of tables that did not change their registers."""
    moment = known_at or present(authority)
    name = (authority.pk, id(vocabulary), _last_change(authority, moment))
    with _LOCK:
        found = _WHOLES.get(name)
        if found is None or found.vocabulary is not vocabulary:
            found = _WHOLES[name] = _made(authority, vocabulary, moment)
        _WHOLES.move_to_end(name)
        while len(_WHOLES) > _KEPT:
            _WHOLES.popitem(last=False)
    return found


def _made(authority: Authority, vocabulary: Vocabulary, moment: datetime) -> Whole:
    held = Snapshot(authority, vocabulary, moment, _REGISTERS)
    assembly = Assembly(vocabulary, [placed(one.table, one.frame) for one in held.registers()])
    assembly.check()
    return Whole(assembly.facts(), held.inputs_hash, vocabulary)


def _last_change(authority: Authority, moment: datetime) -> tuple[datetime | None, ...]:
    """When anything was last learnt or joined; moments only grow, so that it names what is known."""
    facts = Fact.objects.filter(authority=authority, known_at__lte=moment).aggregate(last=Max("known_at"))
    made = Alias.objects.filter(authority=authority, made_at__lte=moment).aggregate(last=Max("made_at"))
    undone = Alias.objects.filter(authority=authority, undone_at__lte=moment).aggregate(last=Max("undone_at"))
    return facts["last"], made["last"], undone["last"]
