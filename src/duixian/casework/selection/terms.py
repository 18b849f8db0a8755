"""The terms of a round, as a policy's `selection.yaml` states them: what is scored, who gets in, what is written.

    评选:
      某奖:
        英文: Some award
        项目: 某奖金              # the rule that says who is eligible, on the row as it would be written
        对象: 人员                # the table of the candidates
        类别: {一类: 3, 二类: 5}   # places by category; without categories  名额: 10
        提名: [本人, 单位]
        评委: 3                   # least number of reviewers for each candidate
        去极值: 5                 # from this many sheets on the highest and the lowest are left out
        打分: {业绩: {权重: 60%, 满分: 100}, 传承: {权重: 40%, 满分: 100}}
        小数: 2
        并列: {比较: [业绩], 仍并列: 评委会}     # or 都入选, 都不入选
        入选分: 60
        公示: 5
        写入: [{表: 某表, 栏: {某编号: 编号, 某名称: 名称, 结论: {入选: 入选, 落选: 未入选}}}]

Instead of places a cycle of assessment has `等次: {优秀: 90, 合格: 60, 不合格: 0}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Ties(StrEnum):
    """What happens when equals stand on the edge of the places; the value is the word in the terms."""

    ALL = "都入选"
    NONE = "都不入选"
    PANEL = "评委会"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that reviewers score from 0 to ``full``; its points count with ``weight``."""

    name: str
    weight: Fraction
    full: Fraction


@dataclass(frozen=True, slots=True)
class Scoring:
    """How sheets become a score and a score a place. ``drop_extremes_from`` 0: never."""

    criteria: tuple[Criterion, ...]
    reviewers: int = 1
    drop_extremes_from: int = 0
    digits: int = 2
    tie_breaks: tuple[str, ...] = ()
    ties: Ties = Ties.PANEL
    least: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """One row written for each candidate: ``columns`` give each column the name of a source (see rows.py).

    ``only_selected``: no row for those who were not selected.
    """

    table: str
    columns: Mapping[str, object]
    only_selected: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything a policy says of one kind of round."""

    name: str
    english: str
    subject: str
    measure: str | None
    places: Mapping[str, int]
    nominators: tuple[str, ...]
    scoring: Scoring
    grades: tuple[tuple[str, Fraction], ...]
    publicity_days: int
    writings: tuple[Writing, ...]

    @property
    def graded(self) -> bool:
        """Whether candidates get a grade each instead of competing for places."""
        return bool(self.grades)
