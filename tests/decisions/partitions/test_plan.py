"""Which measures a partition decides, and which the last stage: what meets across persons goes with what it meets."""

from __future__ import annotations

from duixian.decisions.partitions.plan import plan_of, restricted
from duixian.language.rule import Measure, Mode
from duixian.language.vocabulary import load_vocabulary
from tests.engines.small import Maker, group, policy

WORDS = load_vocabulary()
HIRING = Maker(vocabulary=WORDS)
CERTIFICATE = Maker("技能证书", vocabulary=WORDS)


def far(*measures: Measure, straying: frozenset[tuple[str, str]] = frozenset()) -> set[str]:
    made = policy(*measures, groups=[group("组", Mode.HIGHEST)], vocabulary=WORDS)
    return {name for _, name in plan_of([made]).division(straying).far}


def hiring(name: str = "甲", **more: object) -> Measure:
    return HIRING.measure(name, **more)  # type: ignore[arg-type]


def certificate(name: str = "乙", **more: object) -> Measure:
    return CERTIFICATE.measure(name, event="发证日期", **more)  # type: ignore[arg-type]


def test_a_measure_that_looks_at_its_own_person_is_decided_in_partitions() -> None:
    assert not far(hiring(conditions=HIRING.conditions("存在 人员的参保")))


def test_a_limit_by_person_stays_in_the_partition() -> None:
    assert not far(hiring(limits=(HIRING.limit("一次", ["用人单位", "人员"], count="1次"),)))


def test_a_limit_by_employer_crosses_persons() -> None:
    assert far(hiring(limits=(HIRING.limit("一次", ["用人单位"], count="1次"),))) == {"甲"}


def test_a_budget_for_all_crosses_persons() -> None:
    assert far(hiring(budgets=(HIRING.budget("预算", [], "1000元"),))) == {"甲"}


def test_a_quota_within_a_round_crosses_persons() -> None:
    assert far(hiring(quota=HIRING.quota(["用工方式"], "2名", "-月工资"))) == {"甲"}


def test_a_key_that_is_the_records_own_is_one_persons() -> None:
    assert not far(hiring(limits=(HIRING.limit("一次", ["合同编号"], count="1次"),)))


def test_a_household_key_crosses_persons() -> None:
    key = "若 人员的家庭 是 无 则 人员的身份证号 否则 人员的家庭的家庭编号"
    assert far(hiring(memberships=(HIRING.member("组", key),))) == {"甲"}


def test_what_meets_a_measure_that_crosses_goes_with_it() -> None:
    limited = hiring(
        limits=(HIRING.limit("一次", ["用人单位"], count="1次"),), memberships=(HIRING.member("组", "人员"),)
    )
    assert far(limited, certificate(memberships=(CERTIFICATE.member("组", "人员"),))) == {"甲", "乙"}
    assert far(limited, certificate()) == {"甲"}


def test_different_words_at_one_place_of_the_keys_never_meet() -> None:
    limited = hiring(
        limits=(HIRING.limit("一次", ["用人单位"], count="1次"),),
        memberships=(HIRING.member("组", "人员", '"引才"'),),
    )
    assert far(limited, certificate(memberships=(CERTIFICATE.member("组", "人员", '"取证"'),))) == {"甲"}


def test_keys_of_different_records_at_one_place_cross_persons() -> None:
    one = hiring(memberships=(HIRING.member("组", "合同编号"),))
    other = certificate(memberships=(CERTIFICATE.member("组", "证书编号"),))
    assert far(one) == set()
    assert far(one, other) == {"甲", "乙"}


def test_an_employers_cases_are_nobodys_and_left_to_the_last_stage() -> None:
    seat = Maker("用人单位", vocabulary=WORDS)
    assert far(seat.measure("丙", event="成立日期", payee="本次")) == {"丙"}


def test_a_record_without_a_key_has_no_name_in_a_part() -> None:
    insured = Maker("参保", vocabulary=WORDS)
    assert far(insured.measure("丁", event="2022年1月1日")) == {"丁"}


def test_a_link_that_strays_sends_its_measure_to_the_last_stage() -> None:
    training = Maker("培训", vocabulary=WORDS)
    measure = training.measure("戊", "技能证书的技能等级 ≥ 高级工", event="结束日期")
    assert not far(measure)
    assert far(measure, straying=frozenset({("培训", "技能证书")})) == {"戊"}


def test_a_policy_keeps_its_version_when_only_some_measures_are_decided() -> None:
    made = policy(hiring(), certificate(), vocabulary=WORDS)
    (kept,) = restricted([made], frozenset({(made.id, "乙")}))
    assert list(kept.measures) == ["乙"]
    assert (kept.id, kept.version) == (made.id, made.version)
