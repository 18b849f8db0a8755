"""名额: so many places for each value of the keys, filled by rank; equal ranks at the last place as declared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from duixian.engines.single.settle.docket import Case, Docket, Key
from duixian.language.absent import ABSENT
from duixian.language.outcome import EffectKind
from duixian.language.rule import Quota, Ties
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing, Unknown


def by_quota(docket: Docket) -> None:
    """Every measure with places, for each value of its keys."""
    rounds: dict[tuple[str, str, Key], list[Case]] = {}
    for case in docket.candidates:
        quota = case.outcome.measure.quota
        if quota is None:
            continue
        key = case.key(quota.keys)
        if key is not None and _ranked(case, quota) is not None:
            name = (case.outcome.policy.id, case.outcome.measure.name, key)
            rounds.setdefault(name, []).append(case)
    for cases in rounds.values():
        _fill(cases)


def _ranked(case: Case, quota: Quota) -> tuple[Any, ...] | None:
    """Sort key of a case, smallest first, or None when a ranking value is unknown (which is noted)."""
    values = case.key([order.value for order in quota.order]) if quota.order else ()
    if values is None:
        if case.outcome.open:
            case.outcome.missing |= {_choice(case)}
        return None
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


def _fill(cases: list[Case]) -> None:
    quota = cases[0].outcome.measure.quota
    assert quota is not None
    places = cases[0].value(quota.places)
    if places.__class__ is Unknown or places is ABSENT:
        for case in cases:
            case.outcome.missing |= places.causes if places.__class__ is Unknown else {_choice(case)}
        return
    ranks = {id(case): _ranked(case, quota) or () for case in cases}
    cases.sort(key=lambda case: (ranks[id(case)], case.order))
    if len(cases) <= places:
        for case in cases:
            _settled(case, quota, placed=True)
        return
    last = ranks[id(cases[places - 1])] if places else None
    tied = [case for case in cases if ranks[id(case)] == last]
    contested = len(tied) > 1 and places > 0 and ranks[id(cases[places])] == last
    for position, case in enumerate(cases):
        if contested and ranks[id(case)] == last:
            _tie(case, quota)
        else:
            _settled(case, quota, placed=position < places)


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
