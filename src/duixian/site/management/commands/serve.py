"""``serve``: the whole service in the foreground."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from duixian.site.serving import is_free, port_taken, prepare, serve


class Command(BaseCommand):
    """Database, web server and job worker, until Ctrl-C."""

    help = "Serve pages and interface and do the jobs, in the foreground, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Brings the tables up to date and serves."""
        if not is_free(options["host"], options["port"]):
            raise port_taken(options["port"])
        prepare()
        self.stdout.write(f"http://{options['host']}:{options['port']}/")
        serve(options["host"], options["port"], processes=options["processes"])
