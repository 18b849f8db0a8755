"""Compact files: small, typed, and expanded to the very decisions they were made of."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from duixian.decisions.compact.files import CompactError, CompactFile, write_description, write_measure
from duixian.decisions.compact.layout import Layout
from duixian.decisions.compact.masks import Mask
from duixian.decisions.compact.packing import NotCompact, packed
from duixian.decisions.compact.unpacking import outcome_of
from duixian.decisions.document import decision_line
from duixian.decisions.runs.decided import ByReference
from duixian.language.outcome import Outcome
from duixian.policybook import load_policy
from tests.decisions.cases import folders, outcomes_of
from tests.engines import small
from tests.engines.small import Maker, facts, hire

MAKER = Maker()
DAY = date(2022, 12, 31)


def by_measure(outcomes: tuple[Outcome, ...]) -> list[tuple[Layout, list[Outcome]]]:
    found: dict[int, tuple[Layout, list[Outcome]]] = {}
    for outcome in outcomes:
        name = id(outcome.measure)
        found.setdefault(name, (Layout(outcome.policy, outcome.measure), []))[1].append(outcome)
    return list(found.values())


def decided() -> ByReference:
    """Two cases: one whose pay is not known, one that holds."""
    policy = small.policy(MAKER.measure("补贴", "月工资 ≥ 3000元"))
    known = facts(录用=[hire("H1"), hire("H2", 月工资="3000")], 人员=[], 用人单位=[])
    return ByReference(policy, policy.measures["补贴"], small.decide(policy, known))


@pytest.mark.parametrize("folder", folders(), ids=lambda f: f.name)
def test_every_decision_of_the_examples_comes_back_to_the_byte(folder: Path) -> None:
    for layout, outcomes in by_measure(outcomes_of(folder)):
        rows = packed(layout, outcomes).iter_rows(named=True)
        for outcome, row in zip(outcomes, rows, strict=True):
            assert decision_line(outcome_of(layout, row, outcome.as_of)) == decision_line(outcome)


def test_the_columns_depend_on_the_rule_alone() -> None:
    run = decided()
    layout = Layout(run.policy, run.measure)
    assert packed(layout, []).schema == packed(layout, run).schema


def test_values_found_are_typed_columns_and_truths_are_bits() -> None:
    run = decided()
    frame = packed(Layout(run.policy, run.measure), run)
    pay = next(s for s in Layout(run.policy, run.measure).slots.every if "月工资" in s.test.text)
    assert frame[f"found_{pay.number}"].to_list() == [None, 300_000]
    assert [word >> pay.number & 1 for word in frame["found_unknown"]] == [1, 0]
    assert [word >> pay.number & 1 for word in frame["holds"]] == [0, 1]
    assert frame["missing"].to_list()[0] == [{"kind": "cell", "name": "月工资", "table": "录用", "key": "H1"}]


def test_a_file_says_what_its_columns_mean(tmp_path: Path) -> None:
    run = decided()
    write_measure(run, DAY, tmp_path / "a.parquet")
    write_description(run.policy, run.measure, DAY, tmp_path / "a.json")
    said = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert json.loads(pl.read_parquet_metadata(tmp_path / "a.parquet")["duixian"]) == said
    pay = next(test for test in said["tests"] if "月工资" in test["expression"])
    assert pay["asked"] == {"value": 300_000, "type": "金额", "text": {"zh": "3,000元", "en": "CNY 3,000.00"}}
    assert pay["found"]["column"] in pl.read_parquet(tmp_path / "a.parquet").columns


def test_the_same_cases_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_measure(decided(), DAY, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_is_expanded_whole_or_for_one_record(tmp_path: Path) -> None:
    run = decided()
    write_measure(run, DAY, tmp_path / "a.parquet")
    file = CompactFile(tmp_path / "a.parquet", [run.policy])
    assert [decision_line(o) for o in file] == [decision_line(o) for o in run]
    assert [o.record.key for o in file.of_record("H2")] == ["H2"]


def test_another_version_of_the_policy_does_not_expand_a_file(tmp_path: Path) -> None:
    run = decided()
    write_measure(run, DAY, tmp_path / "a.parquet")
    other = load_policy(folders()[0]).policy
    with pytest.raises(CompactError) as caught:
        CompactFile(tmp_path / "a.parquet", [other])
    assert caught.value.code == "compact-other-version"


@pytest.mark.parametrize("content", [b"", b"PAR1 nothing PAR1"])
def test_another_file_is_not_expanded(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(CompactError) as caught:
        CompactFile(tmp_path / "a.parquet", [])
    assert caught.value.code == "compact-not-ours"


def test_a_table_of_another_kind_is_not_expanded(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "a.parquet")
    with pytest.raises(CompactError):
        CompactFile(tmp_path / "a.parquet", [])


def test_a_number_beyond_64_bits_is_refused_by_name() -> None:
    run = decided()
    run.outcomes[1].amount = 1 << 63
    with pytest.raises(NotCompact) as caught:
        packed(Layout(run.policy, run.measure), run)
    assert caught.value.where == "补贴 amount"


def test_more_tests_than_an_integer_has_bits_take_further_columns() -> None:
    mask = Mask("holds", 130)
    assert mask.columns == ("holds", "holds_2", "holds_3")
    bits = 1 | 1 << 62 | 1 << 63 | 1 << 129
    assert mask.bits(dict(zip(mask.columns, mask.words(bits), strict=True))) == bits
    assert max(mask.words(bits)) < 1 << 63
