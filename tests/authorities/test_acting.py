from __future__ import annotations

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from duixian.authorities.acting import acting_for
from duixian.authorities.models import Account, Appointment, Authority, Role
from tests.service import Officer


def ran(statement: str) -> int:
    """Rows that a statement in plain SQL touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def visible() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT authority_id FROM authorities_appointment")
        return {number for (number,) in cursor.fetchall()}


@pytest.fixture
def mine(officer: Officer) -> Account:
    return officer(Role.FIRST_CHECK)


@pytest.fixture
def theirs(officer: Officer, other_authority: Authority) -> Account:
    return officer(Role.FIRST_CHECK, at=other_authority)


def test_an_officer_sees_the_rows_of_the_own_authority_only(
    mine: Account, theirs: Account, authority: Authority, other_authority: Authority
) -> None:
    with acting_for(mine):
        assert visible() == {authority.pk}
    assert visible() == {authority.pk, other_authority.pk}


def test_an_officer_cannot_change_or_delete_another_authoritys_rows(mine: Account, theirs: Account) -> None:
    with acting_for(mine):
        where = f"WHERE account_id = {theirs.pk}"
        assert ran(f"UPDATE authorities_appointment SET until = since {where}") == 0
        assert ran(f"DELETE FROM authorities_appointment {where}") == 0
    assert Appointment.objects.filter(account=theirs, until=None).count() == 1


def test_an_officer_cannot_write_a_row_for_another_authority(
    mine: Account, other_authority: Authority
) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_for(mine):
        Appointment.objects.create(account=mine, authority=other_authority, role=Role.INTAKE)


def test_an_officer_cannot_give_a_row_away(mine: Account, other_authority: Authority) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_for(mine):
        ran(f"UPDATE authorities_appointment SET authority_id = {other_authority.pk}")


@pytest.mark.usefixtures("theirs")
def test_a_person_without_an_office_sees_no_rows(officer: Officer) -> None:
    with acting_for(officer(Role.PERSON)):
        assert visible() == set()


def test_a_locked_account_sees_no_rows(mine: Account) -> None:
    mine.is_active = False
    with acting_for(mine):
        assert visible() == set()


def test_acting_ends_with_its_block_and_the_inner_block_decides(
    mine: Account, theirs: Account, authority: Authority, other_authority: Authority
) -> None:
    with acting_for(mine):
        with acting_for([other_authority]):
            assert visible() == {other_authority.pk}
        assert visible() == {authority.pk}
    assert len(visible()) == 2


def test_acting_ends_when_its_block_fails(mine: Account, theirs: Account) -> None:
    with pytest.raises(ZeroDivisionError), acting_for(mine):
        _ = 1 / 0
    assert len(visible()) == 2


def test_an_auditor_sees_the_districts_below_the_city(
    officer: Officer, theirs: Account, other_authority: Authority
) -> None:
    city = Authority.objects.create(code="3301", name="杭州市")
    other_authority.parent = city
    other_authority.save()
    with acting_for(officer(Role.AUDITOR, at=city)):
        assert visible() == {city.pk, other_authority.pk}


def test_an_auditor_can_change_nothing(officer: Officer, mine: Account) -> None:
    auditor = officer(Role.AUDITOR)
    with acting_for(auditor):
        for statement in ("UPDATE authorities_appointment SET role = 'x'", "DELETE FROM authorities_account"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                ran(statement)
