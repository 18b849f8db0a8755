"""A bank's words for a failed line, as one of a few causes, so that like lines are mended together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from duixian.ledger.models import Cause

WORDS: Mapping[Cause, tuple[str, ...]] = MappingProxyType(
    {
        Cause.REPEATED: ("重复", "duplicate"),
        Cause.CLOSED: ("销户", "已注销", "closed"),
        Cause.FROZEN: ("冻结", "止付", "只收不付", "挂失", "frozen", "blocked"),
        Cause.NAME_DIFFERS: ("户名", "姓名不符", "账号户名", "name"),
        Cause.BANK_UNKNOWN: ("行号", "开户行", "联行", "bank"),
        Cause.NO_ACCOUNT: ("账号", "帐号", "账户不存在", "帐户不存在", "无此户", "account"),
    }
)
"""The first cause one of whose words stands in the bank's decides: the order is from the telling to the vague."""


def cause_of(words: str) -> Cause:
    """The cause that a bank's words name; OTHER where none of ours is in them."""
    lower = words.lower()
    return next(
        (cause for cause, marks in WORDS.items() if any(mark in lower for mark in marks)), Cause.OTHER
    )
