"""An expected decision held against the one that came, key by key; every difference is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from duixian.engines.single.targets import Reached
from duixian.language.outcome import PAYABLE, Outcome
from duixian.language.rule import Policy
from duixian.language.unknown import Unknown
from duixian.language.vocabulary.cells import PLACE_SIGN
from duixian.policybook.examples import Expectation
from duixian.values.bilingual import Text
from duixian.values.money import format_money

NO_CASE = "无"
_Words = frozenset[str]


def differences(policy: Policy, outcomes: list[Outcome], expectation: Expectation) -> Iterator[Text]:
    """What differs between an expectation about a measure and the decisions."""
    measure = expectation.measure or ""
    if measure not in policy.measures:
        yield Text(f"没有项目「{measure}」", f"there is no measure '{measure}'")
        return
    found = [o for o in outcomes if o.measure.name == measure and _meant(o, expectation)]
    keys = "、".join(f"{o.record.key} {o.verdict.value}" for o in found)
    if expectation.result == NO_CASE:
        if found:
            yield Text(f"{measure}：应无此案，实有 {keys}", f"{measure}: no case expected, got {keys}")
    elif len(found) != 1:
        yield Text(
            f"{measure}：应有一个决定，实有 {len(found)} 个（{keys}）；有几个时写明「记录」或「年」",
            f"{measure}: one decision expected, got {len(found)} ({keys}); where there are more, name 记录 or 年",
        )
    else:
        yield from _compared(found[0], expectation)


def _meant(outcome: Outcome, expectation: Expectation) -> bool:
    year = expectation.year
    return is_named(str(outcome.record.key), expectation.record) and year in (None, outcome.year)


def is_named(key: str, name: str | None) -> bool:
    """Whether an expectation's name means a case's record; of a row without a key its place alone is enough."""
    return name in (None, key) or key.endswith(f"{PLACE_SIGN}{name}")


def _compared(outcome: Outcome, expectation: Expectation) -> Iterator[Text]:
    for key, (read_wanted, read_actual) in _READINGS.items():
        wanted = read_wanted(expectation)
        if wanted is None:
            continue
        actual = read_actual(outcome)
        held = all(any(w in words for words in actual) for w in wanted) if key == "效果" else wanted == actual
        if not held:
            yield _difference(outcome, key, wanted, actual)


def _difference(outcome: Outcome, key: str, wanted: _Words, actual: _Words) -> Text:
    one, other = ("、".join(sorted(words)) or "—" for words in (wanted, actual))
    name = f"{outcome.measure.name} {outcome.record.key} {key}"
    why = _why(outcome) if key == "结果" else ""
    return Text(f"{name}：应为 {one}，实为 {other}{why}", f"{name}: expected {one}, got {other}{why}")


def _why(outcome: Outcome) -> str:
    parts = (("不满足", _failed(outcome)), ("待定于", _missing(outcome)), ("效果", _effects(outcome)))
    return "".join(f"；{name}：{'、'.join(sorted(words))}" for name, words in parts if words)


def _failed(outcome: Outcome) -> _Words:
    return frozenset(
        finding.condition.source.name.zh
        for finding in outcome.findings
        if finding.truth is False and finding.condition is not None
    )


def _missing(outcome: Outcome) -> _Words:
    return frozenset(missing.name for missing in outcome.missing)


def _effects(outcome: Outcome) -> _Words:
    return frozenset(
        f"{effect.kind.value} {effect.source.name.zh} {effect.result.value} {format_money(effect.after)} "
        + " ".join(f"{r.measure} {r.record} {format_money(r.amount)}" for r in effect.because)
        for effect in outcome.effects
    )


def _one(value: object | None) -> _Words | None:
    return None if value is None else frozenset({str(value)})


def _fen(value: int | None) -> _Words | None:
    return None if value is None else frozenset({format_money(value)})


def _all(values: tuple[str, ...] | None) -> _Words | None:
    return None if values is None else frozenset(values)


def _paid_in(outcome: Outcome) -> list[int]:
    return [i.amount for i in outcome.instalments if i.state in PAYABLE and i.amount]


_READINGS: dict[str, tuple[Callable[[Expectation], _Words | None], Callable[[Outcome], _Words]]] = {
    "结果": (lambda e: _one(e.result), lambda o: frozenset({o.verdict.value})),
    "金额": (lambda e: _fen(e.amount), lambda o: _fen(o.amount) or frozenset({"未知"})),
    "应付": (lambda e: _fen(e.payable), lambda o: _fen(o.payable if o.open else 0) or frozenset()),
    "不满足": (lambda e: _all(e.failing), _failed),
    "待定于": (lambda e: _all(e.undetermined_by), _missing),
    "最早": (lambda e: _one(e.earliest), lambda o: _one(o.not_yet) or frozenset({NO_CASE})),
    "分期": (lambda e: _one(e.instalments), lambda o: frozenset({str(len(_paid_in(o)))})),
    "分期合计": (lambda e: _fen(e.instalments_total), lambda o: _fen(sum(_paid_in(o))) or frozenset()),
    "受益": (lambda e: _all(e.payees), lambda o: frozenset(p.key for p in o.payees)),
    "效果": (lambda e: _all(e.effects), _effects),
}


def target_differences(found: list[Reached], expectation: Expectation) -> Iterator[Text]:
    """What differs between an expectation about a target and the figure reached."""
    name = expectation.target
    reached = next((r for r in found if r.target.source.name.zh == name), None)
    if reached is None:
        yield Text(f"没有目标「{name}」", f"there is no target '{name}'")
        return
    figure, met = expectation.figure, _met(reached.met)
    if figure is not None and not _same(figure, reached.value):
        yield _target_difference(name, "数值", figure, reached.value)
    if expectation.result is not None and expectation.result != met:
        yield _target_difference(name, "结果", expectation.result, met)


def _target_difference(name: str | None, key: str, wanted: object, actual: object) -> Text:
    return Text(
        f"{name} {key}：应为 {wanted}，实为 {actual}", f"{name} {key}: expected {wanted}, got {actual}"
    )


def _same(wanted: Any, actual: Any) -> bool:
    if actual.__class__ is Unknown:
        return False
    both = isinstance(wanted, int | Fraction) and isinstance(actual, int | Fraction)
    return Fraction(wanted) == Fraction(actual) if both else bool(wanted == actual)


def _met(truth: Any) -> str:
    if truth.__class__ is Unknown:
        return "待定"
    return "达到" if truth else "未达到"
