"""Why a condition failed: the value found, the value asked for, the words of the rule."""

from __future__ import annotations

import pytest

from duixian.engines.prose.refusal import because, lack_words, lacks, refusal, remedy_words
from duixian.engines.prose.speaking import voice_of
from duixian.language.outcome import Finding, Outcome
from duixian.language.resolve import Signature
from duixian.language.types import BOOL, record
from duixian.language.unknown import Lack, Missing
from duixian.values.bilingual import Text
from tests.engines.small import VOCABULARY, Maker, decide, facts, hire, only, policy


def failed(*conditions: str, **more: str) -> tuple[Outcome, Finding]:
    """The one case of a hire, with its first condition."""
    outcome = only(decide(policy(Maker().measure("补贴", *conditions)), facts(录用=[hire("H1", **more)])))
    return outcome, outcome.findings[0]


def told(condition: str, **more: str) -> Text:
    outcome, finding = failed(condition, **more)
    return because(voice_of(outcome.policy, outcome.measure), finding)


def test_a_comparison_names_what_was_found_and_what_is_asked_for() -> None:
    said = told("月工资 ≥ 3000元", 月工资="2500元")
    assert said.zh == "月工资为2,500元，要求不低于3,000元"
    assert said.en == "the monthly wage is CNY 2,500; asked for: at least CNY 3,000"


def test_what_is_known_to_be_none_is_said_to_be_missing() -> None:
    assert told("解除日 > 2022-01-01", 解除日="").zh == "没有解除日"


def test_a_list_shows_the_value_that_is_not_on_it() -> None:
    said = told("用工方式 属于 [直接用工、劳务派遣]", 用工方式="非全日制")
    assert said.zh == "用工方式不是直接用工、劳务派遣中的任何一种（实际为非全日制）"


def test_of_several_tests_only_those_that_fail_are_said() -> None:
    said = told("月工资 ≥ 3000元 且 技能等级 ≥ 高级工", 月工资="9000元", 技能等级="中级工")
    assert said.zh == "技能等级为中级工，要求为高级工及以上"


def test_an_unknown_condition_says_what_is_missing() -> None:
    said = told("月工资 ≥ 3000元")
    assert said.zh == "录用 H1 的月工资未填"
    assert said.en == "monthly wage of hiring H1 is empty"


def test_a_refusal_names_the_condition() -> None:
    outcome, finding = failed("月工资 ≥ 3000元", 月工资="2500元")
    said = refusal(voice_of(outcome.policy, outcome.measure), finding)
    assert said.zh.startswith("不符合“月工资 ≥ 3000元”：月工资为2,500元")
    assert "does not hold" in said.en


def test_a_record_that_should_not_be_there_is_named() -> None:
    maker = Maker()
    known = facts(
        录用=[hire("H1")], 荣誉=[{"荣誉编号": "R1", "人员": "P1", "荣誉名称": "甲", "授予日期": "2021-02-01"}]
    )
    known.tables["人员"] = []
    outcome = only(decide(policy(maker.measure("补贴", "没有 人员的荣誉")), known))
    said = because(voice_of(outcome.policy, outcome.measure), outcome.findings[0])
    assert said.zh == "人员有荣誉记录（荣誉 R1）"


def test_inside_a_term_the_failing_part_is_said_in_the_terms_own_words() -> None:
    maker = Maker(definitions={"高薪": Signature("高薪", (("合同", record("录用")),), BOOL)})
    term = maker.definition("高薪", {"合同": record("录用")}, "合同的月工资 > 5000元")
    outcome = only(
        decide(
            policy(maker.measure("补贴", "高薪(本次)"), definitions=[term]),
            facts(录用=[hire("H1", 月工资="1元")]),
        )
    )
    said = because(voice_of(outcome.policy, outcome.measure), outcome.findings[0])
    assert said.zh == "合同的月工资 > 5000元：该合同的月工资为1元，要求高于5,000元"


@pytest.mark.parametrize("kind", list(Lack))
def test_everything_that_can_be_missing_has_words_and_a_remedy(kind: Lack) -> None:
    missing = Missing(kind, "月工资", "录用", "H1")
    for words in (lack_words(missing, VOCABULARY), remedy_words(missing, VOCABULARY)):
        assert words.zh
        assert words.en
        assert "{" not in words.zh + words.en


def test_the_same_lack_is_said_once() -> None:
    twice = [Missing(Lack.TABLE, "参保", "参保"), Missing(Lack.TABLE, "参保", "参保")]
    assert lacks(twice, VOCABULARY).zh == "没有参保登记表"
