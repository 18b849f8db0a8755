"""Fen split over weights, and the cause that a bank's words name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.ledger.causes import cause_of
from duixian.ledger.models import Cause
from duixian.ledger.splitting import divide, less

WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=5).filter(any)


@given(weights=WEIGHTS, fen=st.integers(min_value=0, max_value=10**12))
def test_nothing_is_lost_and_no_part_is_a_fen_off(weights: list[int], fen: int) -> None:
    parts = divide(fen, weights)
    assert sum(parts) == fen
    assert all(
        abs(part * sum(weights) - fen * weight) < sum(weights)
        for part, weight in zip(parts, weights, strict=True)
    )


@given(weights=WEIGHTS, data=st.data())
def test_no_part_exceeds_what_there_is_while_there_is_enough(weights: list[int], data: st.DataObject) -> None:
    fen = data.draw(st.integers(min_value=0, max_value=sum(weights)))
    assert min(less(weights, divide(fen, weights))) >= 0


def test_what_cannot_be_split_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        divide(1, (0, 0))


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("收款人户名与账号不符", Cause.NAME_DIFFERS),
        ("账户已销户", Cause.CLOSED),
        ("账户状态异常：止付", Cause.FROZEN),
        ("账号不存在", Cause.NO_ACCOUNT),
        ("行号错误", Cause.BANK_UNKNOWN),
        ("系统繁忙", Cause.OTHER),
    ],
)
def test_like_failures_have_one_cause(words: str, cause: Cause) -> None:
    assert cause_of(words) is cause
