"""What leaves the finance desk as a file: a batch in a bank's form, and its lines as a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.connectors.bank.outgoing import payment_of
from duixian.connectors.bank.paying import layout_named, own_layouts, payment_file
from duixian.console.doors import OfficeRequest, office
from duixian.console.finance import queries
from duixian.console.finance.finding import batch_of
from duixian.console.finance.roles import FINANCE, READERS
from duixian.console.seeing import exported
from duixian.design.downloads import XLSX, to_keep
from duixian.ledger.errors import BatchRefused
from duixian.ledger.states import BatchState
from duixian.papers.sheets import Column, Kind, workbook

_MEDIA = {"csv": "text/csv", "xlsx": XLSX, "xml": "application/xml"}


@office(*FINANCE)
def bank_file(request: OfficeRequest, number: str, layout: str) -> HttpResponse:
    """The payment file of a released batch. It holds account numbers in clear: taking it is written down."""
    found = batch_of(request, number)
    if found.released_at is None:
        raise BatchRefused.state(found, BatchState.RELEASED)
    name, content = payment_file(payment_of(found), layout_named(layout, own_layouts()), found.released_at)
    exported(request, "ledger.Batch", number, [layout, "account"])
    return to_keep(content, name, _MEDIA[name.rpartition(".")[2]])


@office(*READERS)
def batch_sheet(request: OfficeRequest, number: str) -> HttpResponse:
    """The lines of a batch with what the bank said, for reading: accounts by their last four digits."""
    found = batch_of(request, number)
    columns = (
        Column(gettext("付款单号")),
        Column(gettext("户名")),
        Column(gettext("账号末四位")),
        Column(gettext("开户银行")),
        Column(gettext("应付（元）"), Kind.MONEY),
        Column(gettext("代扣（元）"), Kind.MONEY),
        Column(gettext("转账（元）"), Kind.MONEY),
        Column(gettext("用途")),
        Column(gettext("状态")),
        Column(gettext("银行说明")),
    )
    words = dict(found.returns.filter(late=False).values_list("order_id", "words"))
    lines = [
        (
            order.number,
            order.payee_name,
            queries.account_end(order),
            order.bank,
            order.amount_fen,
            order.withheld_fen,
            order.transfer_fen,
            order.purpose,
            order.get_state_display(),
            words.get(order.pk, ""),
        )
        for order in found.orders.order_by("number")
    ]
    exported(request, "ledger.Batch", number, ["lines"])
    notes = [(gettext("导出人"), str(request.office.account)), (gettext("批次"), number)]
    content = workbook(f"{gettext('批次')} {number}", columns, lines, made_at=clock.now(), notes=notes)
    return to_keep(content, f"{number}.xlsx", XLSX)
