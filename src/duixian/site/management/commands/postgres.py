"""``postgres``: the embedded server itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from duixian.site.postgres.cluster import Cluster
from duixian.site.postgres.sharing import in_use


class Command(BaseCommand):
    """Says whether it runs, or stops it."""

    help = "Say whether the embedded database runs (status), or stop it whoever uses it (stop)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do."""
        parser.add_argument("act", choices=("status", "stop"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Does it."""
        cluster = Cluster(Path(settings.DUIXIAN_POSTGRES))
        if options["act"] == "stop":
            cluster.stop()
        runs = "runs" if cluster.runs() else "does not run"
        used = ", in use" if cluster.folder.exists() and in_use(cluster) else ""
        self.stdout.write(f"{cluster.folder}: {runs}{used}")
