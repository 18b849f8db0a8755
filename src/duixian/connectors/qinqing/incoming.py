"""Answers from 亲清在线: each confirms or contests one offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.authorities.models import Account, Authority, Role
from duixian.authorities.roles import require
from duixian.casework import offers
from duixian.casework.content import BankAccount
from duixian.casework.models import PayTo
from duixian.casework.states import State
from duixian.connectors.channels import channel_of
from duixian.connectors.errors import ConnectorError, FileRefused
from duixian.connectors.models import Delivery, System
from duixian.connectors.qinqing.outgoing import qinqing_layout
from duixian.connectors.receiving import Effect, receive
from duixian.connectors.sheets.reading import Row, each, read_sheet
from duixian.registry.store import snapshot
from duixian.values.bilingual import Text

CONFIRMED = "确认"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a payee says of an offer. ``account`` is None where the known one is right."""

    payee: PayTo
    confirmed: bool
    account: BankAccount | None
    words: str


def take_answers(authority: Authority, *, actor: Account) -> list[Delivery]:
    """Takes every sheet of answers that waits; what became of each. The actor is an intake officer, as at a counter.

    Raises RoleRefused, ConnectorError (``channel-unknown``), LineUnavailable.
    """
    require(actor, authority, Role.INTAKE)
    channel = channel_of(authority, System.QINQING)
    return receive(channel, lambda name, content: taken(authority, name, content, actor), actor=actor)


def taken(authority: Authority, name: str, content: bytes, actor: Account) -> Effect:
    """One sheet of answers. An offer that was answered otherwise already is passed over and named.

    Raises FileRefused (``answer-stranger``, ``answer-number``, ``answer-twice``, ``answer-several``,
    ``answer-words``), or what casework refuses.
    """
    layout = qinqing_layout().incoming
    assert layout is not None
    rows = read_sheet(layout, name, content)
    answers = each(rows, name, lambda row: _answer(authority, row))
    _check_once(answers, name)
    waiting = [answer for answer in answers if answer.payee.case.state == State.OFFERED]
    for answer in waiting:
        if answer.confirmed:
            offers.confirm(answer.payee.case, actor, answer.account)
        else:
            offers.object_to(answer.payee.case, actor, answer.words)
    return Effect(_words(answers, waiting), subject="answers")


def _answer(authority: Authority, row: Row) -> Answer:
    lines = PayTo.objects.filter(authority=authority, case__number=row["编号"], amount_fen__gt=0)
    payees = list(lines.select_related("case"))
    if not payees:
        raise _fault("answer-stranger", row, _STRANGER)
    if len(payees) > 1:
        raise _fault("answer-several", row, _SEVERAL)
    [payee] = payees
    written = snapshot.keys_as_written(authority, [(payee.table, payee.key)])[payee.table, payee.key]
    if written != row["号码"].upper():
        raise _fault("answer-number", row, _NUMBER)
    confirmed = row["结果"] == CONFIRMED
    if not confirmed and not row["说明"]:
        raise _fault("answer-words", row, _WORDS)
    account = BankAccount(row["户名"], row["账号"], row["开户行"]) if row["账号"] else None
    return Answer(payee, confirmed, account, row["说明"])


def _check_once(answers: Sequence[Answer], name: str) -> None:
    numbers = [answer.payee.case.number for answer in answers]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise FileRefused(
            name, tuple(ConnectorError("answer-twice", _TWICE[0], f"{name} {n}", _TWICE[1]) for n in twice)
        )


def _words(answers: Sequence[Answer], waiting: Sequence[Answer]) -> str:
    confirmed = sum(answer.confirmed for answer in waiting)
    passed = [answer.payee.case.number for answer in answers if answer not in waiting]
    lines = [
        f"确认 {confirmed} 件，异议 {len(waiting) - confirmed} 件，先前已答复而略过 {len(passed)} 件。",
        f"{confirmed} confirmed, {len(waiting) - confirmed} contested, {len(passed)} answered before.",
    ]
    return "\n".join([*lines, *passed])


def _fault(code: str, row: Row, words: tuple[Text, Text]) -> ConnectorError:
    return ConnectorError(code, words[0], row.where, words[1])


_CHECK = Text(
    "请与对方核对后重新导入；本文件一件也没有记入。", "Check with them; nothing of the file was taken."
)
_STRANGER = (Text("没有这个事项编号。", "There is no such matter."), _CHECK)
_NUMBER = (Text("证件号码不是这个事项收款人的。", "The number is not the payee's."), _CHECK)
_TWICE = (Text("同一事项在文件里答复了两次。", "The matter is answered twice in the file."), _CHECK)
_SEVERAL = (
    Text("这个事项有几名收款人，须各自在办事大厅确认。", "The matter has several payees."),
    Text("请各收款人在本系统确认。", "Each of them answers in the portal."),
)
_WORDS = (
    Text("提出异议而没有说明。", "It is contested without words."),
    Text("请补写异议理由。", "Give the reason."),
)
