"""A decision as JSON: stable keys, Chinese and English side by side, money in whole fen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from duixian.decisions.funding import funding_of
from duixian.decisions.identity import case_id
from duixian.decisions.rendering import plain, shown
from duixian.language.nodes import Compare, Expr, Within
from duixian.language.outcome import Effect, Finding, Instalment, Outcome, Reference, Working
from duixian.language.rule import Interpretation, Measure, Source
from duixian.language.types import Type
from duixian.language.unknown import Missing, Unknown
from duixian.language.vocabulary import Vocabulary
from duixian.values.bilingual import Text

FORM = "duixian.decision/1"
"""Name and number of this form; a change that would break a reader gets the next number."""

Json = dict[str, Any]


def decision_document(outcome: Outcome) -> Json:
    """The whole decision. Its shape is published as ``schema.decision_schema``."""
    vocabulary = outcome.policy.vocabulary
    return {
        "form": FORM,
        "id": case_id(outcome),
        "policy": _policy(outcome),
        "measure": {**_source(outcome.measure.source), "kind": outcome.measure.kind.value},
        "case": _case(outcome),
        "as_of": outcome.as_of.isoformat(),
        "claimed_on": outcome.claimed_on.isoformat(),
        "event_on": outcome.event_on.isoformat() if outcome.event_on else None,
        "verdict": outcome.verdict.value,
        "conditions": [_finding(finding, vocabulary) for finding in outcome.findings],
        "variables": [_variable(name, node, value, vocabulary) for name, node, value in outcome.variables],
        "workings": [_working(working) for working in outcome.workings],
        "amount": outcome.amount,
        "payable": outcome.payable if outcome.open else 0,
        "due_now": outcome.due_now,
        "paid": outcome.paid,
        "recovery": outcome.recovery,
        "payees": payees_document(outcome),
        "instalments": [_instalment(item) for item in outcome.instalments],
        "effects": [_effect(effect) for effect in outcome.effects],
        "funding": _funding(outcome),
        "interpretations": [_interpretation(i) for i in interpretations_used(outcome)],
        "missing": [_missing(m, vocabulary) for m in sorted(outcome.missing)],
        "not_yet": outcome.not_yet.isoformat() if outcome.not_yet else None,
        "held_until": outcome.held_until.isoformat() if outcome.held_until else None,
        "broken_on": outcome.broken_on.isoformat() if outcome.broken_on else None,
        "routing": plain(outcome.routing),
        "matter": plain(outcome.matter),
        "warnings": [_source(source) for source in outcome.warnings],
    }


def decision_line(outcome: Outcome) -> str:
    """The whole decision on one line, as ``decisions.jsonl`` holds it."""
    document = decision_document(outcome)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _policy(outcome: Outcome) -> Json:
    policy = outcome.policy
    return {
        "id": policy.id,
        "title": _text(policy.title),
        "number": policy.number,
        "status": policy.status.value,
        "version": policy.version,
        "may_pay": policy.may_pay,
    }


def _case(outcome: Outcome) -> Json:
    record = outcome.record
    return {"table": record.table, "key": str(record.key), "year": outcome.year, "source": record.source}


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}


def _source(source: Source) -> Json:
    citation = source.citation
    return {
        "name": _text(source.name),
        "clause": source.clause,
        "quote": citation.quote if citation is not None else None,
        "interpretations": list(source.interpretations),
    }


def _truth(value: Any) -> bool | None:
    return None if value.__class__ is Unknown else bool(value)


def _finding(finding: Finding, vocabulary: Vocabulary) -> Json:
    document: Json = {"expression": finding.test.text, "truth": _truth(finding.truth)}
    if finding.condition is not None:
        document = {**_source(finding.condition.source), **document}
    if finding.actual is not None:
        document["actual"] = _value(finding.actual, _actual_type(finding.test), vocabulary)
    if finding.threshold is not None:
        document["threshold"] = _value(finding.threshold, _threshold_type(finding.test), vocabulary)
    if isinstance(finding.test, Compare):
        document["operator"] = finding.test.operator.value
    if finding.truth.__class__ is Unknown:
        document["missing"] = [_missing(m, vocabulary) for m in sorted(finding.truth.causes)]
    if finding.parts:
        document["parts"] = [_finding(part, vocabulary) for part in finding.parts]
    return document


def _actual_type(test: Expr) -> Type:
    if isinstance(test, Compare):
        return test.left.type
    inner = test.place if isinstance(test, Within) else getattr(test, "value", None)
    return inner.type if isinstance(inner, Expr) else test.type


def _threshold_type(test: Expr) -> Type:
    if isinstance(test, Compare):
        return test.right.type
    return test.area.type if isinstance(test, Within) else test.type


def _value(value: Any, kind: Type, vocabulary: Vocabulary) -> Json:
    return {"value": plain(value), "type": str(kind), "text": _text(shown(value, kind, vocabulary))}


def _variable(name: Text, node: Expr, value: Any, vocabulary: Vocabulary) -> Json:
    return {"name": _text(name), "expression": node.text, **_value(value, node.type, vocabulary)}


def _working(working: Working) -> Json:
    return {
        "kind": working.kind,
        "label": working.label,
        "expression": working.text,
        "value": plain(working.value),
        "result": plain(working.result),
    }


def payees_document(outcome: Outcome) -> list[Json]:
    """Payees with their fen: shares are rounded down and the rest goes, a fen each, to the first."""
    total = outcome.payable if outcome.open else 0
    amounts = [_floor(total * payment.share) for payment in outcome.payees]
    for position in range(total - sum(amounts) if _whole(outcome) else 0):
        amounts[position % len(amounts)] += 1
    return [
        {"table": p.table, "key": p.key, "share": str(p.share), "amount": amount}
        for p, amount in zip(outcome.payees, amounts, strict=True)
    ]


def _whole(outcome: Outcome) -> bool:
    return sum((p.share for p in outcome.payees), Fraction(0)) == 1


def _floor(value: Fraction) -> int:
    return value.__floor__()


def _instalment(item: Instalment) -> Json:
    return {
        "number": item.number,
        "period": item.period,
        "label": _text(item.label) if item.label is not None else None,
        "due": item.due.isoformat() if item.due else None,
        "amount": item.amount,
        "state": item.state.value,
    }


def _effect(effect: Effect) -> Json:
    return {
        "kind": effect.kind.value,
        **_source(effect.source),
        "result": effect.result.value,
        "before": effect.before,
        "after": effect.after,
        "because": [_reference(reference) for reference in effect.because],
        "best": effect.best,
        "next_best": effect.next_best,
    }


def _reference(reference: Reference) -> Json:
    return {
        "policy": reference.policy,
        "measure": reference.measure,
        "record": reference.record,
        "amount": reference.amount,
    }


def _funding(outcome: Outcome) -> list[Json]:

    return [{"tier": _text(tier), "amount": amount} for tier, amount in funding_of(outcome)]


_Named = tuple[Measure, frozenset[str]]
_NAMED: dict[tuple[int, int, bool], _Named] = {}
_NAMED_KEPT = 4096


def interpretations_used(outcome: Outcome) -> list[Interpretation]:
    """The interpretation records this decision rests on, in the order of their ids."""
    ids: Iterable[str] = _named_by_rule(outcome)
    if outcome.effects:
        ids = set(ids).union(*(effect.source.interpretations for effect in outcome.effects))
    return [outcome.policy.interpretations[i] for i in sorted(ids) if i in outcome.policy.interpretations]


def _named_by_rule(outcome: Outcome) -> frozenset[str]:
    """Those of the measure and its findings: the same for all cases of a measure that show as many findings."""
    measure, findings = outcome.measure, outcome.findings
    name = (id(measure), len(findings), bool(findings) and findings[0].condition is None)
    held = _NAMED.get(name)
    if held is None or held[0] is not measure:
        if len(_NAMED) >= _NAMED_KEPT:
            _NAMED.clear()
        held = _NAMED[name] = (measure, frozenset(measure.interpretations).union(_of_findings(findings)))
    return held[1]


def _of_findings(findings: Iterable[Finding]) -> Iterable[str]:
    for finding in findings:
        if finding.condition is not None:
            yield from finding.condition.source.interpretations
        yield from _of_findings(finding.parts)


def _interpretation(record: Interpretation) -> Json:
    return {
        "id": record.id,
        "question": _text(record.question),
        "chosen": record.chosen,
        "decided": record.decided,
    }


def _missing(missing: Missing, vocabulary: Vocabulary) -> Json:
    return {
        "kind": missing.kind.value,
        "name": missing.name,
        "english": _english(missing, vocabulary),
        "table": missing.table,
        "key": missing.key,
    }


def _english(missing: Missing, vocabulary: Vocabulary) -> str:
    table = vocabulary.tables.get(missing.table)
    if table is None:
        return missing.name
    column = table.columns.get(missing.name)
    return f"{table.english}: {column.english}" if column is not None else table.english
