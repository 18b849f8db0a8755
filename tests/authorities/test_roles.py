from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from duixian.authorities import clock
from duixian.authorities.appointing import appoint, dismiss
from duixian.authorities.duties import INCOMPATIBLE
from duixian.authorities.errors import RoleRefused, RolesIncompatible
from duixian.authorities.models import Account, Appointment, Authority, Role
from duixian.authorities.roles import holds, require
from tests.service import Officer


@pytest.mark.parametrize("pair", sorted(tuple(sorted(pair)) for pair in INCOMPATIBLE))
def test_two_duties_that_must_not_meet_are_refused(
    officer: Officer, authority: Authority, pair: tuple[str, str]
) -> None:
    first, second = map(Role, pair)
    account = officer(first)
    with pytest.raises(RolesIncompatible) as error:
        appoint(account, authority, second)
    assert str(first.label) in error.value.render("zh")
    assert first.value in error.value.render("en")


def test_the_refusal_holds_across_authorities(officer: Officer, other_authority: Authority) -> None:
    with pytest.raises(RolesIncompatible):
        appoint(officer(Role.FIRST_CHECK), other_authority, Role.SECOND_CHECK)


def test_the_same_person_may_take_the_other_duty_after_the_first_ended(
    officer: Officer, authority: Authority
) -> None:
    account = officer(Role.FIRST_CHECK)
    dismiss(account.appointments.get())
    appoint(account, authority, Role.SECOND_CHECK)
    assert holds(account, authority, Role.SECOND_CHECK)
    assert not holds(account, authority, Role.FIRST_CHECK)


def test_a_role_counts_from_its_first_day_until_before_its_last(
    officer: Officer, authority: Authority
) -> None:
    account = Account.objects.create(username="temporary")
    appoint(account, authority, Role.INTAKE, since=date(2026, 3, 2), until=date(2026, 3, 9))
    held = []
    for day in (1, 2, 8, 9):
        with clock.at(date(2026, 3, day)):
            held.append(holds(account, authority, Role.INTAKE))
    assert held == [False, True, True, False]


def test_an_act_without_the_role_is_refused_in_words(officer: Officer, authority: Authority) -> None:
    account = officer(Role.INTAKE, name="王小明")
    require(account, authority, Role.FIRST_CHECK, Role.INTAKE)
    with pytest.raises(RoleRefused) as error:
        require(account, authority, Role.FINANCE_CHECKER)
    assert "王小明" in str(error.value)
    assert "财务复核" in str(error.value)


def test_a_role_at_one_authority_is_none_at_another(officer: Officer, other_authority: Authority) -> None:
    with pytest.raises(RoleRefused):
        require(officer(Role.INTAKE), other_authority, Role.INTAKE)


def test_one_appointment_is_not_made_twice_for_the_same_days(officer: Officer, authority: Authority) -> None:
    account = officer(Role.INTAKE)
    with pytest.raises(Exception, match="appointment_once_at_a_time"):  # the database's own refusal
        Appointment.objects.create(account=account, authority=authority, role=Role.INTAKE)


@pytest.mark.parametrize("pair", sorted(tuple(sorted(pair)) for pair in INCOMPATIBLE))
def test_the_database_refuses_them_too_whoever_writes(
    officer: Officer, authority: Authority, pair: tuple[str, str]
) -> None:
    account = officer(Role(pair[0]))
    with pytest.raises(IntegrityError, match="duties_apart"), transaction.atomic():
        Appointment.objects.create(account=account, authority=authority, role=pair[1])


def test_the_database_takes_them_one_after_the_other(officer: Officer, authority: Authority) -> None:
    account = officer(Role.FIRST_CHECK)
    dismiss(account.appointments.get())
    assert Appointment.objects.create(account=account, authority=authority, role=Role.SECOND_CHECK).pk
