"""A policy as engines read it: measures with their conditions, amounts, payouts, limits and groups.

Everything here is data resolved from a policy document; nothing here knows any one policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from duixian.language.nodes import Expr, Rows
from duixian.language.types import Type
from duixian.language.vocabulary import Vocabulary
from duixian.values.bilingual import Text
from duixian.values.citation import Citation


@dataclass(frozen=True, slots=True)
class Source:
    """Where something of a rule comes from: its names, the words that grant it, the interpretations it uses."""

    name: Text
    clause: str
    citation: Citation | None = None
    interpretations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One named condition. ``alternatives``: what it was written as (任一), each with its own source; ``test`` is
    true where any of them holds."""

    source: Source
    test: Expr
    alternatives: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A term of the policy (定义): a value, or conditions that must all (or any) hold."""

    source: Source
    parameters: tuple[tuple[str, Type], ...]
    result: Type
    value: Expr | None = None
    conditions: tuple[Condition, ...] = ()
    any_of: bool = False


class MeasureKind(StrEnum):
    """What a measure gives; the value is the 种类 in a rule."""

    MONEY = "资金"
    SERVICE = "服务"
    HONOUR = "荣誉"
    REFERRAL = "转办"


@dataclass(frozen=True, slots=True)
class Payee:
    """Who receives: a record of a person, employer or institution; ``share`` of the whole, None for all of it.

    With ``each``, one payee for each of those rows (team members with their shares); ``when``: only where that
    holds."""

    who: Expr
    share: Expr | None = None
    each: Rows | None = None
    when: Expr | None = None


class Gap(StrEnum):
    """What a month without the condition does to a monthly payment; the value is the 断档 in a rule."""

    SKIP = "跳过"
    STOP = "停止"
    EXTEND = "顺延"
    TOLERATE = "容许"


@dataclass(frozen=True, slots=True)
class Periodic:
    """The same amount every so many months. ``length``: months in all. ``batch``: months paid together, in
    arrears. ``tolerance``: months of a gap that do not end it (with Gap.TOLERATE)."""

    source: Source
    every: int
    amount: Expr
    start: Expr
    length: Expr
    condition: Condition | None = None
    gap: Gap = Gap.SKIP
    tolerance: Expr | None = None
    batch: int = 1
    until: Expr | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment: its part of the whole, the day it falls due, and what must still hold then."""

    source: Source
    numerator: int
    denominator: int
    due: Expr
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """Instalments whose parts add up to the whole."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Prepayment:
    """Money paid ahead and settled against the final amount: ``base`` × ``share`` on ``due`` while
    ``condition`` holds; the rest, or recovery of too much, on ``settled``."""

    source: Source
    base: Expr
    share: Expr
    due: Expr
    settled: Expr
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Once:
    """All at once; ``due`` None means as soon as it is granted."""

    due: Expr | None = None


Payout = Once | Periodic | Parts | Prepayment


class Recovery(StrEnum):
    """How much comes back when the condition of a hold breaks; the value is the 追回 in a rule."""

    ALL = "全额"
    REMAINING = "按剩余月"


@dataclass(frozen=True, slots=True)
class Hold:
    """保持: for so many months after a day a condition must hold in every month, or money is recovered.

    ``share``: the part to recover, which may depend on the months served (已满月数), instead of ``recovery``."""

    source: Source
    months: Expr
    since: Expr
    condition: Condition
    recovery: Recovery
    share: Expr | None = None


class Exceeding(StrEnum):
    """What happens above a cap of money; the value is the 超出 in a rule."""

    TRIM = "扣减"
    REFUSE = "不予"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times or so much money for each value of the keys, in the order of events.

    ``rolling``: within so many months back from each event, instead of over all time. ``shared``: measures
    that name the same limit count together. ``applies``: the cases it binds and counts; None is all of them.
    ``prior_keys``: each key read off a payment already made (the payment is the record at depth 1; its date
    stands for 事件日), None where a payment does not tell it. ``counts_prior``: whether payments already made
    count at all."""

    source: Source
    keys: tuple[Expr, ...]
    count: Expr | None = None
    money: Expr | None = None
    rolling: Expr | None = None
    exceeding: Exceeding = Exceeding.TRIM
    shared: str | None = None
    applies: Expr | None = None
    counts_prior: bool = True
    prior_keys: tuple[Expr | None, ...] = ()


class Ties(StrEnum):
    """What equal ranks at the last place do; the value is the 并列 in a rule."""

    SHARE = "同享"
    LEAVE = "空缺"
    CLERK = "待定"


@dataclass(frozen=True, slots=True)
class Order:
    """One ranking key."""

    value: Expr
    descending: bool


@dataclass(frozen=True, slots=True)
class Quota:
    """At most so many places for each value of the keys, filled by rank."""

    source: Source
    keys: tuple[Expr, ...]
    places: Expr
    order: tuple[Order, ...]
    ties: Ties = Ties.CLERK


class Shortage(StrEnum):
    """What happens to the claim that a budget no longer covers; the value is the 不足 in a rule."""

    REFUSE = "不予"
    PARTIAL = "部分"
    PRO_RATA = "按比例"


@dataclass(frozen=True, slots=True)
class Budget:
    """So much money for each value of the keys, first come first served by ``order`` (the claim date); with
    PRO_RATA all share it in proportion, each rounded down to the fen."""

    source: Source
    keys: tuple[Expr, ...]
    total: Expr
    order: Expr | None = None
    shortage: Shortage = Shortage.REFUSE
    shared: str | None = None


class Mode(StrEnum):
    """How the members of a group bear each other; the value is the 方式 in a rule."""

    HIGHEST = "就高"
    DIFFERENCE = "就高补差"
    CHOOSE = "择一"
    STACK = "叠加"
    DEDUCT = "扣减"


@dataclass(frozen=True, slots=True)
class Group:
    """组: entitlements that exclude, top up, or reduce one another when their keys are equal.

    ``cap``: most money of a stack. ``across``: members of other policies with the same group name count too."""

    source: Source
    mode: Mode
    cap: Expr | None = None
    across: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """A measure's place in a group: the keys, and which prior payments count (``prior``, with the payment as the
    inner record)."""

    group: str
    keys: tuple[Expr, ...]
    prior: Expr | None = None


@dataclass(frozen=True, slots=True)
class Funding:
    """A source of money and its share of each payment."""

    tier: Text
    share: Expr


@dataclass(frozen=True, slots=True)
class Measure:
    """项目: what one clause gives. One case for each record of ``table`` (and each period, with ``yearly``).

    ``undecided``: parameters that must be set before money moves. ``deadline``: claimed in time. ``window``: the
    event lies in the policy's term. ``applies``: which records are meant at all. ``gross``: paid before tax.
    ``warnings``: conditions worth a look where they hold; they change nothing."""

    source: Source
    kind: MeasureKind
    table: str
    event: Expr
    payees: tuple[Payee, ...]
    conditions: tuple[Condition, ...]
    amount: Expr | None = None
    payout: Payout = field(default_factory=Once)
    yearly: bool = False
    deadline: Condition | None = None
    window: Condition | None = None
    undecided: tuple[Expr, ...] = ()
    hold: Hold | None = None
    limits: tuple[Limit, ...] = ()
    quota: Quota | None = None
    budgets: tuple[Budget, ...] = ()
    memberships: tuple[Membership, ...] = ()
    funding: tuple[Funding, ...] = ()
    evidence: tuple[Text, ...] = ()
    routing: Expr | None = None
    steps: tuple[Source, ...] = ()
    matter: Expr | None = None
    interpretations: tuple[str, ...] = ()
    applies: Expr | None = None
    variables: tuple[tuple[Text, Expr], ...] = ()
    gross: bool = True
    warnings: tuple[Condition, ...] = ()

    @property
    def name(self) -> str:
        """The measure's Chinese name, its key in a policy."""
        return self.source.name.zh


@dataclass(frozen=True, slots=True)
class Target:
    """目标: a statistic of the registry beside the figure that the policy sets."""

    source: Source
    value: Expr
    goal: Expr | None
    at_least: bool = True


class Status(StrEnum):
    """Where a policy stands; the value is the 状态 in its front matter."""

    DRAFT = "征求意见稿"
    IN_FORCE = "施行"
    EXPIRED = "失效"
    SUPERSEDED = "已被取代"


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when events count, both days included; an end of None is open."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to an open question."""

    name: Text


@dataclass(frozen=True, slots=True)
class Interpretation:
    """解释: an open question of the text, its options, the one in force, who decided it and when."""

    id: str
    clause: str
    quote: str
    question: Text
    options: tuple[Option, ...]
    chosen: str
    basis: Text
    decided_by: str | None
    decided_on: date | None
    parameters: Mapping[str, object]

    @property
    def decided(self) -> bool:
        """Whether the authority has decided; until then the default is the system's own reading."""
        return self.decided_by is not None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the wording as citations name it."""

    id: str
    wording: str


@dataclass(frozen=True)
class Policy:
    """A policy, loaded and checked. ``version``: hash of wording, rules and interpretations."""

    id: str
    title: Text
    authority: Text
    number: str | None
    status: Status
    window: Window
    tier: str
    area: str
    vocabulary: Vocabulary
    clauses: Mapping[str, Clause]
    definitions: Mapping[str, Definition]
    measures: Mapping[str, Measure]
    groups: Mapping[str, Group]
    targets: tuple[Target, ...]
    interpretations: Mapping[str, Interpretation]
    supersedes: tuple[str, ...]
    version: str
    channel: Text | None = None

    @property
    def may_pay(self) -> bool:
        """Money moves only under a policy in force that has a document number."""
        return self.status is Status.IN_FORCE and bool(self.number)
