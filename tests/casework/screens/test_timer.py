"""The timer that looks at paid cases again each month."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework import tasks
from duixian.casework.models import Case
from duixian.casework.screens.models import Flag, When
from duixian.casework.states import State
from duixian.decisions.store.models import PolicyVersion
from duixian.registry.store import facts
from tests.casework.screens.bench import DAY, case_about, know
from tests.decisions.store.office import PEOPLE

PERSON = PEOPLE[0]


def paid(authority: Authority, version: PolicyVersion) -> Case:
    """A case that was paid to somebody alive."""
    know(authority, "人员", 身份证号=PERSON, 姓名="甲")
    case = case_about(authority, version, PERSON)
    Case.objects.filter(pk=case.pk).update(state=State.PAID)
    return case


def learnt(authority: Authority) -> None:
    """It becomes known that the payee had died before."""
    facts.correct(authority, "人员", PERSON, {"死亡日期": "2026-05-01"}, actor=None, source="民政")


def test_what_has_come_to_be_known_of_paid_cases_is_listed_each_month(
    authority: Authority, version: PolicyVersion
) -> None:
    case = paid(authority, version)
    with clock.at(DAY):
        tasks.screen_monthly(0)
        assert not Flag.objects.exists()
        learnt(authority)
        tasks.screen_monthly(0)
    assert [(flag.case, flag.when) for flag in Flag.objects.all()] == [(case, When.AFTER)]


def test_the_month_after_finds_nothing_twice(authority: Authority, version: PolicyVersion) -> None:
    paid(authority, version)
    learnt(authority)
    with clock.at(DAY):
        for _ in range(2):
            tasks.screen_monthly(0)
    assert Flag.objects.count() == 1


def test_every_authority_is_looked_at(
    authority: Authority, other_authority: Authority, version: PolicyVersion
) -> None:
    paid(authority, version)
    learnt(authority)
    # The neighbour stands first in order and has nothing paid: it does not end the round.
    Authority.objects.create(code="000000", name="无事的区")
    with clock.at(DAY):
        tasks.screen_monthly(0)
    assert [flag.authority for flag in Flag.objects.all()] == [authority]


def test_the_timers_of_casework_are_known_to_the_worker() -> None:
    timed = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert timed["casework.screen_paid"] == "30 1 1 * *"
    assert "casework.daily" in timed
