"""Expressions that do not read say where and what to do, in the words of the person who wrote them."""

from __future__ import annotations

import pytest

from duixian.language.problems import Problems, Spot
from duixian.language.resolve import Scope, resolve_expression
from duixian.language.resolve.scope import IN_A_CASE
from duixian.language.vocabulary import load_vocabulary

SCOPE = Scope(load_vocabulary(), ("录用",), IN_A_CASE)


def _refusal(text: str) -> tuple[int, str, str]:
    problems = Problems()
    assert resolve_expression(text, Spot("policy.md", 7, 11), SCOPE, problems) is None
    problem = problems.found[0]
    assert problem.spot.line == 7
    assert "" not in (problem.message.en, problem.remedy.en)
    return problem.spot.column - 11, problem.code, problem.remedy.zh


@pytest.mark.parametrize(
    ("text", "column", "code", "remedy"),
    [
        ("技能等级 ≥ 高及工", 7, "unknown-word", "是不是「高级工」"),
        ("满月数(录用日, 合同到期日) ≥ 3", 0, "compare-types", "单位"),
        ("满月数(录用日, 合同到期日) ≥ 三年", 18, "unknown-word", "3年"),
        ("月工资 × 三分之二 > 1元", 6, "unknown-word", "2/3"),
        ("人员的性别 > 男", 0, "no-order", "等级"),
        ("月工资 > 若 无固定期限 则 1元 否则 2元", 6, "expression", "括号"),
        ("满月数(录用日, 合同到期日) 3年以上", 16, "expression", "空格"),
        ("录用日 ≥ 2021年6月", 0, "compare-types", "所在月"),
        ("录用日 ≥ 2021-02-30", 6, "no-such-date", ""),
        ("录用日 在 2023-01-01 至 2022-01-01", 0, "range-backwards", "对调"),
        ("合计 人员的培训 > 1元", 6, "no-value", "列名"),
        ("月工资 + 3年 > 1元", 0, "arithmetic-types", "单位"),
        ("月工资 ÷ 0 > 1元", 6, "divide-by-zero", "除数"),
        ("月工资 > 0.001元", 6, "not-whole", "分"),
        ('人员的户籍地 位于 "临坪区"', 10, "unknown-region", ""),
        ("满月数(录用日) ≥ 3年", 0, "argument-count", "参数"),
    ],
)
def test_a_refusal_points_at_the_word_and_says_what_to_do(
    text: str, column: int, code: str, remedy: str
) -> None:
    found = _refusal(text)
    assert (found[0], found[1]) == (column, code)
    assert remedy in found[2]
