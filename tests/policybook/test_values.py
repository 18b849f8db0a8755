"""Amounts by category, by tier, in slices, step by step, and by condition."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from duixian.language.nodes import ByBand, ByCategory, Choose, Marginal, StepKind, Steps
from duixian.policybook.tiers import Span, between
from tests.policybook.small import clause, loaded, problems_of, small_policy, words_at


def amount(tmp_path: Path, value: str, table: str = "培训") -> Any:
    """The amount of a measure whose numbers the wording excuses."""
    return loaded(grant(tmp_path, value, table)).measures["补助"].amount


def grant(tmp_path: Path, value: str, table: str = "培训") -> Path:
    numbers = value.replace("\n", "；")
    rule = f"项目: 补助\n每次: {table}\n受益: 人员\n金额: {value}"
    return small_policy(tmp_path, more=clause(3, f"给予补助（{numbers}）。", rule))


def codes(folder: Path) -> list[str]:
    return [p.code for p in problems_of(folder) if not p.code.startswith("number")]


def test_several_members_may_share_a_row(tmp_path: Path) -> None:
    found = amount(tmp_path, "{按: 技能等级, 高级工: 2000元, 技师、高级技师: 3000元, 其他: 1000元}")
    assert isinstance(found, ByCategory)
    assert [row.keys for row in found.rows] == [("高级工",), ("技师", "高级技师"), None]


@pytest.mark.parametrize(
    ("key", "members"),
    [
        ("高级工至高级技师", ("高级工", "技师", "高级技师")),
        ("高级技师及以上", ("高级技师", "特级技师", "首席技师")),
        ("初级工及以下", ("学徒工", "初级工")),
        ("三级", ("高级工",)),
    ],
)
def test_a_row_may_name_a_stretch_of_an_order_or_an_alias(
    tmp_path: Path, key: str, members: tuple[str, ...]
) -> None:
    assert amount(tmp_path, f"{{按: 技能等级, {key}: 2000元}}").rows[0].keys == members


def test_a_stretch_that_runs_backwards_is_refused(tmp_path: Path) -> None:
    folder = grant(tmp_path, "{按: 技能等级, 技师至高级工: 2000元}")
    assert codes(folder) == ["range-backwards"]


def test_rows_of_whole_numbers_and_of_yes_and_no_hold_run_time_values(tmp_path: Path) -> None:
    assert amount(tmp_path / "a", "{按: 合格, 是: 2000元, 否: 0元}").rows[0].keys == (True,)
    places = amount(tmp_path / "b", "{按: 名次, 1: 2000元, 2、3: 1000元}", "竞赛成绩")
    assert [row.keys for row in places.rows] == [(1,), (2, 3)]


def test_a_whole_number_stands_beside_a_ratio(tmp_path: Path) -> None:
    steps = amount(tmp_path, "[{取: 培训费用}, {乘: {按: 合格, 是: 1, 否: 50%}}]")
    assert str(steps.steps[1].operand.type) == "数"


def test_tables_may_stand_in_tables(tmp_path: Path) -> None:
    inner = "{按: 合格, 是: 3000元, 否: 1000元}"
    found = amount(tmp_path, f"{{按: 技能等级, 高级工: {inner}, 技师: 5000元}}")
    assert isinstance(found.rows[0].value, ByCategory)


def test_rows_of_different_units_are_refused(tmp_path: Path) -> None:
    assert codes(grant(tmp_path, "{按: 技能等级, 高级工: 2000元, 技师: 3年}")) == ["type"]


def test_tiers_have_open_and_closed_ends(tmp_path: Path) -> None:
    value = '{分档: 课时, "< 20": 1000元, "≥ 20 且 < 40": 2000元, "≥ 40": 3000元}'
    found = amount(tmp_path, value)
    assert isinstance(found, ByBand)
    ends = [(b.low, b.low_open, b.high, b.high_open) for b in found.bands]
    assert ends == [(None, False, 20, True), (20, False, 40, True), (40, False, None, False)]


@pytest.mark.parametrize("keys", [('"≤ 20"', '"≥ 20"'), ('"< 30"', '"≥ 20"'), ('"≥ 20"', '"≥ 40"')])
def test_tiers_that_overlap_are_refused_naming_both(tmp_path: Path, keys: tuple[str, str]) -> None:
    folder = grant(tmp_path, f"{{分档: 课时, {keys[0]}: 1000元, {keys[1]}: 2000元}}")
    problem = next(p for p in problems_of(folder) if p.code == "tiers-overlap")
    assert keys[0].strip('"') in problem.message.zh
    assert keys[1].strip('"') in problem.message.zh


@pytest.mark.parametrize(
    ("keys", "gap"),
    [
        (('"< 20"', '"> 20"'), True),
        (('"< 20"', '"≥ 30"'), True),
        (('"≤ 19"', '"≥ 20"'), False),
        (('"< 20"', '"≥ 20"'), False),
    ],
)
def test_a_gap_between_tiers_is_a_warning(tmp_path: Path, keys: tuple[str, str], gap: bool) -> None:
    folder = grant(tmp_path, f"{{分档: 课时, {keys[0]}: 1000元, {keys[1]}: 2000元}}")
    warned = [p for p in problems_of(folder) if p.code == "tiers-gap"]
    assert bool(warned) is gap
    assert all(p.warning for p in warned)


def test_other_tiers_are_what_the_named_ones_leave_out(tmp_path: Path) -> None:
    found = amount(tmp_path, '{分档: 课时, "≥ 20 且 < 40": 2000元, 其他: 1000元}')
    ends = [(b.low, b.low_open, b.high, b.high_open) for b in found.bands[1:]]
    assert ends == [(None, False, 20, True), (40, False, None, False)]


def test_nothing_is_left_out_between_touching_tiers() -> None:
    assert between([Span(None, False, 3, True), Span(3, False, None, False)]) == []
    assert between([Span(None, False, 3, True), Span(3, True, None, False)]) == [Span(3, False, 3, False)]
    assert between([]) == [Span()]


def test_a_key_that_is_no_tier_is_refused_where_it_stands(tmp_path: Path) -> None:
    folder = grant(tmp_path, "{分档: 课时, 很多: 1000元}")
    problem = next(p for p in problems_of(folder) if p.code == "tier")
    assert words_at(folder, problem).startswith("很多")


def test_tiers_compare_in_the_unit_of_their_subject(tmp_path: Path) -> None:
    value = '{分档: "满月数(开始日期，结束日期)", "< 3年": 1000元, "≥ 3年": 2000元}'
    assert amount(tmp_path / "a", value).bands[1].low == 36
    assert codes(grant(tmp_path / "b", value.replace("< 3年", "< 3元"))) == ["type"]


def test_a_scale_has_slices_with_rates(tmp_path: Path) -> None:
    found = amount(tmp_path, "{累进: 培训费用, 档: [{至: 1000元, 率: 50%}, {率: 30%}]}")
    assert isinstance(found, Marginal)
    assert [(s.upto, s.rate) for s in found.slices] == [(100_000, Fraction(1, 2)), (None, Fraction(3, 10))]


def test_a_scale_of_a_count_gives_so_much_for_each(tmp_path: Path) -> None:
    found = amount(tmp_path, "{累进: 课时, 档: [{至: 20, 每: 10元}, {每: 20元}]}")
    assert [(s.upto, s.rate) for s in found.slices] == [(20, 1000), (None, 2000)]


def test_a_scale_that_falls_is_refused(tmp_path: Path) -> None:
    folder = grant(tmp_path, "{累进: 培训费用, 档: [{至: 3000元, 率: 50%}, {至: 1000元, 率: 30%}]}")
    assert codes(folder) == ["scale-order"]


@pytest.mark.parametrize("form", ["[{0}]", "{{步骤: [{0}]}}"])
def test_steps_are_taken_in_the_written_order(tmp_path: Path, form: str) -> None:
    steps = "{取: 培训费用}, {减: 已报销金额}, {乘: 80%, 名: 补助比例}, {不超过: 1000元}, {舍到: 100元}"
    found = amount(tmp_path, form.format(steps))
    assert isinstance(found, Steps)
    kinds = [StepKind.TAKE, StepKind.SUBTRACT, StepKind.MULTIPLY, StepKind.AT_MOST, StepKind.FLOOR]
    assert [s.kind for s in found.steps] == kinds
    assert found.steps[2].label == "补助比例"


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("[{乘: 80%}]", "step"),
        ("[{取: 培训费用}, {取: 培训费用}]", "step"),
        ("[{取: 培训费用}, {减: 3年}]", "type"),
        ("[{取: 培训费用}, {乘: 开始日期}]", "step-type"),
        ("[{取: 课时}, {加: 2}]", "type"),
        ("[{取: 培训费用, 减: 2元}]", "step"),
    ],
)
def test_steps_that_do_not_join_are_refused(tmp_path: Path, steps: str, code: str) -> None:
    assert code in codes(grant(tmp_path, steps))


def test_a_value_by_condition_has_both_branches(tmp_path: Path) -> None:
    assert isinstance(amount(tmp_path / "a", "{若: 合格, 则: 2000元, 否则: 0元}"), Choose)
    assert "missing-key" in codes(grant(tmp_path / "b", "{若: 合格, 则: 2000元}"))


def test_a_word_that_begins_no_value_is_refused(tmp_path: Path) -> None:
    folder = grant(tmp_path, "{分挡: 课时, 其他: 2000元}")
    problem = next(p for p in problems_of(folder) if p.code == "unknown-value")
    assert "分档" in problem.remedy.zh
