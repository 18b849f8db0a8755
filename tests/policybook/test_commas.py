"""YAML cuts an expression at a half-width comma inside braces and brackets; one problem says so."""

from pathlib import Path

import pytest

from tests.policybook.small import only_problem, problems_of, small_policy, words_at


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("满月数(录用日，合同到期日)", "满月数(录用日, 合同到期日)"), "满月数(录用日"),
        (("{每: 人员,", "{每: [人员, 年份(年月日(2022, 1, 1))],"), "年份(年月日(2022"),
    ],
)
def test_a_cut_expression_is_one_problem_where_it_starts(
    tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    folder = small_policy(tmp_path, change)
    found = [p for p in problems_of(folder) if p.code != "number-not-in-wording"]
    assert {p.code for p in found} == {"comma-splits"}
    assert words_at(folder, found[0]).startswith(words)
    assert "，" in found[0].remedy.zh


def test_quotation_marks_keep_an_expression_whole(tmp_path: Path) -> None:
    change = ("要求: 满月数(录用日，合同到期日) ≥ 3年", '要求: "满月数(录用日, 合同到期日) ≥ 3年"')
    assert not problems_of(small_policy(tmp_path, change))


def test_a_bracket_that_is_never_closed_is_an_expression_s_own_fault(tmp_path: Path) -> None:
    folder = small_policy(tmp_path, ("技能等级 ≥ 高级工\n", "(技能等级 ≥ 高级工\n"))
    only_problem(folder, "expression")
