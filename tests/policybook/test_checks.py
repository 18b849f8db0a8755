"""Every fault of a document is found, at its place."""

from pathlib import Path

import pytest

from tests.policybook.small import (
    HIRING,
    RECORDS,
    WINDOW,
    clause,
    only_problem,
    problems_of,
    small_policy,
    words_at,
)

HONOUR = """
项目: 表彰
种类: 荣誉
每次: 评选结果
受益: 人员
"""

IN_PLACE = [
    ("unknown-key", ("每次: 录用", "每次: 录用\n每趟: 录用"), "每趟: 录用"),
    ("unknown-word", ("技能等级 ≥", "技能级别 ≥"), "技能级别 ≥"),
    ("unknown-word", ("高级技师: 5000元", "高级技术师: 5000元"), "高级技术师: 5000元"),
    ("unknown-table", ("每次: 录用", "每次: 录用表"), "录用表"),
    ("compare-types", ("≥ 3年", "≥ 3元"), "满月数(录用日，合同到期日) ≥ 3元"),
    ("type", ("技师: 3000元", "技师: 3年"), "3年"),
    ("expression", ("技能等级 ≥ 高级工", "技能等级 高级工及以上"), "高级工及以上"),
    ("quote-not-found", ("原文: 签订3年", "原文: 签订五年"), "签订五年"),
    ("quote-not-found", ("引文: 新引进", "引文: 刚引进"), "刚引进"),
    ("unknown-clause", ('条款: "1"', '条款: "7"'), '7"'),
    ("unknown-option", ("现行: 未参保", "现行: 参保"), "参保"),
    (
        "category-order",
        ("{按: 技能等级, 高级工: 2000元, 技师: 3000元", "{按: 技能等级, 技师: 3000元, 高级工: 2000元"),
        "高级工: 2000元",
    ),
    ("key-twice", ("技师: 3000元, 高级技师", "技师: 3000元, 高级工、高级技师"), "高级工、高级技师: 5000元"),
    ("payee", ("受益: 用人单位", "受益: 合同编号"), "合同编号"),
    ("missing-key", ("受益: 用人单位\n", ""), "项目: 引才补贴"),
    ("unknown-type", ("{新引进期限: 6个月}", "{新引进期限: {值: 待定, 类型: 期限}}"), "期限}"),
    ("window-backwards", ("期: 2年}", "止: 2022年6月30日}"), "{起: 2022年7月1日"),
    ("not-a-condition", ("≥ 3年, 原文", "且 真, 原文"), "满月数"),
    ("limit-without-limit", ("{每: 人员, 次数: 1次}", "{每: 人员}"), "{每: 人员}"),
    ("unknown-group", ("每次: 录用", "每次: 录用\n归组: [就高组]"), "就高组"),
    ("unknown-block", ("项目: 引才补贴", "项: 引才补贴"), "项: 引才补贴"),
    ("date-unreadable", ("状态: 施行", "状态: 施行\n起: 今年"), "今年"),
    ("no-order", ("≥ 高级工\n", "≥ 高级工 且 用工方式 ≥ 劳务派遣\n"), "用工方式 ≥ 劳务派遣"),
]


@pytest.mark.parametrize(("code", "change", "words"), IN_PLACE, ids=[f"{c}:{w}" for c, _, w in IN_PLACE])
def test_a_fault_is_found_where_it_stands(
    tmp_path: Path, code: str, change: tuple[str, str], words: str
) -> None:
    folder = small_policy(tmp_path, change)
    found = [p for p in problems_of(folder) if p.code == code]
    assert found, [p.render("en") for p in problems_of(folder)]
    assert any(words_at(folder, p).startswith(words) for p in found), [words_at(folder, p) for p in found]
    assert all(p.message.zh and p.message.en and p.remedy.zh and p.remedy.en for p in found)


def test_a_clause_without_rule_is_named_with_its_line(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, more="\n3. 对优秀单位予以表彰。\n")
    problem = only_problem(folder, "clause-without-rule")
    assert problem.clause == "3"
    assert words_at(folder, problem).startswith("3. 对优秀单位")


def test_a_clause_that_is_not_computed_needs_its_reason_only(tmp_path: Path) -> None:
    assert not problems_of(small_policy(tmp_path, more=clause(3, "对优秀单位予以表彰。", "不计算: 没有标准")))


def test_an_unused_interpretation_is_found(tmp_path: Path) -> None:
    record = RECORDS.replace("C1", "C2").replace("新引进期限", "另一期限")
    folder = small_policy(tmp_path, records=RECORDS + record)
    assert words_at(folder, only_problem(folder, "interpretation-unused")).startswith("编号: C2")


def test_a_missing_interpretation_is_found_where_it_is_named(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("次数: 1次}", "次数: 1次, 解释: C8}"))
    assert words_at(folder, only_problem(folder, "unknown-interpretation")) == "C8}"


def test_an_option_that_a_choice_leaves_out_is_found(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("次数: 1次}", "次数: {按解释: C1, 未参保: 1次}}"))
    problem = only_problem(folder, "option-not-covered")
    assert "半年未参保" in problem.message.zh
    assert words_at(folder, problem).startswith("按解释: C1") or words_at(folder, problem).startswith(
        "{按解释"
    )


def test_a_branch_that_is_no_option_is_found(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("次数: 1次}", "次数: {按解释: C1, 参保: 2次, 其他: 1次}}"))
    assert words_at(folder, only_problem(folder, "unknown-option")).startswith("参保: 2次")


def test_one_parameter_name_in_two_records_is_refused(tmp_path: Path) -> None:
    more = RECORDS.replace("C1", "C2")
    folder = small_policy(tmp_path, ("次数: 1次}", "次数: 1次, 解释: C2}"), records=RECORDS + more)
    assert words_at(folder, only_problem(folder, "parameter-twice")).startswith("编号: C2")


def test_two_measures_of_one_name_are_refused(tmp_path: Path) -> None:
    rule = HONOUR.replace("表彰", "引才补贴")
    folder = small_policy(tmp_path, more=clause(3, "予以表彰。", rule))
    assert words_at(folder, only_problem(folder, "name-twice")) == "引才补贴"


def test_a_policy_without_any_measure_is_refused(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, (HIRING, ""), records="[]")
    only_problem(folder, "no-measure")


def test_a_policy_without_a_window_is_refused(tmp_path: Path) -> None:
    only_problem(small_policy(tmp_path, (WINDOW, "")), "no-window")


def test_a_group_without_a_member_is_found(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, more=clause(3, "按就高原则执行。", "组: 就高组\n方式: 就高\n每: [人员]"))
    assert words_at(folder, only_problem(folder, "group-without-member")) == "就高组"


def test_a_yearly_cap_of_a_group_over_monthly_payments_is_refused(tmp_path: Path) -> None:
    group = "组: 合计\n方式: 叠加\n每: [人员]\n期: 自然年\n上限: 1万元"
    monthly = "项目: 津贴\n每次: 技能证书\n受益: 人员\n归组: [合计]\n发放: {每月: 100元, 期数: 12个月, 自: 发证日期}"
    more = clause(3, "合计每年不超过1万元。", group) + clause(4, "每月100元，共12个月。", monthly)
    folder = small_policy(tmp_path, more=more)
    problem = only_problem(folder, "group-cap-periodic")
    assert words_at(folder, problem) == "上限: 1万元"
    assert "共用" in problem.remedy.zh


def test_definitions_in_a_circle_are_found(tmp_path: Path) -> None:
    first = "定义: 甲\n参数: {人: 人员}\n条件: {乙成立: 乙(人)}"
    second = "定义: 乙\n参数: {人: 人员}\n条件: {甲成立: 甲(人)}"
    folder = small_policy(tmp_path, more=clause(3, "甲。", first) + clause(4, "乙。", second))
    found = problems_of(folder)
    assert [p.code for p in found] == ["definition-circle", "definition-circle"]
    assert "甲 → 乙 → 甲" in found[0].message.zh


def test_a_key_written_twice_is_refused_with_its_clause(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("每次: 录用", "每次: 录用\n每次: 参保"))
    found = [p for p in problems_of(folder) if p.code == "key-repeated"]
    assert [p.clause for p in found] == ["1"]


def test_a_fault_of_facts_yaml_names_the_file(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, facts="表:\n  名册: {列: {姓名: {类型: 字}}}\n")
    problem = only_problem(folder, "facts")
    assert problem.spot.file == "facts.yaml"
    assert "字" in problem.message.zh
