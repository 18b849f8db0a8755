from __future__ import annotations

from dataclasses import replace
from datetime import date

from duixian.insight.targets import Standing, standings
from duixian.language.facts import Facts
from duixian.language.nodes import Parameter
from duixian.language.rule import Target
from duixian.language.types import INT
from tests.engines.small import Maker, facts, policy, source

MAKER = Maker(None)
HEADCOUNT = MAKER.expr("计数 所有人员")


def standing(goal: object, known: Facts, *, at_least: bool = True) -> Standing:
    node = MAKER.expr(goal) if isinstance(goal, str) else goal
    target = Target(source("人数"), HEADCOUNT, node, at_least)  # type: ignore[arg-type]
    one = replace(policy(Maker().measure()), targets=(target,))
    (found,) = standings(one, known, date(2022, 12, 31))
    return found


THREE = facts(人员=[{"身份证号": f"P{n}", "姓名": "某"} for n in range(3)])


def test_a_target_shows_the_figure_reached_beside_the_figure_set() -> None:
    found = standing("2", THREE)
    assert (found.reached.zh, found.goal.zh, found.met) == ("3", "≥ 2", True)


def test_more_than_the_figure_is_not_the_figure_itself() -> None:
    assert standing("3", THREE).met is True
    assert standing("3", THREE, at_least=False).met is False


def test_a_target_without_a_figure_is_a_figure_only() -> None:
    assert standing(None, THREE).verdict.en == "a figure only"


def test_an_open_base_figure_leaves_the_target_open_and_says_why() -> None:
    base = Parameter(type=INT, text="基期人数", record="T1", name="基期人数", value=None)
    found = standing(base, THREE)
    assert found.met is None
    assert found.goal.zh == "待定"
    assert "基期人数" in found.verdict.zh
    assert "T1" in found.verdict.zh


def test_a_register_nobody_supplied_leaves_the_target_open() -> None:
    found = standing("2", facts(missing=["人员"]))
    assert found.met is None
    assert found.reached.zh == "未知"
