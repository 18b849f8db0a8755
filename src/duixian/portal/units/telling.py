"""What a unit is told of cases that nobody has taken up: whose, how much, to whom, or what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duixian.casework.keys import person_table
from duixian.casework.people import names_of
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision
from duixian.design.decision.view import DecisionView, decision_view
from duixian.language.vocabulary import Vocabulary
from duixian.portal.doors import Claimant
from duixian.portal.policies import policy_of
from duixian.portal.units.prospects import Prospect
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Line:
    """A prospect as a page shows it. ``name``: of the person it is about; ``mine``: whether the unit is paid."""

    prospect: Prospect
    title: Text
    name: str
    mine: bool
    view: DecisionView


def lines_of(who: Claimant, vocabulary: Vocabulary, found: Iterable[Prospect]) -> list[Line]:
    """In the order given; one that policies no longer hold is left out."""
    listed = list(found)
    rows = Decision.objects.filter(pk__in=[one.decision for one in listed]).select_related("version")
    decisions = {row.pk: row for row in rows.defer("version__archive")}
    person = person_table(vocabulary)
    names = names_of(who.authority, {(person, one.person) for one in listed if one.person}, vocabulary)
    return [_line(who, one, decisions[one.decision], names.get((person, one.person), "")) for one in listed]


def _line(who: Claimant, one: Prospect, decision: Decision, name: str) -> Line:
    policy, said = policy_of(decision.version), document(decision)
    mine = any((payee["table"], payee["key"]) == who.pair for payee in said["payees"])
    title = policy.measures[one.measure].source.name
    return Line(one, title, name, mine, decision_view(said, policy))
