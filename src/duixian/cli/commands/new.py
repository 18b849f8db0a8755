"""``duixian new``: the skeleton of a policy from its official text."""

from __future__ import annotations

import re
from pathlib import Path

import click

from duixian.cli.language import _
from duixian.cli.options import Folder
from duixian.cli.session import Session
from duixian.policybook.scaffold import start_policy
from duixian.policybook.shelf import place_of_new

_SHAPE = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [
        click.Argument(["name"], metavar="AUTHORITY/POLICY"),
        click.Option(
            ["--text"], type=Folder(), required=True, metavar="FILE", help=_("The official text, UTF-8.")
        ),
    ]
    text = _(
        "Start a policy from its official text: the wording to the letter with an empty rule under each clause."
    )
    return click.Command(
        "new", callback=run, params=params, help=text, short_help=_("Start a policy from its official text.")
    )


@click.pass_obj
def run(session: Session, name: str, text: Path) -> None:
    """Write the skeleton and say what comes next."""
    if not _SHAPE.fullmatch(name):
        raise click.UsageError(
            _("'{name}' is no name for a policy: write authority/policy in a-z, 0-9 and hyphens.").format(
                name=name
            )
        )
    folder = start_policy(text, place_of_new(name))
    session.out.print(_("Written: {file}").format(file=folder))
    session.out.print(
        _("Next: fill the rule under each clause, then run: duixian check {name}").format(
            name=_shortest(folder)
        )
    )


def _shortest(folder: Path) -> Path:
    """The folder as it is named from here."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
