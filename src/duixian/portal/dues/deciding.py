"""The decisions that concern a person under every policy in force, kept until something new is known.

They are decided over what stands around the person (``snapshot.around``): what a quota or a budget leaves for whom is
the business of a run, and whoever claims is decided among everybody.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any

from django.db.models import Max

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.keys import written
from duixian.decisions.document import decision_document
from duixian.decisions.scope import Subject, decide_for
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.queries import in_force
from duixian.language.rule import Measure, MeasureKind
from duixian.portal.policies import policy_of
from duixian.registry.store import snapshot
from duixian.registry.store.models import Alias, Fact
from duixian.registry.store.moments import settled

Pair = tuple[str, str]
Json = dict[str, Any]
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Found:
    """One case: the version it was decided under, its measure, and the whole document. ``key``: the record, written as
    in registers: it may hold an identity number and never goes into a page."""

    version: PolicyVersion
    measure: Measure
    document: Json
    mine: int | None
    """Of what is payable, the fen that go to the person; None where nobody says that the person is a payee."""

    @property
    def case_id(self) -> str:
        """The name decisions give the case."""
        return str(self.document["id"])

    @property
    def pays(self) -> bool:
        """Whether the measure gives money."""
        return self.measure.kind is MeasureKind.MONEY

    def is_for(self, table: str) -> bool:
        """Whether it goes to the subject, or would if it held: a refused case names no payees."""
        kinds = {str(payee.who.type.of) for payee in self.measure.payees}
        return self.mine is not None or (not self.document["payees"] and table in kinds)


_HELD: OrderedDict[tuple[object, ...], tuple[Found, ...]] = OrderedDict()
_LOCK = Lock()


def found_for(authority: Authority, pair: Pair) -> tuple[Found, ...]:
    """All cases that would go to a subject (table, key as kept) today."""
    versions = versions_in_force(authority)
    name = _name(authority, pair, versions)
    held = _looked_up(name)
    if held is not None:
        return held
    found = tuple(one for version in versions for one in _decided(authority, pair, version))
    with _LOCK:
        _HELD[name] = found
        while len(_HELD) > _KEPT:
            _HELD.popitem(last=False)
    return found


def is_at_hand(authority: Authority, pair: Pair) -> bool:
    """Whether ``found_for`` has its answer ready: a page that would wait for it may come without it first."""
    return _looked_up(_name(authority, pair, versions_in_force(authority))) is not None


def _looked_up(name: tuple[object, ...]) -> tuple[Found, ...] | None:
    with _LOCK:
        held = _HELD.get(name)
        if held is not None:
            _HELD.move_to_end(name)
        return held


def _name(authority: Authority, pair: Pair, versions: list[PolicyVersion]) -> tuple[object, ...]:
    return authority.pk, pair, clock.today(), tuple(one.pk for one in versions), _last_change(authority)


def versions_in_force(authority: Authority) -> list[PolicyVersion]:
    """The version of each policy that pays today, the latest where there are several."""
    latest = {one.policy: one for one in in_force(authority).defer("archive")}
    return list(latest.values())


def _last_change(authority: Authority) -> tuple[datetime | None, int, int]:
    """What must be the same for the same facts to be known."""
    last = Fact.objects.filter(authority=authority).aggregate(last=Max("known_at"))["last"]
    aliases = Alias.objects.filter(authority=authority)
    return last, aliases.count(), aliases.filter(undone_at__isnull=False).count()


def _decided(authority: Authority, pair: Pair, version: PolicyVersion) -> list[Found]:
    policy = policy_of(version)
    facts = snapshot.around(authority, [pair], policy.vocabulary, settled(authority))
    table, key = pair[0], written(authority, pair[1])
    outcomes = decide_for([policy], facts, clock.today(), Subject(table, key))
    documents = [(outcome.measure, decision_document(outcome)) for outcome in outcomes]
    return [Found(version, measure, said, share_of(said, table, key)) for measure, said in documents]


def share_of(document: Json, table: str, key: str) -> int | None:
    """The fen of a decision that go to somebody; None where it does not name him as a payee."""
    mine = [one["amount"] for one in document["payees"] if one["table"] == table and one["key"] == key]
    return sum(mine) if mine else None


def not_before(found: Found) -> date | None:
    """The first day on which it would hold, if nothing else changes."""
    text = found.document["not_yet"]
    return None if text is None else date.fromisoformat(text)
