"""The Linping Measures as a document: the wording, the check, the names, the gates of a draft."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from duixian.decisions.examples import run_example
from duixian.language.clauses import wording_text
from duixian.language.rule import Policy, Status
from duixian.policybook import Choice, load_policy
from duixian.policybook.check import check_policy
from duixian.policybook.examples import read_examples
from duixian.values.bilingual import Text
from tests.policies.encoded import ROOT, untranslated

FOLDER = ROOT / "policies/linping/skilled-talent-2021"
OFFICIAL_SHA256 = "4c25ac4461c66ff60c5b7bfd1beb3c711b1a7b5ca57d7537a35f87d6c0ecba82"
"""Of the official text without blanks and line breaks."""

HAN = re.compile("[\u3400-\u9fff]")
OWN_WORDS = (
    "definitions",
    "measures",
    "groups",
    "targets",
    "interpretations",
    "title",
    "authority",
    "channel",
)


@cache
def policy() -> Policy:
    return load_policy(FOLDER).policy


def body(folder: Path = FOLDER) -> str:
    return (folder / "policy.md").read_text("utf-8").split("---\n", 2)[2]


def texts(node: Any) -> Iterator[Text]:
    """Every bilingual text in a rule."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, dict):
        yield from (text for value in node.values() for text in texts(value))
    elif isinstance(node, tuple):
        yield from (text for value in node for text in texts(value))
    elif dataclasses.is_dataclass(node):
        fields = [field.name for field in dataclasses.fields(node)]
        yield from (text for name in fields for text in texts(getattr(node, name)))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "linping" / "skilled-talent-2021"
    shutil.copytree(FOLDER, target)
    return target


def changed(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_it_loads_without_a_problem_under_every_option() -> None:
    assert [p.render("en") for p in check_policy(FOLDER).problems] == []


def test_the_wording_is_the_official_one_sign_for_sign() -> None:
    held = re.sub(r"\s", "", wording_text(body()))
    assert hashlib.sha256(held.encode()).hexdigest() == OFFICIAL_SHA256


def test_another_sum_in_the_wording_is_refused_with_the_clause(copy: Path) -> None:
    changed(copy, "policy.md", "技师每人3000元、高级技师每人5000元", "技师每人3001元、高级技师每人5000元")
    problems = check_policy(copy).problems
    assert problems
    assert {p.clause for p in problems} == {"1"}
    assert any("3001" in p.message.zh for p in problems)


def test_another_sum_in_the_rule_is_refused_with_the_clause(copy: Path) -> None:
    changed(copy, "policy.md", "  高级工: 2000元\n  技师: 3000元\n", "  高级工: 2000元\n  技师: 3001元\n")
    problems = check_policy(copy).problems
    assert problems
    assert {p.clause for p in problems} == {"1"}
    assert any("3001" in p.message.zh for p in problems)


def test_another_wording_is_another_version(copy: Path) -> None:
    changed(copy, "policy.md", "充分发挥和调动", "充分调动")
    assert load_policy(copy).policy.version != policy().version


def test_everything_a_person_reads_has_an_english_name() -> None:
    found = [text for name in OWN_WORDS for text in texts(getattr(policy(), name))]
    assert len(found) > 400
    assert [text.zh for text in found if not text.en or HAN.search(text.en)] == []
    assert untranslated(policy()) == []


def test_every_table_and_column_that_it_adds_has_an_english_name() -> None:
    tables = policy().vocabulary.tables.values()
    names = [table.english for table in tables]
    names += [column.english for table in tables for column in table.columns.values()]
    assert [name for name in names if HAN.search(name)] == []


def test_every_measure_of_money_says_what_to_bring_and_cites_its_clause() -> None:
    for measure in policy().measures.values():
        assert measure.evidence or measure.kind.value in ("服务", "荣誉"), measure.name
        conditions = [c.source.citation for c in measure.conditions]
        assert all(c is not None and len(c.quote) < 60 for c in conditions), measure.name


def test_no_two_measures_of_money_rest_on_the_same_words() -> None:
    paid = [m.source.citation for m in policy().measures.values() if m.amount is not None]
    words = [(cited.clause, cited.start) for cited in paid if cited is not None]
    assert sorted(words) == sorted(set(words))


def test_a_title_that_was_renamed_needs_a_row_in_the_catalogue_and_no_rule(copy: Path) -> None:
    line = "      - {称号: 浙江杰出工匠, "
    renamed = "      - {称号: 浙江首席工匠, 系列: 浙江工匠, 对应称号: 浙江大工匠, 起始日期: 2022-06-01}\n"
    changed(copy, "facts.yaml", line, renamed + line)
    changed(copy, "examples.yaml", "{R4: {荣誉名称: 浙江大工匠}}", "{R4: {荣誉名称: 浙江首席工匠}}")
    example = next(e for e in read_examples(copy, policy().vocabulary) if e.name.zh == "浙江大工匠，得50万元")
    assert list(run_example(load_policy(copy).policy, example)) == []
    assert list(run_example(policy(), example)) != []


def test_a_draft_pays_nothing() -> None:
    assert policy().status is Status.DRAFT
    assert not policy().may_pay


def test_in_force_from_a_date_it_still_needs_a_document_number() -> None:
    held = load_policy(FOLDER, choices={"D0.1": Choice("自施行日起")}).policy
    assert held.status is Status.IN_FORCE
    assert not held.may_pay


def test_no_question_is_said_to_be_decided_by_the_bureau() -> None:
    assert [record.id for record in policy().interpretations.values() if record.decided] == []


def test_tax_and_terms_of_procedure_follow_their_records() -> None:
    award = "浙江工匠奖励"
    held = load_policy(FOLDER, choices={"A6": Choice("代扣代缴"), "A7": Choice("自行规定")}).policy
    assert policy().measures[award].gross
    assert not held.measures[award].gross
    assert policy().interpretations["A7"].parameters["公示期"] == 5
    assert held.interpretations["A7"].parameters["公示期"] is None
