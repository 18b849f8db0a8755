"""What a sample registry looks like: every word and number that belongs to a district and its policy.

A profile is a YAML file beside the policy; ``profile_reading`` reads it, by the key that each field is
annotated with. Shares are ``Rate``; counts of persons
are those of a registry of ``FULL_COUNTS`` persons and shrink with smaller ones; weights are relative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from duixian.registry.sample.dice import Rate

FULL_COUNTS = 20_000
"""The persons of a registry for which counts (honours, contests, studios) are meant as they stand."""


@dataclass(frozen=True)
class Place:
    """A region: six-digit code, and the short name used in employers' names."""

    code: Annotated[str, "代码"]
    name: Annotated[str, "名称"]


@dataclass(frozen=True)
class Window:
    """The days of the policy, both included; claims and payments are made for events between them."""

    first: Annotated[date, "起"]
    last: Annotated[date, "止"]


@dataclass(frozen=True)
class Targets:
    """Headcounts at the end of ``year`` that hold by construction in a registry of ``persons``.

    A registry of another size has them in proportion; the share and the growth since ``base_year`` are the
    same in every size. ``margin`` is how far the number of high-skilled persons lies above its target.
    """

    persons: Annotated[int, "规模"]
    target_skilled_total: Annotated[int, "技能人才"]
    target_high_skilled: Annotated[int, "高技能人才"]
    target_high_share: Annotated[Rate, "高技能占比"]
    target_growth: Annotated[Rate, "年均增长"]
    base_year: Annotated[int, "基年"]
    year: Annotated[int, "目标年"]
    margin: Annotated[Rate, "余量"]


@dataclass(frozen=True)
class Size:
    """How many of what, beside the persons asked for: shares of their number, and persons per employer."""

    outside_share: Annotated[Rate, "区外占比"]
    unskilled_extra: Annotated[Rate, "无证人员"]
    former_extra: Annotated[Rate, "离区人员"]
    persons_per_employer: Annotated[int, "每单位人数"]
    least_employers: Annotated[int, "最少单位"]
    persons_per_institution: Annotated[int, "每机构人数"]
    least_institutions: Annotated[int, "最少机构"]


@dataclass(frozen=True)
class Levels:
    """Weights of the level a career ends at, for high-skilled persons and for the others."""

    high: Annotated[Mapping[str, int], "高技能"]
    other: Annotated[Mapping[str, int], "其他"]


@dataclass(frozen=True)
class Industry:
    """An industry: code, name, weight, and words for the names of its employers."""

    code: Annotated[str, "代码"]
    name: Annotated[str, "名称"]
    weight: Annotated[int, "权重"]
    words: Annotated[tuple[str, ...], "词"]


@dataclass(frozen=True)
class Occupation:
    """An occupation: code, name, weight, codes of related ones, and the industries that employ it."""

    code: Annotated[str, "编码"]
    name: Annotated[str, "名称"]
    weight: Annotated[int, "权重"]
    related: Annotated[tuple[str, ...], "相近"]
    industries: Annotated[tuple[str, ...], "行业"]


@dataclass(frozen=True)
class Title:
    """A title of honour with the number of persons who get it each year and the least level they hold."""

    name: Annotated[str, "名称"]
    tier: Annotated[str, "级别"]
    awarded_by: Annotated[str, "授予单位"]
    yearly: Annotated[Mapping[int, int], "人数"]
    least_level: Annotated[str, "最低等级"]


@dataclass(frozen=True)
class Contest:
    """A contest: years and month, single and team events, places or medals, and teams of experts."""

    name: Annotated[str, "名称"]
    tier: Annotated[str, "级别"]
    years: Annotated[tuple[int, ...], "年份"]
    month: Annotated[int, "月"]
    single_events: Annotated[int, "个人赛项"]
    team_events: Annotated[int, "团体赛项"]
    places: Annotated[int, "名次"]
    medals: Annotated[bool, "发奖牌"]
    experts: Annotated[bool, "专家团队"]


@dataclass(frozen=True)
class Studios:
    """Studios: how many reach which tier at most, the first and last year of recognition, the cycles."""

    name: Annotated[str, "名称"]
    counts: Annotated[Mapping[str, int], "数目"]
    years: Annotated[tuple[int, ...], "认定年份"]
    cycles: Annotated[tuple[str, ...], "考核周期"]
    excellent: Annotated[Rate, "优秀"]


@dataclass(frozen=True)
class TalentTier:
    """How many persons of each talent class one tier of government recognises."""

    tier: Annotated[str, "级别"]
    classes: Annotated[Mapping[str, int], "类别"]


@dataclass(frozen=True)
class Talents:
    """Recognised talents, the share who buy a home, and couples in which both are recognised."""

    counts: Annotated[tuple[TalentTier, ...], "人数"]
    both_tiers: Annotated[Rate, "先后两级"]
    buyers: Annotated[Rate, "购房"]
    couples: Annotated[int, "夫妻"]
    years: Annotated[tuple[int, ...], "认定年份"]


@dataclass(frozen=True)
class Selection:
    """A selection with rounds, categories, candidates and places; ``honour`` is what the selected get, or ''."""

    name: Annotated[str, "名称"]
    categories: Annotated[tuple[str, ...], "类别"]
    rounds: Annotated[tuple[str, ...], "轮次"]
    candidates: Annotated[int, "候选"]
    places: Annotated[int, "名额"]
    month: Annotated[int, "公布月"]
    honour: Annotated[str, "荣誉"]
    awarded_by: Annotated[str, "授予单位"]
    chosen: Annotated[str, "对象"]
    least_level: Annotated[str, "最低等级"]


@dataclass(frozen=True)
class Recognition:
    """A recognition of employers, and the share who have it."""

    title: Annotated[str, "名称"]
    tier: Annotated[str, "级别"]
    share: Annotated[Rate, "比率"]


@dataclass(frozen=True)
class ClaimHabit:
    """Claims that are made: for which events (table, and levels or kinds, none for any), how often, when."""

    benefit: Annotated[str, "项目"]
    table: Annotated[str, "表"]
    only: Annotated[tuple[str, ...], "限于"]
    share: Annotated[Rate, "比率"]
    days: Annotated[tuple[int, ...], "天数"]
    claimant: Annotated[str, "申请人"]


@dataclass(frozen=True)
class PaymentHabit:
    """Payments that were made, under this policy or another: yuan by level or kind, how often, when."""

    policy: Annotated[str, "政策"]
    benefit: Annotated[str, "项目"]
    matter: Annotated[str, "事项"]
    tier: Annotated[str, "资金层级"]
    table: Annotated[str, "表"]
    yuan: Annotated[Mapping[str, int], "金额"]
    share: Annotated[Rate, "比率"]
    days: Annotated[tuple[int, ...], "天数"]
    payee: Annotated[str, "受益"]


@dataclass(frozen=True)
class Recoding:
    """Older rows of a table that still carry the code a region had before: if the day or month in ``since``
    is before ``until``, ``columns`` that hold the district's code hold ``code`` instead."""

    table: Annotated[str, "表"]
    since: Annotated[str, "自"]
    columns: Annotated[tuple[str, ...], "列"]
    code: Annotated[str, "原代码"]
    until: Annotated[date, "改码日"]
    share: Annotated[Rate, "比率"]


@dataclass(frozen=True)
class DirtKind:
    """Wrong rows laid on top: what is wrong, in which table and column, one in how many rows."""

    kind: Annotated[str, "种类"]
    table: Annotated[str, "表"]
    column: Annotated[str, "列"]
    share: Annotated[Rate, "比率"]


@dataclass(frozen=True)
class Rates:
    """How often what happens; each field is named for its event in ``sample``'s modules."""

    open_ended: Annotated[Rate, "无固定期限"]
    agency: Annotated[Rate, "劳务派遣"]
    gap: Annotated[Rate, "断缴"]
    back_paid: Annotated[Rate, "补缴"]
    late_start: Annotated[Rate, "迟缴一月"]
    moves: Annotated[Rate, "区内换岗"]
    hired_from_outside: Annotated[Rate, "来自区外"]
    outside_on_record: Annotated[Rate, "原在邻区有记录"]
    second_occupation: Annotated[Rate, "第二职业"]
    other_certificate: Annotated[Rate, "专项或特种"]
    trained_before: Annotated[Rate, "取证前培训"]
    yearly_training: Annotated[Rate, "年度继续教育"]
    apprenticed: Annotated[Rate, "取证前学徒"]
    intern: Annotated[Rate, "实习学徒"]
    post_same: Annotated[Rate, "岗位一致"]
    post_related: Annotated[Rate, "岗位相近"]
    post_other: Annotated[Rate, "岗位无关"]
    missing: Annotated[Rate, "缺漏"]
    reviewed: Annotated[Rate, "人才评审"]
    household: Annotated[Rate, "有家庭"]
    tenancy: Annotated[Rate, "租房"]
    income: Annotated[Rate, "有收入记录"]
    moved_in: Annotated[Rate, "单位迁入"]
    moved_out: Annotated[Rate, "单位迁出"]
    partial_seat: Annotated[Rate, "单位三地不全"]
    local: Annotated[Rate, "本区单位"]
    listed: Annotated[Rate, "单位负面"]
    branch: Annotated[Rate, "分支机构"]
    self_paid: Annotated[Rate, "自付培训费"]
    reimbursed: Annotated[Rate, "培训已报销"]
    filed_late: Annotated[Rate, "培训晚备案"]
    institution_paid: Annotated[Rate, "协议归机构"]


@dataclass(frozen=True)
class Profile:
    """All of it. ``as_of`` is the day the registers were drawn up; ``next_title``: title → the next one.

    ``extra_columns``: columns that the policy adds to shared tables, by table and column, with weighted
    texts (``=column`` copies another column). ``extra_tables``: its own tables, supplied empty.
    """

    district: Annotated[Place, "区"]
    city: Annotated[Place, "市"]
    neighbours: Annotated[tuple[Place, ...], "邻区"]
    elsewhere: Annotated[tuple[Place, ...], "外地"]
    id_regions: Annotated[Mapping[str, int], "籍贯"]
    as_of: Annotated[date, "截止日"]
    window: Annotated[Window, "政策期"]
    targets: Annotated[Targets, "目标"]
    size: Annotated[Size, "规模"]
    levels: Annotated[Levels, "等级"]
    industries: Annotated[tuple[Industry, ...], "行业"]
    occupations: Annotated[tuple[Occupation, ...], "职业"]
    employer_words: Annotated[tuple[str, ...], "字号"]
    institution_words: Annotated[tuple[str, ...], "机构名"]
    rates: Annotated[Rates, "比率"]
    titles: Annotated[tuple[Title, ...], "荣誉"]
    next_title: Annotated[Mapping[str, str], "递进"]
    contests: Annotated[tuple[Contest, ...], "竞赛"]
    studios: Annotated[Studios, "工作室"]
    talents: Annotated[Talents, "人才"]
    selections: Annotated[tuple[Selection, ...], "评选"]
    recognitions: Annotated[tuple[Recognition, ...], "单位认定"]
    statuses: Annotated[Mapping[str, Rate], "身份"]
    claims: Annotated[tuple[ClaimHabit, ...], "申报"]
    payments: Annotated[tuple[PaymentHabit, ...], "已享受"]
    dirt: Annotated[tuple[DirtKind, ...], "脏数据"]
    recodings: Annotated[tuple[Recoding, ...], "旧代码"]
    extra_columns: Annotated[Mapping[str, Mapping[str, Mapping[str, int]]], "附加列"]
    extra_tables: Annotated[Mapping[str, tuple[str, ...]], "附加表"]
