"""发放 and 保持: at once, by month, quarter or year, in parts, prepaid and settled; and what must hold afterwards."""

from __future__ import annotations

from typing import Any

from duixian.language.nodes import MomentName
from duixian.language.rule import Gap, Recovery
from duixian.language.types import BOOL, DATE, INT, MONEY, MONTH, MONTHS, NUMBER
from tests.agreement.grammar.author import Author
from tests.agreement.grammar.expressions import expression
from tests.agreement.grammar.place import Place
from tests.agreement.grammar.values import Node, Wanted, value

_DURING = (
    MomentName.MONTH,
    MomentName.PERIOD_START,
    MomentName.PERIOD_END,
    MomentName.PERIOD_NUMBER,
)
_HELD = (MomentName.MONTH, MomentName.PERIOD_START, MomentName.PERIOD_END)
_EVERY = {"每月": ("季度", "年", "半年", "3个月"), "每季": ("半年", "年", "季度"), "每年": ("年",)}
_RATIOS = {"1:1": 2, "4:3:3": 3, "2:1": 2, "5:3:2": 3}


def payout(author: Author, place: Place, depth: int) -> tuple[dict[str, Any], bool]:
    """One 发放, and whether it brings an amount of its own."""
    form = author.pick(("每月", "每月", "每季", "每年", "比例", "分期", "预付", "一次"))
    if form in _EVERY:
        return _periodic(author, place, depth, form), True
    place = place.with_moments(MomentName.GROSS)
    writers = {"比例": _by_ratio, "分期": _parts, "预付": _prepaid, "一次": _once}
    return writers[form](author, place, depth), False


def holding(author: Author, place: Place, depth: int, *moments: MomentName) -> Node:
    """A condition of payment: bare, or with its own name."""
    written = expression(author, place.with_moments(*moments), BOOL, depth)
    return written if author.chance(0.5) else {"要求": written, "英文": "Still so"}


def _periodic(author: Author, place: Place, depth: int, every: str) -> dict[str, Any]:
    during = place.with_moments(*_DURING)
    found: dict[str, Any] = {
        every: value(Wanted(author, during, MONEY, depth, 1)),
        "期数": _length(author, place, depth),
        "自": expression(author, place, author.pick((DATE, MONTH)), min(depth, 1)),
    }
    if author.chance(0.6):
        found["条件"] = holding(author, place, depth, *_DURING)
        found["断档"] = author.pick([gap.value for gap in Gap])
    if found.get("断档") == Gap.TOLERATE.value:
        found["容许"] = author.small(MONTHS)
    if author.chance(0.3):
        found["合并"] = author.pick(_EVERY[every])
    if "合并" in found:
        author.says(found["合并"])
    if author.chance(0.3) or found.get("断档") == Gap.EXTEND.value:
        found["止于"] = author.literal(DATE)
    return found


def _length(author: Author, place: Place, depth: int) -> str:
    if author.chance(0.6):
        return author.small(author.pick((INT, MONTHS)))
    kind = author.pick((INT, MONTHS))
    most = author.says("12" if kind == INT else "18个月")
    return f"不超过({expression(author, place, kind, min(depth, 1))}, {most})"


def _by_ratio(author: Author, place: Place, depth: int) -> dict[str, Any]:
    ratio = author.pick(list(_RATIOS))
    author.says(ratio)
    days = [expression(author, place, DATE, min(depth, 1)) for _ in range(_RATIOS[ratio])]
    found: dict[str, Any] = {"分期": ratio, "于": days}
    if author.chance(0.5):
        found["条件"] = holding(author, place, depth, *_DURING)
    return found


def _parts(author: Author, place: Place, depth: int) -> dict[str, Any]:
    shares = author.pick([("50%", "50%"), ("60%", "40%"), ("33.3%", "33.3%", "33.4%")])
    found = []
    for number, share in enumerate(shares, 1):
        day = expression(author, place, DATE, min(depth, 1))
        part: dict[str, Any] = {"比例": author.says(share), "于": day}
        if author.chance(0.4):
            part["条件"] = holding(author, place, depth, *_DURING)
        if author.chance(0.4):
            part |= {"名称": f"第{number}笔", "英文": f"part {number}"}
        found.append(part)
    return {"分期": found}


def _prepaid(author: Author, place: Place, depth: int) -> dict[str, Any]:
    ahead: dict[str, Any] = {
        "比例": author.literal(NUMBER),
        "于": expression(author, place, DATE, min(depth, 1)),
    }
    if author.chance(0.5):
        ahead["基数"] = value(Wanted(author, place, MONEY, depth, 1))
    if author.chance(0.4):
        ahead["条件"] = holding(author, place, depth)
    return {"预付": ahead, "结算": {"于": expression(author, place, DATE, min(depth, 1))}}


def _once(author: Author, place: Place, depth: int) -> dict[str, Any]:
    return {"于": expression(author, place, DATE, depth)}


def hold(author: Author, place: Place, depth: int) -> dict[str, Any]:
    """保持."""
    found: dict[str, Any] = {
        "期": author.small(MONTHS),
        "自": expression(author, place, DATE, min(depth, 1)),
        "条件": holding(author, place, depth, *_HELD),
    }
    recovery = author.pick([None, *Recovery, "share"])
    if recovery == "share":
        found["追回"] = _share(author, place)
    elif recovery is not None:
        found["追回"] = str(recovery)
    return found


def _share(author: Author, place: Place) -> Node:
    if author.chance(0.3):
        return author.says("50%")
    bound = author.says("6个月")
    return {"分档": "已满月数", f"< {bound}": "1", f"≥ {bound}": author.says(author.pick(("50%", "33.3%")))}
