"""Who is paid, and where: a name, an account and its bank, as they go to the bank."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.authorities.sealing import index, seal
from duixian.ledger.models import Order

ACCOUNT_KIND = "银行账号"
"""The kind of text under which account numbers are indexed."""


@dataclass(frozen=True)
class Payee:
    """A payee's name and account; ``bank_code`` is the bank's clearing number, where one is known."""

    name: str
    account: str
    bank: str
    bank_code: str = ""

    def columns(self) -> dict[str, object]:
        """The columns of an order that say this; the account is sealed and indexed."""
        return {
            "payee_name": self.name,
            "account_sealed": seal(self.account),
            "account_index": index(ACCOUNT_KIND, self.account),
            "bank": self.bank,
            "bank_code": self.bank_code,
        }

    def fits(self, order: Order) -> bool:
        """Whether the order pays this payee."""
        said = (order.payee_name, order.account_index, order.bank, order.bank_code)
        return said == (self.name, index(ACCOUNT_KIND, self.account), self.bank, self.bank_code)
