"""From a decision to an entitlement, and from a later decision to its new schedule.

Money is reserved before it is promised: ``reserve`` is given by whoever knows budgets, is called inside the same
transaction, and refuses by raising. What was taken up for payment is never written over.
"""

from __future__ import annotations

from typing import Protocol

from django.db import IntegrityError, transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.decisions.document import Json
from duixian.decisions.store.errors import (
    another_case,
    draft_pays_nothing,
    granted_already,
    not_the_latest,
    nothing_granted,
)
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision, Entitlement, Grant
from duixian.decisions.store.queries import entitlement_of, latest
from duixian.decisions.store.schedule import entitled_by
from duixian.decisions.store.scheduling import reschedule, schedule_json
from duixian.decisions.store.states import EntitlementState
from duixian.language.outcome import Verdict


class Reserve(Protocol):
    """Sets money aside for an entitlement, or gives it back; raises where there is not enough."""

    def __call__(self, entitlement: Entitlement, fen: int) -> None:
        """``fen`` more than was reserved so far; negative: so much less."""


def reserve_nothing(entitlement: Entitlement, fen: int) -> None:
    """Where nobody keeps a budget."""


def grant(
    decision: Decision, *, reserve: Reserve = reserve_nothing, actor: Account | None = None
) -> Entitlement:
    """The entitlement of a decision. The same decision again gives the same entitlement.

    Raises GrantRefused for a draft's decision, one that gives nothing, one that a later decision has overtaken, and a
    case that was granted by another decision; and what ``reserve`` raises.
    """
    with transaction.atomic():
        held = _granted(decision)
        if held is not None:
            return held
        _require_grantable(decision)
        said = document(decision)
        amount = entitled_by(said) or 0
        entitlement = _created(decision, amount, amount - owed(said))
        reserve(entitlement, owed(said))
        reschedule(entitlement, said)
        _noted(entitlement, decision, 0, actor)
        return entitlement


def owed(said: Json) -> int:
    """Fen that granting a decision's document promises: what it gives less what was paid for the case before."""
    amount = entitled_by(said) or 0
    return amount - min(amount, int(said["paid"]))


def _granted(decision: Decision) -> Entitlement | None:
    """The entitlement that the case has; whoever grants the same decision waits here."""
    Decision.objects.select_for_update(no_key=True).only("pk").get(pk=decision.pk)
    held = entitlement_of(decision.authority, decision.policy, decision.case_id)
    if held is not None and held.decision_id != decision.pk:
        raise granted_already(held.number)
    return held


def _require_grantable(decision: Decision) -> None:
    where = str(decision)
    if not decision.version.may_pay:
        raise draft_pays_nothing(where)
    if decision.verdict != Verdict.ELIGIBLE and not decision.entitled_fen:
        raise nothing_granted(where, decision.verdict)
    last = latest(decision.authority, decision.policy, decision.case_id)
    if last is not None and last.pk != decision.pk:
        raise not_the_latest(where)


def number_of(authority: Authority, case_id: str) -> str:
    """The number of a case's entitlement: the reference by which it is paid."""
    return f"{authority.code}-{case_id.upper()}"


def _created(decision: Decision, amount: int, paid_before: int) -> Entitlement:
    number = number_of(decision.authority, decision.case_id)
    try:
        with transaction.atomic():
            return Entitlement.objects.create(
                authority=decision.authority,
                number=number,
                policy=decision.policy,
                measure=decision.measure,
                case_id=decision.case_id,
                table=decision.table,
                key=decision.key,
                decision=decision,
                amount_fen=amount,
                paid_before_fen=paid_before,
                granted_at=clock.now(),
            )
    except IntegrityError as error:
        raise granted_already(number) from error


def refresh(
    entitlement: Entitlement,
    decision: Decision | None,
    *,
    reserve: Reserve = reserve_nothing,
    actor: Account | None = None,
) -> Entitlement:
    """The schedule by a later decision (None: there is no such case any more): streams stop, skip or resume, amounts
    change, and what was paid above them is noted as overpaid. An open decision changes nothing."""
    with transaction.atomic():
        held = Entitlement.objects.select_for_update().get(pk=entitlement.pk)
        if decision is not None and (decision.policy, decision.case_id) != (held.policy, held.case_id):
            raise another_case(held.number)
        if decision is not None and decision.entitled_fen is None:
            return held
        return _refreshed(held, decision, reserve, actor)


def _refreshed(
    held: Entitlement, decision: Decision | None, reserve: Reserve, actor: Account | None
) -> Entitlement:
    before = held.amount_fen
    said = document(decision) if decision is not None else None
    held.amount_fen = (entitled_by(said) or 0) if said is not None else 0
    if decision is not None:
        held.decision = decision
    held.state = EntitlementState.LIVE if held.amount_fen else EntitlementState.ENDED
    if held.amount_fen != before:
        reserve(held, held.amount_fen - before)
    reschedule(held, said)
    held.save()
    _noted(held, decision, before, actor)
    return held


def _noted(entitlement: Entitlement, decision: Decision | None, before: int, actor: Account | None) -> None:
    Grant.objects.create(
        authority=entitlement.authority,
        entitlement=entitlement,
        decision=decision,
        before_fen=before,
        after_fen=entitlement.amount_fen,
        schedule=schedule_json(entitlement),
        actor=actor,
        at=clock.now(),
    )
