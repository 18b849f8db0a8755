from __future__ import annotations

import pytest
from django.db import connection


@pytest.mark.django_db
def test_every_table_of_cases_shows_only_its_authority_s_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'casework_%' AND NOT relrowsecurity"
        )
        assert cursor.fetchall() == []
