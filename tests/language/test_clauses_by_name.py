"""How clauses get their ids, and how a reference finds its clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.clauses import ClauseError, clause_named, split_clauses, wording_text

TWO_LISTS = "一、条件\n1. 职工；\n2. 学生；\n二、标准\n1. 高级；\n2. 中级；"
MAIN_AND_SIDE = (
    "一、条件\n1. 职工；\n2. 学生；\n二、举措\n（一）引才\n1. 补助；\n（二）育才\n2. 奖励；\n3. 资助；"
)
NUMBERED = [
    "一、目标",
    "二、举措",
    "（一）引才",
    "（二）育才",
    "1. 补助；",
    "2. 奖励；",
    "（1）企业；",
    "①职工；",
]
OTHER = [
    "第一条 依法。",
    "第一章 总则",
    "说明。",
    "",
    "附件1",
    "```rule\n项目: 补助\n```",
    "```note\n一、旁注\n```",
]
LINES = st.sampled_from(NUMBERED + OTHER)
BODIES = st.lists(LINES, max_size=25).map("\n".join)


def ids(body: str) -> list[str]:
    return [clause.id for clause in split_clauses(body)]


def test_equal_labels_of_two_chapters_are_told_apart_by_the_chapter() -> None:
    assert ids(TWO_LISTS) == ["一", "一.1", "一.2", "二", "二.1", "二.2"]


def test_the_run_that_goes_on_across_headings_keeps_its_bare_numbers() -> None:
    assert ids(MAIN_AND_SIDE) == ["一", "一.1", "一.2", "二", "（一）", "1", "（二）", "2", "3"]


def test_of_two_equally_long_runs_neither_keeps_the_bare_numbers() -> None:
    body = "一、甲\n（一）\n1. 补助；\n（二）\n2. 奖励；\n二、乙\n（一）\n1. 补助；\n（二）\n2. 奖励；"
    assert [name for name in ids(body) if name[-1] in "12"] == ["一.1", "一.2", "二.1", "二.2"]


def test_the_nearest_heading_that_tells_two_items_apart_is_the_prefix() -> None:
    body = "一、甲\n（一）引才\n1. 补助；\n（二）育才\n1. 奖励；"
    assert ids(body) == ["一", "（一）", "（一）.1", "（二）", "（二）.1"]


def test_the_whole_path_is_the_id_where_no_single_heading_tells_apart() -> None:
    body = "一、甲\n（一）\n1. 补助；\n（二）\n1. 奖励；\n二、乙\n（一）\n1. 补助；\n（二）\n1. 奖励；"
    assert "二.（一）.1" in ids(body)


def test_a_second_list_under_one_clause_counts_on() -> None:
    body = "1. 条件：\n（1）职工；\n2. 材料与程序：\n（1）身份证；\n程序：\n（1）申报；"
    assert ids(body) == ["1", "1.(1)", "2", "2.(1)", "2.(1)·2"]


def test_an_annex_starts_a_numbering_of_its_own() -> None:
    assert ids("一、目标\n附件1：目录\n一、行业") == ["一", "附件1", "附件1.一"]


@pytest.mark.parametrize("ref", ["1", "1.", "二.1", "二.（一）.1", "二.(一).1", "（一）.1", " 1 "])
def test_a_reference_finds_its_clause_however_it_is_typed(ref: str) -> None:
    assert clause_named(split_clauses(MAIN_AND_SIDE), ref).wording == "1. 补助；"


def test_a_reference_that_may_mean_two_clauses_is_refused_with_their_names() -> None:
    with pytest.raises(ClauseError) as refused:
        clause_named(split_clauses(TWO_LISTS), "1")
    assert refused.value.code == "clause-ambiguous"
    assert "一.1、二.1" in refused.value.render("zh")


@pytest.mark.parametrize("ref", ["9", "三.1", "", "一.二"])
def test_a_reference_to_no_clause_is_refused_with_the_known_ones(ref: str) -> None:
    with pytest.raises(ClauseError) as refused:
        clause_named(split_clauses(TWO_LISTS), ref)
    assert refused.value.code == "clause-unknown"
    assert "The clauses are: 一、一.1" in refused.value.render("en")


@given(BODIES)
def test_every_clause_has_an_id_of_its_own_that_finds_it(body: str) -> None:
    clauses = split_clauses(body)
    assert len({clause.id for clause in clauses}) == len(clauses)
    assert all(clause_named(clauses, clause.id) is clause for clause in clauses)


@given(BODIES)
def test_the_wordings_of_all_clauses_are_the_wording_of_the_document(body: str) -> None:
    joined = "\n".join(clause.wording for clause in split_clauses(body) if clause.wording)
    assert joined == wording_text(body)


@given(BODIES)
def test_every_rule_of_the_document_is_in_one_clause(body: str) -> None:
    blocks = [block for clause in split_clauses(body) for block in clause.blocks]
    lines = body.split("\n")
    assert len(blocks) == lines.count("```rule")
    assert all(lines[block.line - 1] == block.text for block in blocks)
