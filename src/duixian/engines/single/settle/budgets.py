"""预算: so much money for each value of the keys, first come first served, or shared in proportion."""

from __future__ import annotations

from typing import Any

from duixian.engines.single.settle.docket import Case, Docket, Key
from duixian.language.absent import ABSENT
from duixian.language.outcome import EffectKind
from duixian.language.rule import Budget, Shortage
from duixian.language.unknown import Unknown


def by_budget(docket: Docket) -> None:
    """Every budget, for each value of its keys."""
    pots: dict[tuple[str, str, Key], list[tuple[tuple[Any, ...], Case, Budget]]] = {}
    for case in docket.candidates:
        for budget in case.outcome.measure.budgets:
            key, place = case.key(budget.keys), _place(case, budget)
            if key is None or place is None:
                continue
            name = budget.shared or f"{case.outcome.measure.name}/{budget.source.name.zh}"
            pots.setdefault((case.outcome.policy.id, name, key), []).append((place, case, budget))
    for queue in pots.values():
        queue.sort(key=lambda entry: entry[0])
        _spend([(case, budget) for _, case, budget in queue if case.candidate])


def _place(case: Case, budget: Budget) -> tuple[Any, ...] | None:
    """The place in the queue: by the declared order (without one: last), then in time order."""
    if budget.order is None:
        return (0, case.outcome.claimed_on, *case.order)
    found = case.value(budget.order)
    if found.__class__ is Unknown:
        case.outcome.missing |= found.causes
        return None
    return (1, *case.order) if found is ABSENT else (0, found, *case.order)


def _spend(queue: list[tuple[Case, Budget]]) -> None:
    if not queue:
        return
    total = queue[0][0].value(queue[0][1].total)
    if total.__class__ is Unknown or total is ABSENT:
        for case, _ in queue:
            case.outcome.missing |= total.causes if total.__class__ is Unknown else frozenset()
        return
    if queue[0][1].shortage is Shortage.PRO_RATA:
        _share(queue, total)
    else:
        _serve(queue, total)


def _serve(queue: list[tuple[Case, Budget]], total: int) -> None:
    """In the order of the queue; whoever no longer fits closes it."""
    left, closed = total, False
    for case, budget in queue:
        wanted = case.outcome.payable
        given = 0 if closed else min(wanted, left)
        if given < wanted and budget.shortage is Shortage.REFUSE:
            given = 0
        closed = closed or given < wanted
        left -= given
        if given < wanted:
            case.touch(EffectKind.BUDGET, budget.source, given)


def _share(queue: list[tuple[Case, Budget]], total: int) -> None:
    """All in proportion, each rounded down to the fen, so that the sum never goes above the total."""
    wanted = sum(case.outcome.payable for case, _ in queue)
    if wanted <= total:
        return
    for case, budget in queue:
        case.touch(EffectKind.BUDGET, budget.source, case.outcome.payable * total // wanted)
