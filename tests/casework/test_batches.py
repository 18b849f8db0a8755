from __future__ import annotations

import random

import pytest

from duixian.authorities.duties import Role
from duixian.casework import sampling, steps
from duixian.casework.cleanliness import NothingClean
from duixian.casework.errors import NotYourStep
from duixian.casework.models import Case, SampledCase, Sampling
from duixian.casework.states import State
from duixian.registry.store import facts
from tests.casework.office import Office, certificate


def at_first_check(office: Office, count: int, level: str = "高级工") -> list[Case]:
    cases = []
    for serial in range(1, count + 1):
        office.person(serial, f"张{serial}")
        cases.append(
            steps.pass_(office.claim(serial, certificate(f"Z{serial}", serial, level=level)), office.intake)
        )
    return cases


def read_sample(batch: Sampling, office: Office) -> None:
    for one in batch.cases.filter(drawn=True):
        sampling.opened(one.case, office.first)


def test_a_batch_does_not_pass_before_the_drawn_cases_were_opened(office: Office) -> None:
    batch = sampling.draw(office.authority, at_first_check(office, 3), office.first, random.Random(1))
    assert batch.cases.filter(drawn=True).count() == 2
    with pytest.raises(sampling.SampleUnread) as found:
        sampling.pass_all(batch, office.first)
    assert batch.cases.filter(drawn=True)[0].case.number in found.value.message.zh
    read_sample(batch, office)
    batch = sampling.pass_all(batch, office.first)
    assert set(Case.objects.values_list("step", flat=True)) == {"复核"}
    assert batch.done_at is not None


def test_a_case_that_changed_since_the_draw_is_left_out(office: Office) -> None:
    cases = at_first_check(office, 3)
    batch = sampling.draw(office.authority, cases, office.first, random.Random(1))
    read_sample(batch, office)
    moved = steps.return_(cases[0], office.by(Role.FIRST_CHECK, 2), "看不清")
    batch = sampling.pass_all(batch, office.first)
    left = batch.cases.get(case=moved)
    assert (left.outcome, moved.step) == ("未通过", "受理")
    assert "先办理" in left.words
    assert batch.cases.filter(outcome="已通过").count() == 2


def test_a_case_that_is_not_granted_is_in_no_batch(office: Office) -> None:
    cases = at_first_check(office, 2)
    facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "中级工"}, actor=None, source="更正")
    batch = sampling.draw(office.authority, cases, office.first)
    assert [one.case_id for one in batch.cases.all()] == [cases[1].pk]
    assert [one["number"] for one in batch.left_out] == [cases[0].number]


def test_cases_at_intake_are_looked_at_one_by_one(office: Office) -> None:
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    with pytest.raises(NothingClean, match="逐件核对"):
        sampling.draw(office.authority, [case], office.intake)


def test_a_colleague_cannot_pass_a_batch_he_did_not_draw(office: Office) -> None:
    batch = sampling.draw(office.authority, at_first_check(office, 1), office.first)
    with pytest.raises(NotYourStep):
        sampling.pass_all(batch, office.by(Role.FIRST_CHECK, 2))


def test_a_batch_at_the_second_check_approves_and_promises(office: Office) -> None:
    cases = [steps.pass_(case, office.first) for case in at_first_check(office, 2)]
    batch = sampling.draw(office.authority, cases, office.second)
    for one in batch.cases.filter(drawn=True):
        sampling.opened(one.case, office.second)
    sampling.pass_all(batch, office.second)
    approved = Case.objects.filter(state=State.APPROVED)
    assert approved.count() == 2
    assert all(case.entitlement is not None for case in approved)


def test_the_draw_is_kept_and_reading_is_dated(office: Office) -> None:
    batch = sampling.draw(office.authority, at_first_check(office, 1), office.first)
    (one,) = SampledCase.objects.filter(sampling=batch)
    assert (one.drawn, one.opened_at) == (True, None)
    sampling.opened(one.case, office.first)
    one.refresh_from_db()
    assert one.opened_at is not None
