"""What the tests of publicity share: lines of a list, and days of a month whose working days are known."""

from __future__ import annotations

from datetime import date

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.notices.masking import Line
from duixian.notices.models import Publicity
from duixian.notices.publicity import Stages, compose, publish

MONDAY = date(2026, 11, 2)
NEXT_MONDAY, TUESDAY = date(2026, 11, 9), date(2026, 11, 10)
"""Five working days after the Monday end on the next Monday; the Tuesday is the first day to close."""


def lines(*names: str) -> list[Line]:
    return [Line(f"案{n}", name, "甲公司", "补贴", 200_000, employer="E1") for n, name in enumerate(names, 1)]


def composed(authority: Authority, *names: str, stage: Stages = Stages.PUBLIC) -> Publicity:
    return compose(authority, "2026年第四季度补贴公示", lines(*(names or ("王芳", "李娜"))), 5, stage)


def published(authority: Authority, *names: str, stage: Stages = Stages.PUBLIC) -> Publicity:
    with clock.at(MONDAY):
        return publish(composed(authority, *names, stage=stage))
