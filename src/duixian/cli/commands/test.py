"""``duixian test``: a policy's own examples, each decided and compared."""

from __future__ import annotations

import click

from duixian.cli.language import _, plural
from duixian.cli.options import policies
from duixian.cli.session import Session, without_collector
from duixian.decisions.examples import ExampleResult, run_examples
from duixian.policybook import find_policy


def command() -> click.Command:
    """The command in the language of the run."""
    text = _("Run a policy's examples. Ends with code 1 where a decision is not the expected one.")
    return click.Command(
        "test", callback=run, params=[policies()], help=text, short_help=_("Run a policy's examples.")
    )


@click.pass_obj
def run(session: Session, policy: str) -> None:
    """Print what differs; whether anything does is the exit code."""
    done = failed = 0
    with without_collector():
        for result in run_examples(find_policy(policy)):
            done += 1
            if not result.holds:
                failed += 1
                _tell(session, result)
    _sum_up(session, done, failed)
    click.get_current_context().exit(1 if failed else 0)


def _tell(session: Session, result: ExampleResult) -> None:
    name = session.words(result.example.name)
    session.out.print(f"✗ {result.example.spot}  {name}", style="red")
    for failure in result.failures:
        session.out.print(f"    {session.words(failure)}")


def _sum_up(session: Session, done: int, failed: int) -> None:
    if not done:
        session.out.print(_("This policy has no examples yet: write them in examples.yaml."), style="yellow")
        return
    ran = plural("{n} example", "{n} examples", done)
    style = "red" if failed else "green"
    wrong = plural("{n} not as expected", "{n} not as expected", failed)
    as_expected = _("all as expected")
    session.out.print(f"{ran}: {wrong if failed else as_expected}", style=style)
