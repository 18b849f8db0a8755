"""Reconciliation: batch, bank and journal must say the same of every fen, or it says what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from duixian.authorities import clock
from duixian.authorities.models import Account as Person
from duixian.ledger.errors import BatchRefused, NotZero, yuan
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Batch, Entry, Reconciliation
from duixian.ledger.posting import hold
from duixian.ledger.states import BATCH_MOVES, BatchState
from duixian.values.bilingual import Text


@dataclass(frozen=True)
class Standing:
    """What of a batch was sent, paid and returned, in fen, and the orders of which the bank said nothing."""

    sent_fen: int
    paid_fen: int
    returned_fen: int
    missing: tuple[str, ...]

    @property
    def difference_fen(self) -> int:
        """What is not accounted for."""
        return self.sent_fen - self.paid_fen - self.returned_fen


def standing(batch: Batch) -> Standing:
    """Where the lines of a batch stand by the bank's returns."""
    outcome = dict(batch.returns.filter(late=False).values_list("order_id", "ok"))
    lines = list(batch.orders.order_by("number").values_list("pk", "number", "amount_fen"))
    return Standing(
        sum(fen for _, _, fen in lines),
        sum(fen for pk, _, fen in lines if outcome.get(pk) is True),
        sum(fen for pk, _, fen in lines if outcome.get(pk) is False),
        tuple(number for pk, number, _ in lines if pk not in outcome),
    )


@transaction.atomic
def reconcile(batch: Batch, *, bank_fen: int | None = None, actor: Person | None = None) -> Reconciliation:
    """Closes a batch whose every fen is accounted for by the bank's returns and by the journal.

    ``bank_fen`` is what the bank's statement took off the paying account for it, where one is at hand.
    Raises NotZero with the difference and the orders that miss, BatchRefused (``batch-state``).
    """
    hold(batch.item)
    held = Batch.objects.select_for_update(no_key=True, of=("self",)).get(pk=batch.pk)
    if held.state == BatchState.RECONCILED:
        return held.reconciliation
    if BatchState.RECONCILED not in BATCH_MOVES.get(BatchState(held.state), ()):
        raise BatchRefused.state(held, BatchState.RECONCILED)
    found = standing(held)
    apart = _apart(held, found, bank_fen)
    if found.difference_fen or found.missing or apart:
        raise NotZero(held, found.difference_fen or _off(held, found, bank_fen), found.missing, apart)
    held.state = BatchState.RECONCILED
    held.save(update_fields=["state"])
    return _row(held, found, actor)


def _apart(batch: Batch, found: Standing, bank_fen: int | None) -> list[Text]:
    """Where batch, journal and statement say different sums."""
    entered = _entered(batch)
    sums = [
        (Text("批次总额", "the batch's total"), batch.total_fen, found.sent_fen),
        (Text("账簿送出", "sent by the journal"), entered.get(Verb.SEND, 0), found.sent_fen),
        (Text("账簿退回", "returned by the journal"), entered.get(Verb.FAIL, 0), found.returned_fen),
        (Text("账簿付讫", "paid by the journal"), _paid(entered), found.paid_fen),
    ]
    if bank_fen is not None:
        sums.append((Text("银行扣款", "taken by the bank"), bank_fen, found.paid_fen - _withheld(entered)))
    return [_said(what, fen, wanted) for what, fen, wanted in sums if fen != wanted]


def _said(what: Text, fen: int, wanted: int) -> Text:
    return Text(
        f"{what.zh} {yuan(fen)} 元，应为 {yuan(wanted)} 元", f"{what.en} {yuan(fen)} yuan, not {yuan(wanted)}"
    )


def _entered(batch: Batch) -> dict[str, int]:
    rows = Entry.objects.filter(order__batch=batch).order_by().values("verb")
    return {row["verb"]: row["fen__sum"] for row in rows.annotate(Sum("fen"))}


def _withheld(entered: dict[str, int]) -> int:
    return entered.get(Verb.WITHHOLD, 0)


def _paid(entered: dict[str, int]) -> int:
    return entered.get(Verb.PAY, 0) + _withheld(entered)


def _off(batch: Batch, found: Standing, bank_fen: int | None) -> int:
    """The difference to name where the returns alone add up."""
    if bank_fen is None:
        return batch.total_fen - found.sent_fen
    return found.paid_fen - _withheld(_entered(batch)) - bank_fen


def _row(batch: Batch, found: Standing, actor: Person | None) -> Reconciliation:
    return Reconciliation.objects.create(
        authority=batch.authority,
        batch=batch,
        sent_fen=found.sent_fen,
        paid_fen=found.paid_fen,
        returned_fen=found.returned_fen,
        at=clock.now(),
        actor=actor,
    )
