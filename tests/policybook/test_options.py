"""Structural choices by interpretation, and the check that every option builds."""

from pathlib import Path
from typing import Any

from duixian.policybook import Choice, load_policy
from duixian.policybook.check import check_policy
from tests.policybook.small import clause, small_policy

OTHER = "半年未参保"


def under(folder: Path, option: str) -> Any:
    return load_policy(folder, choices={"C1": Choice(option)}).policy.measures["引才补贴"]


def test_the_value_of_the_option_in_force_takes_the_place_of_the_choice(tmp_path: Path) -> None:
    folder = small_policy(
        tmp_path, ("每: 人员,", "每: {按解释: C1, 未参保: [人员], 其他: [人员, 用人单位]},")
    )
    assert [k.text for k in under(folder, "未参保").limits[0].keys] == ["人员"]
    assert [k.text for k in under(folder, OTHER).limits[0].keys] == ["人员", "用人单位"]
    assert under(folder, OTHER).limits[0].source.interpretations == ("C1",)


def test_an_option_may_leave_a_condition_out(tmp_path: Path) -> None:
    choice = "高级工及以上: {按解释: C1, 未参保: 技能等级 ≥ 高级工, 其他: 删除}"
    folder = small_policy(tmp_path, ("高级工及以上: 技能等级 ≥ 高级工", choice))
    names = [[c.source.name.zh for c in under(folder, o).conditions] for o in ("未参保", OTHER)]
    assert names == [["高级工及以上", "合同三年", "新引进"], ["合同三年", "新引进"]]


def test_a_choice_may_stand_within_a_choice(tmp_path: Path) -> None:
    inner = "{按解释: C1, 未参保: 1次, 其他: 2次}"
    folder = small_policy(tmp_path, ("次数: 1次}", f"次数: {{按解释: C1, {OTHER}: {inner}, 其他: 3次}}}}"))
    assert under(folder, OTHER).limits[0].count.value == 2


def test_the_measure_lists_every_record_it_rests_on(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("次数: 1次}", "次数: {按解释: C1, 其他: 1次}}"))
    assert under(folder, OTHER).interpretations == ("C1",)


def test_a_measure_rests_on_the_records_of_the_terms_and_groups_it_uses(tmp_path: Path) -> None:
    term = clause(3, "本条所称。", "定义: 在册\n参数: {单位: 用人单位}\n值: {按解释: C1, 其他: 真}")
    again = clause(4, "本条所称。", "定义: 本区\n参数: {单位: 用人单位}\n条件: {在册: 在册(单位)}")
    changes = (("前 新引进期限", "前 12个月"), ("高级工及以上: 技能等级 ≥ 高级工", "本区: 本区(用人单位)"))
    wording = ("签订3年及以上", "12个月未参保，签订3年及以上")
    folder = small_policy(tmp_path, *changes, wording, more=term + again)
    assert load_policy(folder).policy.measures["引才补贴"].interpretations == ("C1",)


def test_an_option_that_does_not_build_fails_the_check_though_it_is_not_in_force(tmp_path: Path) -> None:
    choice = f"次数: {{按解释: C1, 未参保: 1次, {OTHER}: 1元}}}}"
    report = check_policy(small_policy(tmp_path, ("次数: 1次}", choice)))
    assert [p.code for p in report.errors] == ["type"]
    assert f"C1 选「{OTHER}」时" in report.errors[0].message.zh
    assert not report.passed


def test_a_parameter_of_another_type_under_another_option_is_refused(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("{新引进期限: 6个月}", "{新引进期限: 6元}"))
    assert "parameter-type" in [p.code for p in check_policy(folder).errors]


def test_an_open_parameter_needs_a_type_and_has_no_value(tmp_path: Path) -> None:
    open_one = ("{新引进期限: 6个月}", "{新引进期限: 待定}")
    policy = load_policy(small_policy(tmp_path, open_one), choices={"C1": Choice(OTHER)}).policy
    assert policy.interpretations["C1"].parameters == {"新引进期限": None}


def test_a_parameter_named_as_a_column_is_a_warning(tmp_path: Path) -> None:
    folder = small_policy(
        tmp_path,
        ("其中(在期(本次的录用日 前 新引进期限))", "其中(补缴 且 月工资 > 1元)"),
        ("新引进期限", "月工资"),
    )
    assert "name-shadowed" in [p.code for p in check_policy(folder).warnings]


def test_the_report_counts_what_was_tried(tmp_path: Path) -> None:
    report = check_policy(small_policy(tmp_path))
    assert report.as_json()["counts"]["options"] == 1
    assert (report.counts.decided, report.counts.undecided) == (0, 1)
    assert "通过" in report.render("zh")
    assert "passed" in report.render("en")


def test_the_report_of_a_bad_folder_has_its_problem(tmp_path: Path) -> None:
    report = check_policy(tmp_path)
    assert [p.code for p in report.problems] == ["no-policy"]
    assert report.as_json()["problems"][0]["remedy"]["en"]
