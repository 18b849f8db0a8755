from __future__ import annotations

import pytest
from django.db import IntegrityError, connection

from duixian.casework.models import Happening
from duixian.casework.moving import locked, move
from duixian.casework.states import Verb
from tests.casework.office import Office, certificate


@pytest.mark.django_db
def test_every_table_of_cases_shows_only_its_authority_s_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'casework_%' AND NOT relrowsecurity"
        )
        assert cursor.fetchall() == []


def test_the_database_itself_takes_no_refusal_without_a_clause(office: Office) -> None:
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    with locked(case) as row, pytest.raises(IntegrityError, match="no_refusal_without_a_clause"):
        move(row, Verb.REFUSE, None, details={"citations": []})


def test_a_line_of_the_history_is_never_changed(office: Office) -> None:
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    with pytest.raises(IntegrityError, match="only ever grows"):
        Happening.objects.filter(case=case).update(words="别的")
