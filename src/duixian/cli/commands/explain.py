"""``duixian explain``: the decisions about one person, employer or case, with every reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from duixian.cli.explaining.decision import Explainer
from duixian.cli.failure import Failure
from duixian.cli.language import _, plural
from duixian.cli.options import as_json, as_of_day, facts_folder, policies
from duixian.cli.results.cases import EMPLOYER, PERSON
from duixian.cli.running.inputs import load_policies, read_facts, warn_of_drafts
from duixian.cli.session import Session, without_collector
from duixian.decisions.document import decision_document
from duixian.decisions.scope import Subject, decide_for
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome, Verdict


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [
        policies(many=True),
        facts_folder(),
        as_of_day(),
        click.Option(["--person"], metavar="ID", help=_("ID number of a person.")),
        click.Option(["--employer"], metavar="CODE", help=_("Unified social credit code of an employer.")),
        click.Option(["--decision"], metavar="ID", help=_("A decision's number, as in decisions.xlsx.")),
        as_json(_("Print the decisions in the published form, one a line.")),
    ]
    text = _(
        "Explain decisions: verdict, amount step by step, every condition with the words of its clause, what limits "
        "did, instalments, what is missing and which interpretations were used."
    )
    return click.Command(
        "explain",
        callback=run,
        params=params,
        help=text,
        short_help=_("Explain the decisions about one person or employer."),
    )


@click.pass_obj
def run(
    session: Session,
    policy: tuple[str, ...],
    facts: Path,
    as_of: date,
    person: str | None,
    employer: str | None,
    decision: str | None,
    as_json: bool,
) -> None:
    """Decide what is asked for and show it."""
    subject = _subject(person, employer, decision)
    loaded = load_policies(policy)
    warn_of_drafts(session, loaded)
    reading = read_facts(session, facts, loaded)
    _check_known(reading.facts, subject, facts)
    with without_collector():
        outcomes = decide_for(loaded, reading.facts, as_of, subject)
    if subject.case and not outcomes:
        raise Failure(_no_decision(subject.case, as_of))
    if as_json:
        for outcome in outcomes:
            click.echo(json.dumps(decision_document(outcome), ensure_ascii=False, separators=(",", ":")))
        return
    _show(session, outcomes, reading.facts)


def _subject(person: str | None, employer: str | None, decision: str | None) -> Subject:
    given = [value for value in (person, employer, decision) if value is not None]
    if len(given) != 1:
        raise click.UsageError(_("Name one of --person, --employer and --decision."))
    if decision is not None:
        return Subject(case=decision.strip().lower())
    table = PERSON if person is not None else EMPLOYER
    return Subject(table, given[0].strip().upper())


def _check_known(facts: Facts, subject: Subject, folder: Path) -> None:
    if subject.case or facts.find(subject.table, subject.key) is not None:
        return
    lines = [
        _("{table} {key} is not on the registers in {folder}."),
        _(
            "What to do: check the number, and whether its row was rejected (duixian decide lists the rejects)."
        ),
    ]
    raise Failure("\n".join(lines).format(table=subject.table, key=subject.key, folder=folder))


def _no_decision(name: str, as_of: date) -> str:
    lines = [
        _("There is no decision {name} as of {day}."),
        _("What to do: copy the number from the decisions of the same policies, registers and day."),
    ]
    return "\n".join(lines).format(name=name, day=as_of)


_ORDER = (Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.INELIGIBLE)


def _show(session: Session, outcomes: list[Outcome], facts: Facts) -> None:
    if not outcomes:
        session.out.print(_("No case: nothing on the registers is what these policies decide about."))
        return
    explainer = Explainer(session, facts)
    for outcome in sorted(outcomes, key=lambda o: _ORDER.index(o.verdict)):
        explainer.show(outcome)
    explainer.readings(outcomes)
    session.out.print(plural("{n} decision", "{n} decisions", len(outcomes)), style="dim")
