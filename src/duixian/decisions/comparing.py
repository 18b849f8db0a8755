"""An expected decision held against the one that came, key by key; every difference is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from duixian.decisions.document import payees_document
from duixian.decisions.rendering import shown
from duixian.engines.single.targets import Reached
from duixian.language.outcome import InstalmentState, Outcome
from duixian.language.rule import Policy
from duixian.language.types import NUMBER
from duixian.language.unknown import Unknown
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.examples import Expectation
from duixian.values.bilingual import Text
from duixian.values.money import format_money, parse_money

NO_CASE = "无"


def differences(policy: Policy, outcomes: list[Outcome], expectation: Expectation) -> Iterator[Text]:
    """What differs between an expectation about a measure and the decisions."""
    measure = expectation.text("项目") or ""
    if measure not in policy.measures:
        yield Text(f"没有项目「{measure}」", f"there is no measure '{measure}'")
        return
    found = [o for o in outcomes if o.measure.name == measure and _meant(o, expectation)]
    if expectation.text("结果") == NO_CASE:
        if found:
            verdicts = "、".join(o.verdict.value for o in found)
            yield Text(f"{measure}：应无此案，实为{verdicts}", f"{measure}: no case expected, got {verdicts}")
        return
    if len(found) != 1:
        keys = "、".join(str(o.record.key) for o in found)
        yield Text(
            f"{measure}：应有一个决定，实有 {len(found)} 个（{keys}）；请写明「记录」或「年」",
            f"{measure}: one decision expected, got {len(found)} ({keys}); name 记录 or 年",
        )
        return
    yield from _compared(measure, found[0], expectation)


def _meant(outcome: Outcome, expectation: Expectation) -> bool:
    record, year = expectation.text("记录"), expectation.text("年")
    return (record is None or str(outcome.record.key) == record) and (
        year is None or str(outcome.year) == year
    )


def _compared(measure: str, outcome: Outcome, expectation: Expectation) -> Iterator[Text]:
    for key, read in _READINGS.items():
        expected = expectation.texts(key)
        if expected is None:
            continue
        wanted, actual = _normal(key, expected), read(outcome)
        if key == "效果":
            actual = {w for w in wanted if any(w in words for words in actual)}
        if set(wanted) != actual:
            shown_wanted, shown_actual = "、".join(sorted(wanted)) or "—", "、".join(sorted(actual)) or "—"
            why = _why(outcome) if key == "结果" else ""
            yield Text(
                f"{measure} {outcome.record.key} {key}：应为 {shown_wanted}，实为 {shown_actual}{why}",
                f"{measure} {outcome.record.key} {key}: expected {shown_wanted}, got {shown_actual}{why}",
            )


def _normal(key: str, expected: tuple[str, ...]) -> set[str]:
    if key in ("金额", "应付", "分期合计"):
        return {format_money(parse_money(text)) for text in expected}
    return set(expected)


def _why(outcome: Outcome) -> str:
    failed, missing = _failed(outcome), _missing(outcome)
    effects = {f"{e.kind.value}{e.result.value}" for e in outcome.effects}
    return "；" + "；".join(
        f"{name}：{'、'.join(sorted(words))}"
        for name, words in (("不满足", failed), ("待定于", missing), ("效果", effects))
        if words
    )


def _failed(outcome: Outcome) -> set[str]:
    return {
        finding.condition.source.name.zh
        for finding in outcome.findings
        if finding.truth is False and finding.condition is not None
    }


def _missing(outcome: Outcome) -> set[str]:
    return {missing.name for missing in outcome.missing}


def _effects(outcome: Outcome) -> set[str]:
    return {
        f"{effect.kind.value} {effect.source.name.zh} {effect.result.value} {format_money(effect.after)} "
        + " ".join(f"{r.measure} {r.record} {format_money(r.amount)}" for r in effect.because)
        for effect in outcome.effects
    }


def _money(fen: int | None) -> set[str]:
    return {"未知"} if fen is None else {format_money(fen)}


def _payable_instalments(outcome: Outcome) -> list[int]:
    return [
        i.amount
        for i in outcome.instalments
        if i.state in (InstalmentState.DUE, InstalmentState.SCHEDULED) and i.amount
    ]


_READINGS: dict[str, Callable[[Outcome], set[str]]] = {
    "结果": lambda o: {o.verdict.value},
    "金额": lambda o: _money(o.amount),
    "应付": lambda o: _money(o.payable if o.open else 0),
    "不满足": _failed,
    "待定于": _missing,
    "最早": lambda o: {o.not_yet.isoformat() if o.not_yet else NO_CASE},
    "分期": lambda o: {str(len(_payable_instalments(o)))},
    "分期合计": lambda o: _money(sum(_payable_instalments(o))),
    "受益": lambda o: {p["key"] for p in payees_document(o)},
    "效果": _effects,
}


def target_differences(found: list[Reached], expectation: Expectation) -> Iterator[Text]:
    """What differs between an expectation about a target and the figure reached."""
    name = expectation.text("目标")
    reached = next((r for r in found if r.target.source.name.zh == name), None)
    if reached is None:
        yield Text(f"没有目标「{name}」", f"there is no target '{name}'")
        return
    for key, actual in (("数值", _figure(reached)), ("结果", _met(reached.met))):
        wanted = expectation.text(key)
        if wanted is not None and wanted not in actual:
            yield Text(
                f"{name} {key}：应为 {wanted}，实为 {actual[0]}",
                f"{name} {key}: expected {wanted}, got {actual[0]}",
            )


def _figure(reached: Reached) -> tuple[str, ...]:
    value = reached.value
    if value.__class__ is Unknown:
        return ("待定", "未知")
    return (_plain(value), str(value))


def _plain(value: Any) -> str:
    return shown(value, NUMBER, Vocabulary({}, {})).zh


def _met(truth: Any) -> tuple[str, ...]:
    if truth.__class__ is Unknown:
        return ("待定",)
    return ("达到",) if truth else ("未达到",)
