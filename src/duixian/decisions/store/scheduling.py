"""An entitlement's instalments brought into step with a decision's document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from duixian.authorities import clock
from duixian.decisions.document import Json
from duixian.decisions.store.keys import KeptKeys
from duixian.decisions.store.models import Entitlement, EntitlementPayee, Instalment
from duixian.decisions.store.schedule import Line, Part, lines_of, parts_of, pays, shared
from duixian.decisions.store.states import TAKEN_UP, InstalmentState

_Slot = tuple[int, int]
"""A payee (its row's id) and the number of an instalment."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one payee is to have of one instalment."""

    payee: EntitlementPayee
    line: Line
    fen: int


def reschedule(entitlement: Entitlement, document: Json | None) -> None:
    """Payees and instalments by a document (None: nothing is due any more). What was taken up stays as it is; where
    less is due than that, the rest is the entitlement's ``overpaid_fen``."""
    wanted = _wanted(entitlement, document) if document is not None else {}
    held: dict[_Slot, list[Instalment]] = {}
    for instalment in entitlement.instalments.select_for_update().order_by("part"):
        held.setdefault((instalment.payee_id, instalment.number), []).append(instalment)
    entitlement.overpaid_fen = sum(
        _fitted(entitlement, wanted.get(slot), held.get(slot, [])) for slot in sorted({*wanted, *held})
    )
    entitlement.save()


def _wanted(entitlement: Entitlement, document: Json) -> dict[_Slot, _Wanted]:
    parts, lines = parts_of(document), lines_of(document, entitlement.paid_before_fen)
    payees = list(_payees(entitlement, parts))
    given = shared(lines, [part.share for part in parts])
    return {
        (payee.pk, line.number): _Wanted(payee, line, fen)
        for line, fens in zip(lines, given, strict=True)
        for payee, fen in zip(payees, fens, strict=True)
    }


def _payees(entitlement: Entitlement, parts: Sequence[Part]) -> Iterator[EntitlementPayee]:
    """The rows of a document's payees, in its order; new ones are added, others stay with nothing to come."""
    keys = KeptKeys(entitlement.authority)
    held = {(p.table, p.key): p for p in entitlement.payees.all()}
    last = max((p.position for p in held.values()), default=0)
    named = [(part.table, keys.of(part.key), part) for part in parts]
    gone = [p.pk for name, p in held.items() if name not in {(table, key) for table, key, _ in named}]
    EntitlementPayee.objects.filter(pk__in=gone).update(share="0", amount_fen=0)
    for table, key, part in named:
        payee = held.get((table, key))
        if payee is None:
            last += 1
            payee = EntitlementPayee(
                authority=entitlement.authority, entitlement=entitlement, position=last, table=table, key=key
            )
        payee.share, payee.amount_fen = str(Fraction(part.share)), part.fen
        payee.save()
        yield payee


def _fitted(entitlement: Entitlement, wanted: _Wanted | None, held: Sequence[Instalment]) -> int:
    """Change what nobody has begun to pay; the fen that were taken up above what is wanted."""
    taken = sum(i.amount_fen for i in held if i.state in TAKEN_UP)
    free = [i for i in held if i.state not in TAKEN_UP]
    fen = _wanted_fen(wanted, taken)
    for spare in free[1:]:
        _set(spare, InstalmentState.CANCELLED, spare.amount_fen)
    if wanted is not None and (fen > taken or not taken):
        one = free[0] if free else _added(entitlement, wanted, len(held) + 1)
        one.due, one.period = _day(wanted.line.due, taken), wanted.line.period
        _set(one, _state(wanted.line), fen - taken)
    elif free:
        _set(free[0], InstalmentState.CANCELLED, free[0].amount_fen)
    return max(0, taken - fen)


def _wanted_fen(wanted: _Wanted | None, taken: int) -> int:
    """What a payee is to have; an instalment that cannot be judged now takes nothing back."""
    if wanted is None:
        return 0
    return max(wanted.fen, taken) if wanted.line.state == InstalmentState.OPEN else wanted.fen


def _added(entitlement: Entitlement, wanted: _Wanted, part: int) -> Instalment:
    return Instalment(
        authority=entitlement.authority,
        entitlement=entitlement,
        payee=wanted.payee,
        number=wanted.line.number,
        part=part,
    )


def _day(due: date | None, taken: int) -> date | None:
    """What is paid in addition to something taken up already is due at once, if it was due before."""
    return max(due, clock.today()) if due is not None and taken else due


def _state(line: Line) -> InstalmentState:
    if not line.fen and pays(line.state):
        return InstalmentState.CANCELLED
    return InstalmentState(line.state)


def _set(instalment: Instalment, state: InstalmentState, fen: int) -> None:
    instalment.state, instalment.amount_fen = state, fen
    instalment.save()


def schedule_json(entitlement: Entitlement) -> list[Mapping[str, Any]]:
    """The instalments as the history keeps them."""
    return [
        {
            "code": i.code,
            "period": i.period,
            "due": i.due.isoformat() if i.due else None,
            "fen": i.amount_fen,
            "state": i.state,
        }
        for i in entitlement.instalments.select_related("payee").order_by("number", "payee__position", "part")
    ]
