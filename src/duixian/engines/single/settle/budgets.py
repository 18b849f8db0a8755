"""预算: so much money for each value of the keys, first come first served, or shared in proportion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duixian.engines.single.settle.docket import Case, Docket, Key, meets
from duixian.language.absent import ABSENT
from duixian.language.outcome import EffectKind
from duixian.language.rule import Budget, Measure, Policy, Shortage
from duixian.language.unknown import Unknown


@dataclass(frozen=True, slots=True)
class _Claim:
    """A case in the queue for a budget."""

    place: tuple[Any, ...]
    case: Case
    budget: Budget


def by_budget(docket: Docket) -> None:
    """Every budget, for each value of its keys."""
    pots: dict[tuple[str, str], dict[Key, list[_Claim]]] = {}
    for case in docket.candidates:
        for budget in case.outcome.measure.budgets:
            partial = case.partial_key(budget.keys)
            if partial is None:  # whom no such budget binds waits in no queue
                continue
            key, place = case.key(budget.keys), _place(case, budget)
            if key is not None and place is not None:
                claims = pots.setdefault(_name(case, budget), {}).setdefault(key, [])
                claims.append(_Claim(place, case, budget))
    perhaps = _perhaps(docket)
    for name in _as_declared(docket.candidates):
        for key, claims in pots.get(name, {}).items():
            near = [claim for partial, claim in perhaps.get(name, ()) if meets(partial, key)]
            near += [claim for claim in claims if claim.case.possible]
            _spend([claim for claim in claims if claim.case.candidate], near)


def _name(case: Case, budget: Budget) -> tuple[str, str]:
    return budget_name(case.outcome.policy, case.outcome.measure, budget)


def budget_name(policy: Policy, measure: Measure, budget: Budget) -> tuple[str, str]:
    """Measures that share a budget share its name."""
    return policy.id, budget.shared or f"{measure.name}/{budget.source.name.zh}"


def _as_declared(cases: list[Case]) -> list[tuple[str, str]]:
    """The budgets in the order in which their policies write them, so that nobody's share in two of them turns on
    who else came first."""
    policies = {case.outcome.policy.id: case.outcome.policy for case in cases}
    return list(
        dict.fromkeys(
            budget_name(policies[policy], measure, budget)
            for policy in sorted(policies)
            for measure in policies[policy].measures.values()
            for budget in measure.budgets
        )
    )


def _perhaps(docket: Docket) -> dict[tuple[str, str], list[tuple[Key, _Claim]]]:
    """Cases that may turn out to want money of a budget."""
    found: dict[tuple[str, str], list[tuple[Key, _Claim]]] = {}
    for case in docket.contenders:
        for budget in case.outcome.measure.budgets if case.possible and case.ceiling != 0 else ():
            partial = case.partial_key(budget.keys)
            if partial is not None:
                claim = _Claim(_place(case, budget) or (), case, budget)
                found.setdefault(_name(case, budget), []).append((partial, claim))
    return found


def _place(case: Case, budget: Budget) -> tuple[Any, ...] | None:
    """The place in the queue: by the declared order (without one: last), then in time order."""
    if budget.order is None:
        return (0, case.outcome.claimed_on, *case.order)
    found = case.value(budget.order)
    if found.__class__ is Unknown:
        case.outcome.missing |= found.causes
        return None
    return (1, *case.order) if found is ABSENT else (0, found, *case.order)


def _spend(claims: list[_Claim], perhaps: list[_Claim]) -> None:
    """What each gets; where that turns on a case that is not decided yet it stays open."""
    if not claims:
        return
    totals = [claim.case.figure(claim.budget.total, claim.budget.source.name.zh) for claim in claims]
    if None in totals:
        return
    total = totals[0]
    share = _shared if claims[0].budget.shortage is Shortage.PRO_RATA else _served
    sure, crowded = share(claims, total), share([*claims, *perhaps], total)
    for claim in claims:
        case, given = claim.case, sure[id(claim)]
        if given != crowded[id(claim)]:
            before = [other.case for other in perhaps if share is _shared or other.place < claim.place]
            case.pend(EffectKind.BUDGET, claim.budget.source, before)
        elif given < case.outcome.payable:
            case.touch(EffectKind.BUDGET, claim.budget.source, given)


def _wanted(claim: _Claim, total: int) -> int:
    """What is asked for; of a case that is not decided yet the most it can be."""
    case = claim.case
    if case.candidate:
        return case.outcome.payable
    return total + 1 if case.ceiling is None else case.ceiling


def _served(claims: list[_Claim], total: int) -> dict[int, int]:
    """In the order of the queue; whoever no longer fits closes it."""
    given: dict[int, int] = {}
    left, closed = total, False
    for claim in sorted(claims, key=lambda claim: claim.place):
        wanted = _wanted(claim, total)
        got = 0 if closed else min(wanted, left)
        if got < wanted and claim.budget.shortage is Shortage.REFUSE:
            got = 0
        closed = closed or got < wanted
        left -= got
        given[id(claim)] = got
    return given


def _shared(claims: list[_Claim], total: int) -> dict[int, int]:
    """All in proportion, each rounded down to the fen, so that the sum never goes above the total."""
    wanted = {id(claim): _wanted(claim, total) for claim in claims}
    asked = sum(wanted.values())
    return wanted if asked <= total else {name: fen * total // asked for name, fen in wanted.items()}
