"""累进: money in slices at a rate, or a count in slices at so much for each."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from duixian.language.located import Mapping, Node
from duixian.language.nodes import Expr, Literal, Marginal, Parameter, Slice
from duixian.language.types import INT, MONEY, NUMBER, Type
from duixian.policybook.workbench import Workbench
from duixian.values.bilingual import Text

_KEYS = ("至", "率", "每")


def marginal(bench: Workbench, node: Mapping, expected: Type | None) -> Expr | None:
    """The marginal scale of an amount of money, or of a count."""
    subject = bench.expression(node.get("累进"))
    if subject is None or not _counted(bench, node, subject):
        return None
    for name, _ in node.entries[1:]:
        bench.reader.one_of(name, ("档",))
    slices = [_slice(bench, item, subject.type) for item in bench.reader.items(node.get("档"))]
    _check_rising(bench, node, [s for s in slices if s is not None])
    if not slices or None in slices:
        return None
    held = tuple(s for s in slices if s is not None)
    return Marginal(type=MONEY, text=subject.text, subject=subject, slices=held)


def _counted(bench: Workbench, node: Mapping, subject: Expr) -> bool:
    if subject.type in (MONEY, INT):
        return True
    bench.problems.add("scale-type", node.spot, *_FORM)
    return False


def _slice(bench: Workbench, item: Node, kind: Type) -> Slice | None:
    if not isinstance(item, Mapping):
        bench.problems.add("shape", item.spot, *_FORM)
        return None
    for name, _ in item:
        bench.reader.one_of(name, _KEYS)
    upto = _constant(bench, item.get("至"), kind)
    word, rate_type = ("率", NUMBER) if kind == MONEY else ("每", MONEY)
    rate = _constant(bench, item.get(word), rate_type)
    if rate is None:
        if item.get(word) is None:
            bench.problems.add("shape", item.spot, *_FORM)
        return None
    label = f"至{getattr(item.get('至'), 'text', '')}" if upto is not None else "以上部分"
    return Slice(upto, Fraction(rate), label)


def _constant(bench: Workbench, node: Node | None, kind: Type) -> Any:
    found = bench.expression(node, kind)
    if isinstance(found, Literal | Parameter) and found.value is not None:
        return found.value
    if found is not None and node is not None:
        bench.problems.add("tier-bound", node.spot, *_FORM)
    return None


def _check_rising(bench: Workbench, node: Mapping, slices: list[Slice]) -> None:
    bounds = [s.upto for s in slices]
    known = [b for b in bounds if b is not None]
    last_only = all(b is not None for b in bounds[:-1])
    if not slices or not last_only or known != sorted(set(known)):
        bench.problems.add("scale-order", node.key_spot("档"), *_FORM)


_FORM = (
    Text(
        "累进的各档要由低到高，只有最后一档可以没有「至」",
        "the slices of a scale rise; only the last may go without 至",
    ),
    Text(
        "金额写 [{至: 10万元, 率: 5%}, {率: 3%}]，人数写 [{至: 3人, 每: 100元}, {每: 1000元}]",
        "write [{至: 10万元, 率: 5%}, {率: 3%}] for money, [{至: 3人, 每: 100元}, {每: 1000元}] for counts",
    ),
)
