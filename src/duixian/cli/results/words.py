"""Words of verdicts, states and effects, and the reasons of a decision in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from duixian.engines.prose.phrases import NOTHING, joined, listed, say
from duixian.engines.prose.quantities import money, spoken
from duixian.engines.prose.refusal import asked_for, because, lack_words, refusal
from duixian.engines.prose.speaking import Memory, Voice
from duixian.language.nodes import Compare, Expr, Within
from duixian.language.outcome import (
    Effect,
    EffectKind,
    EffectResult,
    Finding,
    InstalmentState,
    Outcome,
    Reference,
    Verdict,
)
from duixian.language.record import Record
from duixian.language.types import Type
from duixian.language.unknown import Missing, Unknown
from duixian.values.bilingual import Text
from duixian.values.money import format_money

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.ELIGIBLE: Text("符合", "eligible"),
    Verdict.INELIGIBLE: Text("不符合", "ineligible"),
    Verdict.UNDETERMINED: Text("待定", "undetermined"),
}
STATES: Mapping[InstalmentState, Text] = {
    InstalmentState.DUE: Text("应付", "due"),
    InstalmentState.SCHEDULED: Text("未到期", "scheduled"),
    InstalmentState.LOST: Text("不满足", "lost"),
    InstalmentState.STOPPED: Text("停止", "stopped"),
    InstalmentState.UNKNOWN: Text("待定", "open"),
}
EFFECT_KINDS: Mapping[EffectKind, Text] = {
    EffectKind.QUOTA: Text("名额", "quota"),
    EffectKind.COUNT: Text("限次", "number of times"),
    EffectKind.GROUP: Text("组", "group"),
    EffectKind.CAP: Text("限额", "cap"),
    EffectKind.BUDGET: Text("预算", "budget"),
    EffectKind.PAID: Text("已支付", "already paid"),
    EffectKind.HOLD: Text("保持", "hold"),
}
EFFECT_RESULTS: Mapping[EffectResult, Text] = {
    EffectResult.KEPT: Text("保留", "kept"),
    EffectResult.REDUCED: Text("减少", "reduced"),
    EffectResult.REFUSED: Text("不予", "refused"),
    EffectResult.PENDING: Text("待定", "pending"),
}


_OWN = (Record, Unknown)
"""Values whose words are a case's own."""
_KEY = "\x00"
"""Stands for a record's key in a sentence."""
_REMEMBERED = 1 << 18


class Said(tuple[Any, ...]):
    """The cells of a row that many cases have: the same object each time, so that a writer need not write it out
    again."""

    __slots__ = ()


def reference_words(reference: Reference) -> str:
    """Another case or payment, in short."""
    return f"{reference.measure} {reference.record} {format_money(reference.amount)}"


class Reasons:
    """Sentences about findings. What is said of a rule is the same for every case, so it is said once; what is said
    of the same values too."""

    def __init__(self) -> None:
        self._voices: dict[tuple[str, str], Voice] = {}
        self._memories: dict[str, Memory] = {}
        self._rows: dict[Any, Any] = {}
        self._refusals: dict[Any, Text] = {}
        self._values: dict[tuple[Type, type, Any], Text] = {}
        self._thresholds: dict[tuple[int, Any], Text] = {}
        self._lacks: dict[tuple[str, str, str], Text] = {}

    def voice(self, outcome: Outcome) -> Voice:
        """The voice of an outcome's measure."""
        name = (outcome.policy.id, outcome.measure.name)
        if name not in self._voices:
            memory = self._memories.setdefault(outcome.policy.id, {})
            self._voices[name] = Voice(outcome.policy, outcome.measure, memory=memory)
        return self._voices[name]

    def once(self, place: int, finding: Finding, make: Callable[[], Said]) -> Said:
        """What is said of a finding at a place; of one with the same content, what was said the first time."""
        content = _content(finding)
        if content is None:
            return make()
        name = (place, content)
        held = self._rows.get(name)
        if held is None:
            if len(self._rows) >= _REMEMBERED:
                self._rows.clear()
            # The finding is held too: its content names parts of the rule by where they lie in memory.
            held = self._rows[name] = (make(), finding)
        said: Said = held[0]
        return said

    def why(self, outcome: Outcome, finding: Finding) -> Text:
        """Why a finding is false or unknown."""
        if finding.truth.__class__ is Unknown:
            return self._missing(finding.truth.causes, outcome)
        return because(self.voice(outcome), finding)

    def of(self, outcome: Outcome) -> Text | None:
        """All that keeps a case from being eligible: failed conditions, effects, what is missing."""
        if outcome.verdict is Verdict.ELIGIBLE:
            return None
        if outcome.verdict is Verdict.UNDETERMINED:
            return self._missing(outcome.missing, outcome)
        failed = [self._in_short(outcome, f) for f in outcome.findings if f.truth is False]
        refused = [effect_words(e) for e in outcome.effects if e.result is EffectResult.REFUSED]
        return joined([*failed, *refused]) if failed or refused else NOTHING

    def _in_short(self, outcome: Outcome, finding: Finding) -> Text:
        content = _content(finding)
        if content is None:
            return _in_short(self.voice(outcome), finding)
        held = self._refusals.get(content)
        if held is None:
            if len(self._refusals) >= _REMEMBERED:
                self._refusals.clear()
            held = self._refusals[content] = _in_short(self.voice(outcome), finding)
        return held

    def _missing(self, causes: Iterable[Missing], outcome: Outcome) -> Text:
        """What is missing, each said once; the sentence about a column is the same for every row but for its key."""
        said = dict.fromkeys(self._lack(missing, outcome) for missing in sorted(causes))
        return listed(said)

    def _lack(self, missing: Missing, outcome: Outcome) -> Text:
        name = (missing.kind.value, missing.name, missing.table)
        held = self._lacks.get(name)
        if held is None:
            held = lack_words(replace(missing, key=_KEY), outcome.policy.vocabulary)
            self._lacks[name] = held
        return Text(held.zh.replace(_KEY, missing.key), held.en.replace(_KEY, missing.key))

    def warnings(self, outcome: Outcome) -> Text | None:
        """The warnings that hold."""
        return joined(source.name for source in outcome.warnings) if outcome.warnings else None

    def sides(self, outcome: Outcome, finding: Finding) -> tuple[Text | None, Text | None]:
        """The value found and the value asked for, where the test has them."""
        test = finding.test
        if finding.parts or finding.actual is None:
            return None, None
        actual = self._spoken(outcome, finding.actual, _type_of(test))
        if isinstance(test, Compare) and finding.threshold.__class__ is not Unknown:
            return actual, self._asked(outcome, test, finding)
        return actual, None

    def _spoken(self, outcome: Outcome, value: Any, kind: Type) -> Text:
        if value.__class__ is Record or value.__class__ is Unknown:
            return spoken(value, kind, outcome.policy.vocabulary)
        # 1 and Fraction(1) are equal, but not said alike.
        name = (kind, value.__class__, value)
        held = self._values.get(name)
        if held is None:
            held = self._values[name] = spoken(value, kind, outcome.policy.vocabulary)
        return held

    def _asked(self, outcome: Outcome, test: Compare, finding: Finding) -> Text:
        if finding.threshold.__class__ is Record:
            return asked_for(self.voice(outcome), test, finding)
        name = (id(test), finding.threshold)
        held = self._thresholds.get(name)
        if held is None:
            held = self._thresholds[name] = asked_for(self.voice(outcome), test, finding)
        return held


def _content(finding: Finding) -> Any:
    """What the words about a finding depend on; None where they tell of a record or of what one lacks."""
    truth, actual, threshold = finding.truth, finding.actual, finding.threshold
    tellable = truth.__class__ is bool and actual.__class__ not in _OWN and threshold.__class__ not in _OWN
    if not tellable:
        return None
    named = (
        id(finding.condition),
        id(finding.test),
        truth,
        actual.__class__,
        actual,
        threshold.__class__,
        threshold,
    )
    if truth or not finding.parts:
        return named
    parts = tuple(_content(part) for part in finding.parts)
    return None if None in parts else (named, parts)


def _type_of(test: Expr) -> Type:
    if isinstance(test, Compare):
        return test.left.type
    inner = test.place if isinstance(test, Within) else getattr(test, "value", None)
    return inner.type if isinstance(inner, Expr) else test.type


def _in_short(voice: Voice, finding: Finding) -> Text:
    """A refusal; of a condition made of several its name alone, for the table of conditions has the rest."""
    if finding.condition is None or not finding.parts:
        return refusal(voice, finding)
    name = finding.condition.source.name
    return say("不符合“{name}”", '"{name}" does not hold', name=name)


def effect_words(effect: Effect) -> Text:
    """What a limit or group did, and because of what."""
    kind, result, name = EFFECT_KINDS[effect.kind], EFFECT_RESULTS[effect.result], effect.source.name
    before, after = money(effect.before), money(effect.after)
    others = "、".join(reference_words(r) for r in effect.because)
    zh = f"{kind.zh}“{name.zh}”{result.zh}：{before.zh} → {after.zh}" + (f"（{others}）" if others else "")
    en = f'{kind.en} "{name.en}" {result.en}: {before.en} → {after.en}' + (f" ({others})" if others else "")
    return Text(zh, en)
