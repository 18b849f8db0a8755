"""``duixian facts``: empty import sheets for exactly the registers a policy uses."""

from __future__ import annotations

from pathlib import Path

import click

from duixian.cli.figures import plain_table
from duixian.cli.language import _, plural
from duixian.cli.options import Folder, policies
from duixian.cli.running.inputs import load_policies
from duixian.cli.session import Session
from duixian.insight.registers import registers_used
from duixian.registry.templates import write_template
from duixian.values.bilingual import Text


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [
        policies(),
        click.Option(["--template"], type=Folder(), metavar="DIR", help=_("Folder for the empty sheets.")),
    ]
    text = _("List the registers a policy uses; with --template, write an empty sheet with notes for each.")
    return click.Command(
        "facts",
        callback=run,
        params=params,
        help=text,
        short_help=_("List the registers a policy uses; write empty ones."),
    )


@click.pass_obj
def run(session: Session, policy: str, template: Path | None) -> None:
    """List them, and write them."""
    loaded = load_policies([policy])[0]
    names = registers_used(loaded)
    table = plain_table([_("register"), _("what it holds"), _("columns")], (2,))
    for name in names:
        declared = loaded.vocabulary.tables[name]
        note = Text(declared.note, declared.english.replace("_", " "))
        table.add_row(name, session.words(note), str(len(declared.columns)))
    session.out.print(table)
    if template is not None:
        files = write_template(loaded.vocabulary, names, template, session.lang)
        written = plural("{n} empty sheet", "{n} empty sheets", len(files))
        session.err.print(_("{sheets} in {folder}.").format(sheets=written, folder=template))
