"""A bank's ISO 20022 status report, any version of pain.002: what became of each transfer, and why.

Settled (ACSC, ACCC) is paid; rejected (RJCT) is failed; every other status is still open. A status for the whole group
or payment counts for lines that have none of their own only where it rejects: nothing is paid that is not named.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from duixian.connectors.bank.shape import Outcome, Returned
from duixian.connectors.errors import ConnectorError, FileRefused
from duixian.values.bilingual import Text

_PREFIX = "urn:iso:std:iso:20022:tech:xsd:pain.002."
_PAID = frozenset({"ACSC", "ACCC"})
_REJECTED = "RJCT"


def status_report(file: str, content: bytes) -> list[Returned]:
    """One entry for each transfer that the report names. Raises FileRefused: ``report-unreadable``,
    ``report-other`` (no pain.002), ``report-empty`` (no transfer named), ``report-line`` (one without a number)."""
    root = _root(file, content)
    entries = list(root.iter("{*}TxInfAndSts"))
    if not entries:
        raise _refused("report-empty", file, _EMPTY)
    nameless = [entry for entry in entries if not _text(entry, "OrgnlEndToEndId")]
    if nameless:
        raise FileRefused(
            file, tuple(_fault("report-line", f"{file} 第 {e.sourceline} 行", _NAMELESS) for e in nameless)
        )
    return [_returned(entry) for entry in entries]


def _root(file: str, content: bytes) -> etree._Element:
    """Without entities, network or huge trees: what comes from outside gets no help to do harm."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _refused("report-unreadable", file, _unreadable(str(error))) from error
    if not (etree.QName(root).namespace or "").startswith(_PREFIX):
        raise _refused("report-other", file, _OTHER)
    return root


def _returned(entry: etree._Element) -> Returned:
    status = _text(entry, "TxSts")
    outcome = Outcome.PAID if status in _PAID else Outcome.FAILED if status == _REJECTED else Outcome.PENDING
    return Returned(_text(entry, "OrgnlEndToEndId"), outcome, "；".join(_causes(entry)))


def _causes(entry: etree._Element) -> Iterator[str]:
    """The code or words of the reason, then what the bank adds."""
    for reason in entry.findall("{*}StsRsnInf"):
        code = _text(reason, "Rsn/{*}Cd") or _text(reason, "Rsn/{*}Prtry")
        words = [added.text.strip() for added in reason.findall("{*}AddtlInf") if added.text]
        yield " ".join([*([code] if code else []), *words])


def _text(element: etree._Element, path: str) -> str:
    found = element.find(f"{{*}}{path}")
    return (found.text or "").strip() if found is not None else ""


def _refused(code: str, file: str, words: tuple[Text, Text]) -> FileRefused:
    return FileRefused(file, (_fault(code, file, words),))


def _fault(code: str, where: str, words: tuple[Text, Text]) -> ConnectorError:
    return ConnectorError(code, words[0], where, words[1])


def _unreadable(said: str) -> tuple[Text, Text]:
    return Text(f"不是合格的 XML：{said}", f"Not well-formed XML: {said}"), _ASK


_ASK = Text("请让银行重新导出 pain.002。", "Ask the bank for pain.002 again.")
_OTHER = (Text("不是 pain.002 状态报告。", "This is no pain.002 status report."), _ASK)
_EMPTY = (Text("报告里没有逐笔的状态。", "The report names no transfer."), _ASK)
_NAMELESS = (Text("有一笔没有写原单号。", "One transfer does not name its number."), _ASK)
