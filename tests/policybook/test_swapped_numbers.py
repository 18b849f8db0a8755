"""Numbers that have changed places between the rows of a table are found; where the wording is not certain, none."""

from pathlib import Path

import pytest

from tests.policybook.small import clause, only_problem, problems_of, small_policy, words_at


def award(rows: str, subject: str = "技能等级", table: str = "技能证书") -> str:
    return f"项目: 奖励\n每次: {table}\n受益: 人员\n金额: {{按: {subject}, {rows}}}"


def test_two_amounts_exchanged_in_the_rule_are_found(tmp_path: Path) -> None:
    rows = ("高级工: 2000元, 技师: 3000元", "高级工: 3000元, 技师: 2000元")
    folder = small_policy(tmp_path, rows)
    problem = only_problem(folder, "numbers-swapped")
    assert words_at(folder, problem).startswith("3000元, 技师")
    assert "「高级工」原文是 2000元，规则写 3000元" in problem.message.zh
    assert "「技师」原文是 3000元，规则写 2000元" in problem.message.zh


def test_two_amounts_exchanged_in_the_wording_are_found(tmp_path: Path) -> None:
    change = ("高级工每人2000元、技师每人3000元", "高级工每人3000元、技师每人2000元")
    only_problem(small_policy(tmp_path, change), "numbers-swapped")


SWAPPED = [
    (
        "初级工、中级工、高级工分别给予1000元、1500元、2000元。",
        "初级工: 1500元, 中级工: 1000元, 高级工: 2000元",
        "技能等级",
        "技能证书",
    ),
    ("取得高级技师5000元、技师3000元。", "技师: 5000元, 高级技师: 3000元", "技能等级", "技能证书"),
    (
        "获得金、银、铜奖的分别给予5万元、3万元、2万元。",
        "金奖: 3万元, 银奖: 5万元, 铜奖: 2万元",
        "奖牌",
        "竞赛成绩",
    ),
    ("前三名分别给予5万元、3万元、2万元。", "1: 3万元, 2: 5万元, 3: 2万元", "名次", "竞赛成绩"),
    ("第一名5万元，第二名3万元。", "1: 3万元, 2: 5万元", "名次", "竞赛成绩"),
    ("省级、市级竞赛分别给予5万元、3万元。", "省级: 3万元, 市级: 5万元", "竞赛级别", "竞赛成绩"),
    (
        "浙江工匠、浙江青年工匠分别给予3万元、2万元。",
        "浙江工匠: 2万元, 浙江青年工匠: 3万元",
        "荣誉名称",
        "荣誉",
    ),
    ("省、市首席工匠分别给予3万元、2万元。", "省首席工匠: 2万元, 市首席工匠: 3万元", "荣誉名称", "荣誉"),
]


@pytest.mark.parametrize(("wording", "rows", "subject", "table"), SWAPPED)
def test_rows_that_contradict_the_wording_are_found(
    tmp_path: Path, wording: str, rows: str, subject: str, table: str
) -> None:
    folder = small_policy(tmp_path, more=clause(3, wording, award(rows, subject, table)))
    only_problem(folder, "numbers-swapped")


CERTAIN_OR_SILENT = [
    (
        "初级工、中级工、高级工分别给予1000元、1500元、2000元。",
        "初级工: 1000元, 中级工: 1500元, 高级工: 2000元",
        "技能等级",
        "技能证书",
    ),
    (
        "给予2000元（高级工）、3000元（技师）、5000元（高级技师），另发2000元。",
        "高级工: 2000元, 技师: 3000元, 高级技师: 5000元",
        "技能等级",
        "技能证书",
    ),
    ("前三名分别给予5万元、3万元、2万元。", "1: 5万元, 2: 3万元, 3: 2万元", "名次", "竞赛成绩"),
    ("按照等级给予3000元、2000元。", "高级工: 2000元, 技师: 3000元", "技能等级", "技能证书"),
]


@pytest.mark.parametrize(("wording", "rows", "subject", "table"), CERTAIN_OR_SILENT)
def test_no_alarm_where_the_rule_agrees_or_the_wording_is_not_certain(
    tmp_path: Path, wording: str, rows: str, subject: str, table: str
) -> None:
    found = problems_of(small_policy(tmp_path, more=clause(3, wording, award(rows, subject, table))))
    assert "numbers-swapped" not in [p.code for p in found]


def test_a_table_that_an_interpretation_brings_is_not_held_against_the_wording(tmp_path: Path) -> None:
    rows = "{按: 技能等级, 高级工: 3000元, 技师: 2000元, 高级技师: 5000元}"
    written = "{按: 技能等级, 高级工: 2000元, 技师: 3000元, 高级技师: 5000元}"
    choice = f"{{按解释: C1, 未参保: {written}, 半年未参保: {rows}}}"
    assert not problems_of(small_policy(tmp_path, (written, choice)))
