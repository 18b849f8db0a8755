"""The whole view of one decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duixian.design.decision.amounts import (
    InstalmentView,
    NamedView,
    Parties,
    PayeeView,
    StepView,
    instalments_view,
    payees_view,
    steps_view,
    variables_view,
)
from duixian.design.decision.conditions import FAILS, HOLDS, OPEN, ConditionView, conditions_view
from duixian.design.decision.effects import EffectView, effects_view
from duixian.design.decision.speaking import speaking_of
from duixian.design.decision.telling import Json, day, fen, missing_words, told
from duixian.design.decision.wording import Wording, wording_of
from duixian.language.outcome import Verdict
from duixian.language.rule import MeasureKind, Policy

GRANTED, REFUSED, UNDECIDED = "granted", "refused", "open"
_STATES = {
    Verdict.ELIGIBLE.value: GRANTED,
    Verdict.INELIGIBLE.value: REFUSED,
    Verdict.UNDETERMINED.value: UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class ReadingView:
    """An interpretation used: the question, the answer in force, and whether the authority has decided it."""

    id: str
    question: str
    chosen: str
    decided: bool


@dataclass(frozen=True)
class DecisionView:
    """What a page prints of a decision. ``state``: granted, refused or open. Amounts are words; empty means none."""

    document: Json
    state: str
    verdict: str
    sentence: str
    measure: str
    clause: Wording | None
    money: bool
    payable: str
    due_now: str
    paid: str
    recovery: str
    event_on: str
    as_of: str
    not_yet: str
    held_until: str
    broken_on: str
    conditions: tuple[ConditionView, ...]
    variables: tuple[NamedView, ...]
    steps: tuple[StepView, ...]
    effects: tuple[EffectView, ...]
    instalments: tuple[InstalmentView, ...]
    payees: tuple[PayeeView, ...]
    funding: tuple[NamedView, ...]
    missing: tuple[str, ...]
    readings: tuple[ReadingView, ...]
    warnings: tuple[str, ...]
    may_pay: bool
    version: str

    @property
    def failed(self) -> tuple[ConditionView, ...]:
        """Conditions that do not hold."""
        return tuple(c for c in self.conditions if c.truth == FAILS)

    @property
    def unknown(self) -> tuple[ConditionView, ...]:
        """Conditions that nobody can judge yet."""
        return tuple(c for c in self.conditions if c.truth == OPEN)

    @property
    def held(self) -> tuple[ConditionView, ...]:
        """Conditions that hold."""
        return tuple(c for c in self.conditions if c.truth == HOLDS)

    @property
    def reason(self) -> str:
        """The first reason in a few words, for a line of a list."""
        if self.failed:
            return self.failed[0].title
        if self.state == REFUSED:
            return next((f"{e.kind}“{e.name}”" for e in self.effects if e.result == "refused"), "")
        return self.missing[0] if self.state == UNDECIDED and self.missing else ""

    @property
    def undecided_readings(self) -> bool:
        """Whether some interpretation used was not confirmed by the authority."""
        return any(not reading.decided for reading in self.readings)


def decision_view(
    document: Json, policy: Policy | None = None, parties: Parties | None = None
) -> DecisionView:
    """A document as a page shows it, in the language of the page (call it inside the view, and render there).

    ``policy``: the version it was decided under, for the clause's wording and expressions in words. ``parties``:
    names of payees by table and key, from those who may show them.
    """
    speaking = speaking_of(policy, document["measure"]["name"]["zh"]) if policy is not None else None
    measure = document["measure"]
    return DecisionView(
        document=document,
        state=_STATES[document["verdict"]],
        verdict=verdict_words(document["verdict"]),
        sentence=_sentence(document),
        measure=told(measure["name"]),
        clause=wording_of(measure["clause"], measure["quote"], policy),
        money=measure["kind"] == MeasureKind.MONEY.value,
        conditions=conditions_view(document["conditions"], policy, speaking),
        variables=variables_view(document),
        steps=steps_view(document, policy, speaking),
        effects=effects_view(document["effects"], policy),
        instalments=instalments_view(document["instalments"]),
        payees=tuple(payees_view(document["payees"], parties or {}, policy)),
        missing=tuple(dict.fromkeys(missing_words(m, policy) for m in document["missing"])),
        may_pay=document["policy"]["may_pay"],
        version=document["policy"]["version"][:12],
        **_figures(document),  # type: ignore[arg-type]
        **_remarks(document, policy),
    )


def _figures(document: Json) -> dict[str, str]:
    """Amounts and days in words; empty where there is none."""
    payable = document["payable"] or (document["amount"] if document["verdict"] == "待定" else 0) or 0
    return {
        "payable": fen(payable) if payable else "",
        "due_now": fen(document["due_now"]) if document["due_now"] not in (0, document["payable"]) else "",
        "paid": fen(document["paid"]) if document["paid"] else "",
        "recovery": fen(document["recovery"]) if document["recovery"] else "",
        **{name: day(document[name]) for name in ("event_on", "as_of", "not_yet", "held_until", "broken_on")},
    }


def _remarks(document: Json, policy: Policy | None) -> dict[str, Any]:
    return {
        "funding": tuple(
            NamedView(told(part["tier"]), fen(part["amount"]) if part["amount"] is not None else "—")
            for part in document["funding"]
        ),
        "readings": tuple(_reading(record, policy) for record in document["interpretations"]),
        "warnings": tuple(told(warning["name"]) for warning in document["warnings"]),
    }


def _reading(record: Json, policy: Policy | None) -> ReadingView:
    held = policy.interpretations.get(record["id"]) if policy is not None else None
    options: Mapping[str, str] = {o.name.zh: told(o.name) for o in held.options} if held is not None else {}
    chosen = record["chosen"]
    return ReadingView(record["id"], told(record["question"]), options.get(chosen, chosen), record["decided"])


def verdict_words(verdict: str) -> str:
    """符合, 不符合 or 待定 in the page's language."""
    return {
        Verdict.ELIGIBLE.value: _("符合"),
        Verdict.INELIGIBLE.value: _("不符合"),
        Verdict.UNDETERMINED.value: _("待定"),
    }[verdict]


def _sentence(document: Json) -> str:
    """The verdict in a sentence."""
    name = told(document["measure"]["name"])
    if document["verdict"] == Verdict.ELIGIBLE.value:
        return _granted(document, name)
    if document["verdict"] == Verdict.INELIGIBLE.value:
        return _refused(document, name)
    if document["amount"]:
        amount = fen(document["amount"])
        return _("“%(name)s”还不能判定；其余都满足的话，可得%(amount)s。") % {"name": name, "amount": amount}
    return _("“%(name)s”还不能判定，缺少下列情况。") % {"name": name}


def _granted(document: Json, name: str) -> str:
    if document["measure"]["kind"] != MeasureKind.MONEY.value:
        return _("符合“%(name)s”的全部条件。") % {"name": name}
    if document["payable"]:
        words = {"name": name, "amount": fen(document["payable"])}
        return _("符合“%(name)s”的全部条件，可得%(amount)s。") % words
    if document["paid"]:
        words = {"name": name, "amount": fen(document["paid"])}
        return _("“%(name)s”符合条件，%(amount)s已经支付。") % words
    return _("“%(name)s”符合条件，但与其他项目一起计算后不再另给。") % {"name": name}


def _refused(document: Json, name: str) -> str:
    failed = sum(condition["truth"] is False for condition in document["conditions"])
    if not failed:
        return _("“%(name)s”的条件都满足，但受次数、金额或同类项目所限，不能给付。") % {"name": name}
    words = ngettext(
        "不符合“%(name)s”：%(count)s项条件不满足。", "不符合“%(name)s”：%(count)s项条件不满足。", failed
    )
    return words % {"name": name, "count": failed}
