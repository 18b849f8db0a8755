"""期间 and 申请: from when to when events count, and when to claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.nodes import AllOf, AnyOf, Expr, Literal
from duixian.language.problems import Spot
from duixian.language.rule import Condition, Source, Status, Window
from duixian.language.syntax.words import half_width
from duixian.language.types import BOOL, DATE, MONTHS, Type
from duixian.policybook.constants import constant
from duixian.policybook.keys.inner import INNER
from duixian.policybook.workbench import Workbench
from duixian.values.bilingual import Text
from duixian.values.dates import add_months

_YEARLY = re.compile(
    r"\s*每?年?\s*(\d{1,2})月(?:(\d{1,2})[日号])?\s*[至到~—-]+\s*(?:次年|翌年)?\s*(\d{1,2})月(?:(\d{1,2})[日号])?\s*"
)
_MONTHLY = re.compile(r"\s*每个?月\s*(\d{1,2})[日号]?\s*[至到~—-]+\s*(\d{1,2})[日号]\s*")
_LAST_DAY = 31
_NAME = Text("政策期间", "the policy's term")
_CLAIM = Text("申请期限", "time to claim")


@dataclass(frozen=True, slots=True)
class PolicyTerm:
    """The policy's window, where it comes from, the date that counts (默认事件日), and the status it brings."""

    window: Window
    source: Source | None = None
    by: Scalar | None = None
    status: Status | None = None


def policy_term(bench: Workbench, body: Mapping) -> PolicyTerm | None:
    """The 期间 block: the window, and status and day of effect where it has them."""
    node = body.get("期间")
    mapping = bench.reader.mapping(node, INNER["起止"])
    if mapping is None:
        return None
    since = _constant(bench, _either(mapping, body, "施行日"), DATE)
    effective = _constant(bench, mapping.get("施行"), DATE)
    window = _window(bench, mapping, since, effective)
    by = bench.reader.scalar(mapping.get("按"), Text("「按」", "'按'"))
    holder = mapping if mapping.get("状态") is not None else body
    word = bench.reader.word(holder, "状态", tuple(s.value for s in Status), "")
    status = Status(word) if word else None
    return None if window is None else PolicyTerm(window, bench.source(_NAME, body, ()), by, status)


def _either(first: Mapping, second: Mapping, key: str) -> Node | None:
    found = first.get(key)
    return found if found is not None else second.get(key)


def _window(bench: Workbench, mapping: Mapping, since: date | None, effective: date | None) -> Window | None:
    """起 with 止 or 期, as two dates; 期 counts from 施行 where that is another day; nothing counts before 施行日."""
    start = _constant(bench, mapping.get("起"), DATE)
    if start is None:
        return None
    end = _constant(bench, mapping.get("止"), DATE)
    months = _constant(bench, mapping.get("期"), MONTHS)
    if end is None and months is not None:
        end = add_months(effective or start, months) - timedelta(days=1)
    check_window(bench, mapping.spot, start, end)
    return Window(max(start, since) if since is not None else start, end)


def check_window(bench: Workbench, spot: Spot, start: date, end: date | None) -> None:
    """Record a window that ends before it starts."""
    if end is not None and end < start:
        bench.problems.add(
            "window-backwards",
            spot,
            Text(
                f"期间的止（{end}）早于起（{start}）", f"the window ends ({end}) before it starts ({start})"
            ),
            Text("核对两个日期", "check both dates"),
        )


def _constant(bench: Workbench, node: Node | None, kind: Type) -> Any:
    found = bench.expression(node, kind)
    value = None if found is None else constant(found)
    if value is not None:
        return value
    if found is not None and node is not None:
        bench.problems.add("window-constant", node.spot, *_NOT_CONSTANT)
    return None


def event_window(bench: Workbench, node: Node | None, term: PolicyTerm) -> Condition | None:
    """The test that an event lies in the policy's term, or in the measure's own; None for 不限."""
    if node is None:
        return _within_term(bench, term)
    mapping = bench.reader.mapping(node, INNER["项目期间"])
    if mapping is None or bench.reader.flag(mapping, "不限"):
        return None
    start = bench.expression(mapping.get("起"), DATE)
    end = bench.expression(mapping.get("止"), DATE)
    if isinstance(start, Literal) and isinstance(end, Literal):
        check_window(bench, mapping.spot, start.value, end.value)
    first = mapping.get("起") if start is not None else None
    last = mapping.get("止") if end is not None else None
    low = first.text if isinstance(first, Scalar) else "政策起"
    high = last.text if isinstance(last, Scalar) else ("政策止" if term.window.end else None)
    test = _between(bench, mapping.spot, low, high)
    if test is None:
        return None
    return Condition(bench.source(Text("项目期间", "the measure's term"), mapping, (start, end)), test)


def _within_term(bench: Workbench, term: PolicyTerm) -> Condition | None:
    day = term.by.text if term.by is not None else "事件日"
    spot = term.by.spot if term.by is not None else bench.raw.node.spot
    test = _between(bench, spot, "政策起", "政策止" if term.window.end else None, day)
    return None if test is None else Condition(term.source or Source(_NAME, bench.clause), test)


def _between(bench: Workbench, spot: Spot, low: str, high: str | None, day: str = "事件日") -> Expr | None:
    text = f"({day}) 在 ({low}) 至 ({high})" if high else f"({day}) ≥ ({low})"
    return bench.resolved(text, spot, BOOL)


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """An 申请 block under a clause of its own: for the measures named, or for all. ``bench``: its clause."""

    body: Mapping
    measures: tuple[str, ...]
    bench: Workbench

    def meant_for(self, measure: str) -> bool:
        """Whether it applies to a measure that says nothing of its own."""
        return not self.measures or measure in self.measures


def shared_claim(bench: Workbench, body: Mapping) -> SharedClaim | None:
    """The 申请 block on the bench."""
    mapping = bench.reader.mapping(body.get("申请"), INNER["统一申请"])
    if mapping is None:
        return None
    names = bench.reader.texts(mapping.get("适用项目"), Text("「适用项目」", "'适用项目'"))
    return SharedClaim(mapping, tuple(n.text for n in names if n.text != "所有"), bench)


def claim_deadline(
    bench: Workbench, node: Node | None, measure: str, shared: Sequence[SharedClaim]
) -> Condition | None:
    """The test that a claim came in time and within the windows of the year: the measure's own, or one that it
    shares; None when there is none."""
    if node is not None:
        mapping = bench.reader.mapping(node, INNER["申请"])
        return None if mapping is None else _deadline(bench, mapping)
    for claim in shared:
        if claim.meant_for(measure):
            problems = bench.problems.of_clause(claim.bench.clause)
            return _deadline(replace(claim.bench, scope=bench.scope, problems=problems), claim.body)
    return None


def _deadline(bench: Workbench, mapping: Mapping) -> Condition | None:
    parts = [
        p for p in (_in_time(bench, mapping), _last_day(bench, mapping), _in_season(bench, mapping)) if p
    ]
    if not parts:
        return None
    text = " 且 ".join(p.text for p in parts)
    test = parts[0] if len(parts) == 1 else AllOf(type=BOOL, text=text, parts=tuple(parts))
    return Condition(bench.source(_CLAIM, mapping, (test,)), test)


def _in_time(bench: Workbench, mapping: Mapping) -> Expr | None:
    found = bench.expression(mapping.get("期限"))
    node = mapping.get("期限")
    if found is None or not isinstance(node, Scalar):
        return None
    return bench.resolved(f"申请日 ≤ 事件日 后 ({node.text})", node.spot, BOOL)


def _last_day(bench: Workbench, mapping: Mapping) -> Expr | None:
    found = bench.expression(mapping.get("至"), DATE)
    node = mapping.get("至")
    if found is None or not isinstance(node, Scalar):
        return None
    return bench.resolved(f"申请日 ≤ ({node.text})", node.spot, BOOL)


def _in_season(bench: Workbench, mapping: Mapping) -> Expr | None:
    """Days of the year as month × 100 + day, so that they compare as whole numbers."""
    seasons = [s for w in bench.reader.texts(mapping.get("窗口"), _CLAIM) if (s := _season(bench, w))]
    if not seasons:
        return None
    text = "申请日在" + "、".join(s.text for s in seasons)
    return AnyOf(type=BOOL, text=text, parts=tuple(seasons))


def _season(bench: Workbench, words: Scalar) -> Expr | None:
    written = half_width(words.text)
    yearly, monthly = _YEARLY.fullmatch(written), _MONTHLY.fullmatch(written)
    if monthly is not None:
        text, shown = _days_of_month(int(monthly[1]), int(monthly[2])), words.text
    elif yearly is not None:
        text, shown = _days_of_year(yearly), f"每年{words.text.strip().removeprefix('每年')}"
    else:
        bench.problems.add("claim-window", words.spot, *_no_window(words.text))
        return None
    test = bench.resolved(text, words.spot, BOOL)
    return None if test is None else _named(test, shown)


def _days_of_month(first: int, last: int) -> str:
    day = "日(申请日)"
    return f"{day} 在 {first} 至 {last}" if first <= last else f"({day} ≥ {first}) 或 ({day} ≤ {last})"


def _days_of_year(found: re.Match[str]) -> str:
    low = int(found[1]) * 100 + int(found[2] or 1)
    high = int(found[3]) * 100 + int(found[4] or _LAST_DAY)
    day = "月(申请日) × 100 + 日(申请日)"
    return f"{day} 在 {low} 至 {high}" if low <= high else f"({day} ≥ {low}) 或 ({day} ≤ {high})"


def _no_window(written: str) -> tuple[Text, Text]:
    return (
        Text(
            f"「{written}」不是一年或一月中的一段日子", f"'{written}' is no stretch of a year or of a month"
        ),
        Text("写成「5月1日至6月30日」或「每月1日至10日」", "write such as 5月1日至6月30日, or 每月1日至10日"),
    )


def _named(test: Expr, text: str) -> Expr:
    """The same test, shown as the words of the rule."""
    return AnyOf(type=BOOL, text=text, parts=(test,))


_NOT_CONSTANT = (
    Text("政策的起止要是固定的日期", "the policy's term has fixed dates"),
    Text("写成 2021年7月1日 和 2年，或用已定的参数", "write such as 2021年7月1日 and 2年, or set parameters"),
)
