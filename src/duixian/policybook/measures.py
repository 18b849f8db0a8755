"""项目: one benefit, from its block."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from fractions import Fraction

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.nodes import Aggregate, Expr, Literal, Moment, MomentName
from duixian.language.problems import Spot
from duixian.language.resolve.scope import IN_A_CASE
from duixian.language.rule import (
    Funding,
    Hold,
    Measure,
    MeasureKind,
    Payee,
    Periodic,
    Recovery,
    Source,
)
from duixian.language.types import BOOL, DATE, MONEY, MONTHS, NUMBER, TEXT, Kind
from duixian.language.vocabulary import Table
from duixian.policybook.conditions import conditions, only_condition
from duixian.policybook.constants import folded
from duixian.policybook.document import RuleBlock
from duixian.policybook.groups import DeclaredGroup, memberships
from duixian.policybook.keys.inner import INNER
from duixian.policybook.limits import budgets, limits, quota
from duixian.policybook.matching import shares_of
from duixian.policybook.payouts import check_whole, is_periodic, payout, ratio_of
from duixian.policybook.reading import nearest
from duixian.policybook.values import value
from duixian.policybook.walking import nodes_in
from duixian.policybook.windows import PolicyTerm, SharedClaim, claim_deadline, event_window
from duixian.policybook.workbench import Workbench, bilingual
from duixian.values.bilingual import Text

_PAYEES = ("人员", "用人单位", "机构")
_YEARLY = (MomentName.PERIOD_START, MomentName.PERIOD_END)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a measure takes from the rest of the policy."""

    term: PolicyTerm
    groups: Map[str, DeclaredGroup]
    claims: tuple[SharedClaim, ...] = ()


def measure(bench: Workbench, block: RuleBlock, around: Surroundings) -> Measure | None:
    """The measure that a block declares; None when it is wrong (recorded)."""
    table = _table(bench, block.body)
    return None if table is None else _MeasureReader(bench, block, around, table).read()


def _table(bench: Workbench, body: Mapping) -> Table | None:
    found = bench.reader.scalar(body.get("每次"), Text("「每次」", "'每次'"))
    if found is None:
        return None
    tables = bench.scope.vocabulary.tables
    if found.text not in tables:
        near = nearest(found.text, tuple(tables))
        bench.problems.add(
            "unknown-table",
            found.spot,
            Text(f"没有表「{found.text}」", f"there is no table '{found.text}'"),
            Text(f"用词汇表里的表，或在 facts.yaml 声明{near.zh}", f"use a declared table{near.en}"),
        )
    return tables.get(found.text)


@dataclass
class _MeasureReader:
    bench: Workbench
    block: RuleBlock
    around: Surroundings
    table: Table
    yearly: bool = False
    locals: dict[str, Callable[[], Expr | None]] = field(default_factory=dict)

    def read(self) -> Measure | None:
        bench = self.bench
        self.yearly = bench.reader.flag(self.block.body, "逐年")
        moments = bench.scope.moments | IN_A_CASE | set(_YEARLY if self.yearly else ())
        scope = replace(bench.scope, records=(self.table.name,), moments=moments, locals=self.locals)
        self.bench = bench.within(scope)
        variables, event = self._variables(self.bench), self._event()
        # Without an event there is no measure, but the rest of the block is read for its problems.
        found = self._bounded(self._granted(event if event is not None else _NO_EVENT, variables))
        return None if event is None else self._with_sources(found)

    def _granted(self, event: Expr, variables: tuple[tuple[Text, Expr], ...]) -> Measure:
        """Who gets what, on which conditions, and how it is paid."""
        bench, body = self.bench, self.block.body
        kind = self._kind()
        self._check_amount(kind)
        amount, paid = value(bench, body.get("金额"), MONEY), payout(bench, body.get("发放"))
        return Measure(
            source=self._source(amount, paid),
            kind=kind,
            table=self.table.name,
            event=event,
            payees=self._payees(bench),
            conditions=conditions(bench, body.get("条件")),
            amount=amount,
            payout=paid,
            yearly=self.yearly,
            applies=bench.expression(body.get("适用"), BOOL),
            variables=variables,
            warnings=conditions(bench, body.get("提醒")),
        )

    def _bounded(self, found: Measure) -> Measure:
        """The measure with its deadlines, limits, groups, and what casework needs."""
        bench, body = self.bench, self.block.body
        after = bench.with_moments(MomentName.GROSS)
        return replace(
            found,
            deadline=claim_deadline(bench, body.get("申请"), self.block.name, self.around.claims),
            window=event_window(bench, body.get("期间"), self.around.term),
            undecided=self._undecided(bench),
            hold=self._hold(bench),
            limits=limits(after, body.get("限制")),
            quota=quota(bench, body.get("名额")),
            budgets=budgets(after, body.get("预算")),
            memberships=memberships(bench, body.get("归组"), self.around.groups),
            funding=self._funding(after),
            evidence=self._evidence(),
            routing=bench.expression(body.get("分送"), TEXT),
            matter=bench.expression(body.get("事项"), TEXT),
            gross=bench.reader.word(body, "税", ("税前", "税后"), "税前") == "税前",
        )

    def _with_sources(self, found: Measure) -> Measure:
        return replace(
            found, interpretations=self.bench.interpretations(self.block.body, tuple(nodes_in(found)))
        )

    def _source(self, amount: Expr | None, paid: object) -> Source:
        each = paid.amount if isinstance(paid, Periodic) else None
        name = bilingual(self.bench.reader, self.block.name, self.block.body)
        return self.bench.source(name, self.block.body, (amount, each))

    def _kind(self) -> MeasureKind:
        words = tuple(k.value for k in MeasureKind)
        return MeasureKind(self.bench.reader.word(self.block.body, "种类", words, MeasureKind.MONEY.value))

    def _variables(self, bench: Workbench) -> tuple[tuple[Text, Expr], ...]:
        entries = bench.reader.named(self.block.body.get("变量"), Text("「变量」", "'变量'"))
        for name, node in entries:
            held = node.get("值") if isinstance(node, Mapping) and node.keys[:1] == ("值",) else node
            self.locals[name.text] = _once(bench, held if held is not None else node)
        found = ((bilingual(bench.reader, n.text, node), self.locals[n.text]()) for n, node in entries)
        return tuple((name, held) for name, held in found if held is not None)

    def _event(self) -> Expr | None:
        node = self.block.body.get("事件日")
        before = self.bench.within(
            replace(self.bench.scope, moments=self.bench.scope.moments - {MomentName.EVENT_ON})
        )
        if node is not None:
            return before.expression(node, DATE)
        if self.yearly:
            return Moment(type=DATE, text=MomentName.PERIOD_END.value, name=MomentName.PERIOD_END)
        if self.table.event is not None:
            return before.resolved(self.table.event, self.block.body.spot, DATE)
        self.bench.problems.add(
            "no-event",
            self.block.body.key_spot("每次"),
            Text(
                f"表「{self.table.name}」没有发生日，不知道事件发生在哪天",
                f"the table '{self.table.name}' declares no event date",
            ),
            Text("写「事件日: …」，或「逐年: 是」", "write 事件日: and a date, or 逐年: 是"),
        )
        return None

    def _payees(self, bench: Workbench) -> tuple[Payee, ...]:
        node = self.block.body.get("受益")
        if node is None:
            bench.problems.add("missing-key", self.block.body.spot, *_NO_PAYEE)
            return ()
        found = [_payee(bench, item) for item in bench.reader.items(node)]
        payees = tuple(p for p in found if p is not None)
        shares = [p.share for p in payees if p.each is None]
        if any(shares) and not any(p.when for p in payees):
            total = sum((Fraction(s.value) for s in shares if isinstance(s, Literal)), Fraction(0))
            if all(isinstance(s, Literal) for s in shares) and len(payees) == len(shares):
                check_whole(bench.problems, node.spot, total, Text("受益份额", "the payees' shares"))
            elif None in shares:
                bench.problems.add("shares", node.spot, *_SHARE_MISSING)
        return payees

    def _undecided(self, bench: Workbench) -> tuple[Expr, ...]:
        names = bench.reader.texts(self.block.body.get("须先定"), Text("「须先定」", "'须先定'"))
        found = (self._parameter(bench, name) for name in names)
        return tuple(p for p in found if p is not None)

    def _parameter(self, bench: Workbench, name: Scalar) -> Expr | None:
        found = bench.scope.parameters.get(name.text)
        if found is None:
            near = nearest(name.text, tuple(bench.scope.parameters))
            bench.problems.add(
                "unknown-parameter",
                name.spot,
                Text(f"没有参数「{name.text}」", f"there is no parameter '{name.text}'"),
                Text(
                    f"在 interpretations.yaml 的一条解释里写它{near.zh}",
                    f"write it in a record of interpretations.yaml{near.en}",
                ),
            )
        return found

    def _hold(self, bench: Workbench) -> Hold | None:
        node = self.block.body.get("保持")
        mapping = None if node is None else bench.reader.mapping(node, INNER["保持"])
        if mapping is None:
            return None
        during = bench.with_moments(MomentName.MONTH, *_YEARLY)
        months = bench.expression(mapping.get("期"), MONTHS)
        since = bench.expression(mapping.get("自"), DATE)
        test = only_condition(during, mapping.get("条件"), Text("保持条件", "condition of the hold"))
        recovery, share = _recovery(bench, mapping)
        if months is None or since is None or test is None:
            return None
        source = bench.source(bilingual(bench.reader, "保持", mapping), mapping, (months, test.test))
        return Hold(source, months, since, test, recovery, share)

    def _funding(self, bench: Workbench) -> tuple[Funding, ...]:
        node = self.block.body.get("资金")
        found = []
        for name, body in bench.reader.named(node, Text("「资金」", "'资金'")):
            found += _funded(bench, name.text, body)
        if node is not None and found and all(isinstance(f.share, Literal) for f in found):
            total = sum((Fraction(f.share.value) for f in found if isinstance(f.share, Literal)), Fraction(0))
            check_whole(bench.problems, node.spot, total, Text("资金分担比例", "the funding shares"))
        return tuple(found)

    def _evidence(self) -> tuple[Text, ...]:
        found = []
        for item in self.bench.reader.texts(self.block.body.get("材料"), Text("「材料」", "'材料'")):
            zh, _, en = item.text.partition(" / ")
            found.append(Text(zh.strip(), en.strip() or zh.strip()))
        return tuple(found)

    def _check_amount(self, kind: MeasureKind) -> None:
        body = self.block.body
        given, periodic = body.get("金额") is not None, is_periodic(body.get("发放"))
        if kind is MeasureKind.MONEY and not given and not periodic:
            self.bench.problems.add("missing-key", body.spot, *_NO_AMOUNT)
        if kind is not MeasureKind.MONEY and given:
            self.bench.problems.add("amount-of-service", body.key_spot("金额"), *_NO_MONEY)
        if given and periodic:
            self.bench.problems.add("two-amounts", body.key_spot("金额"), *_TWO_AMOUNTS)


def _once(bench: Workbench, node: Node) -> Callable[[], Expr | None]:
    """Resolves a named value when first used; one that needs itself reads as wrong."""
    held: list[Expr | None] = []
    busy: list[bool] = []

    def resolve() -> Expr | None:
        if not held and not busy:
            busy.append(True)
            held.append(value(bench, node))
        return held[0] if held else None

    return resolve


def _recovery(bench: Workbench, mapping: Mapping) -> tuple[Recovery, Expr | None]:
    """How much comes back: a word, or a share that may depend on the months served."""
    node = mapping.get("追回")
    if isinstance(node, Scalar) and node.text in tuple(Recovery):
        return Recovery(node.text), None
    return Recovery.ALL, value(bench.with_moments(MomentName.SERVED), node, NUMBER)


def _payee(bench: Workbench, item: Node) -> Payee | None:
    if isinstance(item, Scalar):
        who = _receiver(bench, item)
        return None if who is None else Payee(who)
    mapping = bench.reader.mapping(item, INNER["受益方"])
    if mapping is None:
        return None
    each = mapping.get("每个")
    rows = _rows(bench, each) if isinstance(each, Scalar) else None
    if each is not None and rows is None:
        return None
    inner = bench if rows is None else bench.within(bench.scope.inside(rows.rows.table))
    who = _receiver(inner, mapping.get("谁"))
    share = folded(value(inner, mapping.get("份额"), NUMBER))
    when = inner.expression(mapping.get("当"), BOOL)
    return None if who is None else Payee(who, share, rows.rows if rows else None, when)


def _rows(bench: Workbench, each: Scalar) -> Aggregate | None:
    word = "存在 "
    found = bench.resolved(
        word + each.text, Spot(each.spot.file, each.spot.line, each.spot.column - len(word))
    )
    if isinstance(found, Aggregate) and found.where is None:
        return found
    if found is not None:
        bench.problems.add("payee-rows", each.spot, *_ROWS_ONLY)
    return None


def _receiver(bench: Workbench, node: Node | None) -> Expr | None:
    found = bench.expression(node)
    if found is None or node is None:
        return None
    if found.type.kind is Kind.RECORD and found.type.of in _PAYEES:
        return found
    bench.problems.add(
        "payee",
        node.spot,
        Text(
            f"「{found.text}」是{found.type}，不能收款", f"'{found.text}' is {found.type}: nobody to be paid"
        ),
        Text("受益方是人员、用人单位或机构", "a payee is a 人员, a 用人单位 or a 机构"),
    )
    return None


def _funded(bench: Workbench, name: str, body: Node) -> list[Funding]:
    """One source with its share, or several with a ratio (市:区 with 4:6)."""
    names = [part.strip() for part in re.split("[:：、]", name)]
    ratio = ratio_of(body.text) if isinstance(body, Scalar) else None
    if ratio is not None and len(ratio) == len(names):
        parts = zip(names, ratio, shares_of(ratio), strict=True)
        literals = ((n, Literal(type=NUMBER, text=str(part), value=share)) for n, part, share in parts)
        return [Funding(_tier(bench, n), literal) for n, literal in literals]
    share = folded(value(bench, body, NUMBER))
    return [] if share is None else [Funding(_tier(bench, name), share)]


def _tier(bench: Workbench, name: str) -> Text:
    tiers = bench.scope.vocabulary.categories.get("资金层级")
    known = tiers is not None and name in tiers.members
    return Text(name, tiers.english_of(name) if known and tiers is not None else name)


_NO_EVENT: Expr = Moment(type=DATE, text=MomentName.AS_OF.value, name=MomentName.AS_OF)
_NO_PAYEE = (
    Text("项目没有写谁受益", "the measure does not say who receives"),
    Text("写「受益: 人员」或「受益: 用人单位」", "write 受益: 人员 or 受益: 用人单位"),
)
_NO_AMOUNT = (
    Text(
        "资金项目没有「金额」，也没有按期的「发放」", "a money measure has neither 金额 nor a periodic 发放"
    ),
    Text(
        "写「金额: …」；不给钱的写「种类: 服务」", "write 金额: …; write 种类: 服务 where no money is given"
    ),
)
_NO_MONEY = (
    Text("服务、荣誉、转办不写金额", "a service, honour or referral has no amount"),
    Text("删去金额，或改「种类: 资金」", "remove 金额, or write 种类: 资金"),
)
_TWO_AMOUNTS = (
    Text("按期发放已写每期金额，不再写「金额」", "a periodic 发放 has its own amount: 金额 is one too many"),
    Text("删去「金额」", "remove 金额"),
)
_ROWS_ONLY = (
    Text("「每个」后面写一组记录，不能带「其中」", "每个 takes rows without 其中"),
    Text("写成「本次的竞赛成员」这样", "write such as 本次的竞赛成员"),
)
_SHARE_MISSING = (
    Text("有的受益方写了份额，有的没写", "some payees have a share and some do not"),
    Text("给每个受益方写份额，合计 100%", "give every payee a share, 100 % in all"),
)
