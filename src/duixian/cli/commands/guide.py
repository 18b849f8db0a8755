"""``duixian guide``: a policy as a plain-language page."""

from __future__ import annotations

from pathlib import Path

import click

from duixian.cli.language import _
from duixian.cli.options import Folder, policies
from duixian.cli.running.inputs import load_policies
from duixian.cli.running.whole_file import write_whole
from duixian.cli.session import Session
from duixian.engines.prose.guide import guide_of
from duixian.engines.prose.markdown import guide_markdown


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [
        policies(),
        click.Option(
            ["--out"], type=Folder(), metavar="FILE", help=_("File to write; else the page is printed.")
        ),
    ]
    text = _(
        "Print a policy as a guide, from its rules: who, how much, conditions, papers, deadlines, payment, limits."
    )
    return click.Command(
        "guide", callback=run, params=params, help=text, short_help=_("Print a policy as a guide for people.")
    )


@click.pass_obj
def run(session: Session, policy: str, out: Path | None) -> None:
    """Lay out the guide and write it."""
    page = guide_markdown(guide_of(load_policies([policy])[0]), session.lang)
    if out is None:
        click.echo(page, nl=False)
        return
    write_whole(out, page)
    session.err.print(_("Written: {file}").format(file=out))
