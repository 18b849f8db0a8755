"""Numbers that have changed places between the branches of a 若, the tiers of a 分档 and the columns of a table."""

from pathlib import Path

import pytest

from tests.policybook.small import clause, only_problem, problems_of, small_policy, words_at


def rule(amount: str, table: str = "培训") -> str:
    return f"项目: 奖励\n每次: {table}\n受益: 人员\n金额:\n{amount}"


BY_SEX = "男职工补贴3000元，女职工补贴4000元。"
BY_RANK = "博士、硕士人才，以及其他人才，分别给予30%、20%、10%的补贴。"
BY_YEARS = "服务不满1年的不予补贴，满1年不满3年的补贴6000元，满3年不满5年的补贴3000元，5年以上的补贴1000元。"
BY_COST = "费用1000元以内的补50%，1000元至3000元的补30%，超过3000元的补10%。"
MONTHS = "满月数(开始日期, 结束日期)"

AGREED_AND_SWAPPED = [
    (BY_SEX, "  若 人员的性别 = 男 则 {0} 否则 {1}", ("3000元", "4000元")),
    (BY_SEX, "  {{若: 人员的性别 = 男, 则: {0}, 否则: {1}}}", ("3000元", "4000元")),
    (
        BY_RANK,
        "  培训费用 × (若 人员的学历 = 博士 则 {0} 否则 若 人员的学历 = 硕士 则 {1} 否则 10%)",
        ("30%", "20%"),
    ),
    (
        BY_RANK,
        "  {{若: 人员的学历 = 博士, 则: 培训费用 × 1, 否则: 培训费用 × (若 人员的学历 = 硕士 则 {0} 否则 {1})}}\n不用的数: {{30%: 甲}}",
        ("20%", "10%"),
    ),
    (
        BY_YEARS,
        f'  {{{{分档: "{MONTHS}", "< 1年": 0元, "≥ 1年 且 < 3年": {{0}}, "≥ 3年 且 < 5年": {{1}}, "≥ 5年": 1000元}}}}',
        ("6000元", "3000元"),
    ),
    (
        BY_COST,
        '  - 取: 培训费用\n  - 乘: {{分档: 培训费用, "≤ 1000元": 50%, "> 1000元 且 ≤ 3000元": {0}, "> 3000元": {1}}}',
        ("30%", "10%"),
    ),
]


@pytest.mark.parametrize(("wording", "amount", "numbers"), AGREED_AND_SWAPPED)
def test_branches_that_agree_with_the_wording_raise_no_alarm(
    tmp_path: Path, wording: str, amount: str, numbers: tuple[str, str]
) -> None:
    assert not problems_of(small_policy(tmp_path, more=clause(3, wording, rule(amount.format(*numbers)))))


@pytest.mark.parametrize(("wording", "amount", "numbers"), AGREED_AND_SWAPPED)
def test_branches_that_contradict_the_wording_are_found(
    tmp_path: Path, wording: str, amount: str, numbers: tuple[str, str]
) -> None:
    swapped = rule(amount.format(*reversed(numbers)))
    only_problem(small_policy(tmp_path, more=clause(3, wording, swapped)), "numbers-swapped")


def test_a_test_that_names_no_word_of_the_wording_raises_no_alarm(tmp_path: Path) -> None:
    amount = "  若 人员的出生日期 > 1990-01-01 则 4000元 否则 3000元\n不用的数: {1990年: 界限}"
    words = "1990年1月1日以后出生的补贴3000元，以前出生的补贴4000元。"
    found = problems_of(small_policy(tmp_path, more=clause(3, words, rule(amount))))
    assert "numbers-swapped" not in [p.code for p in found]


GENERAL = "补贴4000元；博士每人补贴6000元。"
SMALL = "裁员率不高于5.5%（职工30人（含）以下的裁员率不高于20%）的，补贴1000元。"
BY_SIZE = "项目: 奖励\n每次: 单位年度数据\n事件日: 截至日\n受益: 用人单位\n变量:\n  率: 若 {} 则 {} 否则 {}\n金额: 1000元 × (1 + 率 - 率)"
EXCEPTIONS = [
    (GENERAL, rule("  若 人员的学历 = 博士 则 {} 否则 {}"), ("6000元", "4000元")),
    (SMALL, BY_SIZE.replace("{}", "职工人数 ≤ 30", 1), ("20%", "5.5%")),
]


@pytest.mark.parametrize(("wording", "written", "numbers"), EXCEPTIONS)
def test_an_exception_that_agrees_with_the_wording_raises_no_alarm(
    tmp_path: Path, wording: str, written: str, numbers: tuple[str, str]
) -> None:
    found = problems_of(small_policy(tmp_path, more=clause(3, wording, written.format(*numbers))))
    assert "numbers-swapped" not in [p.code for p in found]


@pytest.mark.parametrize(("wording", "written", "numbers"), EXCEPTIONS)
def test_an_exception_with_the_general_number_is_found(
    tmp_path: Path, wording: str, written: str, numbers: tuple[str, str]
) -> None:
    folder = small_policy(tmp_path, more=clause(3, wording, written.format(*reversed(numbers))))
    problem = next(p for p in problems_of(folder) if p.code == "numbers-swapped")
    assert words_at(folder, problem).startswith(numbers[1])


def test_the_general_case_may_be_tested_first(tmp_path: Path) -> None:
    written = BY_SIZE.format("职工人数 > 30", "5.5%", "20%")
    found = problems_of(small_policy(tmp_path, more=clause(3, SMALL, written)))
    assert "numbers-swapped" not in [p.code for p in found]


SHEET = """取得证书的按下表补贴：

| 等级 | 普通 | 一线（含班组） |
|---|---|---|
| 高级工（三级） | 1000元 | 1300元 |
| 技师（二级） | 1500元 | 1900元 |"""
HIGH, LOW = (
    "{按: 技能等级, 高级工: 1300元, 技师: 1900元}",
    "{按: 技能等级, 高级工: 1000元, 技师: 1500元}",
)


def _two_columns(then: str, otherwise: str) -> str:
    return rule(f'  若: 证书类别 = "一线"\n  则: {then}\n  否则: {otherwise}', "技能证书")


def test_columns_that_have_changed_places_are_found(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, more=clause(3, SHEET, _two_columns(LOW, HIGH)))
    problem = next(p for p in problems_of(folder) if p.code == "numbers-swapped")
    assert "「普通」一列，不在「一线」一列" in problem.message.zh
    assert words_at(folder, problem).startswith("证书类别")


def test_columns_in_their_place_raise_no_alarm(tmp_path: Path) -> None:
    found = problems_of(small_policy(tmp_path, more=clause(3, SHEET, _two_columns(HIGH, LOW))))
    assert "numbers-swapped" not in [p.code for p in found]


def test_columns_are_told_by_the_rows_of_an_outer_table_too(tmp_path: Path) -> None:
    amount = f"  按: 职业编码\n  普通: {HIGH}\n  一线: {LOW}"
    found = problems_of(small_policy(tmp_path, more=clause(3, SHEET, rule(amount, "技能证书"))))
    assert [p.code for p in found] == ["numbers-swapped"]
