"""Expressions as a rule writes them, read to the letter."""

from pathlib import Path
from typing import Any

import pytest

from duixian.language.nodes import Call, Literal
from duixian.policybook.walking import nodes_in
from tests.policybook.small import clause, loaded, small_policy


def condition(tmp_path: Path, expression: str) -> Any:
    rule = f"项目: 优待\n种类: 服务\n每次: 培训\n受益: 人员\n条件:\n  要件: {expression}"
    folder = small_policy(tmp_path, more=clause(3, f"予以优待（{expression}）。", rule))
    return loaded(folder).measures["优待"].conditions[0].test


def literals(test: Any) -> list[Any]:
    return [node.value for node in nodes_in(test) if isinstance(node, Literal)]


def test_a_text_keeps_the_width_of_its_signs(tmp_path: Path) -> None:
    assert literals(condition(tmp_path, '职业编码 = "示范（2019年）"')) == ["示范（2019年）"]


def test_a_comma_ends_a_number_unless_it_parts_thousands(tmp_path: Path) -> None:
    test = condition(tmp_path, "较小(培训费用 × 2/3, 12,000元) > 年份(年月日(2019,1,1)) × 1元")
    assert literals(test) == [2, 3, 1_200_000, 2019, 1, 1, 100]


def test_the_type_asked_for_does_not_reach_into_a_function(tmp_path: Path) -> None:
    test = condition(tmp_path, "开始日期 ≥ 人员的出生日期 后 年数(数量(60周岁))")
    assert [n.function for n in nodes_in(test) if isinstance(n, Call)] == ["年数", "数量"]


@pytest.mark.parametrize("written", ["课时≥40", "课时 >= 40", "课时 ≧ ４０"])
def test_signs_and_digits_may_be_of_either_width(tmp_path: Path, written: str) -> None:
    assert literals(condition(tmp_path, written)) == [40]
