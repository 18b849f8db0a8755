"""What passes between the ledger and a bank, whatever the file looks like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Payer:
    """Whose account pays. ``clearing``: the bank's number in the clearing system (联行号), or empty."""

    name: str
    account: str = field(repr=False)
    bank: str
    clearing: str = ""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment. ``number``: the order's number, by which the bank's answer is matched; ``amount_fen`` > 0."""

    number: str
    payee: str
    account: str = field(repr=False)
    bank: str
    amount_fen: int
    purpose: str
    clearing: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """One batch: one payer, one use, one day."""

    batch: str
    payer: Payer
    pay_on: date
    lines: tuple[PaymentLine, ...]

    @property
    def total_fen(self) -> int:
        """The sum of all lines in fen."""
        return sum(line.amount_fen for line in self.lines)


class Outcome(StrEnum):
    """What the bank says of a line; the value is our word in layouts."""

    PAID = "成功"
    FAILED = "失败"
    PENDING = "处理中"


@dataclass(frozen=True, slots=True)
class Returned:
    """The bank's answer about one line. ``cause``: why it failed, in the bank's words; ``bank_reference``: its own
    number of the payment."""

    number: str
    outcome: Outcome
    cause: str = ""
    account: str = field(default="", repr=False)
    amount_fen: int | None = None
    bank_reference: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A return file, read and matched: what is final, and the numbers that are still open (pending or not named)."""

    batch: str
    settled: tuple[Returned, ...]
    open: tuple[str, ...]
