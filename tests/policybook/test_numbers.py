"""Every number of the wording is used by the rule, and every number of the rule stands in the wording."""

from pathlib import Path

import pytest

from duixian.policybook.check import check_policy
from tests.policybook.small import clause, only_problem, problems_of, small_policy, words_at


def test_a_number_changed_in_the_wording_is_refused_with_clause_and_remedy(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("技师每人3000元", "技师每人3001元"))
    unused, stranger = problems_of(folder)
    assert (unused.code, unused.clause) == ("number-unused", "1")
    assert words_at(folder, unused).startswith("3001元、高级技师")
    assert "3001元" in unused.message.zh
    assert "不用的数" in unused.remedy.zh
    assert (stranger.code, stranger.clause) == ("number-not-in-wording", "1")


def test_a_number_changed_in_the_rule_is_refused_with_clause_and_remedy(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("技师: 3000元", "技师: 3001元"))
    unused, stranger = problems_of(folder)
    assert words_at(folder, unused).startswith("3000元、高级技师")
    assert words_at(folder, stranger).startswith("3001元, 高级技师")
    assert "3001元" in stranger.message.en
    assert "3000元" in stranger.remedy.zh


@pytest.mark.parametrize(
    ("written", "in_rule"),
    [
        ("给予培训费用60%的补助", "培训费用 × 60%"),
        ("给予培训费用60%的补助", "培训费用 × 0.6"),
        ("给予培训费用三分之二的补助", "培训费用 × 2/3"),
        ("按1:0.5给予配套", "培训费用 × 1/2"),
        ("给予二千元补助", "2000元"),
        ("给予1.2万元补助", "12,000元"),
        ("按上年度标准给予培训费用一半的补助", "培训费用 × 50%"),
    ],
)
def test_one_number_may_be_written_in_several_ways(tmp_path: Path, written: str, in_rule: str) -> None:
    rule = f"项目: 培训补助\n每次: 培训\n受益: 人员\n金额: {in_rule}"
    assert not problems_of(small_policy(tmp_path, more=clause(3, f"{written}。", rule)))


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("服务满3年", "满月数(开始日期，结束日期) ≥ 36个月"),
        ("服务满三年", "满年数(开始日期，结束日期) ≥ 3"),
        ("年满16周岁", "周岁(人员的出生日期，开始日期) ≥ 16周岁"),
        ("2021年3月1日以后开始", "开始日期 ≥ 2021年3月1日"),
        ("2021年以后开始", "开始日期 ≥ 2021年1月1日"),
        ("3个工作日内备案", "备案日期 ≤ 加工作日(开始日期，3个工作日)"),
        ("出勤满5天", "出勤天数 ≥ 5天"),
        ("不少于40课时", "课时 ≥ 40"),
    ],
)
def test_a_length_or_a_date_is_met_by_its_value(tmp_path: Path, written: str, condition: str) -> None:
    rule = f"项目: 培训服务\n种类: 服务\n每次: 培训\n受益: 人员\n条件:\n  要件: {condition}"
    assert not problems_of(small_policy(tmp_path, more=clause(3, f"{written}的，予以优待。", rule)))


@pytest.mark.parametrize(
    ("condition", "stranger"),
    [
        ("课时 ≥ 41", "41"),
        ("满月数(开始日期，结束日期) ≥ 2年", "2年"),
        ("开始日期 ≥ 2021年3月1日", "2021年3月1日"),
        ("培训费用 × 70% ≥ 0元", "70%"),
    ],
)
def test_a_number_that_the_wording_lacks_is_found_where_it_stands(
    tmp_path: Path, condition: str, stranger: str
) -> None:
    rule = f"项目: 培训服务\n种类: 服务\n每次: 培训\n受益: 人员\n条件:\n  要件: {condition}"
    folder = small_policy(tmp_path, more=clause(3, "予以优待。", rule))
    assert words_at(folder, only_problem(folder, "number-not-in-wording")).startswith(stranger)


def test_nought_one_and_a_day_more_need_not_stand_in_the_wording(tmp_path: Path) -> None:
    rule = (
        "项目: 培训服务\n种类: 服务\n每次: 培训\n受益: 人员\n条件:\n"
        "  要件: 课时 > 0 且 年份(结束日期) - 1 > 1 且 开始日期 < 结束日期 后 1天 且 培训费用 × 100% > 0元"
    )
    assert not problems_of(small_policy(tmp_path, more=clause(3, "予以优待。", rule)))


def test_a_step_of_one_is_free_and_a_reach_of_one_is_not(tmp_path: Path) -> None:
    def rule(test: str) -> str:
        return f"项目: 培训服务\n种类: 服务\n每次: 培训\n受益: 人员\n条件:\n  要件: {test}"

    step = rule("满月数(开始日期，结束日期) > 3个月 - 1个月")
    assert not problems_of(small_policy(tmp_path / "a", more=clause(3, "培训满3个月的予以优待。", step)))
    reach = small_policy(tmp_path / "b", more=clause(3, "予以优待。", rule("开始日期 > 结束日期 前 1年")))
    assert words_at(reach, only_problem(reach, "number-not-in-wording")) == "1年"


def test_persons_counted_by_turn_may_be_bounds(tmp_path: Path) -> None:
    rule = "项目: 奖励\n每次: 单位年度数据\n事件日: 截至日\n受益: 用人单位\n金额: {累进: 职工人数, 档: [{至: 5人, 每: 1000元}, {每: 2000元}]}"
    words = "第1至5人每人1000元，第6人起每人2000元。"
    assert not problems_of(small_policy(tmp_path, more=clause(3, words, rule)))


@pytest.mark.parametrize("once", ["1", "1次", "1人", "1名", "1项"])
def test_one_of_a_thing_need_not_stand_in_the_wording(tmp_path: Path, once: str) -> None:
    rule = f"项目: 表彰\n种类: 荣誉\n每次: 评选结果\n受益: 人员\n限制:\n  一次: {{每: 人员, 次数: {once}}}"
    assert not problems_of(small_policy(tmp_path, more=clause(3, "予以表彰。", rule)))


PROCEDURE = "\n```rule\n程序: {审核: 15个工作日, 公示: 不少于5日}\n```\n"
DEADLINE = "定义: 申请期\n值: 12个月"
STEPS = "应在12个月内申请，审核时限为15个工作日，公示5日。"


def test_a_procedure_beside_a_rule_uses_its_numbers(tmp_path: Path) -> None:
    assert not problems_of(small_policy(tmp_path, more=clause(3, STEPS, DEADLINE) + PROCEDURE))


def test_a_procedure_beside_a_rule_need_not_follow_the_wording(tmp_path: Path) -> None:
    short = small_policy(tmp_path, more=clause(3, "应在12个月内申请。", DEADLINE) + PROCEDURE)
    assert not problems_of(short)


def test_a_number_that_the_procedure_leaves_out_is_found(tmp_path: Path) -> None:
    shorter = PROCEDURE.replace(", 公示: 不少于5日", "")
    folder = small_policy(tmp_path, more=clause(3, STEPS, DEADLINE) + shorter)
    assert words_at(folder, only_problem(folder, "number-unused")) == "5日。"


THREE_TIMES = "分别给予甲等10万元、乙等10万元、丙等10万元奖励。"


def _awards(*amounts: str) -> str:
    rows = "、".join(f"分{n}" for n in range(len(amounts)))
    assert rows
    values = "\n".join(f"  第{n}: {amount}" for n, amount in enumerate(amounts))
    return f"项目: 奖励\n每次: 评选结果\n受益: 人员\n变量:\n{values}\n金额: 第0 + 第1"


def test_a_value_that_stands_three_times_needs_three_numbers_in_the_rule(tmp_path: Path) -> None:
    rule = _awards("10万元", "10万元", "10万元")
    assert not problems_of(small_policy(tmp_path, more=clause(3, THREE_TIMES, rule)))


def test_a_value_used_less_often_than_it_stands_is_found(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, more=clause(3, THREE_TIMES, _awards("10万元", "10万元")))
    problem = only_problem(folder, "number-unused")
    assert "3 次" in problem.message.zh
    assert words_at(folder, problem) == "10万元奖励。"


def test_a_number_left_out_on_purpose_says_why(tmp_path: Path) -> None:
    rule = _awards("10万元", "10万元") + '\n不用的数: {"10万元": 丙等另行规定}'
    assert not problems_of(small_policy(tmp_path, more=clause(3, THREE_TIMES, rule)))


def test_an_excuse_for_a_number_that_is_not_there_is_found(tmp_path: Path) -> None:
    rule = "项目: 表彰\n种类: 荣誉\n每次: 评选结果\n受益: 人员\n不用的数: {3万元: 另定}"
    folder = small_policy(tmp_path, more=clause(3, "予以表彰。", rule))
    assert words_at(folder, only_problem(folder, "excuse-unknown")).startswith("3万元")


def test_a_parameter_may_bring_a_number_and_may_use_one(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("新引进高级工", "新引进（12个月内未参保）高级工"))
    assert not problems_of(folder)


def test_a_branch_of_a_choice_may_bring_a_number(tmp_path: Path) -> None:
    choice = "次数: {按解释: C1, 未参保: 1次, 半年未参保: 7次}}"
    assert not problems_of(small_policy(tmp_path, ("次数: 1次}", choice)))


def test_a_bracket_that_says_a_number_again_needs_no_second_use(tmp_path: Path) -> None:
    rule = "项目: 优待\n种类: 服务\n每次: 培训\n受益: 人员\n条件:\n  要件: 课时 ≤ 3"
    assert not problems_of(small_policy(tmp_path, more=clause(3, "3课时（含3课时）以下的优待。", rule)))


def test_the_bounds_of_a_scale_meet_both_of_their_mentions(tmp_path: Path) -> None:
    rule = (
        "项目: 优待\n每次: 培训\n受益: 人员\n金额: {累进: 培训费用, 档: ["
        "{至: 1000元, 率: 50%}, {至: 3000元, 率: 30%}, {率: 10%}]}"
    )
    words = "培训费用1000元以内的补50%，1000元至3000元的部分补30%，3000元以上的部分补10%。"
    assert not problems_of(small_policy(tmp_path, more=clause(3, words, rule)))


def test_a_calendar_year_as_period_uses_the_year_of_the_wording(tmp_path: Path) -> None:
    rule = (
        "项目: 优待\n每次: 培训\n受益: 人员\n金额: 培训费用\n"
        "限制:\n  年度: {每: 人员, 期: 自然年, 金额: 3000元}"
    )
    words = "按培训费用补助，一个年度内不超过3000元。"
    assert not problems_of(small_policy(tmp_path, more=clause(3, words, rule)))


def test_a_ratio_is_met_by_its_instalments(tmp_path: Path) -> None:
    rule = (
        "项目: 资助\n每次: 评选结果\n受益: 人员\n金额: 10万元\n发放:\n"
        '  分期: "4:3:3"\n  于: [公布日期, 公布日期 后 12个月, 公布日期 后 24个月]'
    )
    words = "给予10万元资助，按4:3:3发放，第13个月、第25个月续发。"
    assert not problems_of(small_policy(tmp_path, more=clause(3, words, rule)))


def test_a_date_that_does_not_exist_is_found_in_the_wording(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, more=clause(3, "自2022年2月30日起予以表彰。", "不计算: 表彰"))
    assert [p.clause for p in problems_of(folder)] == ["3"]


def test_the_check_counts_the_numbers_it_matched(tmp_path: Path) -> None:
    report = check_policy(small_policy(tmp_path))
    assert report.passed
    assert report.counts.numbers == 6
