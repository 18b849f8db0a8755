"""A released batch on its way to the bank."""

from __future__ import annotations

from duixian.authorities import clock
from duixian.authorities.models import Account, Role
from duixian.authorities.roles import require
from duixian.connectors.bank.paying import layout_named, own_layouts, payment_file
from duixian.connectors.bank.shape import Payer, Payment, PaymentLine
from duixian.connectors.channels import channel_of
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Channel, Delivery, System
from duixian.connectors.sending import send
from duixian.ledger.models import Batch, Item
from duixian.ledger.queries import BankLine, bank_lines, bank_payer
from duixian.ledger.states import BatchState
from duixian.values.bilingual import Text


def send_batch(batch: Batch, *, actor: Account, bank: str = "main") -> Delivery:
    """Leaves a released batch's payment file on the authority's channel ``bank``; twice is once.

    The actor must be one of finance's two. Raises ConnectorError (``batch-not-released``, ``channel-unknown``,
    ``bank-unknown``, ``outgoing-differs``), FileRefused with every fault of a line; RoleRefused.
    """
    require(actor, batch.authority, Role.FINANCE_MAKER, Role.FINANCE_CHECKER)
    channel = channel_of(batch.authority, System.BANK, bank)
    name, content = batch_file(batch, channel)
    return send(channel, name, content, subject=batch.number, actor=actor)


def batch_file(batch: Batch, channel: Channel) -> tuple[str, bytes]:
    """The file's name and bytes. What varies comes from the batch alone, so it can be made again."""
    if batch.state not in (BatchState.RELEASED, BatchState.RECONCILED) or batch.released_at is None:
        raise _not_released(batch)
    return payment_file(payment_of(batch), layout_named(channel.layout, own_layouts()), batch.released_at)


def payment_of(batch: Batch) -> Payment:
    """What the bank is told: for each order the amount less the tax withheld, in order of number.

    Raises ConnectorError (``payer-missing``) when the item has no paying account."""
    assert batch.released_at is not None
    if not batch.item.payer_account_sealed:
        raise _no_payer(batch.item)
    payer = bank_payer(batch)
    return Payment(
        batch=batch.number,
        payer=Payer(payer.name, payer.account, payer.bank, payer.bank_code),
        pay_on=batch.released_at.astimezone(clock.OFFICE).date(),
        lines=tuple(_line(line) for line in bank_lines(batch)),
    )


def _line(line: BankLine) -> PaymentLine:
    return PaymentLine(
        line.number, line.name, line.account, line.bank, line.fen, line.purpose, line.bank_code
    )


def _not_released(batch: Batch) -> ConnectorError:
    return ConnectorError(
        "batch-not-released",
        Text("这个批次还没有送银行。", "The batch has not been released."),
        batch.number,
        Text(
            "制单后须由另一人复核并送银行，才能导出。",
            "Another person must check and release it before it can be exported.",
        ),
    )


def _no_payer(item: Item) -> ConnectorError:
    return ConnectorError(
        "payer-missing",
        Text("这个预算项目没有登记付款账户。", "The budget item has no paying account."),
        str(item),
        Text("请财务先登记付款户名、账号和开户行。", "Ask finance to enter the name, account and bank."),
    )
