"""The terms of rounds and contests, as a policy's `selection.yaml` states them.

    评选:
      某奖:
        英文: Some award
        项目: 某奖金                # the rule that says who is eligible, asked on the row as it would be written
        对象: 人员                  # the table of the candidates
        单位: 用人单位               # the table of their units, where they have one
        类别: {一类: 3, 二类: 5}     # places by category; without categories  名额: 10
        提名: [本人, 单位]
        回避: [用人单位, 家庭]        # reviewer and candidate must not both point to one row of these tables
        评委: 3                     # least number of sheets for each candidate
        去极值: 5                   # from this many sheets on the highest and the lowest are left out
        打分: {业绩: {权重: 60%, 满分: 100}, 传承: {权重: 40%, 满分: 100}}
        小数: 2
        并列: {比较: [业绩], 仍并列: 评委会}     # or 都入选, 都不入选
        入选分: 60
        公示: 5                     # working days
        写入: [{表: 某表, 栏: {某编号: 编号, 某名称: 名称, 结论: {入选: 入选, 落选: 未入选}}}]

Instead of places a cycle of assessment has `等次: {优秀: 90, 合格: 60, 不合格: 0}`, with `名单: {表: 某表, 栏: 某栏}`
the rows of the registry that are assessed and `周期: 3年` how often. Not stated means: not used.

    竞赛:
      某类竞赛:
        英文: Some contests
        公示: 5
        姓名: 姓名                  # the header that is shown as name in the publicity; 单位, 名次 likewise
        写入: {表: 某表, 编号: 某编号, 栏: {竞赛名称: 名称, 决赛日期: 决赛日期, 竞赛级别: {就是: 区级}}}
        成员: {表: 某成员表, 归属: 某栏, 份额: 份额, 团队: 团队名称}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Enrolment:
    """Which rows of the registry are assessed in every cycle: those that ``column`` of ``table`` points to."""

    table: str
    column: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything a policy says of one kind of round. ``every_months`` 0: no cycle."""

    name: str
    english: str
    subject: str
    scoring: Scoring
    publicity_days: int
    writings: tuple[Writing, ...]
    measure: str | None = None
    unit: str | None = None
    places: Mapping[str, int] = field(default_factory=dict)
    nominators: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    grades: tuple[tuple[str, Fraction], ...] = ()
    enrolment: Enrolment | None = None
    every_months: int = 0

    @property
    def graded(self) -> bool:
        """Whether candidates get a grade each instead of competing for places."""
        return bool(self.grades)


@dataclass(frozen=True, slots=True)
class Members:
    """The table of a team's members: ``belongs`` points to the result, ``share`` holds the agreed share;
    ``team`` is the header of both sheets by which members find their result."""

    table: str
    belongs: str
    share: str
    team: str


@dataclass(frozen=True, slots=True)
class ContestTerms:
    """Everything a policy says of one kind of contest. ``number`` is the key column of the rows written."""

    name: str
    english: str
    table: str
    number: str
    columns: Mapping[str, object]
    publicity_days: int
    shown: Mapping[str, str]
    members: Members | None = None
