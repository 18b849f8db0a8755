"""Why not, with the words it rests on: the failed findings of a decision as citations, and those an officer writes.

A citation names a clause of the policy and the words in it, or an interpretation with the day it was decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from duixian.casework.errors import RefusalWithoutClause
from duixian.decisions.store.schedule import entitled_by
from duixian.language.outcome import EffectResult, Verdict
from duixian.language.rule import Policy
from duixian.ledger.errors import yuan
from duixian.values.bilingual import Text
from duixian.values.citation import CitationError, cite

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Citing:
    """One reason. ``quote``: words of the clause; ``interpretation``, ``decided_on``: an id and a day, or empty;
    ``reason``: the sentence for people; ``name``: the condition that failed, or empty."""

    clause: str
    quote: str
    reason: Text
    interpretation: str = ""
    decided_on: str = ""
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the history keeps it."""
        return asdict(self)

    @property
    def place(self) -> Text:
        """The clause as people name it, with the words in it: 第4条“…”; an id that says 第…条 stays."""
        named = self.clause if self.clause.startswith("第") else f"第{self.clause}条"
        return Text(f"{named}“{self.quote}”", f"clause {self.clause} '{self.quote}'")

    @property
    def told(self) -> Text:
        """The reason, and what it rests on."""
        return Text(f"{self.reason.zh}（{self.place.zh}）", f"{self.reason.en} ({self.place.en})")


def failed_findings(document: Document, policy: Policy) -> list[Citing]:
    """The reasons of a refused decision: each condition that does not hold, and each limit that took it away."""
    found = [_of_condition(c, document, policy) for c in document["conditions"] if c["truth"] is False]
    found += [
        _of_effect(effect, policy)
        for effect in document["effects"]
        if effect["result"] == EffectResult.REFUSED.value
    ]
    return found


def open_findings(document: Document, policy: Policy) -> list[Citing]:
    """What cannot be judged yet: each condition whose truth is not known, or else what is missing for the rest."""
    found = [_of_condition(c, document, policy) for c in document["conditions"] if c["truth"] is None]
    return found or [_of_missing(document, policy)] if document.get("missing") else found


def grounds_of_amount(document: Document, policy: Policy, given: Sequence[Citing] = ()) -> list[Citing]:
    """On what the amount of a granted decision rests: its measure's clause, and what an officer adds. Raises
    RefusalWithoutClause for words that do not stand where he says."""
    source, fen = document["measure"], entitled_by(dict(document)) or 0
    number, decided = _dated(source["interpretations"], policy)
    own = Citing(
        source["clause"],
        source["quote"] or wording(policy, source["clause"]),
        Text(f"按此计算为 {yuan(fen)} 元", f"by these words it is {yuan(fen)} yuan"),
        number,
        decided,
        source["name"]["zh"],
    )
    for citing in (own, *given):
        check(citing, policy)
    return [own, *given]


def reasons_of(document: Document, policy: Policy, given: Sequence[Citing] = ()) -> list[Citing]:
    """The citations of a refusal: of the decision if it refuses, else those that an officer gives.

    Raises RefusalWithoutClause when there is none, or one that does not stand where it says.
    """
    own = failed_findings(document, policy) if document.get("verdict") == Verdict.INELIGIBLE.value else []
    for citing in given:
        check(citing, policy)
    if not own and not given:
        raise _without()
    return [*own, *given]


def check(citing: Citing, policy: Policy) -> None:
    """Whether the words stand in the clause, or the interpretation was decided. Raises RefusalWithoutClause."""
    record = policy.interpretations.get(citing.interpretation)
    if record is not None and record.decided_on is not None:
        return
    clause = policy.clauses.get(citing.clause)
    try:
        cite(citing.clause, clause.wording if clause is not None else "", citing.quote)
    except CitationError as error:
        raise _without(error.message) from error


def by_clause(policy: Policy, clause: str, quote: str, reason: Text) -> Citing:
    """A reason an officer gives by words of a clause. Raises RefusalWithoutClause."""
    found = Citing(clause, quote, reason)
    check(found, policy)
    return found


def by_interpretation(policy: Policy, number: str, reason: Text) -> Citing:
    """A reason by a decided interpretation. Raises RefusalWithoutClause."""
    record = policy.interpretations.get(number)
    if record is None or record.decided_on is None:
        raise _without()
    return Citing(record.clause, record.quote, reason, number, record.decided_on.isoformat())


def _of_condition(condition: Mapping[str, Any], document: Document, policy: Policy) -> Citing:
    source = condition if "clause" in condition else {**document["measure"], **condition}
    number, decided = _dated(source["interpretations"], policy)
    return Citing(
        source["clause"],
        source["quote"] or wording(policy, source["clause"]),
        _sentence(source, condition),
        number,
        decided,
        source["name"]["zh"],
    )


def _of_missing(document: Document, policy: Policy) -> Citing:
    """Limits and instalments that nobody can work out, because something is not known."""
    source, missing = document["measure"], document["missing"]
    zh = "、".join(dict.fromkeys(f"{one['table']}{one['key']}的{one['name']}" for one in missing))
    en = ", ".join(dict.fromkeys(f"{one['english']} {one['key']}".strip() for one in missing))
    quote = source["quote"] or wording(policy, source["clause"])
    return Citing(source["clause"], quote, Text(f"缺少{zh}", f"missing: {en}"), name=source["name"]["zh"])


def _of_effect(effect: Mapping[str, Any], policy: Policy) -> Citing:
    number, decided = _dated(effect["interpretations"], policy)
    because = "、".join(reference["record"] for reference in effect["because"])
    name = effect["name"]
    zh, en = f"“{name['zh']}”不予", f"'{name['en']}' takes it away"
    reason = Text(f"{zh}（因 {because}）", f"{en} (because of {because})") if because else Text(zh, en)
    quote = effect["quote"] or wording(policy, effect["clause"])
    return Citing(effect["clause"], quote, reason, number, decided, name["zh"])


def _sentence(source: Mapping[str, Any], condition: Mapping[str, Any]) -> Text:
    name = source["name"]
    if condition["truth"] is None:
        zh = "、".join(missing["name"] for missing in condition.get("missing", ()))
        en = ", ".join(missing["english"] for missing in condition.get("missing", ()))
        return Text(f"“{name['zh']}”无法判断：缺{zh}", f"'{name['en']}' cannot be judged; missing: {en}")
    shown = list(_shown(condition))
    zh = "，".join(part.zh for part in shown)
    en = ", ".join(part.en for part in shown)
    colon = ("：", ": ") if shown else ("", "")
    return Text(f"不符合“{name['zh']}”{colon[0]}{zh}", f"'{name['en']}' does not hold{colon[1]}{en}")


def _shown(condition: Mapping[str, Any]) -> Iterator[Text]:
    if "actual" in condition:
        text = condition["actual"]["text"]
        yield Text(f"实际为{text['zh']}", f"it is {text['en']}")
    if "threshold" in condition and "operator" in condition:
        text, sign = condition["threshold"]["text"], condition["operator"]
        yield Text(f"要求{sign}{text['zh']}", f"asked for: {sign} {text['en']}")
    for part in condition.get("parts", ()):
        if part["truth"] is False:
            yield Text(part["expression"], part["expression"])


def _dated(numbers: Iterable[str], policy: Policy) -> tuple[str, str]:
    """The first of some interpretations that was decided: its id and its day."""
    for number in numbers:
        record = policy.interpretations.get(number)
        decided: date | None = record.decided_on if record is not None else None
        if decided is not None:
            return number, decided.isoformat()
    return "", ""


def wording(policy: Policy, clause: str) -> str:
    """The words of a clause; empty where the policy has no such clause."""
    found = policy.clauses.get(clause)
    return found.wording if found is not None else ""


def _without(cause: Text | None = None) -> RefusalWithoutClause:
    zh = f"（{cause.zh}）" if cause is not None else ""
    en = f" ({cause.en})" if cause is not None else ""
    return RefusalWithoutClause(
        "refusal-without-clause",
        Text(
            f"不予支持必须引用政策条款原文或有日期的解释{zh}。",
            f"A refusal has to cite words of the policy or a dated interpretation{en}.",
        ),
        remedy=Text(
            "请选择条款并逐字引用原文，或选择已作出决定的解释；没有依据的不能退回申请人。",
            "Choose a clause and quote its words, or a decided interpretation; without either there is no refusal.",
        ),
    )
