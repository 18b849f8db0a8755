"""``duixian demo``: one policy from its words to its decisions, over a registry made up for the occasion."""

from __future__ import annotations

import getpass
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from duixian.cli.commands.sample import default_profile, make_sample
from duixian.cli.commands.targets import targets_table
from duixian.cli.explaining.decision import Explainer
from duixian.cli.failure import Failure
from duixian.cli.figures import summary_table
from duixian.cli.language import _, plural
from duixian.cli.options import engine_option, output_folder
from duixian.cli.running.deciding import Run, decide_all, write_run
from duixian.cli.running.inputs import load_policies, read_for, warn_of_drafts
from duixian.cli.session import Session
from duixian.decisions.runs.decided import DecidedRun
from duixian.decisions.runs.engines import EngineName
from duixian.insight.targets import standings
from duixian.language.outcome import Outcome, Verdict
from duixian.language.rule import MeasureKind, Policy
from duixian.language.unknown import Unknown

SEED = 1
_REGISTRY, _RESULTS = "registry", "decisions"
_MARK = ".duixian-demo"
"""Says that a demo made a folder and may take it away; a hidden file is no register."""


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [
        click.Option(
            ["--persons"],
            type=click.IntRange(min=1),
            default=20_000,
            show_default=True,
            help=_("Number of persons."),
        ),
        output_folder(required=False),
        engine_option((EngineName.POLARS, EngineName.SINGLE)),
        click.Option(["--no-serve"], is_flag=True, help=_("End without a server.")),
    ]
    text = _(
        "Make up a registry, decide a policy over it, and show the summary by clause, the targets and three decisions: "
        "one paid, one refused for two reasons, one undetermined."
    )
    return click.Command(
        "demo",
        callback=run,
        params=params,
        help=text,
        short_help=_("Show one policy from its words to its decisions."),
    )


@click.pass_obj
def run(session: Session, persons: int, out: Path | None, engine: str, no_serve: bool) -> None:
    """The whole show."""
    started = time.monotonic()
    folder = out if out is not None else _own_folder()
    profile = default_profile()
    policy = load_policies([str(profile.parent)])[0]
    day = day_of_demo(policy)
    _introduce(session, policy, persons, day)
    registry = _fresh(folder / _REGISTRY)
    make_sample(session, profile, persons, SEED, registry, "csv")
    reading = read_for(session, registry, [policy], EngineName(engine))
    done = decide_all(session, [policy], reading, day, EngineName(engine))
    write_run(session, done, folder / _RESULTS, "csv")
    _show(session, done)
    _close(session, folder, round(time.monotonic() - started))
    if not no_serve:
        session.out.print(_("The service with a month of work in it: make demo"))


def day_of_demo(policy: Policy) -> date:
    """The last day of the policy's term; today where it has none."""
    return policy.window.end or date.today()


def _fresh(folder: Path) -> Path:
    """The folder, emptied of what an earlier demo put there; a folder that no demo made is left alone."""
    mark = folder / _MARK
    if folder.exists() and any(folder.iterdir()) and not mark.is_file():
        lines = _("{folder} holds files that no demo made."), _("What to do: name another --out.")
        raise Failure("\n".join(lines).format(folder=folder))
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    mark.touch()
    return folder


def _introduce(session: Session, policy: Policy, persons: int, day: date) -> None:
    session.out.print(session.words(policy.title), style="bold")
    people = plural("{n} person made up", "{n} persons made up", persons)
    session.out.print(_("{people}, decided as of {day}.").format(people=people, day=day), style="dim")
    warn_of_drafts(session, [policy])


def _show(session: Session, done: Run) -> None:
    out = session.out
    for title, table in (
        (_("By clause"), summary_table(session, done.summary)),
        (
            _("Targets"),
            targets_table(session, list(standings(done.policies[0], done.reading.facts, done.as_of))),
        ),
    ):
        out.print()
        out.print(title, style="bold")
        out.print(table)
    explainer = Explainer(session, done.reading.facts)
    shown = _three(done.decided)
    for title, outcome in shown:
        out.print()
        out.print(title, style="bold reverse")
        if outcome is None:
            out.print(_("No such case in this registry; try more persons."))
        else:
            explainer.show(outcome)
    explainer.readings(outcome for _title, outcome in shown if outcome is not None)


def _three(decided: DecidedRun) -> list[tuple[str, Outcome | None]]:
    """One paid, one refused for two reasons, one undetermined; of different measures where there are such."""
    paid = _first(decided, Verdict.ELIGIBLE, _worked_out, [])
    refused = _first(decided, Verdict.INELIGIBLE, _refused_for_two_reasons, [paid])
    undetermined = _first(decided, Verdict.UNDETERMINED, lambda case: True, [paid, refused])
    return [
        (_("One that is paid"), paid),
        (_("One refused for two reasons"), refused),
        (_("One that cannot be decided yet"), undetermined),
    ]


def _first(
    decided: DecidedRun,
    verdict: Verdict,
    wanted: Callable[[Outcome], bool],
    shown: Sequence[Outcome | None],
) -> Outcome | None:
    """The first of a measure of money that is not shown yet, or else of any."""
    names = {outcome.measure.name for outcome in shown if outcome is not None}
    money = [m for m in decided.measures if m.measure.kind is MeasureKind.MONEY]
    for measure in sorted(money, key=lambda m: m.measure.name in names):
        found = next(filter(wanted, measure.of_verdict(verdict)), None)
        if found is not None:
            return found
    return None


def _worked_out(outcome: Outcome) -> bool:
    return outcome.payable > 0 and len(outcome.workings) > 1


def _refused_for_two_reasons(outcome: Outcome) -> bool:
    """Two conditions of its own fail, none is unknown, and the case is of the policy's time."""
    failed = [finding for finding in outcome.findings if finding.truth is False]
    unknown = any(finding.truth.__class__ is Unknown for finding in outcome.findings)
    general = (outcome.measure.window, outcome.measure.deadline)
    own = all(finding.condition not in general for finding in failed)
    return len(failed) == 2 and own and not unknown


def _close(session: Session, folder: Path, seconds: int) -> None:
    out = session.out
    out.print()
    out.print(_("Files"), style="bold")
    out.print(_("  registers: {folder}").format(folder=folder / _REGISTRY))
    out.print(_("  decisions: {folder}").format(folder=folder / _RESULTS))
    out.print(_("Took {seconds} s.").format(seconds=seconds), style="dim")


def _own_folder() -> Path:
    """A folder of this user's in the temporary place: root and a user may both show the demo on one machine."""
    user = os.getuid() if hasattr(os, "getuid") else getpass.getuser()
    return Path(tempfile.gettempdir()) / f"duixian-demo-{user}"
