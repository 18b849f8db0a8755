"""名额: so many places for each value of the keys, filled by rank; equal ranks at the last place as declared."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from fractions import Fraction
from typing import Any

from duixian.engines.single.settle.docket import Case, Docket, Key, meets
from duixian.language.absent import ABSENT
from duixian.language.outcome import EffectKind
from duixian.language.rule import Quota, Ties
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing, Unknown

Rounds = dict[tuple[str, str, Key], list[Case]]


Rank = tuple[Any, ...]
_FIRST: Rank = ()
"""Before every rank there is: what a competitor may turn out to have whose rank is not known."""


def by_quota(docket: Docket) -> None:
    """Every measure with places, for each value of its keys."""
    rounds: dict[tuple[str, str], dict[Key, list[Case]]] = {}
    for case in docket.candidates:
        quota = case.outcome.measure.quota
        key = case.key(quota.keys) if quota is not None else None
        if quota is not None and key is None and case.candidate:
            case.outcome.missing |= {_choice(case)}  # places of which round? somebody has to say
        if quota is not None and key is not None and _ranked(case, quota) is not None:
            rounds.setdefault(_name(case), {}).setdefault(key, []).append(case)
    rivals = [case for case in docket.contenders if case.possible and case.outcome.measure.quota is not None]
    for name, by_key in rounds.items():
        ours = [case for case in rivals if _name(case) == name]
        for key, cases in by_key.items():
            _fill(cases, [case for case in ours if _may_compete(case, key)])


def _name(case: Case) -> tuple[str, str]:
    return case.outcome.policy.id, case.outcome.measure.name


def _may_compete(case: Case, key: Key) -> bool:
    assert case.outcome.measure.quota is not None
    partial = case.partial_key(case.outcome.measure.quota.keys)
    return partial is not None and meets(partial, key)


def _ranked(case: Case, quota: Quota) -> Rank | None:
    """Sort key of a case, smallest first, or None when a ranking value is unknown (which is noted)."""
    values = case.key([order.value for order in quota.order]) if quota.order else ()
    if values is None:
        if case.outcome.open:
            case.outcome.missing |= {_choice(case)}
        return None
    return _rank(case, quota, values)


def _rank(case: Case, quota: Quota, values: Key) -> Rank:
    return tuple(
        _number(case, order.value.type.kind, order.value.type.of, value) * (-1 if order.descending else 1)
        for order, value in zip(quota.order, values, strict=True)
    )


def _number(case: Case, kind: Kind, category: str | None, value: Any) -> Fraction | int:
    if kind is Kind.CATEGORY:
        return case.unit.policy.vocabulary.categories[str(category)].rank(value)
    if kind is Kind.DATE:
        return int(value.toordinal())
    return Fraction(value)


def _fill(cases: list[Case], rivals: list[Case]) -> None:
    """The places of one round. A case whose place turns on a rival that is not decided yet stays open."""
    quota = cases[0].outcome.measure.quota
    assert quota is not None
    places = cases[0].value(quota.places)
    if places.__class__ is Unknown or places is ABSENT:
        for case in cases:
            case.outcome.missing |= places.causes if places.__class__ is Unknown else {_choice(case)}
        return
    ranks = {id(case): _ranked(case, quota) or _FIRST for case in cases}
    cases.sort(key=lambda case: (ranks[id(case)], case.order))
    sure = _standings([ranks[id(case)] for case in cases], places)
    against = [_rank_of_rival(case, quota) for case in rivals]
    for case, alone in zip(cases, sure, strict=True):
        rank = ranks[id(case)]
        above = [rival for rival, other in zip(rivals, against, strict=True) if other <= rank]
        crowded = _standing(rank, [*ranks.values(), *against], places)
        if alone is not _Standing.OUT and crowded is not alone:
            case.pend(EffectKind.QUOTA, quota.source, above)
        elif alone is _Standing.TIED:
            _tie(case, quota)
        else:
            _settled(case, quota, placed=alone is _Standing.IN)


class _Standing(Enum):
    """Where a rank stands: within the places, outside, or equal to others across the last place."""

    IN = auto()
    TIED = auto()
    OUT = auto()


def _standings(ranks: list[Rank], places: int) -> list[_Standing]:
    return [_standing(rank, ranks, places) for rank in ranks]


def _standing(rank: Rank, ranks: Iterable[Rank], places: int) -> _Standing:
    above = equal = 0
    for other in ranks:
        above += other < rank
        equal += other == rank
    if above >= places:
        return _Standing.OUT
    return _Standing.IN if above + equal <= places else _Standing.TIED


def _rank_of_rival(case: Case, quota: Quota) -> Rank:
    values = case.partial_key([order.value for order in quota.order])
    if values is None or any(value.__class__ is Unknown for value in values):
        return _FIRST
    return _rank(case, quota, values)


def _settled(case: Case, quota: Quota, *, placed: bool) -> None:
    if placed:
        case.touch(EffectKind.QUOTA, quota.source, case.outcome.payable)
    else:
        case.refuse(EffectKind.QUOTA, quota.source)


def _tie(case: Case, quota: Quota) -> None:
    if quota.ties is Ties.CLERK:
        case.outcome.missing |= {_choice(case)}
    else:
        _settled(case, quota, placed=quota.ties is Ties.SHARE)


def _choice(case: Case) -> Missing:
    record = case.outcome.record
    return Missing(Lack.CHOICE, "名次", record.table, str(record.key))
