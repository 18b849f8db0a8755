from __future__ import annotations

from datetime import date

import pytest

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import escalating, steps, supplementing
from duixian.casework.errors import AskedAlready, NotYourStep
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.notices.models import Message
from duixian.values.bilingual import Text
from tests.casework.office import Office, certificate

MISSING = [Text("身份证明", "proof of identity"), Text("银行卡", "bank card")]


def claimed(office: Office) -> Case:
    """A claim of the Monday."""
    office.person(1, "张三")
    return office.claim(1, certificate("Z1", 1))


def test_a_clock_of_working_days_goes_over_a_holiday_and_counts_the_saturday_worked_for_it(
    office: Office,
) -> None:
    # 29 and 30 September, then 8 and 9 October, then Saturday the 10th, which is worked.
    assert claimed(office).due == date(2026, 10, 10)


def test_the_clock_stands_still_while_something_is_missing(office: Office) -> None:
    case = claimed(office)
    with clock.at(date(2026, 9, 29)):
        case = supplementing.ask(case, office.intake, MISSING)
        assert (case.state, case.due, case.clock_left) == (State.SUPPLEMENTING, None, 4)
    with clock.at(date(2026, 10, 12)):
        case = supplementing.supply(case, office.account_of(1))
        assert (case.state, case.due) == (State.CHECKING, date(2026, 10, 16))


def test_what_is_missing_is_asked_for_once(office: Office) -> None:
    case = supplementing.ask(claimed(office), office.intake, MISSING)
    case = supplementing.supply(case, office.account_of(1))
    with pytest.raises(AskedAlready, match="2026-09-28 一次性告知"):
        supplementing.ask(case, office.intake, MISSING)


def test_only_the_step_that_may_asks_for_something(office: Office) -> None:
    case = steps.pass_(claimed(office), office.intake)
    with pytest.raises(NotYourStep):
        supplementing.ask(case, office.first, MISSING)


def test_the_list_that_nobody_answers_counts_as_withdrawn(office: Office) -> None:
    case = supplementing.ask(claimed(office), office.intake, MISSING)
    assert supplementing.lapse(office.authority, case.supplement.due) == []
    (lapsed,) = supplementing.lapse(office.authority, date(2026, 10, 31))
    assert lapsed.state == State.WITHDRAWN


def test_a_clock_that_ran_out_is_told_once_to_those_who_answer_for_it(office: Office) -> None:
    case, superior = claimed(office), office.by(Role.SECOND_CHECK)
    with clock.at(date(2026, 10, 12)):
        assert [one.pk for one in escalating.escalate(office.authority)] == [case.pk]
        assert escalating.escalate(office.authority) == []
    assert list(Message.objects.filter(kind="overdue").values_list("account", flat=True)) == [superior.pk]
