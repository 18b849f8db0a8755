"""The person that every way of asking is asked about."""

from __future__ import annotations

from typing import Any

PERSON: dict[str, Any] = {
    "我区用人单位": True,
    "新引进": True,
    "引进等级": 4,
    "合同期限": 36,
    "连续参保": 6,
    "取证时在职": True,
    "申请时在职": True,
    "与岗位匹配": True,
    "证书等级": 4,
    "培训时在职": True,
    "参训等级": 3,
    "培训费用": 123_457,
    "已报销金额": 0,
}
"""One person of the three clauses, to whom all three are due: 3000, 5000 and 987.66 yuan."""
DUE = (300_000, 500_000, 98_766)
