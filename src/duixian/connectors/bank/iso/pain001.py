"""A batch as an ISO 20022 customer credit transfer, pain.001.001.09, checked against the standard's own schema.

The schema beside this file is the registration authority's, unchanged (see NOTICE). Amounts are written from whole fen.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from lxml import etree

from duixian.connectors.bank.shape import Payment, PaymentLine
from duixian.connectors.errors import ConnectorError, FileRefused
from duixian.connectors.sheets.writing import yuan
from duixian.values.bilingual import Text

PAIN_001 = "pain.001"
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
SCHEMA = Path(__file__).parent / "pain.001.001.09.xsd"
CURRENCY = "CNY"
CLEARING_SYSTEM = "CNAPS"


def credit_transfer(payment: Payment, made_at: datetime) -> bytes:
    """The message in UTF-8. Raises FileRefused (``pain-schema``) with each fault that the schema names."""
    document = etree.Element(_q("Document"), nsmap={None: NAMESPACE})
    message = etree.SubElement(document, _q("CstmrCdtTrfInitn"))
    _header(message, payment, made_at)
    _information(message, payment)
    check(document, payment.batch)
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def check(document: etree._Element, file: str) -> None:
    """Raises FileRefused (``pain-schema``) where the document is not what the schema says."""
    schema = _schema()
    if not schema.validate(document):
        raise FileRefused(file, tuple(_fault(file, entry) for entry in schema.error_log))


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def _header(message: etree._Element, payment: Payment, made_at: datetime) -> None:
    header = etree.SubElement(message, _q("GrpHdr"))
    _put(header, "MsgId", payment.batch)
    _put(header, "CreDtTm", made_at.isoformat(timespec="seconds"))
    _totals(header, payment)
    _put(etree.SubElement(header, _q("InitgPty")), "Nm", payment.payer.name)


def _information(message: etree._Element, payment: Payment) -> None:
    info = etree.SubElement(message, _q("PmtInf"))
    _put(info, "PmtInfId", payment.batch)
    _put(info, "PmtMtd", "TRF")
    _put(info, "BtchBookg", "true")
    _totals(info, payment)
    _put(etree.SubElement(info, _q("ReqdExctnDt")), "Dt", payment.pay_on.isoformat())
    _put(etree.SubElement(info, _q("Dbtr")), "Nm", payment.payer.name)
    _account(info, "DbtrAcct", payment.payer.account)
    _agent(info, "DbtrAgt", payment.payer.bank, payment.payer.clearing)
    for line in payment.lines:
        _transfer(info, line)


def _transfer(info: etree._Element, line: PaymentLine) -> None:
    transfer = etree.SubElement(info, _q("CdtTrfTxInf"))
    identity = etree.SubElement(transfer, _q("PmtId"))
    _put(identity, "InstrId", line.number)
    _put(identity, "EndToEndId", line.number)
    amount = _put(etree.SubElement(transfer, _q("Amt")), "InstdAmt", yuan(line.amount_fen))
    amount.set("Ccy", CURRENCY)
    if line.bank or line.clearing:
        _agent(transfer, "CdtrAgt", line.bank, line.clearing)
    _put(etree.SubElement(transfer, _q("Cdtr")), "Nm", line.payee)
    _account(transfer, "CdtrAcct", line.account)
    if line.purpose:
        _put(etree.SubElement(transfer, _q("RmtInf")), "Ustrd", line.purpose)


def _totals(parent: etree._Element, payment: Payment) -> None:
    _put(parent, "NbOfTxs", str(len(payment.lines)))
    _put(parent, "CtrlSum", yuan(payment.total_fen))


def _account(parent: etree._Element, tag: str, number: str) -> None:
    account = etree.SubElement(parent, _q(tag))
    _put(etree.SubElement(etree.SubElement(account, _q("Id")), _q("Othr")), "Id", number)


def _agent(parent: etree._Element, tag: str, bank: str, clearing: str) -> None:
    institution = etree.SubElement(etree.SubElement(parent, _q(tag)), _q("FinInstnId"))
    if clearing:
        member = etree.SubElement(institution, _q("ClrSysMmbId"))
        _put(etree.SubElement(member, _q("ClrSysId")), "Prtry", CLEARING_SYSTEM)
        _put(member, "MmbId", clearing)
    if bank:
        _put(institution, "Nm", bank)


def _put(parent: etree._Element, tag: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, _q(tag))
    try:
        element.text = text
    except ValueError as error:
        raise FileRefused(tag, (_unwritable(tag, text),)) from error
    return element


def _q(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _fault(file: str, entry: etree._LogEntry) -> ConnectorError:
    said = entry.message.replace(f"{{{NAMESPACE}}}", "")
    return ConnectorError(
        "pain-schema",
        Text(f"不符合 pain.001 的格式：{said}", f"Not as pain.001 wants it: {said}"),
        file,
        Text("请按提示缩短或改正户名、用途、账号。", "Shorten or correct the name, purpose or account."),
    )


def _unwritable(tag: str, text: str) -> ConnectorError:
    return ConnectorError(
        "pain-character",
        Text(f"「{text!r}」含有看不见的字符。", f"{text!r} holds unseen characters."),
        tag,
        Text("请删去后再导出。", "Remove them and export again."),
    )
