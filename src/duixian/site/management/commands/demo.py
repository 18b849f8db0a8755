"""``demo``: the service with a month of work in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from duixian.site.demo_home import registry_of_last_demo
from duixian.site.seeding.showing import run_demo
from duixian.site.serving import free_port, named, prepare, serve

_YOUNG, _OLD = 50_000, 50


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Looks for garbage seldom: migrating makes thousands of model classes, and walking them again and again takes a
    third of its time."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLD, _OLD)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


class Command(BaseCommand):
    """Loads the registry of ``duixian demo``, tells a month of work, and serves it until Ctrl-C."""

    help = "Load the demo's registry into the service, do a month of work on it, and serve it until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Those of ``duixian demo`` as well, so that both take the same line."""
        parser.add_argument("--persons", type=int, default=20_000, help="Where no registry was made up yet.")
        parser.add_argument("--out", type=Path, help="The folder of `duixian demo`.")
        parser.add_argument("--engine", help="Of `duixian demo` alone.")
        parser.add_argument("--no-serve", action="store_true", help="End after the work.")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Works, then serves."""
        out = options["out"]
        with _rare_collections():
            prepare()
            run_demo(
                out / "registry" if out else registry_of_last_demo(), options["persons"], self.stdout.write
            )
        if options["no_serve"]:
            return
        port = free_port(options["host"], options["port"])
        self.stdout.write(f"\n  http://{named(options['host'])}:{port}/\n  Ctrl-C 结束 / ends it")
        self.stdout.flush()
        serve(options["host"], port, quiet=True)
