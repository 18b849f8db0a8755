"""The payee of a payment that came back gives another account; at the counter an officer enters it for him."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities import clock, roles, sealing
from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.casework import payees
from duixian.casework.content import BankAccount
from duixian.casework.errors import ClaimFaulty, NotPossible, NotYours
from duixian.casework.models.account import PayTo
from duixian.casework.models.wanted import AccountWanted
from duixian.casework.moving import note
from duixian.casework.people import names_of
from duixian.casework.returned.asking import cause_of
from duixian.casework.standing import stands_for
from duixian.ledger.models import Cause, Order
from duixian.ledger.payees import ACCOUNT_KIND
from duixian.ledger.states import OrderState
from duixian.registry.store.kinds import ACCOUNT
from duixian.values.account_number import parse_account_number
from duixian.values.bilingual import Text
from duixian.values.widths import half_width

_MAY_BE_THE_SAME = (Cause.FROZEN, Cause.REPEATED, Cause.OTHER)
"""Causes that go away without another account: it was unfrozen, or the bank erred."""


@transaction.atomic
def give(wanted: AccountWanted, actor: Account, account: BankAccount) -> AccountWanted:
    """Another account for a returned payment, and for what the case pays later. Until the payment is issued anew it
    may be given again.

    Raises NotYours, NotPossible (issued anew meanwhile), AccountNumberError, ClaimFaulty (``no-bank``; ``other-name``:
    the account is not the payee's own; ``same-account``: the bank refused just this one).
    """
    row = held(wanted)
    _require_standing(row, actor)
    if row.order.state != OrderState.RETURNED:
        raise _over(row.order)
    number = parse_account_number(account.number)
    name = name_of(row)
    _check_holder(row, account.holder, name)
    _check_bank(row, account.bank)
    _check_another(row.order, number, account.bank.strip())
    return _kept(row, actor, BankAccount(name, number, account.bank.strip()))


def held(wanted: AccountWanted) -> AccountWanted:
    """The row as it is now, locked until the transaction ends: given and issued anew never at the same moment."""
    rows = AccountWanted.objects.select_for_update(of=("self",))
    return rows.select_related("order__item__authority", "case__version", "authority").get(pk=wanted.pk)


def name_of(wanted: AccountWanted) -> str:
    """In whose name the account has to be: as the register knows the payee, else as the payment named him."""
    pair = wanted.table, wanted.key
    known = names_of(wanted.authority, [pair], wanted.case.version.loaded().vocabulary)
    return known.get(pair) or wanted.order.payee_name


def _require_standing(row: AccountWanted, actor: Account) -> None:
    if roles.holds(actor, row.authority, Role.INTAKE):
        return
    vocabulary = row.case.version.loaded().vocabulary
    if not stands_for(actor, row.authority, row.table, row.key, vocabulary):
        raise NotYours(
            "not-yours",
            Text("这笔退回的款项不是付给您的。", "This returned payment was not for you."),
            row.order.number,
            Text("请用收款人本人的账户登录，或到窗口办理。", "Sign in as its payee, or go to the counter."),
        )


def _check_holder(row: AccountWanted, holder: str, name: str) -> None:
    if _bare(holder) != _bare(name):
        raise ClaimFaulty(
            "other-name",
            Text(
                f"户名应为“{name}”，填写的是“{holder.strip()}”。",
                f"The account has to be in the name of {name}; '{holder.strip()}' was given.",
            ),
            row.order.number,
            Text(
                "请填写本人（本单位）名下的账户；登记的名称有误的，请先申请更正登记。",
                "Give an account of your own; if the register has the name wrong, ask to correct it first.",
            ),
        )


def _check_bank(row: AccountWanted, bank: str) -> None:
    if not bank.strip():
        raise ClaimFaulty(
            "no-bank",
            Text("没有填写开户银行。", "The bank is missing."),
            row.order.number,
            Text("请写明开户银行，尽量写到支行。", "Name the bank, with its branch if you can."),
        )


def _check_another(order: Order, number: str, bank: str) -> None:
    """An account that the bank has just refused is refused again, unless its cause may have gone away."""
    same = sealing.index(ACCOUNT_KIND, number) == order.account_index
    cause = cause_of(order)
    mended = cause in _MAY_BE_THE_SAME or (cause is Cause.BANK_UNKNOWN and bank != order.bank)
    if same and not mended:
        raise ClaimFaulty(
            "same-account",
            Text("这就是被银行退回的那个账户。", "This is the very account that the bank refused."),
            order.number,
            Text("请换一个本人名下能正常收款的账户。", "Give another account of yours that takes payments."),
        )


def _kept(row: AccountWanted, actor: Account, account: BankAccount) -> AccountWanted:
    row.holder, row.bank = account.holder, account.bank
    row.account, row.account_end = sealing.seal(account.number), account.number[-4:]
    row.given_by, row.given_at = actor, clock.now()
    row.save()
    pay_to(row, account)
    note(row.case, actor, "", {"account_given": [row.order.number, row.account_end]})
    return row


def pay_to(row: AccountWanted, account: BankAccount) -> None:
    """What the case pays this payee from now on goes there too."""
    line = PayTo.objects.filter(case=row.case, table=row.table, key=row.key).first()
    if line is not None and line.account_index != sealing.index(ACCOUNT, account.number):
        payees.give(line, account).save()


def _bare(name: str) -> str:
    """A name without what people write now so, now so: widths, spaces, the dot between parts."""
    return "".join(half_width(name).split()).replace("•", "·").casefold()


def _over(order: Order) -> NotPossible:
    return NotPossible(
        "not-possible",
        Text(
            f"这笔付款现在是“{order.get_state_display()}”，不再需要新的账户。",
            f"This payment is {order.get_state_display()}; no account is wanted for it any more.",
        ),
        order.number,
        Text("请在“收款”中查看最新的状态。", "See where it stands under 'Payments'."),
    )
