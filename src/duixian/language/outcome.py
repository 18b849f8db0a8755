"""What an engine says about one case: every condition with its truth, the amount with its steps, what limits
and groups did, the instalments, what is missing, and the first day it would hold. Money is whole fen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from duixian.language.nodes import Expr
from duixian.language.record import Record
from duixian.language.rule import Condition, Measure, Policy, Prepayment, Source
from duixian.language.unknown import Missing
from duixian.values.bilingual import Text

NO_ROW = Text("金额表中有对应的档", "A row of the amount's table fits")
NOTHING_DUE = Text("应得金额大于零", "The amount is above zero")
NO_DAY = Text("有可以发放的日期", "There is a day to pay on")
"""What else must hold for money to be paid, shown as a failed condition where it does not."""


class Verdict(StrEnum):
    """The three outcomes of a decision."""

    ELIGIBLE = "符合"
    INELIGIBLE = "不符合"
    UNDETERMINED = "待定"


class Finding:
    """One tested expression: its truth (True, False or Unknown), the value found and the value asked for.

    ``condition`` names it where it is a named condition; ``parts`` are the tests inside it."""

    __slots__ = ("actual", "condition", "parts", "test", "threshold", "truth")

    def __init__(
        self,
        test: Expr,
        truth: Any,
        actual: Any = None,
        threshold: Any = None,
        parts: Sequence[Finding] = (),
        condition: Condition | None = None,
    ) -> None:
        self.test = test
        self.truth = truth
        self.actual = actual
        self.threshold = threshold
        self.parts = parts
        self.condition = condition


@dataclass(frozen=True, slots=True)
class Payment:
    """A payee and its share; ``table`` is 人员, 用人单位 or 机构, ``share`` a fraction of the whole."""

    table: str
    key: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Working:
    """One step of the amount: the word, the expression as written, its value, and the running result."""

    kind: str
    label: str
    text: str
    value: Any
    result: Any


class InstalmentState(StrEnum):
    """Where an instalment stands on the day of the decision."""

    DUE = "应付"
    SCHEDULED = "未到期"
    LOST = "不满足"
    STOPPED = "停止"
    UNKNOWN = "待定"


PAYABLE = (InstalmentState.DUE, InstalmentState.SCHEDULED)
"""The states of money that is paid, now or later."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of the payment. ``amount``: fen; ``period``: a month (2022-07) or a label, ``due``: a date."""

    number: int
    period: str
    due: date | None
    amount: int
    state: InstalmentState
    label: Text | None = None
    missing: frozenset[Missing] = frozenset()


class EffectKind(StrEnum):
    """What touched an amount after the conditions held."""

    QUOTA = "名额"
    COUNT = "限次"
    GROUP = "组"
    CAP = "限额"
    BUDGET = "预算"
    PAID = "已支付"
    HOLD = "保持"


class EffectResult(StrEnum):
    """What it did."""

    KEPT = "保留"
    REDUCED = "减少"
    REFUSED = "不予"
    PENDING = "待定"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another case, or a payment already made, that an effect speaks of."""

    policy: str
    measure: str
    record: str
    amount: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a limit, quota, budget or group did: fen before and after, and because of what.

    ``best``: the total of the combination chosen; ``next_best``: the best total had this case been kept."""

    kind: EffectKind
    source: Source
    result: EffectResult
    before: int
    after: int
    because: tuple[Reference, ...] = ()
    best: int | None = None
    next_best: int | None = None


@dataclass(slots=True)
class Outcome:
    """One case decided. ``truth``: of all conditions together. ``amount``: fen before limits and groups, None for
    what is not money or not known. ``payable``: fen after them and after what was ``paid`` for this very case. ``recovery``: fen to come back."""

    policy: Policy
    measure: Measure
    record: Record
    year: int | None
    as_of: date
    event_on: date | None
    claimed_on: date
    findings: tuple[Finding, ...]
    truth: Any
    missing: frozenset[Missing] = frozenset()
    payees: tuple[Payment, ...] = ()
    amount: int | None = None
    workings: tuple[Working, ...] = ()
    variables: tuple[tuple[Text, Expr, Any], ...] = ()
    instalments: tuple[Instalment, ...] = ()
    effects: list[Effect] = field(default_factory=list)
    payable: int = 0
    not_yet: date | None = None
    recovery: int = 0
    paid: int = 0
    held_until: date | None = None
    broken_on: date | None = None
    routing: Any = None
    matter: Any = None
    warnings: tuple[Source, ...] = ()
    verdict: Verdict = Verdict.INELIGIBLE

    @property
    def open(self) -> bool:
        """Whether limits and groups should still look at this case: conditions hold and nothing is missing."""
        return self.truth is True and not self.missing

    @property
    def due_now(self) -> int:
        """Fen due on or before the day of the decision and not yet paid; of an open case only what is prepaid."""
        due = [i.amount for i in self.instalments if i.state is InstalmentState.DUE]
        if not self.open:
            due = due[:1] if isinstance(self.measure.payout, Prepayment) and self.truth is not False else []
        left = sum(due) - self.paid
        return max(0, min(left, self.payable) if self.open else left)

    @property
    def reference(self) -> Reference:
        """How effects name this case."""
        return Reference(self.policy.id, self.measure.name, str(self.record.key), self.amount or 0)
