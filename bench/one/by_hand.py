"""The three clauses as somebody would write them for one person in plain Python."""

from __future__ import annotations

from typing import Any

_HIRING = {3: 200_000, 4: 300_000, 5: 500_000}
_UPGRADE = {1: 100_000, 2: 150_000, 3: 200_000, 4: 500_000}
Answer = tuple[int, dict[str, bool]]


def three_clauses(person: dict[str, Any]) -> tuple[Answer, Answer, Answer]:
    """For each clause the fen due and whether each condition holds."""
    return _hiring(person), _upgrade(person), _training(person)


def _hiring(person: dict[str, Any]) -> Answer:
    truths = {
        "用人单位": person["我区用人单位"],
        "新引进": person["新引进"],
        "高级工及以上": person["引进等级"] >= 3,
        "合同三年及以上": person["合同期限"] >= 36,
        "连续参保六个月": person["连续参保"] >= 6,
    }
    return (_HIRING[person["引进等级"]] if all(truths.values()) else 0), truths


def _upgrade(person: dict[str, Any]) -> Answer:
    truths = {
        "取证时在职": person["取证时在职"],
        "申请时在职": person["申请时在职"],
        "与岗位匹配": person["与岗位匹配"],
        "等级在列": person["证书等级"] in _UPGRADE,
    }
    return (_UPGRADE[person["证书等级"]] if all(truths.values()) else 0), truths


def _training(person: dict[str, Any]) -> Answer:
    truths = {
        "参加培训": person["培训费用"] > 0,
        "在我区用人单位": person["培训时在职"],
        "高级工及以上": person["参训等级"] >= 3,
    }
    eighty = ((person["培训费用"] - person["已报销金额"]) * 8 + 5) // 10
    return (min(eighty, 100_000) if all(truths.values()) else 0), truths
