"""What is said of an expression, and what where it does not hold."""

from __future__ import annotations

import pytest

from duixian.engines.prose.speaking import voice_of
from duixian.language.resolve import Signature
from duixian.language.types import BOOL, DATE, record
from tests.engines.small import Maker, policy

TERM = Signature("我区用人单位", (("单位", record("用人单位")), ("日", DATE)), BOOL)
MAKER = Maker(definitions={"我区用人单位": TERM})
MEASURE = MAKER.measure()
POLICY = policy(
    MEASURE,
    definitions=[
        MAKER.definition("我区用人单位", {"单位": record("用人单位"), "日": DATE}, "单位的注销日期 是 无")
    ],
)
VOICE = voice_of(POLICY, MEASURE)

SAID = [
    ("满月数(录用日, 合同到期日) ≥ 3年", "录用日到合同到期日的整月数不少于3年"),
    ("技能等级 ≥ 高级工", "技能等级为高级工及以上"),
    ("录用日 < 2021-07-01", "录用日早于2021年7月1日"),
    ("月工资 < 3000元", "月工资低于3,000元"),
    ("周岁(人员的出生日期, 录用日) ≥ 45周岁", "人员的出生日期出生者到录用日的周岁满45周岁"),
    ("用工方式 属于 [直接用工、劳务派遣]", "用工方式是直接用工、劳务派遣之一"),
    ("录用日 在 2021-07-01 至 2022-06-30", "录用日在2021年7月1日至2022年6月30日之间（含两端）"),
    ("解除日 是 无", "没有解除日"),
    ("非 无固定期限", "无固定期限为“否”"),
    ('人员的户籍地 位于 "杭州市"', "人员的户籍地在浙江省杭州市"),
    ("存在 人员的参保 其中(在期(录用日))", "人员有这样的参保记录：在本次录用的录用日有效"),
    ("没有 人员的参保", "人员没有参保记录"),
    ("存在 所有参保", "登记中有参保记录"),
    ("连续月数 人员的参保 自 录用日 ≥ 6个月", "人员的参保记录自录用日起连续的月数不少于6个月"),
    ("合计 人员的培训的培训费用 > 0元", "人员的培训记录的培训费用合计高于0元"),
    (
        "技能等级 = 技师 且 (月工资 > 1元 或 无固定期限)",
        "技能等级为技师，且（月工资高于1元，或者无固定期限为“是”）",
    ),
    ("我区用人单位(用人单位, 录用日)", "在录用日，用人单位符合“我区用人单位”"),
    ("录用日 后 6个月 ≤ 申请日", "录用日之后6个月不晚于申请日"),
    (
        "若 无固定期限 则 月工资 > 1元 否则 月工资 > 2元",
        "如果无固定期限为“是”，为月工资高于1元，否则为月工资高于2元",
    ),
]


@pytest.mark.parametrize(("written", "zh"), SAID, ids=[w for w, _ in SAID])
def test_an_expression_is_said_in_chinese(written: str, zh: str) -> None:
    assert VOICE.say(MAKER.expr(written)).zh == zh


ENGLISH = [
    (
        "满月数(录用日, 合同到期日) ≥ 3年",
        "the full months from the date hired to the contract end date is at least 3 years",
    ),
    ("技能等级 ≥ 高级工", "the level is senior worker or above"),
    ("解除日 是 无", "there is no date ended"),
    ("没有 人员的参保", "the person has no insurance record"),
    (
        "存在 人员的参保 其中(在期(录用日))",
        "the person has an insurance record such that it holds on this hiring's date hired",
    ),
    ("用工方式 属于 [直接用工、劳务派遣]", "the form is direct or agency"),
    ("我区用人单位(用人单位, 录用日)", 'the employer meets "我区用人单位" on the date hired'),
    (
        "合计 人员的培训的培训费用 > 0元",
        "the sum of fee over training records of the person is more than CNY 0",
    ),
]


@pytest.mark.parametrize(("written", "en"), ENGLISH, ids=[w for w, _ in ENGLISH])
def test_an_expression_is_said_in_english(written: str, en: str) -> None:
    assert VOICE.say(MAKER.expr(written)).en == en


DENIED = [
    ("技能等级 ≥ 高级工", "技能等级低于高级工"),
    ("录用日 < 2021-07-01", "录用日不早于2021年7月1日"),
    ("用工方式 属于 [直接用工、劳务派遣]", "用工方式不是直接用工、劳务派遣中的任何一种"),
    ("录用日 在 2021-07-01 至 2022-06-30", "录用日不在2021年7月1日至2022年6月30日之间"),
    ("解除日 是 无", "有解除日"),
    ("无固定期限", "无固定期限为“否”"),
    ("非 无固定期限", "无固定期限为“是”"),
    ('人员的户籍地 位于 "杭州市"', "人员的户籍地不在浙江省杭州市"),
    ("没有 人员的参保", "人员有参保记录"),
    ("存在 人员的参保", "人员没有参保记录"),
    ("技能等级 = 技师 且 无固定期限", "技能等级不是技师，或无固定期限为“否”"),
    ("技能等级 = 技师 或 无固定期限", "技能等级不是技师，且无固定期限为“否”"),
    ("我区用人单位(用人单位, 录用日)", "在录用日，用人单位不符合“我区用人单位”"),
    ('包含(职业编码, "6")', "职业编码不含“6”"),
]


@pytest.mark.parametrize(("written", "zh"), DENIED, ids=[w for w, _ in DENIED])
def test_what_does_not_hold_is_said_as_what_is_the_case(written: str, zh: str) -> None:
    assert VOICE.deny(MAKER.expr(written)).zh == zh


def test_what_is_said_once_is_remembered_for_the_next_case() -> None:
    node = MAKER.expr("技能等级 ≥ 高级工")
    assert VOICE.say(node) is VOICE.say(node)


def test_inside_a_term_nothing_is_said_of_the_measure() -> None:
    assert VOICE.of_terms().measure is None
