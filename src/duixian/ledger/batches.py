"""Batches: made by one finance officer, checked by another, and released to the bank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import Account as Person
from duixian.authorities.roles import require
from duixian.ledger.errors import BatchRefused, OrderRefused
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Batch, Item, Order, Tax
from duixian.ledger.models.batches import MOST_LINES
from duixian.ledger.movements import of_order
from duixian.ledger.numbering import fresh
from duixian.ledger.orders import move
from duixian.ledger.posting import hold_open, post
from duixian.ledger.states import BATCH_MOVES, BatchState, OrderState

_CASES = 200


def divide(orders: Iterable[Order], most: int = MOST_LINES) -> list[list[Order]]:
    """The orders as batches may hold them: one item and use each, no line twice, at most ``most`` lines."""
    groups: dict[tuple[int, str], list[list[Order]]] = defaultdict(list)
    seen: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for order in sorted(orders, key=lambda one: one.number):
        line = (order.account_index, order.amount_fen)
        heaps = groups[order.item_id, order.purpose]
        heap = next((one for one in heaps if len(one) < most and line not in seen[id(one)]), None)
        if heap is None:
            heap = []
            heaps.append(heap)
        heap.append(order)
        seen[id(heap)].add(line)
    return [heap for heaps in groups.values() for heap in heaps]


@transaction.atomic
def make(item: Item, orders: Sequence[Order], maker: Person) -> Batch:
    """A batch of waiting orders. The same orders in a batch of the same maker give that batch.

    Raises BatchRefused (``batch-size``, ``batch-mixed``, ``line-repeated``), OrderRefused (``order-state``)
    when one of them waits no longer, RoleRefused.
    """
    require(maker, item.authority, Role.FINANCE_MAKER)
    held = hold_open(item)
    rows = _locked(orders)
    made = _made(rows, maker)
    if made is not None:
        return made
    _check_lines(held, rows)
    batch = _batch(held, rows, maker)
    move(rows, OrderState.BATCHED, batch=batch)
    return batch


@transaction.atomic
def set_tax(batch: Batch, tax: Tax, officer: Person, *, withheld: Mapping[str, int] | None = None) -> Batch:
    """Says what becomes of income tax; ``withheld`` holds fen by order number where it is withheld.

    Raises BatchRefused (``batch-state`` once it is checked, ``tax-amounts``), RoleRefused.
    """
    require(officer, batch.authority, Role.FINANCE_MAKER, Role.FINANCE_CHECKER)
    held = _held(batch)
    if held.state != BatchState.MADE:
        raise BatchRefused.state(held, BatchState.MADE)
    _set_withheld(held, tax, dict(withheld or {}))
    held.tax = tax
    held.save(update_fields=["tax"])
    return held


@transaction.atomic
def check(batch: Batch, checker: Person) -> Batch:
    """A second person has seen the batch and finds it right.

    Raises BatchRefused (``checker-is-maker``, ``tax-flag-missing``, ``batch-state``), RoleRefused.
    """
    held = _held(batch)
    if held.maker_id == checker.pk:
        raise BatchRefused.same_person(held)
    require(checker, held.authority, Role.FINANCE_CHECKER)
    if held.state == BatchState.CHECKED and held.checker_id == checker.pk:
        return held
    if held.tax == "":
        raise BatchRefused.tax_open(held)
    held.checker, held.checked_at = checker, clock.now()
    return _move(held, BatchState.CHECKED, "checker", "checked_at")


@transaction.atomic
def reject(batch: Batch, checker: Person, reason: str) -> Batch:
    """The batch goes back before it left: its orders wait for another. Raises BatchRefused, RoleRefused."""
    held = _held(batch)
    require(checker, held.authority, Role.FINANCE_CHECKER, Role.FINANCE_MAKER)
    if held.state == BatchState.REJECTED:
        return held
    held.reason = reason
    _move(held, BatchState.REJECTED, "reason")
    move(_locked(held.orders.all()), OrderState.ORDERED, batch=None, withheld_fen=0)
    return held


@transaction.atomic
def release(batch: Batch, checker: Person) -> Batch:
    """The batch leaves for the bank: its lines are in transit, once, however often this is called.

    Raises BatchRefused (``batch-state``), RoleRefused.
    """
    held = _held(batch)
    require(checker, held.authority, Role.FINANCE_CHECKER)
    if held.state in (BatchState.RELEASED, BatchState.RECONCILED):
        return held
    rows = _locked(held.orders.all())
    held.released_at = clock.now()
    _move(held, BatchState.RELEASED, "released_at")
    move(rows, OrderState.SENT)
    post([of_order(Verb.SEND, row) for row in rows], checker)
    return held


def _held(batch: Batch) -> Batch:
    """The batch as it is now, locked after its item."""
    hold_open(batch.item)
    rows = Batch.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "item__authority", "authority"
    )
    return rows.get(pk=batch.pk)


def _locked(orders: Iterable[Order]) -> list[Order]:
    rows = Order.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "item__authority", "batch"
    )
    return list(rows.filter(pk__in=[order.pk for order in orders]).order_by("pk"))


def _made(rows: Sequence[Order], maker: Person) -> Batch | None:
    """The batch that holds exactly these orders already, made by the same officer."""
    batches = {row.batch for row in rows}
    batch = batches.pop() if len(batches) == 1 else None
    return batch if batch and batch.lines == len(rows) and batch.maker_id == maker.pk else None


def _check_lines(item: Item, rows: Sequence[Order]) -> None:
    if not 1 <= len(rows) <= MOST_LINES:
        raise BatchRefused.size(len(rows), MOST_LINES)
    mixed = [row.number for row in rows if (row.item_id, row.purpose) != (item.pk, rows[0].purpose)]
    if mixed:
        raise BatchRefused.mixed(mixed)
    for row in rows:
        if row.state != OrderState.ORDERED:
            raise OrderRefused.state(row, OrderState.BATCHED)
    heaps = divide(rows)
    if len(heaps) > 1:
        raise BatchRefused.repeated([row.number for heap in heaps[1:] for row in heap])


def _batch(item: Item, rows: Sequence[Order], maker: Person) -> Batch:
    return Batch.objects.create(
        authority=item.authority,
        number=fresh("B", 1)[0],
        item=item,
        purpose=rows[0].purpose,
        lines=len(rows),
        total_fen=sum(row.amount_fen for row in rows),
        maker=maker,
        made_at=clock.now(),
    )


def _set_withheld(batch: Batch, tax: Tax, withheld: Mapping[str, int]) -> None:
    rows = _locked(batch.orders.all())
    unknown = set(withheld) - {row.number for row in rows}
    if unknown or bool(withheld) != (tax is Tax.WITHHELD):
        raise BatchRefused.tax_wrong(batch)
    changed = [row for row in rows if row.withheld_fen != withheld.get(row.number, 0)]
    for row in changed:
        row.withheld_fen = withheld.get(row.number, 0)
        if not 0 <= row.withheld_fen < row.amount_fen:
            raise BatchRefused.tax_wrong(batch)
    Order.objects.bulk_update(changed, ["withheld_fen"], batch_size=_CASES)


def _move(batch: Batch, to: BatchState, *columns: str) -> Batch:
    if to not in BATCH_MOVES.get(BatchState(batch.state), ()):
        raise BatchRefused.state(batch, to)
    batch.state = to
    batch.save(update_fields=["state", *columns])
    return batch
