"""A budget, payees and a batch that went to the bank: what the ledger's tests begin from."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from duixian.authorities.models import Account, Authority
from duixian.ledger import batches, budgets, orders
from duixian.ledger.models import Batch, Item, Order, Tax
from duixian.ledger.payees import Payee

PURPOSE = "补贴"
BUDGET = 1_000_000


def payee(name: str = "张三") -> Payee:
    """Somebody with an account of his own."""
    return Payee(
        name,
        f"6222{int(sha256(name.encode()).hexdigest(), 16) % 10**12:012d}",
        "中国工商银行临平支行",
        "102331000018",
    )


def opened(authority: Authority, fen: int = BUDGET, year: int = 2026, **given: object) -> Item:
    """An item whose budget is borne by the city and the district as 4 to 6."""
    shares = {"市级": 4, "区级": 6}
    return budgets.open_item(authority, year, "208-07", "就业补助", fen, shares=shares, **given)  # type: ignore[arg-type]


def ordered(item: Item, reference: str, fen: int, instalment: str = "1", name: str = "") -> Order:
    """A payment of money reserved for it."""
    budgets.reserve(item, reference, fen)
    return orders.order(item, reference, instalment, payee(name or reference), fen, PURPOSE)


@dataclass(frozen=True)
class Finance:
    """The two officers without whom no batch leaves."""

    maker: Account
    checker: Account

    def released(self, item: Item, lines: list[Order]) -> Batch:
        """A batch at the bank."""
        batch = batches.make(item, lines, self.maker)
        batches.set_tax(batch, Tax.GROSS, self.maker)
        batches.check(batch, self.checker)
        return batches.release(batch, self.checker)
