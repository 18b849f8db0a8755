"""Limits, quotas, budgets, groups, payees, windows, claims."""

from pathlib import Path

import pytest

from duixian.language.nodes import Call, Field, Follow
from duixian.language.rule import Exceeding, Measure, Mode, Shortage, Ties
from duixian.policybook import load_policy
from tests.policybook.small import clause, loaded, problems_of, small_policy, words_at

HEAD = "项目: 补助\n每次: 竞赛成绩\n金额: 2000元\n"


def folder_with(tmp_path: Path, keys: str, more: str = "") -> Path:
    rule = HEAD + ("" if "受益" in keys else "受益: 人员\n") + keys
    return small_policy(
        tmp_path, more=clause(3, f"给予补助2000元（{keys}）。".replace("\n", "；"), rule) + more
    )


def measure(tmp_path: Path, keys: str, more: str = "") -> Measure:
    return loaded(folder_with(tmp_path, keys, more)).measures["补助"]


def codes(folder: Path) -> list[str]:
    return [p.code for p in problems_of(folder) if not p.code.startswith("number")]


def test_keys_of_a_limit_may_be_written_in_one_text(tmp_path: Path) -> None:
    limit = measure(tmp_path, "限制: {一次: {每: 人员、赛项, 期: 自然年, 次数: 1次}}").limits[0]
    assert [key.text for key in limit.keys] == ["人员", "赛项", "年份(事件日)"]


def test_each_key_is_read_off_a_payment_already_made(tmp_path: Path) -> None:
    limit = measure(tmp_path, "限制: {一次: {每: [人员, 赛项], 期: 自然年, 次数: 1次}}").limits[0]
    person, skill, year = limit.prior_keys
    assert isinstance(person, Follow)
    assert person.column == "人员"
    assert skill is None
    assert isinstance(year, Call)
    assert isinstance(year.arguments[0], Field)
    assert year.arguments[0].column == "支付日期"


def test_what_many_records_say_of_a_case_no_payment_tells(tmp_path: Path) -> None:
    limit = measure(tmp_path, "限制: {一次: {每: [计数 人员的技能证书], 次数: 1次}}").limits[0]
    assert limit.prior_keys == (None,)


def test_payments_already_made_may_be_left_out(tmp_path: Path) -> None:
    limit = measure(tmp_path, "限制: {一次: {每: 人员, 次数: 1次, 计入已享受: 否}}").limits[0]
    assert not limit.counts_prior
    assert limit.prior_keys == (None,)


def test_a_length_is_a_rolling_period(tmp_path: Path) -> None:
    limit = measure(tmp_path, "限制: {一次: {每: 人员, 期: 12个月, 金额: 5000元, 超出: 不予}}").limits[0]
    assert limit.rolling is not None
    assert limit.exceeding is Exceeding.REFUSE


def test_a_limit_may_bind_some_cases_only(tmp_path: Path) -> None:
    keys = "限制: {一次: {每: 人员, 次数: 1次, 适用: 赛别 = 个人赛, 共用: 全年}}"
    limit = measure(tmp_path, keys).limits[0]
    assert limit.applies is not None
    assert limit.shared == "全年"


def test_places_are_ranked_up_or_down(tmp_path: Path) -> None:
    keys = "名额: {每: [竞赛名称], 名额: 10名, 排序: [名次 升, 决赛日期 降], 并列: 同享}"
    quota = measure(tmp_path, keys).quota
    assert quota is not None
    assert [order.descending for order in quota.order] == [False, True]
    assert quota.ties is Ties.SHARE


def test_a_budget_may_be_shared_in_proportion(tmp_path: Path) -> None:
    keys = "预算: {年度: {每: [年份(事件日)], 总额: 100万元, 不足: 按比例}}"
    assert measure(tmp_path, keys).budgets[0].shortage is Shortage.PRO_RATA


GROUP = clause(
    4, "按就高原则执行。", "组: 就高组\n方式: 就高补差\n每: [人员]\n期: 自然年\n计入: 人员 = 本次的人员"
)


def test_a_member_takes_the_keys_of_its_group(tmp_path: Path) -> None:
    member = measure(tmp_path, "归组: [就高组]", GROUP).memberships[0]
    assert [key.text for key in member.keys] == ["人员", "年份(事件日)"]
    assert member.prior is not None


def test_a_member_may_have_keys_of_its_own(tmp_path: Path) -> None:
    member = measure(tmp_path, "归组: {就高组: {每: [用人单位], 期: 自然月}}", GROUP).memberships[0]
    assert [key.text for key in member.keys] == ["用人单位", "所在月(事件日)"]


def test_a_group_says_how_its_members_bear_each_other(tmp_path: Path) -> None:
    group = loaded(folder_with(tmp_path, "归组: 就高组", GROUP)).groups["就高组"]
    assert (group.mode, group.across) == (Mode.DIFFERENCE, False)


def test_payees_by_row_have_the_rows_and_their_share(tmp_path: Path) -> None:
    payees = measure(tmp_path, "受益: [{每个: 本次的竞赛成员, 谁: 人员, 份额: 份额}]").payees
    assert payees[0].each is not None
    assert (payees[0].each.table, payees[0].each.depth) == ("竞赛成员", 1)


@pytest.mark.parametrize(
    ("payees", "found"),
    [
        ("[{谁: 人员, 份额: 60%}, {谁: 用人单位, 份额: 40%}]", []),
        ("[{谁: 人员, 份额: 60%}, {谁: 用人单位, 份额: 30%}]", ["shares"]),
        ("[{谁: 人员, 份额: 60%}, {谁: 用人单位}]", ["shares"]),
        ("[{谁: 人员, 当: 赛别 = 个人赛}, {谁: 用人单位, 当: 赛别 = 团体赛}]", []),
        ("赛项", ["payee"]),
        ("[{每个: 人员, 谁: 人员}]", ["not-rows"]),
    ],
)
def test_shares_of_payees_make_the_whole(tmp_path: Path, payees: str, found: list[str]) -> None:
    assert codes(folder_with(tmp_path, f"受益: {payees}")) == found


def test_a_measure_counts_events_within_the_policy_s_term(tmp_path: Path) -> None:
    window = measure(tmp_path, "").window
    assert window is not None
    assert window.test.text == "(事件日) 在 (政策起) 至 (政策止)"
    assert window.source.clause == "2"


def test_another_date_may_decide_on_the_term(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("期: 2年}", "期: 2年, 按: 申请日}"))
    window = loaded(folder).measures["引才补贴"].window
    assert window is not None
    assert window.test.text.startswith("(申请日)")


def test_a_measure_may_have_a_term_of_its_own_or_none(tmp_path: Path) -> None:
    assert measure(tmp_path / "a", "期间: {不限: 是}").window is None
    own = measure(tmp_path / "b", "期间: {起: 政策起, 止: 年末(政策止)}").window
    assert own is not None
    assert own.source.clause == "3"


def test_the_day_of_effect_moves_the_start_and_may_bring_the_status(tmp_path: Path) -> None:
    change = ("期: 2年}", "期: 2年, 状态: 征求意见稿, 施行日: 2022年7月1日}")
    policy = loaded(small_policy(tmp_path, change))
    assert policy.status.value == "征求意见稿"


def test_claims_have_a_deadline_and_windows_of_the_year(tmp_path: Path) -> None:
    keys = "申请: {期限: 12个月, 窗口: [5月1日至6月30日, 11月1日至次年1月31日]}"
    deadline = measure(tmp_path, keys).deadline
    assert deadline is not None
    assert (
        deadline.test.text
        == "申请日 ≤ 事件日 后 (12个月) 且 申请日在每年5月1日至6月30日、每年11月1日至次年1月31日"
    )


def test_claims_may_have_days_of_every_month(tmp_path: Path) -> None:
    deadline = measure(tmp_path, "申请: {窗口: [每月1日至10日]}").deadline
    assert deadline is not None
    assert deadline.test.text == "申请日在每月1日至10日"


def test_a_window_that_is_no_stretch_of_a_year_is_found(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "申请: {窗口: [每天]}")
    problem = next(p for p in problems_of(folder) if p.code == "claim-window")
    assert words_at(folder, problem).startswith("每天")


def test_a_table_without_an_event_needs_a_date(tmp_path: Path) -> None:
    rule = "项目: 优待\n种类: 服务\n每次: 人员\n受益: 人员"
    folder = small_policy(tmp_path / "a", more=clause(3, "予以优待。", rule))
    assert codes(folder) == ["no-event"]
    yearly = small_policy(tmp_path / "b", more=clause(3, "每年予以优待。", rule + "\n逐年: 是"))
    assert loaded(yearly).measures["优待"].event.text == "当期止"


def test_values_of_a_rule_may_use_each_other_but_not_themselves(tmp_path: Path) -> None:
    assert codes(folder_with(tmp_path / "a", "变量: {甲: 2000元, 乙: 甲 + 甲}")) == []
    found = codes(folder_with(tmp_path / "b", "变量: {甲: 乙 + 乙, 乙: 甲 + 甲}"))
    assert set(found) == {"bad-local"}


def test_reminders_evidence_and_tax_are_kept(tmp_path: Path) -> None:
    keys = "提醒: {名次靠后: 名次 > 0}\n材料: [获奖证书 / Award certificate]\n税: 税后"
    found = measure(tmp_path, keys)
    assert [w.source.name.zh for w in found.warnings] == ["名次靠后"]
    assert found.evidence[0].en == "Award certificate"
    assert not found.gross


def test_alternatives_are_conditions_of_their_own(tmp_path: Path) -> None:
    keys = "条件:\n  获奖:\n    任一: {个人: 赛别 = 个人赛, 团体: {要求: 赛别 = 团体赛, 英文: A team}}"
    condition = measure(tmp_path, keys).conditions[0]
    assert [c.source.name.en for c in condition.alternatives] == ["个人", "A team"]
    assert condition.test.text == "个人 或 团体"


def test_a_value_of_a_rule_may_have_an_english_name(tmp_path: Path) -> None:
    found = measure(tmp_path, "变量: {基数: {值: 2000元, 英文: base}, 其他: 基数 + 基数}")
    assert [name.en for name, _ in found.variables] == ["base", "其他"]


def test_what_must_be_settled_first_is_a_parameter(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "须先定: [新引进期限]")
    assert [e.text for e in load_policy(folder).policy.measures["补助"].undecided] == ["新引进期限"]
    assert codes(folder_with(tmp_path / "b", "须先定: [没有的]")) == ["unknown-parameter"]
