"""When to claim: in a measure, or once for several measures in a clause of its own."""

from pathlib import Path

from tests.policybook.small import clause, loaded, only_problem, small_policy, words_at

WORDING = "每年5月1日至6月30日集中受理，事件发生12个月内申请。"
RULE = "申请: {窗口: [5月1日至6月30日], 期限: 12个月}"


def test_a_clause_of_its_own_holds_the_windows_of_all_measures(tmp_path: Path) -> None:
    deadline = loaded(small_policy(tmp_path, more=clause(3, WORDING, RULE))).measures["引才补贴"].deadline
    assert deadline is not None
    assert deadline.source.clause == "3"
    assert deadline.test.text == "申请日 ≤ 事件日 后 (12个月) 且 申请日在每年5月1日至6月30日"


def test_it_may_name_the_measures_it_is_meant_for(tmp_path: Path) -> None:
    rule = RULE.replace("12个月}", "12个月, 适用项目: [表彰]}")
    honour = clause(4, "予以表彰。", "项目: 表彰\n种类: 荣誉\n每次: 评选结果\n受益: 人员")
    measures = loaded(small_policy(tmp_path, more=clause(3, WORDING, rule) + honour)).measures
    assert measures["引才补贴"].deadline is None
    assert measures["表彰"].deadline is not None


def test_a_measure_s_own_deadline_comes_first(tmp_path: Path) -> None:
    own = ("每次: 录用", "每次: 录用\n申请: {期限: 3年}")
    deadline = (
        loaded(small_policy(tmp_path, own, more=clause(3, WORDING, RULE))).measures["引才补贴"].deadline
    )
    assert deadline is not None
    assert deadline.source.clause == "1"


def test_a_measure_that_is_not_there_is_found(tmp_path: Path) -> None:
    rule = RULE.replace("12个月}", "12个月, 适用项目: [引才补帖]}")
    folder = small_policy(tmp_path, more=clause(3, WORDING, rule))
    problem = only_problem(folder, "unknown-measure")
    assert words_at(folder, problem) == "引才补帖]}"
    assert "引才补贴" in problem.remedy.zh


def test_its_numbers_are_held_against_its_own_clause(tmp_path: Path) -> None:
    folder = small_policy(
        tmp_path, more=clause(3, WORDING.replace("12个月", "及时"), RULE.replace("12个月", "9个月"))
    )
    assert words_at(folder, only_problem(folder, "number-not-in-wording")).startswith("9个月")


def test_fixed_dates_may_be_reckoned_from_one_another(tmp_path: Path) -> None:
    change = ("期: 2年}", "止: 2022年7月1日 后 2年 前 1天}")
    window = loaded(small_policy(tmp_path, change)).window
    assert str(window.end) == "2024-06-30"


def test_the_length_counts_from_the_day_of_effect_where_events_count_earlier(tmp_path: Path) -> None:
    wording = ("自2022年7月1日起施行，有效期2年", "自2022年7月1日起施行，有效期2年，2022年1月1日起参照执行")
    change = ("起: 2022年7月1日, 期: 2年}", "起: 2022年1月1日, 施行: 2022年7月1日, 期: 2年}")
    window = loaded(small_policy(tmp_path, wording, change)).window
    assert (str(window.start), str(window.end)) == ("2022-01-01", "2024-06-30")
