"""``duixian check``: everything a policy's folder gets wrong."""

from __future__ import annotations

import json

import click

from duixian.cli.language import _
from duixian.cli.options import as_json, policies
from duixian.cli.session import Session
from duixian.language.problems import Problem
from duixian.policybook import find_policy
from duixian.policybook.check import check_policy


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [policies(), as_json(_("Print the report as JSON."))]
    text = _(
        "Check a policy: every clause has its rule, every number of the wording is used, types and units fit, and "
        "every option of every interpretation builds. Ends with code 1 where something is wrong."
    )
    return click.Command(
        "check", callback=run, params=params, help=text, short_help=_("Check a policy's folder.")
    )


@click.pass_obj
def run(session: Session, policy: str, as_json: bool) -> None:
    """Print the report; its result is the exit code."""
    report = check_policy(find_policy(policy))
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        lines = report.render(session.lang).splitlines()
        for problem in report.problems:
            session.out.print(problem.render(session.lang), style=_colour(problem))
        session.out.print(lines[-1], style="green" if report.passed else "bold red")
    click.get_current_context().exit(0 if report.passed else 1)


def _colour(problem: Problem) -> str:
    return "yellow" if problem.warning else "red"
