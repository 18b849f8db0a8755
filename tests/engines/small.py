"""Tiny policies built by hand: expressions as text, facts as rows of plain cells.

``Maker`` resolves expressions in the scope of one table; ``policy`` puts measures together; ``facts`` reads rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from duixian.engines.single.engine import Engine
from duixian.language.facts import Facts
from duixian.language.nodes import Expr, MomentName, Parameter, Rows
from duixian.language.outcome import Outcome
from duixian.language.problems import Problems, Spot
from duixian.language.record import Record
from duixian.language.resolve import Scope, Signature, resolve_expression
from duixian.language.resolve.scope import IN_A_CASE
from duixian.language.rule import (
    Budget,
    Condition,
    Definition,
    Group,
    Hold,
    Limit,
    Measure,
    MeasureKind,
    Membership,
    Mode,
    Once,
    Order,
    Parts,
    Payee,
    Periodic,
    Policy,
    Prepayment,
    Quota,
    Recovery,
    Source,
    Status,
    Ties,
    Window,
)
from duixian.language.rule import Part as PartOf
from duixian.language.types import BOOL, INT, MONEY, Type, record
from duixian.language.vocabulary import Shape, Table, Vocabulary, load_vocabulary
from duixian.language.vocabulary.cells import read_row
from duixian.values.bilingual import Text


def _with_short_keys(table: Table) -> Table:
    """The table with P1 for an ID number and E1 for a credit code."""
    numbered = (Shape.ID_NUMBER, Shape.CREDIT_CODE)
    columns = {c.name: replace(c, shape=None) if c.shape in numbered else c for c in table.columns.values()}
    return replace(table, columns=columns)


def _vocabulary() -> Vocabulary:
    loaded = load_vocabulary()
    return Vocabulary({t.name: _with_short_keys(t) for t in loaded.tables.values()}, loaded.categories)


VOCABULARY = _vocabulary()
PERIOD = (MomentName.MONTH, MomentName.PERIOD_START, MomentName.PERIOD_END, MomentName.PERIOD_NUMBER)
SPOT = Spot("policy.md", 1, 1)
LINPING = "330113"


def source(name: str) -> Source:
    """A source that only has a name."""
    return Source(Text(name, name), "1")


@dataclass(frozen=True)
class Maker:
    """Builds the parts of one measure over ``table``; ``prior`` adds the payment as the inner record."""

    table: str | None = "录用"
    definitions: Mapping[str, Signature] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    arguments: Mapping[str, tuple[int, Type]] = field(default_factory=dict)
    vocabulary: Vocabulary = VOCABULARY

    def scope(self, *inner: str) -> Scope:
        """The scope of the table, with records inside it."""
        records = inner if self.table is None else (self.table, *inner)
        moments = IN_A_CASE | {*PERIOD, MomentName.SERVED, MomentName.GROSS}
        return Scope(
            self.vocabulary, records, moments, self.arguments, dict(self.parameters), dict(self.definitions)
        )

    def expr(self, text: str, expected: Type | None = None, *inner: str) -> Expr:
        """The node of an expression; its problems fail the test."""
        problems = Problems()
        node = resolve_expression(text, SPOT, self.scope(*inner), problems, expected)
        assert node is not None, "\n".join(p.render("zh") for p in problems.found)
        return node

    def maybe(self, text: str | None, expected: Type | None = None) -> Expr | None:
        """None for None."""
        return None if text is None else self.expr(text, expected)

    def condition(self, name: str, text: str) -> Condition:
        """A named condition."""
        return Condition(source(name), self.expr(text, BOOL))

    def conditions(self, *written: str, **named: str) -> tuple[Condition, ...]:
        """Conditions named by themselves or by keyword."""
        given = {**{text: text for text in written}, **named}
        return tuple(self.condition(name, text) for name, text in given.items())

    def keys(self, *texts: str) -> tuple[Expr, ...]:
        """Keys of limits and groups."""
        return tuple(self.expr(text) for text in texts)

    def limit(self, name: str, keys: Sequence[str], **more: Any) -> Limit:
        """A limit; texts of count, money, rolling and applies are resolved."""
        kinds = {"count": INT, "money": MONEY, "rolling": None, "applies": BOOL}
        for part, kind in kinds.items():
            if isinstance(more.get(part), str):
                more[part] = self.expr(more[part], kind)
        prior = tuple(
            None if text is None else self.expr(text, None, "已享受") for text in more.pop("prior_keys", ())
        )
        return Limit(source(name), self.keys(*keys), prior_keys=prior, **more)

    def quota(self, keys: Sequence[str], places: str, *order: str, ties: Ties = Ties.CLERK) -> Quota:
        """Places by rank; an order that starts with - is descending."""
        ranks = tuple(Order(self.expr(text.lstrip("-")), text.startswith("-")) for text in order)
        return Quota(source("名额"), self.keys(*keys), self.expr(places, INT), ranks, ties)

    def budget(
        self, name: str, keys: Sequence[str], total: str, order: str | None = None, **more: Any
    ) -> Budget:
        """A budget."""
        return Budget(source(name), self.keys(*keys), self.expr(total, MONEY), self.maybe(order), **more)

    def member(self, group: str, *keys: str, prior: str | None = None) -> Membership:
        """A place in a group."""
        counted = None if prior is None else self.expr(prior, BOOL, "已享受")
        return Membership(group, self.keys(*keys), counted)

    def monthly(self, amount: str, length: str, start: str, every: int = 1, **more: Any) -> Periodic:
        """A payment every so many months."""
        for part in ("tolerance", "until"):
            if isinstance(more.get(part), str):
                more[part] = self.expr(more[part])
        if isinstance(more.get("condition"), str):
            more["condition"] = self.condition("每期", more["condition"])
        return Periodic(
            source("发放"), every, self.expr(amount, MONEY), self.expr(start), self.expr(length), **more
        )

    def parts(self, ratio: str, *dues: str, condition: str | None = None) -> Parts:
        """Instalments in a ratio such as 4:3:3."""
        numbers = [int(part) for part in ratio.split(":")]
        held = None if condition is None else self.condition("仍符合", condition)
        return Parts(
            tuple(
                PartOf(source(f"第{i + 1}期"), number, sum(numbers), self.expr(due), held)
                for i, (number, due) in enumerate(zip(numbers, dues, strict=True))
            )
        )

    def once(self, due: str | None = None) -> Once:
        """All at once."""
        return Once(self.maybe(due))

    def prepaid(
        self, base: str, share: str, due: str, settled: str, condition: str | None = None
    ) -> Prepayment:
        """Money ahead, then the rest."""
        held = None if condition is None else self.condition("预付条件", condition)
        return Prepayment(
            source("预付"), self.expr(base, MONEY), self.expr(share), self.expr(due), self.expr(settled), held
        )

    def hold(
        self,
        months: str,
        since: str,
        condition: str,
        recovery: Recovery = Recovery.ALL,
        share: str | None = None,
    ) -> Hold:
        """A hold period."""
        return Hold(
            source("保持"),
            self.expr(months),
            self.expr(since),
            self.condition("保持", condition),
            recovery,
            self.maybe(share),
        )

    def measure(
        self,
        name: str = "补贴",
        *conditions: str,
        amount: str | Expr | None = "1000元",
        event: str = "录用日",
        payee: str = "人员",
        **more: Any,
    ) -> Measure:
        """A measure of money; ``more`` are its further fields, texts of conditions resolved."""
        assert self.table is not None
        for part in ("window", "deadline"):
            if isinstance(more.get(part), str):
                more[part] = self.condition(part, more[part])
        if isinstance(more.get("applies"), str):
            more["applies"] = self.expr(more["applies"], BOOL)
        money = self.expr(amount, MONEY) if isinstance(amount, str) else amount
        return Measure(
            source(name),
            more.pop("kind", MeasureKind.MONEY),
            self.table,
            self.expr(event),
            more.pop("payees", (Payee(self.expr(payee)),)),
            more.pop("conditions", self.conditions(*conditions)),
            money,
            **more,
        )

    def definition(
        self,
        name: str,
        parameters: Mapping[str, Type],
        *conditions: str,
        value: str | None = None,
        **more: Any,
    ) -> Definition:
        """A term of the policy with its own arguments."""
        arguments = {p: (i, kind) for i, (p, kind) in enumerate(parameters.items())}
        inner = replace(self, table=None, arguments=arguments)
        held = inner.maybe(value)
        result = BOOL if held is None else held.type
        return Definition(
            source(name), tuple(parameters.items()), result, held, inner.conditions(*conditions), **more
        )


def rows_of(maker: Maker, table: str, link: str) -> Rows:
    """The rows of a table that point to the case."""
    assert maker.table is not None
    return Rows(table, 1, maker.expr("本次", record(maker.table)), link)


def group(name: str, mode: Mode, cap: Expr | None = None, *, across: bool = False) -> Group:
    """A group."""
    return Group(source(name), mode, cap, across)


def policy(
    *measures: Measure,
    groups: Iterable[Group] = (),
    definitions: Iterable[Definition] = (),
    window: tuple[str, str | None] = ("2021-01-01", "2025-12-31"),
    title: str = "某办法",
    id: str = "某区/某办法",  # noqa: A002
    vocabulary: Vocabulary = VOCABULARY,
) -> Policy:
    """A policy in force."""
    start, end = window
    return Policy(
        id=id,
        title=Text(title, title),
        authority=Text("某局", "Office"),
        number="1号",
        status=Status.IN_FORCE,
        window=Window(date.fromisoformat(start), None if end is None else date.fromisoformat(end)),
        tier="区",
        area=LINPING,
        vocabulary=vocabulary,
        clauses={},
        definitions={d.source.name.zh: d for d in definitions},
        measures={m.name: m for m in measures},
        groups={g.source.name.zh: g for g in groups},
        targets=(),
        interpretations={},
        supersedes=(),
        # A version names wording and rules: engines are kept by it.
        version=sha256(repr((title, window, definitions, measures, groups)).encode()).hexdigest(),
    )


Rows_ = Iterable[Mapping[str, object]]


def facts(*, missing: Iterable[str] = (), vocabulary: Vocabulary = VOCABULARY, **tables: Rows_) -> Facts:
    """Facts from rows of cells; every table not in ``missing`` is supplied."""
    held = {name: records(name, rows, vocabulary) for name, rows in tables.items()}
    return Facts(vocabulary, held, set(vocabulary.tables) - set(missing))


def records(table: str, rows: Rows_, vocabulary: Vocabulary = VOCABULARY) -> list[Record]:
    """Records of one table; without a key column their position is their key."""
    declared = vocabulary.tables[table]
    found = []
    for position, row in enumerate(rows):
        values = read_row(declared, row, vocabulary, partial=True)
        found.append(Record(table, values[declared.key] if declared.key else position, values))
    return found


def day(text: str) -> date:
    """A date."""
    return date.fromisoformat(text)


def decide(one: Policy | Sequence[Policy], known: Facts, as_of: str = "2022-12-31") -> list[Outcome]:
    """All outcomes on a day."""
    policies = [one] if isinstance(one, Policy) else list(one)
    return Engine(policies).decide(known, day(as_of))


def only(outcomes: Sequence[Outcome]) -> Outcome:
    """The one outcome there is."""
    assert len(outcomes) == 1, outcomes
    return outcomes[0]


def paid(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Whole yuan payable, by record."""
    return {str(o.record.key): o.payable // 100 for o in outcomes}


def hire(key: str, on: str = "2022-01-10", person: str = "P1", **more: object) -> dict[str, object]:
    """A row of 录用."""
    return {"合同编号": key, "人员": person, "用人单位": "E1", "录用日": on, **more}


def insured(start: str, end: str | None = None, person: str = "P1", **more: object) -> dict[str, object]:
    """A row of 参保."""
    return {"人员": person, "用人单位": "E1", "参保地": LINPING, "起月": start, "止月": end, **more}


def payment(number: str, amount: str, benefit: str = "补贴", **more: object) -> dict[str, object]:
    """A row of 已享受."""
    given = {"政策": "某办法", "资金层级": "区", "人员": "P1", "支付日期": "2022-03-01", **more}
    return {"支付编号": number, "项目": benefit, "金额": amount, **given}
