"""What the page of one nomination shows: what is asked, what the rule would say, and what the registers know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duixian.authorities import clock
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.selection import nominations
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.models import Nomination, Round
from duixian.casework.selection.states import RoundState
from duixian.casework.selection.terms import Terms
from duixian.notices.masking import without_numbers
from duixian.portal.doors import Claimant
from duixian.portal.nominating.known import known_of
from duixian.values.bilingual import DuixianError, Text

_LONG = 12
"""Digits in a row that may be a number of an identity or an account."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One that does not hold, or that the registers cannot tell (``unknown``)."""

    words: Text
    clause: str
    quote: str
    unknown: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Something the nomination has to say. ``name``: how the form names it."""

    name: str
    label: str
    value: str

    @property
    def shown(self) -> str:
        """Its value as it may stand on a page: without numbers of identities."""
        return without_numbers(self.value, _LONG)


def name_of_round(row: Round) -> Text:
    """A selection's name for people, with its label."""
    terms = terms_of_round(row)
    return Text(f"{row.name} {row.label}", f"{terms.english or row.name} {row.label}")


def page_of(who: Claimant, nomination: Nomination) -> dict[str, Any]:
    """The context. A unit is told what the rule says of its people, not what the registers know of them."""
    row, terms = nomination.round, terms_of_round(nomination.round)
    said = nominations.details_of(nomination)
    most = procedure_of(row.version).largest_file
    return {
        "nomination": nomination,
        "round": row,
        "title": name_of_round(row),
        "terms": terms,
        "beside": [
            Beside(f"detail|{name}", name, said.get(name, "")) for name in nominations.asked_beside(terms)
        ],
        "categories": [name for name in row.places if name],
        "evidence": nomination.evidence.order_by("pk"),
        "own": (nomination.table, nomination.key) == who.pair,
        "known": known_of(who, nomination),
        "largest_file": most,
        "largest": most // 1024**2,
        "media_types": sorted(procedure_of(row.version).media_types),
        "may_withdraw": nomination.withdrawn_at is None
        and row.state == RoundState.CALLED
        and clock.today() <= row.nominations_until,
        **_foreseen(nomination, terms),
    }


def _foreseen(nomination: Nomination, terms: Terms) -> dict[str, Any]:
    if terms.measure is None or nomination.submitted_at is not None:
        return {"asked_rule": False}
    try:
        reasons = nominations.foreseen(nomination)
    except DuixianError as error:
        return {"asked_rule": False, "silent": error}
    conditions = [_condition(reason) for reason in reasons]
    return {
        "asked_rule": True,
        "failing": [one for one in conditions if not one.unknown],
        "unknown": [one for one in conditions if one.unknown],
    }


def _condition(reason: dict[str, Any]) -> Condition:
    words = Text(reason["zh"], reason["en"])
    return Condition(words, reason["clause"] or "", reason["quote"] or "", reason["truth"] is not False)
