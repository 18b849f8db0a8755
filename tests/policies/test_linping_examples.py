"""The examples of the Linping Measures: they hold, and they leave no measure, option or scene out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest
import yaml

from duixian.decisions.comparing import differences
from duixian.decisions.document import interpretations_used
from duixian.decisions.examples import decided, run_example
from duixian.language.outcome import EffectResult, Outcome
from duixian.language.rule import MeasureKind, Policy
from duixian.policybook import Choice, load_policy
from duixian.policybook.examples import Example, read_examples
from duixian.values.bilingual import Text
from tests.policies.encoded import ROOT, examples_in, options_without_example

FOLDER = ROOT / "policies/linping/skilled-talent-2021"
VERDICTS = ("符合", "不符合", "待定")
WITHOUT_EFFECT_ON_DECISIONS = {"A6", "A7", "D0.1"}
"""Tax, terms of procedure and the gate of a draft: what they do is shown in ``test_linping``."""


@cache
def policy() -> Policy:
    return load_policy(FOLDER).policy


@cache
def examples() -> tuple[Example, ...]:
    return tuple(read_examples(FOLDER, policy().vocabulary))


HELD: dict[str, Policy] = {}
"""Policies under other options, by what was chosen."""


def held_under(choices: Mapping[str, Choice]) -> Policy:
    name = repr(sorted((id_, c.option, sorted(c.parameters.items())) for id_, c in choices.items()))
    if name not in HELD:
        HELD[name] = load_policy(FOLDER, choices=choices).policy if choices else policy()
    return HELD[name]


def outcome(sentence: str, measure: str, record: str) -> Outcome:
    example = next(e for e in examples() if e.name.zh == sentence)
    _, outcomes = decided(held_under(example.choices), example)
    return next(o for o in outcomes if o.measure.name == measure and str(o.record.key) == record)


@cache
def decisions() -> tuple[tuple[Example, list[Outcome]], ...]:
    """Every example with all decisions that come of it."""
    return tuple((e, decided(held_under(e.choices), e)[1]) for e in examples())


def failures(example: Example, outcomes: list[Outcome]) -> Iterator[Text]:
    if any(expectation.target is not None for expectation in example.expectations):
        yield from run_example(held_under(example.choices), example)
        return
    for expectation in example.expectations:
        yield from differences(held_under(example.choices), outcomes, expectation)


def test_every_example_holds() -> None:
    failed = [(e, text) for e, outcomes in decisions() for text in failures(e, outcomes)]
    assert [f"{e.name.zh}: {text.en}" for e, text in failed] == []


def test_there_are_more_than_three_hundred_examples_each_with_its_own_sentence() -> None:
    sentences = [(e.name.zh, e.name.en) for e in examples()]
    assert len(sentences) > 300
    assert len({zh for zh, _ in sentences}) == len({en for _, en in sentences}) == len(sentences)
    assert all(en and en.isascii() for _, en in sentences)


def test_every_example_stands_under_a_clause_of_the_wording() -> None:
    assert {e.clause for e in examples()} <= set(policy().clauses)
    without_examples = {c for c in policy().clauses if not any(e.clause == c for e in examples())}
    assert without_examples == {"三", "（一）", "（二）", "（三）", "（四）"}


def test_every_measure_is_seen_eligible_not_eligible_and_undetermined() -> None:
    seen = {(x.get("项目"), x.get("结果")) for e in examples_in(FOLDER) for x in e["期望"]}
    assert [pair for pair in product(policy().measures, VERDICTS) if pair not in seen] == []


def test_every_condition_of_every_measure_is_seen_failing_alone() -> None:
    alone = {
        (x.get("项目"), failing[0])
        for e in examples_in(FOLDER)
        for x in e["期望"]
        if len(failing := _listed(x.get("不满足"))) == 1
    }
    conditions = [(m.name, c.source.name.zh) for m in policy().measures.values() for c in m.conditions]
    assert len(conditions) > 80
    assert [pair for pair in conditions if pair not in alone] == []


def test_every_measure_is_seen_with_two_things_against_it_or_is_a_matter_of_one() -> None:
    several = {
        x.get("项目") for e in examples_in(FOLDER) for x in e["期望"] if len(_listed(x.get("不满足"))) > 1
    }
    assert len(several) >= 12


def _listed(names: object) -> list[str]:
    return list(names) if isinstance(names, list) else [str(names)] if names else []


def test_every_limit_quota_and_group_is_seen_to_act() -> None:
    acted = set()
    for o in (outcome for _, outcomes in decisions() for outcome in outcomes):
        kinds = [e for e in o.effects if e.result is not EffectResult.KEPT]
        acted |= {(o.measure.name, e.source.name.zh) for e in kinds}
        acted |= {("", e.source.name.zh) for e in kinds}
    assert [pair for pair in _restraints() if pair not in acted] == []


def _restraints() -> list[tuple[str, str]]:
    measures = policy().measures.values()
    limits = [(m.name, limit.source.name.zh) for m in measures for limit in m.limits]
    quotas = [(m.name, m.quota.source.name.zh) for m in measures if m.quota and m.kind is MeasureKind.MONEY]
    return [*limits, *quotas, *(("", group) for group in policy().groups)]


def test_every_target_is_counted() -> None:
    seen = {x.get("目标") for e in examples_in(FOLDER) for x in e["期望"]}
    assert {target.source.name.zh for target in policy().targets} <= seen


def test_an_example_shows_every_option_of_every_open_question() -> None:
    assert options_without_example(FOLDER) == []


def test_no_example_chooses_more_than_its_question_needs() -> None:
    """Two records at once only where one of them settles what the text leaves open."""
    several = [e.choices for e in examples() if len(e.choices) > 1]
    assert all(any(choice.parameters for choice in choices.values()) for choices in several)


def _chosen() -> list[tuple[str, str]]:
    records = policy().interpretations.values()
    options = [(r.id, o.name.zh) for r in records for o in r.options if o.name.zh != r.chosen]
    return [pair for pair in options if pair[0] not in WITHOUT_EFFECT_ON_DECISIONS]


@pytest.mark.parametrize(("record", "option"), _chosen())
def test_an_option_changes_what_its_example_decides(record: str, option: str) -> None:
    """With the record left as it ships, some example of the option no longer holds."""
    shown = [e for e in examples() if record in e.choices and e.choices[record].option == option]
    assert any(list(run_example(_without(e, record), e)) for e in shown)


def _without(example: Example, record: str) -> Policy:
    return held_under({id_: choice for id_, choice in example.choices.items() if id_ != record})


def test_every_scene_is_used_by_an_example() -> None:
    document = yaml.load((FOLDER / "examples.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    named = [e.get("沿用", []) for e in document["例"]]
    used = {scene for names in named for scene in ([names] if isinstance(names, str) else names)}
    assert set(document["场景"]) - used == set()


def test_who_leaves_within_the_hold_owes_what_was_paid() -> None:
    held = outcome("领过以后提前离开的，追回已付的2000元", "企业引才补贴", "H1")
    assert (held.recovery, held.broken_on and held.broken_on.isoformat()) == (200_000, "2022-06-01")


def test_the_monthly_subsidy_falls_due_at_the_end_of_each_quarter() -> None:
    held = outcome("新评高级技师，三十六个月每月1000元，按季付", "高级技师补助", "Z6")
    days = [i.due.isoformat() for i in held.instalments[:5] if i.due is not None]
    assert days == ["2021-09-30", "2021-12-31", "2021-12-31", "2021-12-31", "2022-03-31"]
    assert held.due_now == 7 * 100_000


def test_a_team_is_paid_by_its_filed_shares() -> None:
    held = outcome("专家团队默认另得50万元，按自报份额分", "世界技能大赛奖励", "W2")
    assert {p.key: (p.table, str(p.share)) for p in held.payees} == {
        "P5": ("人员", "3/5"),
        "P6": ("人员", "2/5"),
    }


def test_a_decision_names_the_questions_it_rests_on() -> None:
    held = outcome("新引进高级工签三年合同、连续参保六个月，单位得2000元", "企业引才补贴", "H1")
    used = {record.id for record in interpretations_used(held)}
    own = {record for record in policy().interpretations if record.startswith(("C1.", "S"))}
    assert own | {"A1", "A2", "A4", "A5", "D0.2"} <= used
