"""A bank's answers: return files taken into the ledger, each once and whole."""

from __future__ import annotations

from duixian.authorities.models import Account, Authority, Role
from duixian.authorities.roles import require
from duixian.connectors.bank.outgoing import payment_of
from duixian.connectors.bank.paying import layout_named, own_layouts
from duixian.connectors.bank.returned import match, returned_lines
from duixian.connectors.bank.shape import Answer, Outcome, Returned
from duixian.connectors.channels import channel_of
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Channel, Delivery, System
from duixian.connectors.receiving import Effect, receive
from duixian.ledger import returns
from duixian.ledger.models import Batch
from duixian.values.bilingual import Text


def take_returns(authority: Authority, *, actor: Account | None = None, bank: str = "main") -> list[Delivery]:
    """Takes every return file that waits on a bank's channel; what became of each.

    ``actor``: one of finance's two, or None for the system's own timer. Raises RoleRefused, ConnectorError
    (``channel-unknown``), LineUnavailable.
    """
    if actor is not None:
        require(actor, authority, Role.FINANCE_MAKER, Role.FINANCE_CHECKER)
    channel = channel_of(authority, System.BANK, bank)
    return receive(channel, lambda name, content: take_return(channel, name, content, actor), actor=actor)


def take_return(channel: Channel, name: str, content: bytes, actor: Account | None) -> Effect:
    """One return file into the ledger. Raises FileRefused, ConnectorError, or what the ledger refuses."""
    said = returned_lines(layout_named(channel.layout, own_layouts()), name, content)
    batch = _batch(channel.authority, said, name)
    answer = match(payment_of(batch), said, name)
    if not answer.settled:
        raise nothing_settled(name, batch)
    returns.take(batch, [line_of(line) for line in answer.settled], actor=actor)
    return Effect(_words(answer), subject=batch.number)


def _batch(authority: Authority, said: list[Returned], name: str) -> Batch:
    """The one batch that the numbers belong to."""
    numbers = [line.number for line in said]
    found = list(Batch.objects.filter(authority=authority, orders__number__in=numbers).distinct()[:2])
    if len(found) == 1:
        return found[0]
    raise _no_batch(name) if not found else _several(name, found)


def line_of(line: Returned) -> returns.Line:
    """A bank's word on one line, as the ledger takes it."""
    return returns.Line(
        number=line.number,
        ok=line.outcome is Outcome.PAID,
        words=line.cause,
        fen=line.amount_fen,
        bank_reference=line.bank_reference,
    )


def _words(answer: Answer) -> str:
    failed = [line for line in answer.settled if line.outcome is Outcome.FAILED]
    paid = len(answer.settled) - len(failed)
    return "\n".join(
        [
            f"批次 {answer.batch}：成功 {paid} 笔，失败 {len(failed)} 笔，尚无结果 {len(answer.open)} 笔。",
            f"Batch {answer.batch}: {paid} paid, {len(failed)} failed, {len(answer.open)} without a result.",
            *(f"{line.number}\t{line.cause}" for line in failed),
        ]
    )


def _no_batch(name: str) -> ConnectorError:
    return ConnectorError(
        "return-unknown",
        Text("回盘里的单号都不是本部门付出的。", "None of the numbers was paid by this authority."),
        name,
        Text("请核对是不是放错了通道或文件。", "Check that it is the right file on the right channel."),
    )


def _several(name: str, found: list[Batch]) -> ConnectorError:
    named = "、".join(batch.number for batch in found)
    return ConnectorError(
        "return-several",
        Text(f"一个回盘里有几个批次的单号：{named}。", f"One file answers several batches: {named}."),
        name,
        Text("请让银行按批次分别导出。", "Ask the bank for one file per batch."),
    )


def nothing_settled(name: str, batch: Batch) -> ConnectorError:
    """Every line of a file is still pending."""
    return ConnectorError(
        "return-pending",
        Text(
            "每一笔都还在处理中，没有可记的结果。", "Every line is still pending; there is nothing to take."
        ),
        f"{name} ({batch.number})",
        Text("等银行有了结果再导入。", "Import it again when the bank has results."),
    )
