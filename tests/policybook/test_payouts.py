"""How money is paid out: at once, every month, in parts, ahead of time; and what comes back."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from duixian.language.nodes import Literal
from duixian.language.rule import Gap, Measure, Once, Parts, Periodic, Prepayment, Recovery
from tests.policybook.small import clause, loaded, problems_of, small_policy, words_at

HEAD = "项目: 补助\n每次: 技能证书\n受益: 人员\n"


def folder_with(tmp_path: Path, keys: str) -> Path:
    return small_policy(tmp_path, more=clause(3, f"给予补助（{keys}）。".replace("\n", "；"), HEAD + keys))


def paid(tmp_path: Path, keys: str) -> Measure:
    return loaded(folder_with(tmp_path, keys)).measures["补助"]


def codes(folder: Path) -> list[str]:
    return [p.code for p in problems_of(folder) if not p.code.startswith("number")]


def test_without_a_word_money_is_paid_at_once(tmp_path: Path) -> None:
    assert paid(tmp_path, "金额: 2000元").payout == Once()


def test_a_day_may_be_named(tmp_path: Path) -> None:
    payout = paid(tmp_path, "金额: 2000元\n发放: {于: 年末(发证日期)}").payout
    assert isinstance(payout, Once)
    assert payout.due is not None


MONTHLY = "发放: {每月: 1000元, 期数: 3年, 自: 次月(发证日期), 条件: 存在 人员的参保 其中(在期(当月))}"


def test_a_monthly_payment_has_its_length_start_and_condition(tmp_path: Path) -> None:
    payout = paid(tmp_path, MONTHLY).payout
    assert isinstance(payout, Periodic)
    assert (payout.every, payout.batch, payout.gap) == (1, 1, Gap.SKIP)
    assert isinstance(payout.length, Literal)
    assert payout.length.value == 36
    assert payout.condition is not None
    assert payout.condition.source.name.en == "condition of payment"


@pytest.mark.parametrize(
    ("words", "batch"), [("合并: 季度", 3), ("合并: 年", 12), ("合并: 3个月", 3), ("断档: 停止", 1)]
)
def test_months_may_be_paid_together(tmp_path: Path, words: str, batch: int) -> None:
    payout = paid(tmp_path, MONTHLY.replace("期数", f"{words}, 期数")).payout
    assert isinstance(payout, Periodic)
    assert payout.batch == batch


def test_a_bare_count_is_so_many_instalments(tmp_path: Path) -> None:
    payout = paid(tmp_path, "发放: {每季: 3000元, 期数: 4, 自: 发证日期}").payout
    assert isinstance(payout, Periodic)
    assert isinstance(payout.length, Literal)
    assert (payout.every, payout.length.value) == (3, 12)


def test_the_amount_of_a_period_may_depend_on_its_number(tmp_path: Path) -> None:
    keys = '发放: {每月: {分档: 期次, "≤ 12": 500元, "> 12": 300元}, 期数: 24个月, 自: 发证日期}'
    assert isinstance(paid(tmp_path, keys).payout, Periodic)


@pytest.mark.parametrize(
    ("keys", "code", "words"),
    [
        (MONTHLY.replace("3年", "3元"), "type", "3元"),
        (MONTHLY.replace("次月(发证日期)", "技能等级"), "type", "技能等级"),
        (MONTHLY.replace("期数: 3年, ", ""), "missing-key", "{每月"),
        (MONTHLY.replace("期数", "合并: 两周, 期数"), "batch", "两周"),
        (MONTHLY + "\n金额: 2000元", "two-amounts", "金额"),
        ("发放: {于: 发证日期}", "missing-key", "项目"),
    ],
)
def test_a_payout_that_cannot_be_read_is_found(tmp_path: Path, keys: str, code: str, words: str) -> None:
    folder = folder_with(tmp_path, keys)
    found = [p for p in problems_of(folder) if p.code == code]
    assert [words_at(folder, p)[: len(words)] for p in found] == [words]


PARTS = "金额: 10万元\n发放: {分期: [{比例: 40%, 于: 发证日期}, {比例: 60%, 于: 发证日期 后 1年, 条件: 真}]}"


def test_instalments_are_parts_of_the_whole(tmp_path: Path) -> None:
    payout = paid(tmp_path, PARTS).payout
    assert isinstance(payout, Parts)
    assert [(p.numerator, p.denominator) for p in payout.parts] == [(2, 5), (3, 5)]
    assert [p.condition is None for p in payout.parts] == [True, False]


def test_instalments_that_miss_the_whole_are_refused(tmp_path: Path) -> None:
    assert codes(folder_with(tmp_path, PARTS.replace("60%", "50%"))) == ["shares"]


def test_a_ratio_gives_one_part_for_each_day(tmp_path: Path) -> None:
    days = "[发证日期, 发证日期 后 1年, 发证日期 后 2年]"
    payout: Any = paid(tmp_path, f'金额: 10万元\n发放: {{分期: "4:3:3", 于: {days}}}').payout
    assert [(p.numerator, p.denominator) for p in payout.parts] == [(4, 10), (3, 10), (3, 10)]


def test_a_ratio_with_too_few_days_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, '金额: 10万元\n发放: {分期: "4:3:3", 于: [发证日期]}')
    assert codes(folder) == ["ratio"]


def test_a_prepayment_is_settled(tmp_path: Path) -> None:
    keys = "金额: 2000元\n发放: {预付: {比例: 50%, 于: 发证日期}, 结算: {于: 发证日期 后 1年}}"
    payout = paid(tmp_path, keys).payout
    assert isinstance(payout, Prepayment)
    assert payout.base.text == "应得金额"


HOLD = "金额: 2000元\n保持: {期: 24个月, 自: 发证日期, 条件: 存在 人员的参保 其中(在期(当月)), 追回: 全额}"


def test_a_hold_takes_all_back(tmp_path: Path) -> None:
    hold = paid(tmp_path, HOLD).hold
    assert hold is not None
    assert (hold.recovery, hold.share) == (Recovery.ALL, None)


def test_a_hold_may_take_a_share_by_the_months_served(tmp_path: Path) -> None:
    share = '{分档: 已满月数, "< 12个月": 100%, "≥ 12个月": 50%}'
    hold = paid(tmp_path, HOLD.replace("全额", share)).hold
    assert hold is not None
    assert hold.share is not None


def test_funding_shares_must_make_the_whole(tmp_path: Path) -> None:
    assert codes(folder_with(tmp_path / "a", "金额: 2000元\n资金: {区: 60%, 市: 40%}")) == []
    assert codes(folder_with(tmp_path / "b", "金额: 2000元\n资金: {区: 60%, 市: 30%}")) == ["shares"]


@pytest.mark.parametrize("shares", ['{"市:区": "4:6"}', "{市: 4/10, 区: 6/10}"])
def test_funding_may_be_a_ratio_or_a_sum_of_constants(tmp_path: Path, shares: str) -> None:
    folder = folder_with(tmp_path, f"金额: 2000元\n资金: {shares}")
    assert codes(folder) == []
    funding = loaded(folder).measures["补助"].funding
    assert [f.share.value for f in funding if isinstance(f.share, Literal)] == [
        Fraction(2, 5),
        Fraction(3, 5),
    ]


def test_funding_tiers_have_english_names(tmp_path: Path) -> None:
    funding = paid(tmp_path, "金额: 2000元\n资金: {区: 60%, 市: 40%}").funding
    assert [f.tier.en for f in funding] == ["district", "municipal"]


def test_by_the_month_there_is_no_whole_amount_to_be_named(tmp_path: Path) -> None:
    keys = "发放: {每月: 应得金额 × 50%, 期数: 3年, 自: 次月(发证日期)}"
    assert codes(folder_with(tmp_path, keys)) == ["unknown-word"]
