"""What follows an import, whoever imports."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from duixian.registry.store.guards import LAID_OUT, LAID_OUT_UNDONE


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("registry", "0003_what_looks_alike_and_is_not")]

    operations: ClassVar[list[Operation]] = [migrations.RunSQL(LAID_OUT, LAID_OUT_UNDONE)]
