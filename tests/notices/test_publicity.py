"""A list is published for its working days, and what stands unopposed is free to pay."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from duixian.authorities import clock
from duixian.authorities.acting import acting_for
from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Authority, Role
from duixian.notices import calendar
from duixian.notices.errors import CalendarError, PublicityError
from duixian.notices.masking import Line
from duixian.notices.models import Publicity, PublicityLine
from duixian.notices.publicity import (
    Stages,
    close,
    close_due,
    compose,
    free_references,
    publish,
    withdraw,
    withdraw_line,
)
from duixian.notices.publicity.composing import unchanged
from duixian.notices.states import LineState, PublicityState
from duixian.values.working_days import CalendarUnknown
from tests.notices.publishing import MONDAY, NEXT_MONDAY, TUESDAY, composed, lines, published
from tests.service import Officer

pytestmark = pytest.mark.django_db


def code(error: pytest.ExceptionInfo[PublicityError]) -> str:
    return error.value.code


def test_a_list_stands_for_its_working_days_and_then_frees_its_lines(authority: Authority) -> None:
    publicity = published(authority)
    assert (publicity.public_from, publicity.public_until) == (MONDAY, NEXT_MONDAY)
    with clock.at(TUESDAY):
        assert close(publicity).state == PublicityState.CLOSED
    assert free_references(publicity) == ["案1", "案2"]


def test_a_list_cannot_be_closed_before_its_last_day_is_over(authority: Authority) -> None:
    publicity = published(authority)
    with clock.at(NEXT_MONDAY), pytest.raises(PublicityError) as error:
        close(publicity)
    assert code(error) == "publicity-running"
    assert free_references(publicity) == []


def test_the_timer_closes_what_is_over_once(authority: Authority, other_authority: Authority) -> None:
    published(authority)
    published(other_authority)
    with clock.at(NEXT_MONDAY):
        assert close_due() == []
    with clock.at(TUESDAY):
        assert [one.authority for one in close_due(authority)] == [authority]
        assert [one.authority for one in close_due()] == [other_authority]
        assert close_due() == []


def test_a_list_in_two_stages_is_shown_inside_first(authority: Authority) -> None:
    publicity = published(authority, stage=Stages.INSIDE_THEN_PUBLIC)
    assert (publicity.state, publicity.inside_until) == (PublicityState.INSIDE, NEXT_MONDAY)
    with clock.at(TUESDAY):
        inside_over = close(publicity)
    assert (inside_over.state, inside_over.public_until) == (PublicityState.PUBLIC, date(2026, 11, 17))
    assert free_references(publicity) == []
    with clock.at(date(2026, 11, 18)):
        close(publicity)
    assert free_references(publicity) == ["案1", "案2"]


def test_what_was_composed_is_frozen_in_the_database(authority: Authority) -> None:
    publicity = composed(authority)
    assert unchanged(publicity)
    for change in ({"title": "别的"}, {"document": "{}"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Publicity.objects.filter(pk=publicity.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublicityLine.objects.update(amount_fen=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        publicity.lines.all().delete()


def test_a_list_whose_lines_say_otherwise_than_its_document_is_found(authority: Authority) -> None:
    publicity = composed(authority)
    publicity.title = "另一份公示"
    assert not unchanged(publicity)


def test_neither_number_nor_reference_is_part_of_what_is_shown(authority: Authority) -> None:
    line = Line("案330113199001011234", "王芳", "甲公司", "补贴", 200_000, number="330113199001011234")
    publicity = compose(authority, "补贴公示", [line], 5)
    assert "330113" not in publicity.document
    assert not [
        field for field in publicity.lines.values("name", "unit", "benefit") if "330113" in str(field)
    ]


@pytest.mark.parametrize(
    ("title", "names", "days", "expected"),
    [
        ("公示", (), 5, "publicity-empty"),
        ("公示", ("王芳",), 0, "publicity-days"),
        ("", ("王芳",), 5, "publicity-title"),
        ("公示 330113199001011234", ("王芳",), 5, "publicity-title"),
    ],
)
def test_a_list_that_must_not_be_published_is_refused(
    authority: Authority, title: str, names: tuple[str, ...], days: int, expected: str
) -> None:
    with pytest.raises(PublicityError) as error:
        compose(authority, title, lines(*names), days)
    assert code(error) == expected


def test_a_matter_is_published_once_at_a_time(authority: Authority) -> None:
    first = published(authority)
    with pytest.raises(PublicityError) as error:
        composed(authority)
    assert code(error) == "publicity-running"
    withdraw(first, "金额有误")
    assert composed(authority).number == "GS2026-0002"


def test_a_withdrawn_list_frees_nothing_and_never_closes(authority: Authority) -> None:
    publicity = withdraw(published(authority), "金额有误")
    assert {line.state for line in publicity.lines.all()} == {LineState.WITHDRAWN}
    with clock.at(TUESDAY):
        assert close_due() == []
    with pytest.raises(PublicityError):
        withdraw(publicity, "再撤一次")


def test_one_line_can_be_taken_back_alone(authority: Authority) -> None:
    publicity = published(authority)
    withdraw_line(publicity.lines.get(position=1), "申请人撤回申请")
    with clock.at(TUESDAY):
        close(publicity)
    assert free_references(publicity) == ["案2"]


def test_only_those_who_keep_publicity_compose_and_publish_it(officer: Officer, authority: Authority) -> None:
    checker, payer = officer(Role.SECOND_CHECK), officer(Role.FINANCE_MAKER)
    with pytest.raises(RoleRefused):
        compose(authority, "公示", lines("王芳"), 5, actor=payer)
    with acting_for(checker):
        publicity = publish(compose(authority, "公示", lines("王芳"), 5, actor=checker), actor=checker)
    assert publicity.composed_by == checker


def test_an_officer_sees_no_list_of_another_authority(
    officer: Officer, authority: Authority, other_authority: Authority
) -> None:
    composed(authority)
    with acting_for(officer(Role.INTAKE, at=other_authority)):
        assert not Publicity.objects.exists()
        assert not PublicityLine.objects.exists()


def test_a_clock_never_runs_into_a_year_without_a_calendar(authority: Authority) -> None:
    publicity = composed(authority)
    with clock.at(date(2026, 12, 30)), pytest.raises(CalendarUnknown):
        publish(publicity)


def test_days_entered_from_a_notice_let_the_clock_go_on(authority: Authority) -> None:
    holidays = [date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)]
    calendar.enter_year(2027, holidays, [], "2027年放假通知")
    with clock.at(date(2026, 12, 30)):
        assert publish(composed(authority)).public_until == date(2027, 1, 7)
    assert not calendar.is_working_day(date(2027, 1, 1))
    assert calendar.between(date(2026, 12, 30), date(2027, 1, 7)) == 5


def test_a_day_of_another_year_is_no_day_of_a_notice() -> None:
    with pytest.raises(CalendarError):
        calendar.enter_year(2027, [date(2026, 1, 1)], [], "通知")
    with pytest.raises(CalendarError):
        calendar.enter_year(2027, [date(2027, 1, 1)], [date(2027, 1, 1)], "通知")
