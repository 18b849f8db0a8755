"""What must hold of a payment before any bank sees it."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.connectors.bank.shape import Payment, PaymentLine
from duixian.connectors.errors import ConnectorError, FileRefused
from duixian.connectors.sheets.layout import MOST_LINES
from duixian.values.bilingual import Text

SHORTEST_ACCOUNT = 6
LONGEST_ACCOUNT = 32


def check_payment(payment: Payment) -> None:
    """Raises FileRefused with every fault: ``payment-empty``, ``payment-lines``, ``payment-number``,
    ``payment-repeated``, ``payment-amount``, ``payment-account``, ``payment-payee``."""
    faults = [*_counted(payment), *_repeated(payment.lines)]
    for line in payment.lines:
        faults += _line(line)
    if faults:
        raise FileRefused(payment.batch, tuple(faults))


def _counted(payment: Payment) -> Iterable[ConnectorError]:
    count = len(payment.lines)
    if not count:
        yield ConnectorError(
            "payment-empty", Text("批次里没有明细。", "The batch holds no line."), payment.batch, _NOTHING
        )
    if count > MOST_LINES:
        yield ConnectorError(
            "payment-lines",
            Text(
                f"批次有 {count} 笔，一个文件至多 {MOST_LINES} 笔。",
                f"The batch has {count} lines; a file holds {MOST_LINES}.",
            ),
            payment.batch,
            Text("请分成几个批次。", "Split it into several batches."),
        )


def _repeated(lines: tuple[PaymentLine, ...]) -> Iterable[ConnectorError]:
    """The same order twice, or the same account, amount and purpose twice: a bank's risk control stops at both."""
    numbers: dict[str, int] = {}
    matters: dict[tuple[str, int, str], PaymentLine] = {}
    for place, line in enumerate(lines, start=1):
        if (first := numbers.setdefault(line.number, place)) != place:
            yield _same_number(line, first, place)
        matter = (line.account, line.amount_fen, line.purpose)
        if (earlier := matters.setdefault(matter, line)) is not line and earlier.number != line.number:
            yield _same_matter(line, earlier)


def _line(line: PaymentLine) -> Iterable[ConnectorError]:
    where = f"单号 {line.number}"
    if line.amount_fen <= 0:
        yield ConnectorError(
            "payment-amount",
            Text("金额必须大于 0。", "The amount must be more than 0."),
            where,
            Text("请从批次中移出这一笔。", "Take the line out of the batch."),
        )
    if not (line.account.isascii() and line.account.replace("-", "").isalnum()) or not (
        SHORTEST_ACCOUNT <= len(line.account) <= LONGEST_ACCOUNT
    ):
        yield ConnectorError(
            "payment-account",
            Text("收款账号不是账号的样子。", "The payee's account does not look like an account number."),
            where,
            Text("请请收款人核对账号后重新开单。", "Ask the payee to check it and order anew."),
        )
    if not line.payee.strip():
        yield ConnectorError(
            "payment-payee",
            Text("没有收款户名。", "The payee has no name."),
            where,
            Text("户名须与开户行登记的一致。", "The name must be the one the bank knows."),
        )


def _same_number(line: PaymentLine, first: int, second: int) -> ConnectorError:
    return ConnectorError(
        "payment-number",
        Text(
            f"同一单号出现在第 {first} 笔和第 {second} 笔。", f"Lines {first} and {second} have one number."
        ),
        f"单号 {line.number}",
        Text("同一笔只能付一次，请移出多余的。", "It can be paid once only; take the other out."),
    )


def _same_matter(line: PaymentLine, earlier: PaymentLine) -> ConnectorError:
    return ConnectorError(
        "payment-repeated",
        Text(
            f"与单号 {earlier.number} 的账号、金额、用途完全相同，银行风控会拦截。",
            f"Account, amount and purpose equal those of {earlier.number}; a bank's risk control stops at that.",
        ),
        f"单号 {line.number}",
        Text(
            "确为两笔的，用途写明期次或放进另一批次；否则移出一笔。",
            "If they are two payments, say so in the purpose or use another batch; else take one out.",
        ),
    )


_NOTHING = Text("没有可付的就不必导出。", "With nothing to pay there is no need for a file.")
