"""A bank's return file: read by layout, matched to what was sent, taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.connectors.bank.iso.pain001 import PAIN_001
from duixian.connectors.bank.iso.pain002 import status_report
from duixian.connectors.bank.shape import Answer, Outcome, Payment, Returned
from duixian.connectors.errors import ConnectorError, FileRefused, LayoutError
from duixian.connectors.sheets.layout import Layout
from duixian.connectors.sheets.reading import Row, each, read_sheet
from duixian.values.bilingual import Text
from duixian.values.money import MoneyError, parse_money


def returned_lines(layout: Layout, file: str, content: bytes) -> list[Returned]:
    """What the bank says of each line, in the file's order.

    Raises FileRefused with every fault; LayoutError (``layout-incoming``).
    """
    if layout.form == PAIN_001:
        return status_report(file, content)
    if layout.incoming is None:
        raise _no_incoming(layout)
    fen = layout.rest.get("回盘金额", "元") == "分"
    return each(read_sheet(layout.incoming, file, content), file, lambda row: _line(row, fen))


def match(payment: Payment, returned: Iterable[Returned], file: str) -> Answer:
    """The answer about one batch. Raises FileRefused: ``return-stranger`` (a line that was not sent),
    ``return-repeated``, ``return-amount``, ``return-account``, ``return-cause`` (failed without a cause)."""
    sent = {line.number: line for line in payment.lines}
    seen: dict[str, Returned] = {}
    faults: list[ConnectorError] = []
    for line in returned:
        where = f"{file} 单号 {line.number}"
        original = sent.get(line.number)
        if original is None:
            faults.append(_fault("return-stranger", where, _STRANGER))
        elif line.number in seen:
            faults.append(_fault("return-repeated", where, _REPEATED))
        elif line.amount_fen not in (None, original.amount_fen):
            faults.append(_fault("return-amount", where, _AMOUNT))
        elif line.account not in ("", original.account):
            faults.append(_fault("return-account", where, _ACCOUNT))
        elif line.outcome is Outcome.FAILED and not line.cause:
            faults.append(_fault("return-cause", where, _CAUSE))
        seen[line.number] = line
    if faults:
        raise FileRefused(file, tuple(faults))
    settled = {number: line for number, line in seen.items() if line.outcome is not Outcome.PENDING}
    still_open = tuple(line.number for line in payment.lines if line.number not in settled)
    return Answer(payment.batch, tuple(settled.values()), still_open)


def _line(row: Row, fen: bool) -> Returned:
    if not row["单号"]:
        raise _fault("return-number", row.where, _NUMBER)
    return Returned(
        number=row["单号"],
        outcome=Outcome(row["结果"]),
        cause=row["原因"],
        account=row["账号"],
        amount_fen=_amount(row, fen) if row["金额"] else None,
        bank_reference=row["流水号"],
    )


def _amount(row: Row, fen: bool) -> int:
    text = row["金额"]
    if fen and text.isdigit():
        return int(text)
    try:
        return parse_money(text)
    except MoneyError as error:
        raise ConnectorError(error.code, error.message, f"{row.where}「金额」", error.remedy) from error


def _fault(code: str, where: str, words: tuple[Text, Text]) -> ConnectorError:
    return ConnectorError(code, words[0], where, words[1])


def _no_incoming(layout: Layout) -> LayoutError:
    return LayoutError(
        "layout-incoming",
        Text(f"版式「{layout.name.zh}」没有写回盘文件。", f"'{layout.name.en}' describes no return file."),
        layout.code,
        Text("请在版式说明里补「收到」。", "Add 收到 to the layout."),
    )


_CHECK = Text("请与银行核对后重新导入；本文件一笔也没有记入。", "Check with the bank; nothing was taken.")
_NUMBER = (Text("没有单号。", "There is no order number."), _CHECK)
_STRANGER = (Text("本批次没有这个单号。", "The batch has no such number."), _CHECK)
_REPEATED = (Text("同一单号在回盘里出现两次。", "The number stands in the return file twice."), _CHECK)
_AMOUNT = (Text("金额与付出的不同。", "The amount differs from the one sent."), _CHECK)
_ACCOUNT = (Text("账号与付出的不同。", "The account differs from the one sent."), _CHECK)
_CAUSE = (Text("失败而没有原因。", "It failed, and no cause is given."), _CHECK)
