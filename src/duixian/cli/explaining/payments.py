"""Who is paid what and when: payees, instalments with equal ones drawn together, funds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table

from duixian.cli.language import _, plural
from duixian.cli.results.cases import Parties
from duixian.cli.results.words import STATES
from duixian.cli.session import Session
from duixian.decisions.document import payees_document
from duixian.decisions.funding import funding_of
from duixian.engines.prose.names import table_name
from duixian.language.outcome import Instalment, InstalmentState, Outcome
from duixian.values.money import format_money

_COLOURS = {
    InstalmentState.DUE: "green",
    InstalmentState.LOST: "red",
    InstalmentState.STOPPED: "red",
    InstalmentState.UNKNOWN: "yellow",
}


def payees_shown(session: Session, outcome: Outcome, parties: Parties) -> list[str]:
    """A line for each payee."""
    lines = []
    for payee in payees_document(outcome):
        name, key = parties.name_of(payee["table"], payee["key"]), payee["key"]
        table = session.words(table_name(payee["table"], outcome.policy.vocabulary))
        who = f"{table} {name}（{key}）" if name else f"{table} {key}"
        lines.append(f"{who}  {format_money(payee['amount'], session.lang)}")
    return lines


def funds_shown(session: Session, outcome: Outcome) -> list[str]:
    """A line for each source of money."""
    lines = []
    for tier, amount in funding_of(outcome):
        shown = format_money(amount, session.lang) if amount is not None else _("open")
        lines.append(f"{session.words(tier)}  {shown}")
    return lines


def instalments_shown(session: Session, outcome: Outcome) -> RenderableType:
    """Instalments; neighbours of the same amount and state on one line."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for right in (False, False, True, False):
        grid.add_column(justify="right" if right else "left", no_wrap=True)
    for run in _runs(outcome.instalments):
        state = session.words(STATES[run[0].state])
        colour = _COLOURS.get(run[0].state)
        grid.add_row(_span(session, run), _due(run), _amount(session, run), state, style=colour)
    return grid


def _runs(instalments: Sequence[Instalment]) -> Iterator[list[Instalment]]:
    for _key, items in groupby(instalments, key=lambda i: (i.amount, i.state, i.label)):
        yield list(items)


def _span(session: Session, run: list[Instalment]) -> str:
    first, last = run[0], run[-1]
    name = session.words(first.label) if first.label is not None else first.period
    name = name or _("no. {n}").format(n=first.number)
    if len(run) == 1:
        return name
    end = last.period or str(last.number)
    many = plural("{n} instalment", "{n} instalments", len(run))
    return f"{name} – {end} ({many})"


def _due(run: list[Instalment]) -> str:
    days = [i.due for i in run if i.due is not None]
    if not days:
        return ""
    first, last = days[0].isoformat(), days[-1].isoformat()
    return _("due {day}").format(day=first if first == last else f"{first} – {last}")


def _amount(session: Session, run: list[Instalment]) -> str:
    each = format_money(run[0].amount, session.lang)
    return each if len(run) == 1 else f"{len(run)} × {each}"
