"""What is due of locked cases becomes orders of the ledger, all or none: few questions for many cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duixian.authorities.models import Account
from duixian.casework import clocks
from duixian.casework.budgeting import items_of
from duixian.casework.errors import ClaimFaulty
from duixian.casework.models.account import PayTo
from duixian.casework.models.case import Case
from duixian.casework.moving import move
from duixian.casework.payees import number_of
from duixian.casework.states import Verb
from duixian.decisions.store import paying as instalments
from duixian.decisions.store.models import Instalment
from duixian.decisions.store.states import InstalmentState
from duixian.ledger import orders
from duixian.ledger.models import Item, Order
from duixian.ledger.payees import Payee
from duixian.values.bilingual import Text

Payees = Mapping[tuple[int, str, str], PayTo]
"""By case, table and key."""


def order_rows(rows: Sequence[Case], officer: Account) -> list[Order]:
    """Orders for the instalments that are due, case by case. Raises ClaimFaulty (``no-account``) and what the ledger
    raises."""
    due = {row: held for row, held in zip(rows, _due(rows), strict=True) if held}
    made = _ordered(_lines(due, _payees(list(due))), officer)
    instalments.take_up_all([one for held in due.values() for one in held])
    for row, held in due.items():
        numbers = [made[one.entitlement.number, one.code].number for one in held]
        move(row, Verb.ORDER, officer, details={"orders": numbers}, **clocks.off())
    return [made[one.entitlement.number, one.code] for held in due.values() for one in held]


def _due(rows: Sequence[Case]) -> list[list[Instalment]]:
    """The due instalments of each case."""
    by_entitlement: dict[int, list[Instalment]] = {}
    found = Instalment.objects.filter(
        entitlement__in=[row.entitlement_id for row in rows], state=InstalmentState.DUE, amount_fen__gt=0
    ).select_related("payee", "entitlement__authority")
    for one in found.order_by("number", "payee__position", "part"):
        by_entitlement.setdefault(one.entitlement_id, []).append(one)
    return [by_entitlement.get(row.entitlement_id or 0, []) for row in rows]


def _payees(rows: Sequence[Case]) -> Payees:
    return {(line.case_id, line.table, line.key): line for line in PayTo.objects.filter(case__in=rows)}


def _lines(due: Mapping[Case, list[Instalment]], payees: Payees) -> dict[Item, list[orders.Line]]:
    items = items_of({one.entitlement.number: one.entitlement for held in due.values() for one in held})
    lines: dict[Item, list[orders.Line]] = {}
    for row, held in due.items():
        for one in held:
            line = _line(row, one, payees[row.pk, one.payee.table, one.payee.key])
            lines.setdefault(items[one.entitlement.number], []).append(line)
    return lines


def _line(row: Case, instalment: Instalment, payee: PayTo) -> orders.Line:
    number = number_of(payee)
    if not number:
        raise ClaimFaulty(
            "no-account",
            Text(f"还不知道{payee.name}的收款账号。", f"No account of {payee.name} is known."),
            row.number,
            Text("请收款人确认账号后再付款。", "Let the payee give it first."),
        )
    to = Payee(payee.name, number, payee.bank)
    return orders.Line(instalment.entitlement.number, instalment.code, to, instalment.amount_fen, row.measure)


def _ordered(lines: Mapping[Item, list[orders.Line]], officer: Account) -> dict[tuple[str, str], Order]:
    return {
        (order.reference, order.instalment): order
        for item, some in lines.items()
        for order in orders.order_all(item, some, actor=officer)
    }
