"""The whole expression language as frozen dataclasses: typed, resolved, ready for any engine.

Every node knows its ``type`` and the ``text`` it was written as. There are three truth values: a comparison
with an unknown side is unknown; ``ABSENT`` (known to be none) makes a comparison false; 且, 或 and 非 follow
Kleene. Money is whole fen after every operation: × and ÷ round half up to the fen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from duixian.language.types import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Expr:
    """Any expression."""

    type: Type
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal(Expr):
    """A value written in the rule; ``unit`` as written (元, 年, %), for the number check."""

    value: Any
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Expr):
    """A named value of an interpretation record; ``value`` None while the question is open."""

    record: str
    name: str
    value: Any


class MomentName(StrEnum):
    """What every rule may name without declaring it."""

    AS_OF = "截至日"
    CLAIMED_ON = "申请日"
    EVENT_ON = "事件日"
    MONTH = "当月"
    PERIOD_START = "当期起"
    PERIOD_END = "当期止"
    PERIOD_NUMBER = "期次"
    AREA = "辖区"
    POLICY = "本政策"
    BENEFIT = "本项目"
    TIER = "本资金层级"
    WINDOW_START = "政策起"
    WINDOW_END = "政策止"
    GROSS = "应得金额"
    SERVED = "已满月数"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Expr):
    """A value the engine supplies: the date of decision, the month being paid, the policy's area …"""

    name: MomentName


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument(Expr):
    """A definition's argument, by position."""

    index: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Local(Expr):
    """A named value of the same rule (变量)."""

    name: str
    body: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Here(Expr):
    """The record at a depth of the scope: 0 is the case itself, 1 the record an aggregate looks at, …"""

    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow(Expr):
    """The record that a link column of another record points to."""

    base: Expr
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Expr):
    """The value in one column of a record."""

    base: Expr
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Negate(Expr):
    """−x."""

    value: Expr


class Operator(StrEnum):
    """Arithmetic signs."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "×"
    DIVIDE = "÷"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic(Expr):
    """Two values and a sign; the types say which arithmetic (money, dates by calendar months, exact ratios)."""

    operator: Operator
    left: Expr
    right: Expr


class Comparison(StrEnum):
    """Comparison signs."""

    EQ = "="
    NE = "≠"
    LT = "<"
    LE = "≤"
    GT = ">"
    GE = "≥"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Expr):
    """left sign right; categories compare by rank where ordered."""

    operator: Comparison
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Expr):
    """low ≤ value ≤ high, both ends included."""

    value: Expr
    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Among(Expr):
    """value is one of the options."""

    value: Expr
    options: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Expr):
    """A region lies within an area (a district in its city in its province)."""

    place: Expr
    area: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class IsAbsent(Expr):
    """The value is known to be none."""

    value: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Expr):
    """非 x."""

    value: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf(Expr):
    """且."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf(Expr):
    """或."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Expr):
    """若 condition 则 … 否则 …; an unknown condition makes it unknown."""

    condition: Expr
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Expr):
    """A built-in function (see ``functions``)."""

    function: str
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(Expr):
    """A definition of the policy applied to arguments."""

    definition: str
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Records to look at: all of a table, or those whose ``link`` points to ``base`` (a record, or rows again).

    ``depth`` is where each stands while it is looked at."""

    table: str
    depth: int
    base: Expr | Rows | None = None
    link: str | None = None


class How(StrEnum):
    """What an aggregate asks; the value is its word."""

    EXISTS = "存在"
    NONE = "没有"
    COUNT = "计数"
    DISTINCT = "不同"
    SUM = "合计"
    MAX = "最大"
    MIN = "最小"
    LAST = "最近"
    FIRST = "最早"
    RUN = "连续月数"
    LONGEST = "最长连续月数"
    COVERED = "覆盖月数"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate(Expr):
    """A question to many records. ``value``: what is summed, compared or counted, in the record's scope;
    ``start`` and ``end`` months bound 连续月数 and 覆盖月数."""

    how: How
    rows: Rows
    where: Expr | None = None
    value: Expr | None = None
    start: Expr | None = None
    end: Expr | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds(Expr):
    """在期: the record at ``depth`` holds on a date or in a month; with ``until``, at some time between."""

    depth: int
    since: Expr
    until: Expr | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a category table; ``keys`` None is 其他 (everything else)."""

    keys: tuple[str, ...] | None
    value: Expr
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCategory(Expr):
    """按: the value beside the member that the subject is. No row for a member: absent."""

    subject: Expr
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """One tier: low ≤ x ≤ high with each end open or closed; None is unbounded."""

    low: Any
    low_open: bool
    high: Any
    high_open: bool
    value: Expr
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByBand(Expr):
    """分档: the value of the tier in which the subject lies. No tier: absent."""

    subject: Expr
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice of a marginal scale: what lies above the former ``upto`` and not above this one × ``rate``.

    Over money the rate is a ratio; over a count (persons, hours) it is fen for each."""

    upto: int | None
    rate: Fraction
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marginal(Expr):
    """累进: money or a count in slices, each at its own rate, each slice rounded half up to the fen."""

    subject: Expr
    slices: tuple[Slice, ...]


class StepKind(StrEnum):
    """The words of an amount's steps."""

    TAKE = "取"
    ADD = "加"
    SUBTRACT = "减"
    MULTIPLY = "乘"
    DIVIDE = "除以"
    AT_MOST = "不超过"
    AT_LEAST = "不低于"
    ROUND = "取整到"
    FLOOR = "舍到"
    CEIL = "进到"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do with the running amount. ``label`` is the person's name for it."""

    kind: StepKind
    operand: Expr
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Expr):
    """An amount worked out step by step in the written order; 减 does not go below zero."""

    steps: tuple[Step, ...]


CategoryRanks = Mapping[str, int]
