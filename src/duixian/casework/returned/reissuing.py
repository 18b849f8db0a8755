"""A payment that came back goes out again: to the account its payee gave, or to one that an officer corrected."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities import roles, sealing
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework.content import BankAccount
from duixian.casework.errors import NotPossible
from duixian.casework.models.wanted import AccountWanted
from duixian.casework.returned.asking import open_ones
from duixian.casework.returned.giving import held, pay_to
from duixian.ledger import orders
from duixian.ledger.models import Order
from duixian.ledger.payees import Payee
from duixian.values.bilingual import Text

_FINANCE = (Role.FINANCE_MAKER, Role.FINANCE_CHECKER)


@transaction.atomic
def reissue(order: Order, officer: Account, payee: Payee | None = None) -> Order:
    """A new order in place of a returned one, to ``payee`` or, without one, to the account that the payee gave.

    Raises RoleRefused, NotPossible (``no-account-given``), OrderRefused (``order-state``).
    """
    roles.require(officer, order.authority, *_FINANCE)
    wanted = AccountWanted.objects.filter(order=order).first()
    row = None if wanted is None else held(wanted)
    if payee is None:
        return orders.reissue(order, _given(order, row), actor=officer)
    again = orders.reissue(order, payee, actor=officer)
    if row is not None:
        pay_to(row, BankAccount(payee.name, payee.account, payee.bank))
    return again


@transaction.atomic
def reissue_given(authority: Authority, officer: Account) -> list[Order]:
    """Every returned payment whose payee gave an account goes out again; the others wait for theirs.

    Raises RoleRefused.
    """
    roles.require(officer, authority, *_FINANCE)
    answered = open_ones(authority).filter(given_at__isnull=False).order_by("order__number")
    return [reissue(wanted.order, officer) for wanted in answered]


def _given(order: Order, row: AccountWanted | None) -> Payee:
    if row is None or row.given_at is None:
        raise NotPossible(
            "no-account-given",
            Text("收款人还没有提供新的账户。", "The payee has not given another account yet."),
            order.number,
            Text("请等收款人填写，或填写核实过的账户。", "Wait for it, or enter one that you verified."),
        )
    return Payee(row.holder, sealing.unseal(bytes(row.account)), row.bank)
