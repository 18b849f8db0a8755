"""The payment file of a batch, in the form its bank wants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings

from duixian.connectors.bank.checking import check_payment
from duixian.connectors.bank.iso.pain001 import PAIN_001, credit_transfer
from duixian.connectors.bank.shape import Payment, PaymentLine
from duixian.connectors.errors import ConnectorError, LayoutError
from duixian.connectors.sheets.layout import Layout, layouts_in
from duixian.connectors.sheets.writing import Value, write_sheet
from duixian.values.bilingual import Text

LAYOUTS = Path(__file__).parent / "layouts"
OWN = "banks"
"""The folder of an installation's own layouts, below its data folder."""


def bank_layouts(*more: Path) -> dict[str, Layout]:
    """Layouts of banks by code: those that come with the program, and an installation's own folders."""
    return layouts_in(LAYOUTS, *more)


def own_layouts() -> Path:
    """Where this installation keeps layouts of its own; they win over those that come with the program."""
    return Path(settings.DUIXIAN_DATA) / OWN


def layout_named(code: str, *more: Path) -> Layout:
    """One of them. Raises ConnectorError (``bank-unknown``)."""
    known = bank_layouts(*more)
    if code in known:
        return known[code]
    raise ConnectorError(
        "bank-unknown",
        Text(f"没有「{code}」这种银行文件版式。", f"There is no bank layout '{code}'."),
        remedy=Text(f"可用：{'、'.join(known)}。", f"Use one of: {', '.join(known)}."),
    )


def payment_file(payment: Payment, layout: Layout, made_at: datetime) -> tuple[str, bytes]:
    """The file's name and bytes. ``made_at`` (aware) is written into messages that carry it; nothing else varies.

    Raises FileRefused with every fault of the payment or of a cell, LayoutError (``layout-outgoing``).
    """
    check_payment(payment)
    if layout.form == PAIN_001:
        return f"{payment.batch}.xml", credit_transfer(payment, made_at)
    if layout.outgoing is None:
        raise _no_outgoing(layout)
    name = f"{payment.batch}.{layout.outgoing.form}"
    lines = [_values(payment, place, line) for place, line in enumerate(payment.lines, start=1)]
    return name, write_sheet(layout.outgoing, lines, name)


def _values(payment: Payment, place: int, line: PaymentLine) -> Mapping[str, Value]:
    """What a column of a bank's layout can take (取)."""
    return {
        "序号": place,
        "单号": line.number,
        "户名": line.payee,
        "账号": line.account,
        "开户行": line.bank,
        "联行号": line.clearing,
        "金额": line.amount_fen,
        "用途": line.purpose,
        "日期": payment.pay_on,
        "批次": payment.batch,
        "付款户名": payment.payer.name,
        "付款账号": payment.payer.account,
        "付款开户行": payment.payer.bank,
        "笔数": len(payment.lines),
        "合计": payment.total_fen,
    }


def _no_outgoing(layout: Layout) -> LayoutError:
    return LayoutError(
        "layout-outgoing",
        Text(f"版式「{layout.name.zh}」没有写付款文件。", f"'{layout.name.en}' describes no payment file."),
        layout.code,
        Text("请在版式说明里补「发出」。", "Add 发出 to the layout."),
    )
