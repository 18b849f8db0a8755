"""``python -m duixian.site …``: Django's commands, with the database started first."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import AbstractContextManager, nullcontext

from duixian.site.databases import given_address
from duixian.site.demo_home import open_demo_home
from duixian.site.places import data_folder
from duixian.site.postgres.cluster import Cluster
from duixian.site.postgres.sharing import shared
from duixian.values.bilingual import DuixianError

WITHOUT_DATABASE = {"help", "version", "--help", "--version", "makemigrations", "makemessages", "postgres"}
"""Commands that work on the source or on the server itself."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duixian.site.settings")
    try:
        with _database(given):
            _execute(given)
    except DuixianError as error:
        print(error.render("zh"), error.render("en"), sep="\n\n", file=sys.stderr)
        return 1
    return 0


def _database(given: list[str]) -> AbstractContextManager[object]:
    if not given or given[0] in WITHOUT_DATABASE:
        return nullcontext()
    if given[0] == "demo":
        open_demo_home()
    if given_address():
        return nullcontext()
    return shared(Cluster(data_folder() / "postgres", passing=given[0] == "demo"))


def _execute(given: list[str]) -> None:
    from django.core.management import execute_from_command_line

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Got an error checking a consistent migration history")
        execute_from_command_line(["duixian.site", *given])


if __name__ == "__main__":
    sys.exit(main())
