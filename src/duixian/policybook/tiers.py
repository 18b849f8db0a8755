"""分档: tiers of a number, an amount, a date or a length of time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.nodes import Band, ByBand, Expr, Literal, Parameter
from duixian.language.syntax.words import half_width
from duixian.language.types import INT, NUMBER, ORDERED_KINDS, Kind, Type
from duixian.policybook.keys.shared import OTHERWISE
from duixian.policybook.workbench import Workbench
from duixian.values.bilingual import Text

ValueOf = Callable[[Workbench, Node | None, Type | None], Expr | None]
_BOUND = re.compile(r"\s*(≥|>=|≤|<=|>|<|=)\s*(.+?)\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers of one tier: each end open or closed, None unbounded."""

    low: Any = None
    low_open: bool = False
    high: Any = None
    high_open: bool = False

    @property
    def start(self) -> tuple[bool, Any, bool]:
        """Sorts by where the tier begins."""
        return (self.low is not None, self.low, self.low_open)


def by_band(bench: Workbench, node: Mapping, expected: Type | None, value: ValueOf) -> Expr | None:
    """The tier table of a subject."""
    subject = bench.expression(node.get("分档"))
    if subject is None or not _ordered(bench, node, subject):
        return None
    bands: list[tuple[Span, Scalar, Expr]] = []
    other: tuple[Scalar, Expr] | None = None
    types: list[Type] = []
    for name, body in node.entries[1:]:
        span = None if name.text == OTHERWISE else span_of(bench, name, subject.type)
        held = value(bench, body, expected)
        if held is None:
            continue
        expected = expected or (None if held.type in (INT, NUMBER) else held.type)
        types.append(held.type)
        if name.text == OTHERWISE:
            other = (name, held)
        elif span is not None:
            bands.append((span, name, held))
    bands.sort(key=lambda band: band[0].start)
    _check_neighbours(bench, subject.type, bands, other is not None)
    kind = NUMBER if set(types) == {INT, NUMBER} else next(iter(types), None)
    return _node(subject, kind, bands, other)


def _node(
    subject: Expr,
    kind: Type | None,
    bands: list[tuple[Span, Scalar, Expr]],
    other: tuple[Scalar, Expr] | None,
) -> Expr | None:
    if kind is None:
        return None
    rows = [_band(span, held, name.text) for span, name, held in bands]
    if other is not None:
        rows += [_band(span, other[1], other[0].text) for span in between([span for span, _, _ in bands])]
    return ByBand(type=kind, text=subject.text, subject=subject, bands=tuple(rows))


def _band(span: Span, held: Expr, label: str) -> Band:
    return Band(span.low, span.low_open, span.high, span.high_open, held, label)


def _ordered(bench: Workbench, node: Mapping, subject: Expr) -> bool:
    if subject.type.kind in ORDERED_KINDS:
        return True
    bench.problems.add(
        "no-order",
        node.spot,
        Text(
            f"「{subject.text}」是{subject.type}，不能分档",
            f"'{subject.text}' is {subject.type}: it has no tiers",
        ),
        Text("等级和类别用「按」", "use 按 for levels and categories"),
    )
    return False


def span_of(bench: Workbench, name: Scalar, kind: Type) -> Span | None:
    """The numbers that a key such as ``≥ 3年 且 < 5年`` stands for; None when it cannot be read (recorded)."""
    span = Span()
    position = 0
    for part in re.split("(且)", half_width(name.text)):
        found = _BOUND.fullmatch(part)
        if part != "且":
            if found is None:
                _unreadable(bench, name)
                return None
            bound = _constant(bench, name, position + found.start(2), found[2], kind)
            if bound is None:
                return None
            span = _narrowed(span, found[1], bound)
        position += len(part)
    if span.low is not None and span.high is not None and span.low > span.high:
        _unreadable(bench, name)
        return None
    return span


def _narrowed(span: Span, sign: str, bound: Any) -> Span:
    if sign == "=":
        return Span(bound, False, bound, False)
    if sign in ("≥", ">=", ">"):
        return Span(bound, sign == ">", span.high, span.high_open)
    return Span(span.low, span.low_open, bound, sign == "<")


def _constant(bench: Workbench, name: Scalar, offset: int, text: str, kind: Type) -> Any:
    spot = name.spot.moved(offset)
    node = bench.resolved(text, spot, kind)
    if isinstance(node, Literal | Parameter) and node.value is not None:
        return node.value
    if node is not None:
        bench.problems.add("tier-bound", spot, *_NOT_CONSTANT)
    return None


def _unreadable(bench: Workbench, name: Scalar) -> None:
    bench.problems.add(
        "tier",
        name.spot,
        Text(f"「{name.text}」不是一档", f"'{name.text}' is no tier"),
        Text("写成「< 3年」「≥ 3年 且 < 5年」「≥ 5年」", "write '< 3年', '≥ 3年 且 < 5年', '≥ 5年'"),
    )


def _check_neighbours(
    bench: Workbench, kind: Type, bands: list[tuple[Span, Scalar, Expr]], complete: bool
) -> None:
    for (before, first, _), (after, second, _) in pairwise(bands):
        names = f"「{first.text}」与「{second.text}」", f"'{first.text}' and '{second.text}'"
        if _overlap(before, after):
            bench.problems.add(
                "tiers-overlap",
                second.spot,
                Text(f"{names[0]}两档重叠", f"the tiers {names[1]} overlap"),
                Text(
                    "把其中一端的「≤」改成「<」，或改数",
                    "make one end open (< instead of ≤), or change the number",
                ),
            )
        elif not complete and _gap(before, after, kind):
            bench.problems.add(
                "tiers-gap",
                second.spot,
                Text(f"{names[0]}之间有空档", f"there is a gap between {names[1]}"),
                Text("补一档或「其他」，确认原文确实没有规定", "add a tier or 其他, if the wording has one"),
                warning=True,
            )


def _overlap(before: Span, after: Span) -> bool:
    if before.high is None or after.low is None:
        return True
    if before.high == after.low:
        return not (before.high_open or after.low_open)
    return bool(before.high > after.low)


def _gap(before: Span, after: Span, kind: Type) -> bool:
    if before.high == after.low:
        return before.high_open and after.low_open
    if kind.kind in (Kind.NUMBER, Kind.DATE, Kind.MONEY) or kind == NUMBER:
        return True
    first = before.high if before.high_open else before.high + 1
    last = after.low + 1 if after.low_open else after.low
    return bool(last > first) if kind == INT or isinstance(first, int) else True


def between(spans: list[Span]) -> list[Span]:
    """What sorted tiers leave out, as tiers."""
    if not spans:
        return [Span()]
    found = []
    if spans[0].low is not None:
        found.append(Span(None, False, spans[0].low, not spans[0].low_open))
    for before, after in pairwise(spans):
        touching = before.high == after.low and not (before.high_open and after.low_open)
        if before.high is not None and after.low is not None and not touching and before.high <= after.low:
            found.append(Span(before.high, not before.high_open, after.low, not after.low_open))
    if spans[-1].high is not None:
        found.append(Span(spans[-1].high, not spans[-1].high_open, None, False))
    return found


_NOT_CONSTANT = (
    Text("分档的界限要是常量", "the bound of a tier is a constant"),
    Text("写数和单位，或用已定的参数", "write a number with its unit, or a parameter that is set"),
)
