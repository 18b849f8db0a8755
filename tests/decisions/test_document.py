"""The JSON form of a decision keeps to its schema, holds every reason, and is the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from duixian.decisions.document import decision_document
from duixian.decisions.schema import decision_schema
from duixian.language.outcome import Outcome, Verdict
from tests.decisions.cases import folders, outcomes_of

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "decision.schema.json"
EVERY_POLICY = pytest.mark.parametrize("folder", folders(), ids=lambda f: f.name)


def _conditions(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    waiting = list(document["conditions"])
    while waiting:
        condition = waiting.pop()
        yield condition
        waiting.extend(condition.get("parts", ()))


def test_the_published_schema_is_the_one_in_force() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == decision_schema()


@EVERY_POLICY
def test_every_decision_keeps_to_the_schema(folder: Path) -> None:
    validator = Draft202012Validator(decision_schema())
    for outcome in outcomes_of(folder):
        validator.validate(json.loads(json.dumps(decision_document(outcome))))


def test_a_decision_with_another_key_breaks_the_schema() -> None:
    document = decision_document(outcomes_of(folders()[0])[0]) | {"remark": "?"}
    assert not Draft202012Validator(decision_schema()).is_valid(document)


@EVERY_POLICY
def test_a_refusal_names_what_failed_and_its_clause(folder: Path) -> None:
    for outcome in outcomes_of(folder):
        document = decision_document(outcome)
        if outcome.verdict is Verdict.INELIGIBLE:
            failed = [c for c in document["conditions"] if c["truth"] is False]
            refused = [e for e in document["effects"] if e["after"] == 0]
            assert failed or refused or outcome.amount == 0, document["case"]
            assert all(reason["clause"] for reason in (*failed, *refused))


@EVERY_POLICY
def test_what_is_undetermined_says_what_is_missing(folder: Path) -> None:
    for outcome in outcomes_of(folder):
        if outcome.verdict is Verdict.UNDETERMINED:
            assert decision_document(outcome)["missing"]


@EVERY_POLICY
def test_a_quote_is_words_of_its_clause(folder: Path) -> None:
    for outcome in outcomes_of(folder):
        wordings = [clause.wording for clause in outcome.policy.clauses.values()]
        for condition in _conditions(decision_document(outcome)):
            quote = condition.get("quote")
            assert quote is None or any(quote in wording for wording in wordings)


@EVERY_POLICY
def test_payees_and_funding_add_up_to_what_is_payable(folder: Path) -> None:
    for outcome in outcomes_of(folder):
        document = decision_document(outcome)
        if outcome.open and outcome.payees:
            assert sum(p["amount"] for p in document["payees"]) == document["payable"]
        amounts = [f["amount"] for f in document["funding"]]
        if amounts and None not in amounts:
            assert sum(amounts) == document["payable"]


def _ids(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [decision_document(outcome)["id"] for outcome in outcomes]


def test_the_same_case_has_the_same_name_each_time() -> None:
    outcomes = outcomes_of(folders()[0])
    assert _ids(outcomes) == _ids(outcomes)
    assert len({(o.measure.name, str(o.record.key), o.year) for o in outcomes}) == len(set(_ids(outcomes)))
