from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from duixian.insight.paths import _read, _written, paths
from duixian.language.rule import Target
from tests.engines.small import Maker, facts, policy, source

MAKER = Maker(None)
BORN = [("P1", "2021-03-01"), ("P2", "2021-09-01"), ("P3", "2022-05-01")]
KNOWN = facts(技能证书=[{"证书编号": k, "人员": k, "发证日期": date.fromisoformat(d)} for k, d in BORN])


def reached(goal: str) -> tuple[list[Fraction | None], Fraction | None]:
    target = Target(source("证书"), MAKER.expr("计数 所有技能证书"), MAKER.expr(goal), True)
    one = replace(policy(Maker().measure()), targets=(target,))
    (path,) = paths(one, KNOWN, date(2022, 12, 31))
    assert _read(_written(path)) == path
    last = path.points[-1]
    assert last.day == date(2022, 12, 31)
    return [point.reached for point in path.points[-2:]], path.gap


def test_the_path_shows_the_figure_at_the_end_of_each_year_and_on_the_last_day() -> None:
    assert reached("5")[0] == [2, 3]


def test_the_gap_is_what_is_missing_to_the_goal() -> None:
    assert reached("5")[1] == Fraction(2)
    assert reached("3")[1] is None
