"""Periods without a figure: 每月, 按季度, 元/月 and 半年."""

from __future__ import annotations

import re

from duixian.language.mentions.mention import Mention, MentionKind, Reading

_LENGTHS = {
    "半年": (MentionKind.MONTHS, 6),
    "学年": (MentionKind.MONTHS, 12),
    "年": (MentionKind.MONTHS, 12),
    "季": (MentionKind.MONTHS, 3),
    "月": (MentionKind.MONTHS, 1),
    "周": (MentionKind.DAYS, 7),
    "工作日": (MentionKind.WORKDAYS, 1),
    "日": (MentionKind.DAYS, 1),
    "天": (MentionKind.DAYS, 1),
}
_PERIOD = f"({'|'.join(_LENGTHS)})度?(?![岁龄薪轻级报期边])"
_EACH = re.compile(f"[每按逐](?!周年)一?个?(?:自然)?{_PERIOD}")
_PER = re.compile(rf"(?:(?<=[/*])|(?<=[/*]人)){_PERIOD}")
_HALF_YEAR = re.compile("半年(?!度)")
_HALF_MONTH = re.compile("半个月")


def read_period(text: str, start: int) -> Reading | None:
    """The period that starts here. A rule may use 每月 and the like, and need not; 半年 is an amount of time."""
    if found := _EACH.match(text, start) or _PER.match(text, start):
        kind, length = _LENGTHS[found[1]]
        return _reading(found, kind, length, required=False)
    if found := _HALF_YEAR.match(text, start):
        return _reading(found, MentionKind.MONTHS, 6)
    if found := _HALF_MONTH.match(text, start):
        # Half a month is fifteen days in practice.
        return _reading(found, MentionKind.DAYS, 15)
    return None


def _reading(found: re.Match[str], kind: MentionKind, length: int, required: bool = True) -> Reading:
    return Reading(found.end(), (Mention(kind, length, found[0], found.start(), found.end(), required),))
