"""``worker``: does the jobs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from duixian.site.working import work


class Command(BaseCommand):
    """Runs until it is stopped; several may run at once."""

    help = "Do the jobs: runs, notices, batches, timers. Runs until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many jobs at once, and whether to end when none is left."""
        parser.add_argument("--concurrency", type=int, default=2)
        parser.add_argument("--until-empty", action="store_true", help="End when no job is due.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Works."""
        work(concurrency=options["concurrency"], until_empty=options["until_empty"])
