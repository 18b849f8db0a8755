"""The terms of a policy's selections, and what is refused in them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from duixian.casework.selection.errors import TermsError
from duixian.casework.selection.reading import read_contests, read_terms
from duixian.casework.selection.rows import Result, decimal_text, rows_of
from duixian.casework.selection.terms import Terms, Ties

FOLDER = Path(__file__).parent / "policies" / "district" / "prize"
PLAIN = """
英文: A prize
对象: 人员
名额: 2
提名: [本人]
打分: {业绩: {权重: 100%, 满分: 100}}
公示: 5
写入: [{表: 评选结果, 栏: {评选编号: 编号, 得分: 得分, 结论: {入选: 入选, 落选: 未入选}, 评选名称: {就是: 某奖}}}]
"""


def read(**changes: object) -> Terms:
    body = {**yaml.safe_load(PLAIN), **changes}
    kept = {key: value for key, value in body.items() if value is not None}
    return read_terms(yaml.safe_dump({"评选": {"某奖": kept}}, allow_unicode=True))["某奖"]


def test_the_terms_of_a_policy_are_read_whole() -> None:
    text = (FOLDER / "selection.yaml").read_text("utf-8")
    rounds = read_terms(text)
    prize = rounds["优秀工匠"]
    assert (prize.places, prize.scoring.ties, prize.scoring.least) == ({"": 2}, Ties.PANEL, Fraction(60))
    assert (rounds["工作室考核"].every_months, rounds["工作室考核"].grades[0]) == (36, ("优秀", Fraction(90)))
    assert rounds["工作室认定"].places == {"区级": 0}
    assert read_contests(text)["区级竞赛"].members is not None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"名额": None}, "须有且只有一项"),
        ({"等次": {"合格": 0}}, "须有且只有一项"),
        ({"公示": 0}, "不小于 1"),
        ({"公示": None}, "缺少“公示”"),
        ({"打分": {"业绩": {"权重": "90%", "满分": 100}}}, "权重之和应为 100%"),
        ({"打分": {"业绩": {"权重": 1, "满分": 100}}}, "权重应写成百分比"),
        ({"并列": {"比较": ["年龄"]}}, "不是打分项"),
        ({"并列": {"仍并列": "抽签"}}, "应为：都入选、都不入选、评委会"),
        ({"去极值": 2}, "至少三张"),
        ({"名额": None, "等次": {"合格": 60, "优秀": 90}}, "由高到低"),
        ({"名额": None, "等次": {"优秀": 90, "合格": 60}}, "由高到低"),
        ({"写入": [{"表": "评选结果"}]}, "“表”和“栏”"),
        ({"入选分": 60.5}, "小数请加引号"),
        ({"周期": "三年"}, "3年"),
        ({"奖金": 1}, "不认识"),
    ],
)
def test_terms_that_do_not_fit_are_refused_with_their_place(changes: dict[str, object], words: str) -> None:
    with pytest.raises(TermsError, match=words) as error:
        read(**changes)
    assert error.value.where.startswith("selection.yaml: 某奖")


@pytest.mark.parametrize("text", ["评选: [", "评选: [一]", "评选: {某奖: 1}", "- 评选"])
def test_a_file_that_holds_no_terms_is_refused(text: str) -> None:
    with pytest.raises(TermsError):
        read_terms(text)


def result(**more: object) -> Result:
    known: dict[str, object] = {"number": "PX1", "label": "2022", "category": "", "subject": "P", "unit": ""}
    known |= {"selected": True, "day": date(2022, 11, 1), **more}
    return Result(**known)  # type: ignore[arg-type]


def test_a_row_holds_what_its_sources_say() -> None:
    ((table, cells),) = rows_of(read(), result(score=Fraction(1805, 20)))
    assert (table, cells) == (
        "评选结果",
        {"评选编号": "PX1", "得分": "90.25", "结论": "入选", "评选名称": "某奖"},
    )
    ((_, cells),) = rows_of(read(), result(selected=False))
    assert cells == {"评选编号": "PX1", "结论": "未入选", "评选名称": "某奖"}


def test_no_row_is_written_for_those_who_are_not_selected_where_the_terms_say_so() -> None:
    terms = read(写入=[{"表": "荣誉", "只写入选": True, "栏": {"荣誉编号": "编号"}}])
    assert rows_of(terms, result(selected=False)) == []
    assert rows_of(terms, result()) == [("荣誉", {"荣誉编号": "PX1"})]


def test_an_unknown_source_of_a_cell_is_refused() -> None:
    with pytest.raises(TermsError, match="不认识写入来源“年龄”"):
        rows_of(read(写入=[{"表": "荣誉", "栏": {"荣誉编号": "年龄"}}]), result())


@pytest.mark.parametrize(
    ("score", "digits", "text"),
    [
        (Fraction(90), 2, "90.00"),
        (Fraction(905, 10), 1, "90.5"),
        (Fraction(7, 100), 2, "0.07"),
        (Fraction(90), 0, "90"),
    ],
)
def test_a_score_is_written_with_the_digits_of_the_terms(score: Fraction, digits: int, text: str) -> None:
    assert decimal_text(score, digits) == text
