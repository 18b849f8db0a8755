"""Which words of the clause each part of a rule rests on."""

from pathlib import Path

import pytest

from duixian.language.rule import Measure
from duixian.policybook.citations import quoted
from tests.policybook.small import clause, loaded, small_policy


def cited(tmp_path: Path, wording: str, keys: str) -> Measure:
    rule = f"项目: 补助\n每次: 培训\n受益: 人员\n{keys}"
    return loaded(small_policy(tmp_path, more=clause(3, wording, rule))).measures["补助"]


def test_a_condition_cites_the_words_given(tmp_path: Path) -> None:
    condition = loaded(small_policy(tmp_path)).measures["引才补贴"].conditions[1]
    assert condition.source.citation is not None
    assert condition.source.citation.quote == "签订3年及以上劳动合同"


def test_without_words_a_condition_cites_the_stretch_that_holds_its_number(tmp_path: Path) -> None:
    keys = "种类: 服务\n条件: {课时足够: 课时 ≥ 40}"
    measure = cited(tmp_path, "在本区参加培训，培训不少于40课时的，予以优待。", keys)
    citation = measure.conditions[0].source.citation
    assert citation is not None
    assert citation.quote == "培训不少于40课时的"


def test_a_condition_without_number_cites_its_own_name_or_a_member(tmp_path: Path) -> None:
    keys = "种类: 服务\n条件: {取得合格: 合格, 等级: 技能等级 ≥ 技师}"
    measure = cited(tmp_path, "参加培训取得合格成绩，技师以上的优先，予以优待。", keys)
    quotes = [c.source.citation.quote for c in measure.conditions if c.source.citation is not None]
    assert quotes == ["参加培训取得合格成绩", "技师以上的优先"]


def test_what_nothing_points_to_cites_the_whole_clause(tmp_path: Path) -> None:
    measure = cited(tmp_path, "对参训人员予以优待。", "种类: 服务\n条件: {费用: 培训费用 > 0元}")
    citation = measure.conditions[0].source.citation
    assert citation is not None
    assert citation.quote == "3. 对参训人员予以优待。"


def test_an_amount_cites_all_the_stretches_that_hold_its_numbers(tmp_path: Path) -> None:
    citation = loaded(small_policy(tmp_path)).measures["引才补贴"].source.citation
    assert citation is not None
    assert citation.quote == "高级工每人2000元、技师每人3000元、高级技师每人5000元"


def test_a_number_that_stands_twice_is_cited_next_to_its_fellows(tmp_path: Path) -> None:
    wording = "每人每年不超过1000元，另按费用的80%补助，每次最高1000元。"
    keys = "金额: 不超过(培训费用 × 80%，1000元)\n限制: {每年: {每: 人员, 期: 自然年, 金额: 1000元}}"
    citation = cited(tmp_path, wording, keys).source.citation
    assert citation is not None
    assert citation.quote == "另按费用的80%补助，每次最高1000元"


@pytest.mark.parametrize(
    "quote", ["按“甲”（乙）办理", "按 “甲” （乙）办理", '按"甲"(乙)办理', "按「甲」(乙)办\n理"]
)
def test_blanks_and_width_do_not_matter_to_a_quotation(quote: str) -> None:
    wording = "1. 应当按“甲”（乙）办理。"
    found = quoted("1", wording, quote)
    assert found is not None
    assert found.highlight(wording) == ("1. 应当", "按“甲”（乙）办理", "。")


@pytest.mark.parametrize("quote", ["按甲办理", "", "办理。。"])
def test_other_words_are_not_found(quote: str) -> None:
    assert quoted("1", "1. 应当按“甲”（乙）办理。", quote) is None
