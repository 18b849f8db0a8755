"""An officer's query by links, or by the matter of a claim, uses its index.

Under row security PostgreSQL evaluates only functions that cannot leak what they see before the policy has spoken, and
an index on anything else lies idle: every look at an employer read all rows of the authority. Whether an array of texts
contains another, and what an object holds under a name, raise no error and tell nobody more than their answer, so they
are marked so where the database lets us; where it does not, queries are slower and say the same.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

_MARK = """
DO $$
BEGIN
    ALTER FUNCTION pg_catalog.arraycontains(anyarray, anyarray) {mark};
    ALTER FUNCTION pg_catalog.jsonb_object_field_text(jsonb, text) {mark};
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'queries by links under row security will not use their index';
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("registry", "0004_rows_are_laid_out")]

    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(_MARK.format(mark="LEAKPROOF"), _MARK.format(mark="NOT LEAKPROOF"))
    ]
