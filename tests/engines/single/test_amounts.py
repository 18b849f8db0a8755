"""Amounts: whole fen, half up where the text multiplies, exact ratios, tables with closed ends, 64 bits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.nodes import Band, ByBand, ByCategory, Expr, Marginal, Row, Slice, Step, StepKind, Steps
from duixian.language.outcome import Outcome, Verdict
from duixian.language.types import MONEY
from duixian.values.money import MoneyError
from tests.engines.small import Maker, decide, facts, hire, only, policy

M = Maker()


def outcome(amount: str | Expr, **cells: object) -> Outcome:
    row = {**hire("H1"), "月工资": "1000元", **cells}
    return only(decide(policy(M.measure("补贴", amount=amount)), facts(录用=[row])))


def fen(amount: str | Expr, **cells: object) -> int | None:
    return outcome(amount, **cells).amount


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0.05元 × 50%", 3),
        ("0.03元 × 50%", 2),
        ("0.01元 × 1/3", 0),
        ("100元 ÷ 3", 3333),
        ("200元 ÷ 3", 6667),
        ("100元 ÷ 3 × 3", 9999),
        ("100元 × (1 ÷ 3) × 3", 9999),
        ("100元 × (1 ÷ 3 × 3)", 10000),
        ("1/3 × 100元", 3333),
        ("100元 × 1.1", 11000),
        ("10元 × 满月数(2022-01-31, 2022-04-30)", 3000),
        ("较小(月工资 × 60%, 500元)", 50000),
        ("不低于(月工资 × 1%, 20元)", 2000),
        ("若 月工资 ≥ 1000元 则 1元 否则 2元", 100),
        ("0元 - 0元", 0),
        ("-(0元 - 5元)", 500),
        ("100元 × 取整(5 ÷ 2)", 30000),
        ("100元 × 向下取整(5 ÷ 2)", 20000),
        ("100元 × 向上取整(9 ÷ 4)", 30000),
    ],
)
def test_money_is_rounded_half_up_at_each_operation(amount: str, expected: int) -> None:
    assert fen(amount) == expected


@given(st.integers(0, 10**9), st.integers(0, 300), st.integers(1, 997))
def test_money_times_a_ratio_is_the_exact_product_rounded_half_up(n: int, top: int, bottom: int) -> None:
    exact = Fraction(n * top, bottom)
    assert fen(f"{n // 100}.{n % 100:02d}元 × ({top} ÷ {bottom})") == int(exact + Fraction(1, 2))


def test_an_amount_that_comes_out_below_zero_is_nothing() -> None:
    found = outcome("月工资 - 3000元")
    assert (found.verdict, found.amount, found.payable, found.recovery) == (Verdict.INELIGIBLE, 0, 0, 0)


def test_a_division_by_nothing_is_no_amount_and_says_so() -> None:
    found = outcome("100元 ÷ (月工资 ÷ 1元 - 1000)")
    assert found.verdict is Verdict.INELIGIBLE
    assert found.findings[-1].truth is False


def test_more_fen_than_64_bits_hold_is_an_error_and_not_a_wrapped_number() -> None:
    with pytest.raises(MoneyError, match="超出"):
        fen("90000000000000000元 × 2")


def table(*rows: tuple[tuple[str, ...] | None, str], subject: str = "技能等级") -> ByCategory:
    """按."""
    held = tuple(Row(keys, M.expr(value, MONEY), "、".join(keys or ("其他",))) for keys, value in rows)
    return ByCategory(type=MONEY, text="按", subject=M.expr(subject), rows=held)


def test_a_table_gives_the_amount_of_the_level_and_shows_its_row() -> None:
    found = outcome(table((("高级工",), "2000元"), (("技师", "高级技师"), "3000元")), 技能等级="高级技师")
    (step,) = found.workings
    assert (found.amount, step.text, step.result) == (300000, "技师、高级技师", 300000)


def test_a_level_without_a_row_gets_nothing_and_the_table_is_the_reason() -> None:
    found = outcome(table((("高级工",), "2000元")), 技能等级="技师")
    assert found.verdict is Verdict.INELIGIBLE
    assert [f.test.text for f in found.findings if f.truth is False] == ["按"]


def test_every_other_level_has_the_row_of_the_others() -> None:
    assert fen(table((("高级工",), "2000元"), (None, "500元")), 技能等级="初级工") == 50000


def test_an_unknown_level_leaves_the_amount_open() -> None:
    found = outcome(table((("高级工",), "2000元"), (None, "500元")))
    assert (found.verdict, found.amount) == (Verdict.UNDETERMINED, None)


def tiers(*ends: tuple[int | None, bool, int | None, bool, str]) -> ByBand:
    """分档 of whole months."""
    bands = tuple(Band(low, lo, high, ho, M.expr(value, MONEY), value) for low, lo, high, ho, value in ends)
    subject = M.expr("满月数(录用日, 合同到期日)")
    return ByBand(type=MONEY, text="分档", subject=subject, bands=bands)


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2023-01-09", 100), ("2023-01-10", 200), ("2025-01-09", 200), ("2025-01-10", 300)],
)
def test_a_tier_includes_its_closed_end_and_not_its_open_one(until: str, expected: int) -> None:
    scale = tiers(
        (None, False, 12, True, "1元"), (12, False, 36, True, "2元"), (36, False, None, False, "3元")
    )
    assert fen(scale, 合同到期日=until) == expected


def slices(*parts: tuple[int | None, Fraction], subject: str = "月工资") -> Marginal:
    """累进."""
    held = tuple(Slice(upto, rate, str(rate)) for upto, rate in parts)
    return Marginal(type=MONEY, text="累进", subject=M.expr(subject), slices=held)


SCALE = ((100_000, Fraction(1, 20)), (500_000, Fraction(3, 100)), (None, Fraction(1, 100)))


@pytest.mark.parametrize(
    ("wage", "expected"), [("1000元", 5000), ("1000.01元", 5000), ("6000元", 5000 + 12000 + 1000), ("0元", 0)]
)
def test_each_slice_has_its_own_rate(wage: str, expected: int) -> None:
    assert fen(slices(*SCALE), 月工资=wage) == expected


@given(st.integers(0, 10**7), st.integers(0, 10**5))
def test_more_money_never_gets_less_on_a_marginal_scale(n: int, more: int) -> None:
    lower, higher = (fen(slices(*SCALE), 月工资=f"{m // 100}.{m % 100:02d}元") or 0 for m in (n, n + more))
    assert lower <= higher


def test_a_scale_over_heads_gives_so_much_for_each() -> None:
    scale = slices((3, Fraction(200_000)), (None, Fraction(300_000)), subject="3 + 2")
    assert fen(scale) == 3 * 200_000 + 2 * 300_000


def steps(*written: tuple[StepKind, str]) -> Steps:
    """步骤."""
    kinds = {StepKind.MULTIPLY, StepKind.DIVIDE}
    made = tuple(
        Step(kind, M.expr(text, None if kind in kinds else MONEY), kind.value) for kind, text in written
    )
    return Steps(type=MONEY, text="步骤", steps=made)


def test_steps_are_done_in_their_order_and_each_shows_its_result() -> None:
    found = outcome(
        steps(
            (StepKind.TAKE, "月工资"),
            (StepKind.SUBTRACT, "100元"),
            (StepKind.MULTIPLY, "60%"),
            (StepKind.AT_MOST, "533.33元"),
            (StepKind.FLOOR, "100元"),
        )
    )
    assert [step.result for step in found.workings] == [100000, 90000, 54000, 53333, 50000]
    assert found.amount == 50000


@pytest.mark.parametrize(
    ("kind", "operand", "expected"),
    [
        (StepKind.SUBTRACT, "3000元", 0),
        (StepKind.ADD, "0.5元", 100050),
        (StepKind.DIVIDE, "3", 33333),
        (StepKind.AT_LEAST, "2000元", 200000),
        (StepKind.ROUND, "300元", 90000),
        (StepKind.CEIL, "300元", 120000),
        (StepKind.FLOOR, "300元", 90000),
    ],
)
def test_what_each_step_makes_of_1000_yuan(kind: StepKind, operand: str, expected: int) -> None:
    assert fen(steps((StepKind.TAKE, "月工资"), (kind, operand))) == expected


def test_a_step_with_an_unknown_value_leaves_the_amount_open() -> None:
    found = outcome(steps((StepKind.TAKE, "月工资")), 月工资="未知")
    assert {m.name for m in found.missing} == {"月工资"}


@given(st.integers(0, 10**8), st.integers(1, 10**6))
def test_rounding_to_a_multiple_stays_within_half_of_it(n: int, unit: int) -> None:
    def to(kind: StepKind) -> int:
        rounding = Step(kind, M.expr(f"{unit // 100}.{unit % 100:02d}元", MONEY), "")
        taken = Step(StepKind.TAKE, M.expr(f"{n // 100}.{n % 100:02d}元", MONEY), "")
        return fen(Steps(type=MONEY, text="", steps=(taken, rounding))) or 0

    down, near, up = (to(kind) for kind in (StepKind.FLOOR, StepKind.ROUND, StepKind.CEIL))
    assert down <= n <= up
    assert down % unit == near % unit == up % unit == 0
    assert abs(near - n) * 2 <= unit
