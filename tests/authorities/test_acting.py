from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection

from duixian.authorities.acting import acting_for
from duixian.authorities.models import Appointment, Authority, Role
from tests.service import Officer


def visible() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT authority_id FROM authorities_appointment")
        return sorted({number for (number,) in cursor.fetchall()})


def test_an_officer_sees_the_rows_of_his_own_authority_only(
    officer: Officer, authority: Authority, other_authority: Authority
) -> None:
    mine, _ = officer(Role.FIRST_CHECK), officer(Role.FIRST_CHECK, at=other_authority)
    with acting_for(mine):
        assert visible() == [authority.pk]
    assert visible() == sorted([authority.pk, other_authority.pk])


def test_an_officer_cannot_write_a_row_of_another_authority(
    officer: Officer, other_authority: Authority
) -> None:
    mine = officer(Role.FIRST_CHECK)
    with pytest.raises(ProgrammingError, match="row-level security"), acting_for(mine):
        Appointment.objects.create(account=mine, authority=other_authority, role=Role.INTAKE)
