"""Examples are facts in a few lines: scenes merged, rows removed, added and changed, in this order."""

from datetime import date
from pathlib import Path

import pytest

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.problems import PolicyError
from duixian.language.vocabulary import load_vocabulary
from duixian.policybook import Choice
from duixian.policybook.examples import Example, read_examples
from duixian.policybook.scenes import example_facts

SCENES = """
场景:
  合同:
    人员: [{身份证号: P1, 姓名: 张三}]
    用人单位: [{统一社会信用代码: E1, 名称: 甲公司}]
    录用: [{合同编号: H1, 人员: P1, 用人单位: E1, 录用日: 2022-01-01, 合同到期日: 2025-01-01, 技能等级: 高级工}]
    参保: [{人员: P1, 起月: 2021-01, 止月: 2021-06, 参保地: 临平区}]
  又一段: {参保: [{人员: P1, 起月: 2022-01}]}
例:
"""


def read(folder: Path, body: str) -> Example:
    head = "  - 例: 一句话\n    英文: one sentence\n    截至: 2022-12-31\n"
    text = SCENES + head + "".join(f"    {line}\n" for line in body.strip().split("\n"))
    if "期望" not in body:
        text += "    期望: [{项目: 引才补贴, 结果: 符合}]\n"
    (folder / "examples.yaml").write_text(text, "utf-8")
    return read_examples(folder, load_vocabulary())[0]


def facts(folder: Path, body: str) -> Facts:
    return example_facts(read(folder, body).facts, load_vocabulary())


def test_ids_and_codes_may_have_any_shape(tmp_path: Path) -> None:
    found = facts(tmp_path, "沿用: 合同").find("录用", "H1")
    assert found is not None
    assert (found.values["人员"], found.values["用人单位"]) == ("P1", "E1")
    assert found.values["录用日"] == date(2022, 1, 1)


def test_a_region_may_be_named_or_coded(tmp_path: Path) -> None:
    assert facts(tmp_path, "沿用: 合同").rows("参保")[0].values["参保地"] == "330113"


def test_rows_of_the_same_key_are_laid_over_each_other(tmp_path: Path) -> None:
    found = facts(tmp_path, "沿用: 合同\n加: {录用: [{合同编号: H1, 技能等级: 技师}]}")
    assert [r.values["技能等级"] for r in found.rows("录用")] == ["技师"]


def test_rows_without_a_key_are_added(tmp_path: Path) -> None:
    assert len(facts(tmp_path, "沿用: [合同, 又一段]").rows("参保")) == 2


def test_the_same_row_without_key_is_added_once(tmp_path: Path) -> None:
    assert len(facts(tmp_path, "沿用: [合同, 又一段, 又一段]").rows("参保")) == 2


def test_one_cell_may_be_changed_to_unknown_or_none(tmp_path: Path) -> None:
    found = facts(tmp_path, "沿用: 合同\n改: {录用: {H1: {技能等级: 未知, 合同到期日: 无}}}").rows("录用")[0]
    assert found.values["技能等级"] is None
    assert found.values["合同到期日"] is ABSENT


def test_a_row_without_key_is_changed_by_its_number(tmp_path: Path) -> None:
    found = facts(tmp_path, "沿用: 合同\n改: {参保: {1: {止月: 2021-12}}}").rows("参保")[0]
    assert found.values["止月"] == 2021 * 12 + 11


@pytest.mark.parametrize("keys", ["all", "[H1]", "H1"])
def test_rows_may_be_removed(tmp_path: Path, keys: str) -> None:
    assert facts(tmp_path, f"沿用: 合同\n删: {{录用: {keys}}}").rows("录用") == []


def test_rows_are_removed_before_others_are_added(tmp_path: Path) -> None:
    found = facts(tmp_path, "沿用: 合同\n加: {参保: [{人员: P1, 起月: 2022-03}]}\n删: {参保: all}")
    assert [r.values["起月"] for r in found.rows("参保")] == [2022 * 12 + 2]


def test_tables_not_named_are_empty_and_supplied(tmp_path: Path) -> None:
    found = facts(tmp_path, "沿用: 合同")
    assert found.rows("荣誉") == []
    assert "荣誉" in found.supplied


def test_a_table_that_nobody_supplied_has_no_rows(tmp_path: Path) -> None:
    found = facts(tmp_path, "沿用: 合同\n未提供: [参保]")
    assert "参保" not in found.supplied
    assert found.rows("参保") == []


def test_an_example_may_choose_other_options(tmp_path: Path) -> None:
    body = "沿用: 合同\n解释: {C1: 半年未参保, C2: {现行: 甲, 参数: {期限: 6个月}}, C3: {参数: {期限: 待定}}}"
    assert read(tmp_path, body).choices == {
        "C1": Choice("半年未参保"),
        "C2": Choice("甲", {"期限": "6个月"}),
        "C3": Choice(None, {"期限": "待定"}),
    }


def test_expectations_are_read_as_values(tmp_path: Path) -> None:
    body = "沿用: 合同\n申请: 2022-11-30\n期望: [{项目: 甲, 记录: H1, 金额: 1.2万元, 分期: 12期, 不满足: [], 最早: 2023-01-01}]"
    example = read(tmp_path, body)
    found = example.expectations[0]
    assert (found.amount, found.instalments, found.failing) == (1_200_000, 12, ())
    assert (found.earliest, found.payees, example.claimed_on) == (date(2023, 1, 1), None, date(2022, 11, 30))


def test_reminders_recovery_and_routing_may_be_expected(tmp_path: Path) -> None:
    found = read(
        tmp_path, "期望: [{项目: 甲, 提醒: [名次靠后], 追回: 1000元, 到期: 10元, 送: 区人力社保局}]"
    ).expectations[0]
    assert found.due == 1_000
    assert (found.warnings, found.recovery, found.routing) == (("名次靠后",), 100_000, "区人力社保局")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("沿用: 没有的", "unknown-scene"),
        ("加: {录取: [{合同编号: H1}]}", "unknown-table"),
        ("加: {录用: [{合同号: H1}]}", "column-unknown"),
        ("加: {录用: [{合同编号: H1, 录用日: 昨天}]}", "cell-date"),
        ("改: {录用: {H9: {技能等级: 技师}}}", "example-row"),
        ("期望: [{结果: 符合}]", "expectation"),
        ("期望: [{项目: 甲, 结果: 同意}]", "unknown-word"),
        ("期望: [{项目: 甲, 金额: 许多}]", "money-unreadable"),
        ("期望: [{项目: 甲, 分期: 几}]", "expectation"),
        ("期望: [{项目: 甲, 钱: 1元}]", "unknown-key"),
    ],
)
def test_what_cannot_be_read_is_found(tmp_path: Path, body: str, code: str) -> None:
    with pytest.raises(PolicyError) as raised:
        read(tmp_path, body)
    assert code in [p.code for p in raised.value.problems]


def test_a_policy_without_examples_has_none(tmp_path: Path) -> None:
    assert read_examples(tmp_path, load_vocabulary()) == ()
