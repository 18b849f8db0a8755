"""Where a clause begins, what belongs to it, and what a fence gives it."""

from __future__ import annotations

import pytest

from duixian.language.clauses import Block, ClauseError, split_clauses, wording_text


def wordings(body: str) -> dict[str, str]:
    return {clause.id: clause.wording for clause in split_clauses(body)}


@pytest.mark.parametrize(
    ("line", "label", "marker"),
    [
        ("一、总体目标", "一", "一、"),
        ("十二、附则", "十二", "十二、"),
        ("第一章 总则", "第一章", "第一章"),
        ("第三节 奖励", "第三节", "第三节"),
        ("第四条 对企业给予补助。", "第四条", "第四条"),
        ("第二十一条　对企业给予补助。", "第二十一条", "第二十一条"),
        ("（一）鼓励企业", "（一）", "（一）"),
        ("(一)鼓励企业", "（一）", "(一)"),
        ("1. 鼓励企业", "1", "1."),
        ("12．鼓励企业", "12", "12．"),
        ("3、鼓励企业", "3", "3、"),
        ("1.2021年起实施", "1", "1."),
        ("（1）身份证", "(1)", "（1）"),
        ("(2)劳动合同", "(2)", "(2)"),
        ("2）劳动合同", "2)", "2）"),
        ("③劳动合同", "③", "③"),
        ("### （一）鼓励企业", "（一）", "（一）"),
        ("**二、支持对象**", "二", "二、"),
        ("　　三、主要举措", "三", "三、"),
        ("附件1：申请表", "附件1", "附件1"),
    ],
)
def test_a_numbered_line_opens_a_clause_with_its_label(line: str, label: str, marker: str) -> None:
    (clause,) = split_clauses(line)
    assert (clause.id, clause.marker) == (label, marker)


@pytest.mark.parametrize(
    "line",
    [
        "2021年7月1日起试行。",
        "1.5万元以下的，由区级承担。",
        "第四条规定的补助",
        "第一条、第二条除外",
        "（一）至（三）项由市级承担",
        "一、二等奖各奖一次",
        "本办法自公布之日起施行。",
    ],
)
def test_a_line_that_only_looks_numbered_belongs_to_the_clause_above(line: str) -> None:
    assert wordings(f"1. 鼓励企业。\n{line}") == {"1": f"1. 鼓励企业。\n{line}"}


def test_the_text_before_the_first_marker_is_the_preamble() -> None:
    assert wordings("# 实施办法\n\n为引进人才，制定本办法。\n\n一、目标") == {
        "序": "实施办法\n为引进人才，制定本办法。",
        "一": "一、目标",
    }


def test_signs_of_markdown_are_no_part_of_the_wording() -> None:
    assert wording_text("## **一、目标**\n\n按**60%**给予补助。") == "一、目标\n按60%给予补助。"


def test_articles_hold_their_own_items() -> None:
    body = "第一章 总则\n第一条 下列人员：\n（一）职工；\n第二章 奖励\n第二条 下列单位：\n（一）企业；"
    assert [clause.id for clause in split_clauses(body)] == [
        "第一章",
        "第一条",
        "第一条.（一）",
        "第二章",
        "第二条",
        "第二条.（一）",
    ]


def test_a_rule_block_belongs_to_the_clause_above_it() -> None:
    body = "1. 给予补助。\n```rule\n项目: 补助\n金额: 1\n```\n2. 给予奖励。"
    first, second = split_clauses(body)
    assert first.blocks == (Block("项目: 补助\n金额: 1", 3),)
    assert second.blocks == ()


def test_lines_are_those_of_the_file_when_front_matter_stands_above() -> None:
    (clause,) = split_clauses("\n1. 给予补助。\n\n```rule\n项目: 补助\n```\n", first_line=8)
    assert (clause.line, clause.blocks[0].line) == (9, 12)


def test_a_paragraph_after_a_block_continues_the_same_clause() -> None:
    body = "1. 给予补助。\n```rule\n甲: 1\n```\n\n期限不变。\n```rule\n乙: 2\n```"
    (clause,) = split_clauses(body)
    assert clause.wording == "1. 给予补助。\n期限不变。"
    assert [block.text for block in clause.blocks] == ["甲: 1", "乙: 2"]


def test_a_remark_of_the_editor_is_neither_wording_nor_rule() -> None:
    body = "1. 给予补助。\n```note\n一、这里的编号不算。\n```"
    (clause,) = split_clauses(body)
    assert (clause.wording, clause.blocks) == ("1. 给予补助。", ())
    assert wording_text(body) == "1. 给予补助。"


def test_a_block_keeps_its_indentation_and_a_longer_fence_holds_a_shorter_one() -> None:
    (clause,) = split_clauses("1. 给予补助。\n````rule\n限制:\n  - ```\n```\n````")
    assert clause.blocks[0].text == "限制:\n  - ```\n```"


def test_windows_line_ends_change_nothing() -> None:
    body = "一、目标\n1. 给予补助。\n```rule\n项目: 补助\n金额: 1\n```\n"
    assert split_clauses(body.replace("\n", "\r\n")) == split_clauses(body)


def test_a_fence_without_an_end_is_refused_where_it_opens() -> None:
    with pytest.raises(ClauseError) as refused:
        split_clauses("1. 给予补助。\n\n```rule\n项目: 补助\n", first_line=5)
    assert (refused.value.code, refused.value.line) == ("fence-unterminated", 7)
    assert "没有结束" in refused.value.render("zh")
    assert "line 7 has no end" in refused.value.render("en")


@pytest.mark.parametrize("info", ["Rule", "rules", "yaml", "规则"])
def test_a_fence_that_nearly_says_rule_is_refused_and_not_ignored(info: str) -> None:
    with pytest.raises(ClauseError) as refused:
        split_clauses(f"1. 给予补助。\n```{info}\n项目: 补助\n```")
    assert (refused.value.code, refused.value.line) == ("fence-nearly-rule", 2)


@pytest.mark.parametrize(
    "line",
    [
        "1. 对企业给予补助；",
        "1. 具体标准：",
        "1. 给予补助。期限另定。",
        "1. 补助1万元",
        "1. " + "鼓励企业开展培训" * 6,
    ],
)
def test_a_line_that_says_more_than_a_name_is_no_heading(line: str) -> None:
    clause = split_clauses(f"{line}\n（1）企业")[0]
    assert not clause.heading


def test_a_name_with_nothing_below_it_is_no_heading() -> None:
    assert not split_clauses("一、有固定场所\n二、依法经营")[0].heading
