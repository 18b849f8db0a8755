"""A policy's `selection.yaml` read into terms; what does not fit is refused with its place and a remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import yaml

from duixian.casework.selection.errors import TermsError
from duixian.casework.selection.terms import (
    ContestTerms,
    Criterion,
    Enrolment,
    Members,
    Scoring,
    Terms,
    Ties,
    Writing,
)
from duixian.values.bilingual import Text

FILE = "selection.yaml"
ROUNDS, CONTESTS = "评选", "竞赛"
_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)%")
_EVERY = re.compile(r"([0-9]+)(年|个月)")
_KNOWN = {
    "英文", "项目", "对象", "单位", "类别", "名额", "提名", "回避", "评委", "去极值", "打分", "小数", "并列",
    "入选分", "公示", "写入", "等次", "名单", "周期",
}  # fmt: skip


def read_terms(text: str) -> dict[str, Terms]:
    """The terms of every kind of round, by name. Raises TermsError."""
    return {name: _terms(name, body) for name, body in _section(text, ROUNDS).items()}


def read_contests(text: str) -> dict[str, ContestTerms]:
    """The terms of every kind of contest, by name. Raises TermsError."""
    return {name: _contest(name, body) for name, body in _section(text, CONTESTS).items()}


def _section(text: str, name: str) -> Mapping[str, Any]:
    try:
        raw = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise _error(str(error), "不是合格的 YAML", "is no proper YAML") from error
    section = (raw.get(name) or {}) if isinstance(raw, dict) else None
    if not isinstance(section, dict) or not all(isinstance(body, dict) for body in section.values()):
        raise _error(name, "应为“名称: {…}”的表", "should be a mapping of names")
    return section


def _terms(name: str, body: Mapping[str, Any]) -> Terms:
    if strangers := sorted(set(body) - _KNOWN):
        raise _error(f"{name}.{strangers[0]}", "不认识这一项", "is not known")
    scoring = _scoring(name, body)
    grades = _grades(name, body.get("等次") or {})
    places = _places(name, body)
    if bool(grades) == bool(places):
        raise _error(name, "“名额/类别”和“等次”须有且只有一项", "has either places or grades, and not both")
    return Terms(
        name=name,
        english=str(_demanded(name, body, "英文")),
        subject=str(_demanded(name, body, "对象")),
        scoring=scoring,
        publicity_days=_whole(f"{name}.公示", _demanded(name, body, "公示"), least=1),
        writings=tuple(_writing(name, one) for one in _demanded(name, body, "写入")),
        measure=body.get("项目"),
        unit=body.get("单位"),
        places=places,
        nominators=tuple(body.get("提名") or ()),
        apart=tuple(body.get("回避") or ()),
        grades=grades,
        enrolment=_enrolment(body.get("名单")),
        every_months=_months(name, body.get("周期")),
    )


def _places(name: str, body: Mapping[str, Any]) -> dict[str, int]:
    """By category, "" where there are none; 0 stands for a number that each round says for itself (待定)."""
    if "名额" in body:
        return {"": _place(name, body["名额"])}
    return {str(category): _place(name, n) for category, n in (body.get("类别") or {}).items()}


def _place(name: str, stated: object) -> int:
    return 0 if stated == "待定" else _whole(f"{name}.名额", stated, least=1)


def _scoring(name: str, body: Mapping[str, Any]) -> Scoring:
    criteria = tuple(_criterion(name, what, one) for what, one in _demanded(name, body, "打分").items())
    if sum((c.weight for c in criteria), Fraction(0)) != 1:
        raise _error(f"{name}.打分", "各项权重之和应为 100%", "has weights that do not make 100 %")
    ties = body.get("并列") or {}
    breaks = tuple(ties.get("比较") or ())
    if stranger := next((one for one in breaks if one not in {c.name for c in criteria}), None):
        raise _error(f"{name}.并列", f"“{stranger}”不是打分项", f"compares '{stranger}', which is not scored")
    return Scoring(
        criteria,
        reviewers=_whole(f"{name}.评委", body.get("评委", 1), least=1),
        drop_extremes_from=_drop(name, body.get("去极值", 0)),
        digits=_whole(f"{name}.小数", body.get("小数", 2)),
        tie_breaks=breaks,
        ties=_ties(name, ties.get("仍并列", Ties.PANEL.value)),
        least=None if body.get("入选分") is None else _number(f"{name}.入选分", body["入选分"]),
    )


def _drop(name: str, stated: object) -> int:
    number = _whole(f"{name}.去极值", stated)
    if 0 < number < 3:
        raise _error(f"{name}.去极值", "至少三张评分表才能去掉最高和最低", "needs three sheets at least")
    return number


def _ties(name: str, word: str) -> Ties:
    if word not in [rule.value for rule in Ties]:
        words = "、".join(rule.value for rule in Ties)
        raise _error(f"{name}.并列", f"“仍并列”应为：{words}", f"should be one of {words}")
    return Ties(word)


def _criterion(name: str, what: str, body: Mapping[str, Any]) -> Criterion:
    where = f"{name}.打分.{what}"
    found = _PERCENT.fullmatch(str(body.get("权重")))
    if found is None:
        raise _error(where, "权重应写成百分比，如 60%", "needs a weight in per cent")
    return Criterion(str(what), Fraction(found[1]) / 100, _number(where, body.get("满分")))


def _grades(name: str, body: Mapping[str, Any]) -> tuple[tuple[str, Fraction], ...]:
    grades = tuple((str(word), _number(f"{name}.等次", least)) for word, least in body.items())
    bounds = [least for _, least in grades]
    if grades and (
        bounds != sorted(bounds, reverse=True) or bounds[-1] != 0 or len(set(bounds)) < len(bounds)
    ):
        raise _error(
            f"{name}.等次", "应由高到低，最低一等从 0 分起", "should go down to a grade from 0 points on"
        )
    return grades


def _writing(name: str, body: Mapping[str, Any]) -> Writing:
    if not isinstance(body, dict) or "表" not in body or not isinstance(body.get("栏"), dict):
        raise _error(f"{name}.写入", "应写明“表”和“栏”", "should name a table and its columns")
    return Writing(str(body["表"]), body["栏"], bool(body.get("只写入选")))


def _enrolment(body: Mapping[str, Any] | None) -> Enrolment | None:
    return None if body is None else Enrolment(str(body["表"]), str(body["栏"]))


def _months(name: str, stated: object) -> int:
    if stated is None:
        return 0
    found = _EVERY.fullmatch(str(stated))
    if found is None:
        raise _error(f"{name}.周期", "应写成“3年”或“18个月”", "should be in years (年) or months (个月)")
    return int(found[1]) * (12 if found[2] == "年" else 1)


def _contest(name: str, body: Mapping[str, Any]) -> ContestTerms:
    writing, members = _demanded(name, body, "写入"), body.get("成员")
    return ContestTerms(
        name=name,
        english=str(_demanded(name, body, "英文")),
        table=str(_demanded(f"{name}.写入", writing, "表")),
        number=str(_demanded(f"{name}.写入", writing, "编号")),
        columns=writing.get("栏") or {},
        publicity_days=_whole(f"{name}.公示", _demanded(name, body, "公示"), least=1),
        shown={word: str(body[word]) for word in ("姓名", "单位", "名次") if word in body},
        members=None if members is None else _members(name, members),
    )


def _members(name: str, body: Mapping[str, Any]) -> Members:
    table, belongs, share, team = (
        str(_demanded(f"{name}.成员", body, key)) for key in ("表", "归属", "份额", "团队")
    )
    return Members(table, belongs, share, team)


def _demanded(where: str, body: Mapping[str, Any], key: str) -> Any:
    if body.get(key) is None:
        raise _error(where, f"缺少“{key}”", f"lacks '{key}'")
    return body[key]


def _whole(where: str, stated: object, least: int = 0) -> int:
    if type(stated) is not int or stated < least:
        raise _error(where, f"应为不小于 {least} 的整数", f"should be a whole number from {least} on")
    return stated


def _number(where: str, stated: object) -> Fraction:
    """A number of points; YAML's own reading of 60.5 is not exact, so decimals are written in quotes."""
    if type(stated) is int or (isinstance(stated, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", stated)):
        return Fraction(stated)
    raise _error(where, "应为分数，小数请加引号", "should be a number of points; put decimals in quotes")


def _error(where: str, zh: str, en: str) -> TermsError:
    return TermsError(
        "selection-terms",
        Text(f"评选条款有误：{zh}。", f"The terms of the selection do not fit: {where} {en}."),
        where=f"{FILE}: {where}",
        remedy=Text(f"请修改该政策的 {FILE}。", f"Change the policy's {FILE}."),
    )
