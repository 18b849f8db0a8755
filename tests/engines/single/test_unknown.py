"""Three truth values: a missing fact never becomes false or zero, and never tips a decision by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.facts import Facts
from duixian.language.nodes import Parameter
from duixian.language.outcome import Outcome, Verdict
from duixian.language.record import Record
from duixian.language.resolve import Signature
from duixian.language.rule import Definition, Gap, Measure, Policy, Recovery
from duixian.language.types import DATE, MONEY, record
from duixian.language.unknown import Lack, Unknown
from tests.engines.small import Maker, decide, facts, hire, insured, only, policy

M = Maker()
YES, NO, OPEN = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED


def verdict(condition: str, missing: tuple[str, ...] = (), **cells: object) -> Verdict:
    row = {**hire("H1"), **cells}
    known = facts(录用=[row], missing=missing)
    return only(decide(policy(M.measure("补贴", condition)), known)).verdict


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("月工资 > 100元", OPEN),
        ("月工资 ≤ 100元", OPEN),
        ("非 月工资 > 100元", OPEN),
        ("月工资 > 100元 或 录用日 > 2020-01-01", YES),
        ("月工资 > 100元 或 录用日 < 2020-01-01", OPEN),
        ("月工资 > 100元 且 录用日 < 2020-01-01", NO),
        ("月工资 > 100元 且 录用日 > 2020-01-01", OPEN),
        ("月工资 在 1元 至 9元", OPEN),
        ("技能等级 属于 [技师、高级技师]", OPEN),
        ("技能等级 ≥ 技师", OPEN),
        ("无固定期限", OPEN),
        ("已知(月工资)", NO),
        ("未知时(月工资, 200元) > 100元", YES),
        ("若 无固定期限 则 真 否则 真", OPEN),
        ("人员的出生日期 < 2000-01-01", OPEN),
    ],
)
def test_what_an_unknown_cell_makes_of_a_condition(condition: str, wanted: Verdict) -> None:
    assert verdict(condition) is wanted


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("解除日 ≥ 2020-01-01", NO),
        ("解除日 < 2020-01-01", NO),
        ("解除日 ≠ 2020-01-01", NO),
        ("解除日 是 无", YES),
        ("解除日 不是 无", NO),
        ("无时(解除日, 2030-01-01) > 2029-01-01", YES),
        ("用工单位 是 无", YES),
        ("用工单位 = 用人单位", NO),
        ("最大 人员的培训的培训费用 > 0元", NO),
        ("最大 人员的培训的培训费用 是 无", YES),
        ("最近 人员的培训的合格", NO),
        ("非 最近 人员的培训的合格", YES),
        ("合计 人员的培训的培训费用 = 0元", YES),
        ("计数 人员的培训 = 0", YES),
        ("没有 人员的培训", YES),
    ],
)
def test_what_is_known_to_be_none_makes_comparisons_false(condition: str, wanted: Verdict) -> None:
    assert verdict(condition) is wanted


@pytest.mark.parametrize(
    "condition",
    [
        "存在 人员的培训",
        "没有 人员的培训",
        "计数 人员的培训 ≥ 0",
        "合计 人员的培训的培训费用 ≥ 0元",
        "最大 人员的培训的培训费用 是 无",
        "最长连续月数 人员的参保 ≥ 0个月",
        "存在 所有 培训",
    ],
)
def test_a_register_nobody_supplied_is_unknown_and_not_empty(condition: str) -> None:
    assert verdict(condition, missing=("培训", "参保")) is OPEN


def test_one_record_that_surely_matches_settles_whether_there_is_one() -> None:
    rows = [{"培训编号": "T1", "人员": "P1", "合格": "是"}, {"培训编号": "T2", "人员": "P1"}]
    known = facts(录用=[hire("H1")], 培训=rows)
    assert only(decide(policy(M.measure("补贴", "存在 人员的培训 其中(合格)")), known)).verdict is YES
    assert only(decide(policy(M.measure("补贴", "没有 人员的培训 其中(合格)")), known)).verdict is NO
    assert only(decide(policy(M.measure("补贴", "计数 人员的培训 其中(合格) ≥ 1")), known)).verdict is OPEN


def test_a_link_to_a_record_that_is_not_there_is_unknown_and_says_which() -> None:
    known = facts(录用=[hire("H1")])
    (outcome,) = decide(policy(M.measure("补贴", "人员的学历 ≥ 本科")), known)
    (missing,) = outcome.missing
    assert (outcome.verdict, missing.kind, missing.table, missing.key) == (OPEN, Lack.RECORD, "人员", "P1")


def test_the_key_of_a_link_is_enough_to_compare_it() -> None:
    assert verdict("用人单位 = 用人单位") is YES


def test_every_failed_condition_is_reported_and_not_the_first_alone() -> None:
    measure = M.measure("补贴", "录用日 > 2023-01-01", "技能等级 = 技师", "月工资 > 1元", "解除日 不是 无")
    row = {**hire("H1"), "技能等级": "高级工"}
    (outcome,) = decide(policy(measure), facts(录用=[row]))
    truths = [f.truth if f.truth.__class__ is bool else "?" for f in outcome.findings]
    assert truths == [False, False, "?", False]
    assert [f.actual for f in outcome.findings[:2]] == [row_date(outcome), "高级工"]


def row_date(outcome: Outcome) -> object:
    return outcome.record.values["录用日"]


def test_every_fact_that_is_missing_is_named_at_once() -> None:
    measure = M.measure("补贴", "月工资 > 1元 且 技能等级 = 技师", "用工方式 = 直接用工", amount="月工资")
    (outcome,) = decide(policy(measure), facts(录用=[hire("H1")]))
    assert {m.name for m in outcome.missing} == {"月工资", "技能等级", "用工方式"}


def test_an_open_question_leaves_the_case_open_and_shows_the_amount() -> None:
    open_question = Parameter(type=MONEY, text="标准", record="C1.1", name="标准", value=None)
    measure = M.measure("补贴", undecided=(open_question,))
    (outcome,) = decide(policy(measure), facts(录用=[hire("H1")]))
    assert (outcome.verdict, outcome.amount, outcome.payable) == (OPEN, 100000, 0)
    assert {(m.kind, m.name) for m in outcome.missing} == {(Lack.QUESTION, "标准")}


def test_a_day_of_a_year_without_published_holidays_is_unknown() -> None:
    assert verdict("加工作日(2031-05-01, 5个工作日) > 2031-05-02") is OPEN


def test_a_term_that_is_true_of_one_argument_is_not_of_another() -> None:
    term = M.definition("成年", {"人": record("人员"), "日": DATE}, "周岁(人的出生日期, 日) ≥ 18周岁")
    maker = Maker(definitions={"成年": signature(term)})
    measure = maker.measure("补贴", "成年(人员, 录用日) 且 非 成年(人员, 录用日 前 10年)")
    known = facts(录用=[hire("H1")], 人员=[{"身份证号": "P1", "姓名": "甲", "出生日期": "2000-01-01"}])
    assert only(decide(policy(measure, definitions=[term]), known)).verdict is YES


def signature(term: Definition) -> Signature:
    return Signature(term.source.name.zh, term.parameters, term.result)


CONDITIONS = (
    "技能等级 ≥ 技师 或 月工资 > 500元",
    "连续月数 人员的参保 自 次月(录用日) ≥ 3个月",
    "存在 人员的参保 其中(参保地 = 辖区 且 在期(录用日 后 2个月))",
    "没有 人员的参保 其中(起月 < 所在月(录用日))",
    "计数 人员的参保 ≤ 2",
    "若 无固定期限 则 月工资 > 100元 否则 满月数(录用日, 合同到期日) ≥ 12个月",
    "用工方式 属于 [直接用工、劳务派遣]",
    "非 (解除日 不是 无 且 解除日 < 录用日 后 6个月)",
    "周岁(人员的出生日期, 录用日) ≤ 45周岁",
)
CELLS = st.fixed_dictionaries(
    {
        "技能等级": st.sampled_from(["高级工", "技师", "未知"]),
        "月工资": st.sampled_from(["100元", "600元", "未知"]),
        "无固定期限": st.sampled_from(["是", "否", "未知"]),
        "合同到期日": st.sampled_from(["2022-06-30", "2025-01-09", "无", "未知"]),
        "解除日": st.sampled_from(["2022-03-01", "2022-11-01", "无", "未知"]),
        "用工方式": st.sampled_from(["直接用工", "劳务外包", "未知"]),
    }
)
SPELLS = st.lists(
    st.tuples(
        st.integers(0, 13), st.sampled_from([None, 2, 5]), st.sampled_from(["330113", "330110", "未知"])
    ),
    max_size=3,
)


def payouts() -> dict[str, Measure]:
    """One measure of each way to pay, with what turns on facts."""
    insured_then = "存在 人员的参保 其中(在期(当月))"
    monthly = {
        gap.value: M.measure(
            "补贴",
            amount=None,
            payout=M.monthly(
                "100元", "6个月", "次月(录用日)", condition=insured_then, gap=gap, tolerance="1个月"
            ),
        )
        for gap in Gap
    }
    return {
        **monthly,
        "parts": M.measure(
            "补贴", amount="月工资", payout=M.parts("4:3:3", "录用日", "合同到期日", "解除日")
        ),
        "prepaid": M.measure(
            "补贴", amount="月工资", payout=M.prepaid("月工资", "50%", "录用日", "合同到期日")
        ),
        "held": M.measure(
            "补贴", amount="月工资", hold=M.hold("6个月", "录用日", insured_then, Recovery.REMAINING)
        ),
        "by level": M.measure("补贴", amount="若 技能等级 ≥ 技师 则 月工资 否则 100元"),
    }


PAYOUTS = payouts()


def month(number: int | None) -> str | None:
    return None if number is None else f"{2021 + (number + 8) // 12}-{(number + 8) % 12 + 1:02d}"


def registry(cells: dict[str, str], spells: list[tuple[int, int | None, str]], born: str) -> Facts:
    rows = [
        insured(str(month(start)), month(None if n is None else start + n), 参保地=place)
        for start, n, place in spells
    ]
    person = {"身份证号": "P1", "姓名": "甲", "出生日期": born}
    return facts(录用=[{**hire("H1", "2022-01-10"), **cells}], 参保=rows, 人员=[person])


def forgotten(known: Facts, table: str, column: str, position: int) -> Facts:
    """The same facts with one cell unknown."""
    tables = {
        name: [Record(r.table, r.key, dict(r.values)) for r in rows] for name, rows in known.tables.items()
    }
    rows = tables[table]
    if rows:
        rows[position % len(rows)].values[column] = None
    return Facts(known.vocabulary, tables, known.supplied)


@given(
    st.sampled_from(sorted(PAYOUTS)),
    st.lists(st.sampled_from(CONDITIONS), max_size=3, unique=True),
    CELLS,
    SPELLS,
    st.sampled_from(["1970-01-01", "1990-01-01", "未知"]),
    st.sampled_from(
        [("录用", c) for c in ("技能等级", "月工资", "合同到期日", "解除日", "无固定期限", "录用日")]
        + [("参保", c) for c in ("起月", "止月", "参保地")]
        + [("人员", "出生日期")]
    ),
    st.integers(0, 2),
)
def test_forgetting_one_fact_never_turns_a_decision_over(
    payout: str,
    conditions: list[str],
    cells: dict[str, str],
    spells: list[tuple[int, int | None, str]],
    born: str,
    cell: tuple[str, str],
    position: int,
) -> None:
    one = decided_by(payout, conditions)
    known = registry(cells, spells, born)
    before = only(decide(one, known, "2022-08-15"))
    after = only(decide(one, forgotten(known, *cell, position), "2022-08-15"))
    if before.verdict is OPEN:
        return
    assert after.verdict in (before.verdict, OPEN)
    if after.verdict is YES and all(not i.missing for i in after.instalments):
        assert after.payable == before.payable


def decided_by(payout: str, conditions: list[str]) -> Policy:
    return policy(replace(PAYOUTS[payout], conditions=M.conditions(*conditions)))


def test_an_unknown_value_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(Unknown([]))
