"""``duixian targets``: what a policy aims at, beside what the registers show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.table import Table

from duixian.cli.figures import plain_table
from duixian.cli.language import _
from duixian.cli.options import as_of_day, facts_folder, policies
from duixian.cli.running.inputs import load_policies, read_facts
from duixian.cli.session import Session
from duixian.insight.targets import Standing, standings


def command() -> click.Command:
    """The command in the language of the run."""
    text = _("Show the targets of a policy beside the figures that the registers reach on a day.")
    return click.Command(
        "targets",
        callback=run,
        params=[policies(), facts_folder(), as_of_day()],
        help=text,
        short_help=_("Show targets beside the figures reached."),
    )


@click.pass_obj
def run(session: Session, policy: str, facts: Path, as_of: date) -> None:
    """Print them."""
    loaded = load_policies([policy])[0]
    reading = read_facts(session, facts, [loaded])
    found = list(standings(loaded, reading.facts, as_of))
    if not found:
        session.out.print(_("This policy sets no targets."))
        return
    session.out.print(targets_table(session, found))


def targets_table(session: Session, found: list[Standing]) -> Table:
    """Targets with the figure reached, the figure set, and whether it is met."""
    table = plain_table([_("clause"), _("target"), _("reached"), _("set"), _("standing")], (2, 3))
    for standing in found:
        source = standing.target.source
        words = (source.name, standing.reached, standing.goal, standing.verdict)
        table.add_row(source.clause, *(session.words(text) for text in words))
    return table
