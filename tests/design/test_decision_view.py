"""What a page shows of a decision is all of it, in both languages, and no number of a person."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from duixian.decisions.document import decision_document
from duixian.decisions.examples import decided
from duixian.design.decision import decision_view
from duixian.design.decision.view import DecisionView
from duixian.design.decision.wording import wording_of
from duixian.language.rule import Policy
from duixian.policybook import load_policy
from duixian.policybook.examples import read_examples

FOLDER = Path(__file__).parents[2] / "policies" / "linping" / "skilled-talent-2021"


@cache
def _documents() -> tuple[Policy, list[dict[str, Any]]]:
    policy = load_policy(FOLDER).policy
    plain = [e for e in read_examples(FOLDER, policy.vocabulary) if not e.choices][::4]
    return policy, [decision_document(o) for example in plain for o in decided(policy, example)[1]]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_condition_stands_in_the_view_with_its_truth(language: str) -> None:
    policy, documents = _documents()
    with override(language):
        for document in documents:
            view = decision_view(document, policy)
            truths = [{"holds": True, "fails": False, "open": None}[c.truth] for c in view.conditions]
            assert truths == [c["truth"] for c in document["conditions"]]
            assert all(c.title and c.words for c in view.conditions)


def test_quoted_words_are_marked_where_they_stand_in_the_clause() -> None:
    policy, documents = _documents()
    for document in documents[:40]:
        for condition in document["conditions"]:
            wording = wording_of(condition["clause"], condition["quote"], policy)
            assert wording is not None
            assert (
                "".join(p.text for p in wording.pieces) == policy.clauses[condition["clause"]].wording.strip()
            )
            marked = "".join(p.text for p in wording.pieces if p.quoted)
            assert marked in (condition["quote"], "")


def test_a_figure_in_the_quoted_words_stands_out() -> None:
    policy, _rest = _documents()
    wording = wording_of("1", "签订3年及以上劳动合同", policy)
    assert wording is not None
    assert [p.text for p in wording.pieces if p.figure] == ["3年"]


def test_without_the_policy_the_document_alone_is_shown() -> None:
    _policy, documents = _documents()
    for document in documents[:60]:
        view = decision_view(document)
        assert len(view.conditions) == len(document["conditions"])
        assert view.sentence


def test_no_number_of_a_person_is_shown() -> None:
    policy, documents = _documents()
    number = "33011319900307123X"
    raw = json.dumps(documents[:60], ensure_ascii=False)
    for document in json.loads(raw.replace('{"zh": "2', f'{{"zh": "{number} 2')):
        assert number in json.dumps(document) or "text" not in json.dumps(document["conditions"])
        assert number not in repr(_shown(decision_view(document, policy)))


def _shown(view: DecisionView) -> list[Any]:
    return [getattr(view, name) for name in view.__dataclass_fields__ if name != "document"]


def test_the_sentence_names_the_amount_of_what_is_granted() -> None:
    policy, documents = _documents()
    granted = next(d for d in documents if d["verdict"] == "符合" and d["payable"])
    with override("en"):
        view = decision_view(granted, policy)
    assert view.payable.startswith("CNY")
    assert view.payable in view.sentence
