"""The receipt of a payment, from the ledger and the bank's return."""

from __future__ import annotations

from typing import Any

from duixian.authorities.sealing import unseal
from duixian.casework.models import Case
from duixian.ledger.models import Order, Return, Source
from duixian.ledger.queries import bank_payer
from duixian.ledger.states import OrderState
from duixian.ledger.taxes import transferred_parts
from duixian.papers.drawing import pdf
from duixian.papers.errors import not_due
from duixian.papers.saying import account_end, amount, figures, head, on_day

TITLE = "付款凭证"
STATEMENT = "本凭证由付款账簿和银行回单生成，款项已由银行付讫；账号只显示末四位。"


def receipt(order: Order) -> bytes:
    """The receipt of a paid order, as PDF. Raises PaperError (``paper-not-due``, ``fonts-missing``)."""
    return pdf("receipt", data_of(order))


def data_of(order: Order) -> dict[str, Any]:
    """What the receipt says. Raises PaperError."""
    paid = Return.objects.filter(order=order, ok=True).first()
    if order.state != OrderState.PAID or paid is None or order.batch is None:
        raise not_due(order.number, "款项尚未付讫", "the payment has not been made")
    day = on_day(paid.taken_at)
    return {
        **head(order.authority, TITLE, order.number, day),
        "paid_on": day.isoformat(),
        "payer": _payer(order),
        "payee": {
            "name": order.payee_name,
            "account": account_end(unseal(bytes(order.account_sealed))[-4:]),
            "bank": order.bank or "—",
        },
        "purpose": order.purpose,
        "amount": amount(order.amount_fen),
        "withheld": amount(order.withheld_fen) if order.withheld_fen else None,
        "transfer": amount(order.transfer_fen),
        "case": _case(order),
        "instalment": order.instalment,
        "item": f"{order.item.year} {order.item.code} {order.item.name}",
        "sources": _sources(order),
        "batch": order.batch.number,
        "bank_reference": paid.bank_reference or "—",
        "statement": STATEMENT,
        "traces": [("付款单", order.number), ("兑现编号", order.reference)],
    }


def _payer(order: Order) -> dict[str, str]:
    assert order.batch is not None
    payer = bank_payer(order.batch)
    return {
        "name": payer.name or order.authority.name,
        "account": account_end(payer.account[-4:]),
        "bank": payer.bank or "—",
    }


def _case(order: Order) -> str:
    """The case that the payment is of."""
    found = Case.objects.filter(authority_id=order.authority_id, entitlement__number=order.reference)
    number = found.order_by("-pk").values_list("number", flat=True).first()
    return number or order.reference


def _sources(order: Order) -> str:
    """Whose money it is."""
    names = Source.objects.filter(item=order.item).order_by("position").values_list("name", flat=True)
    parts = zip(names, transferred_parts(order), strict=True)
    return "；".join(f"{name} ¥{figures(fen)}" for name, fen in parts if fen)
