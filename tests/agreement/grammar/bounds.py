"""限制, 名额, 预算, 组: what cases do to one another."""

from __future__ import annotations

from typing import Any

from duixian.language.nodes import MomentName
from duixian.language.rule import Exceeding, Mode, Shortage, Ties
from duixian.language.types import BOOL, DATE, INT, MONEY, MONTHS, NUMBER, TEXT, Kind, Type, record
from tests.agreement.grammar.author import Author
from tests.agreement.grammar.expressions import expression
from tests.agreement.grammar.place import Place
from tests.agreement.grammar.values import Wanted, value

SHARED = "合用"
_OF_PAYMENT = (
    '项目 = "补贴一"',
    "项目 = 本项目",
    "资金层级 ≠ 本资金层级",
    '项目 属于 ["补贴一"、"补贴二"] 且 政策 = 本政策',
)
_OF_CASE = {"人员": "人员 = 本次的人员", "编号": "事项编号 = 本次的编号"}
_PERIODS = ("自然年", "自然月", "自然季度", "月", "年", "季度")


def keys(author: Author, place: Place) -> list[str]:
    """每: one or two keys, most often somebody."""
    somebody = [
        text for table in ("人员", "用人单位") for text in place.of(record(table)) if "的" not in text
    ]
    found = [author.pick(somebody or ["本政策"])] if author.chance(0.7) else []
    if not found or author.chance(0.4):
        categories = [Type(Kind.CATEGORY, name) for name in ("星级", "色别")]
        kind = author.pick((*categories, TEXT, INT, BOOL, DATE, record("机构"), record("家庭")))
        found.append(author.pick(place.of(kind) or ["本政策"]))
    if author.chance(0.1):
        found.append(expression(author, place, author.pick((TEXT, INT)), 1))
    return found


def limit(author: Author, place: Place, depth: int) -> dict[str, Any]:
    """One 限制."""
    after = place.with_moments(MomentName.GROSS)
    found: dict[str, Any] = {"每": keys(author, after)}
    form = author.pick(("次数", "金额", "金额", "两样"))
    if form in ("次数", "两样"):
        found["次数"] = _count(author, after, depth)
    if form in ("金额", "两样"):
        found["金额"] = _money(author, after, depth)
        if author.chance(0.5):
            found["超出"] = author.pick([word.value for word in Exceeding])
    if author.chance(0.5):
        found["期"] = _period(author, after)
    if author.chance(0.25):
        found["适用"] = expression(author, after, BOOL, depth)
    if author.chance(0.4):
        found["共用"] = SHARED
    if author.chance(0.3):
        found["计入已享受"] = author.pick(("是", "否"))
    return found


def _period(author: Author, place: Place) -> str:
    if author.chance(0.6):
        return author.pick(_PERIODS)
    return author.small(MONTHS) if author.chance(0.7) else author.pick(place.of(MONTHS) or ["自然年"])


def _count(author: Author, place: Place, depth: int) -> Any:
    if author.chance(0.75):
        return author.says(author.pick(("1次", "2次", "3次")))
    return value(Wanted(author, place, INT, depth, 1))


def _money(author: Author, place: Place, depth: int) -> Any:
    if author.chance(0.7):
        return author.says(author.pick(("1500元", "1000元", "3333元", "99.99元", "20万元")))
    return value(Wanted(author, place, MONEY, depth, 1))


def quota(author: Author, place: Place, depth: int) -> dict[str, Any]:
    """名额."""
    found: dict[str, Any] = {"每": keys(author, place), "名额": _places(author, place, depth)}
    ranking = []
    for _ in range(author.pick((0, 1, 1, 2))):
        categories = (Type(Kind.CATEGORY, "星级"),)
        kind = author.pick((INT, NUMBER, MONEY, DATE, *categories))
        named = place.of(kind)
        if named:
            ranking.append(f"{author.pick(named)} {author.pick(('降', '升'))}")
    if ranking:
        found["排序"] = ranking
    if author.chance(0.7):
        found["并列"] = author.pick([word.value for word in Ties])
    return found


def _places(author: Author, place: Place, depth: int) -> Any:
    if author.chance(0.8):
        return author.says(author.pick(("1名", "2名", "3名")))
    return value(Wanted(author, place, INT, depth, 1))


def budget(author: Author, place: Place, depth: int) -> dict[str, Any]:
    """One 预算."""
    after = place.with_moments(MomentName.GROSS)
    each = author.pick((["本政策"], ["年份(事件日)"], keys(author, after)))
    found: dict[str, Any] = {"每": each, "总额": _money(author, after, depth)}
    if author.chance(0.5):
        found["先后"] = author.pick(after.of(DATE) or ["事件日"])
    if author.chance(0.7):
        found["不足"] = author.pick([word.value for word in Shortage])
    if author.chance(0.3):
        found["共用"] = SHARED
    return found


def group(author: Author, place: Place, name: str) -> dict[str, Any]:
    """One 组 block; its keys stand in every member."""
    found: dict[str, Any] = {
        "组": name,
        "方式": author.pick([mode.value for mode in Mode]),
        "每": [author.pick([text for text in place.of(record("人员")) if "的" not in text])],
    }
    if author.chance(0.3):
        found["期"] = author.pick(("自然年", "自然月", "年份(事件日)"))
    if author.chance(0.5):
        found["计入"] = prior(author, place)
    if found["方式"] == Mode.STACK.value or author.chance(0.1):
        found["上限"] = author.says(author.pick(("1500元", "1000元", "20万元", "3333元")))
    if author.chance(0.5):
        found["跨政策"] = "是"
    return found


def prior(author: Author, place: Place) -> str:
    """Which payments already made count."""
    inner = place.inside("已享受")
    known = [text for column, text in _OF_CASE.items() if column in place.columns(place.records[0])]
    written = author.pick((*_OF_PAYMENT, *known))
    return f"{written} 且 {expression(author, inner, BOOL, 1)}" if author.chance(0.3) else written
