"""The measures a person may claim by himself."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from duixian.decisions.store.models import PolicyVersion
from duixian.language.rule import Measure
from duixian.portal.doors import Claimant
from duixian.portal.dues.deciding import versions_in_force
from duixian.portal.policies import policy_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure of a policy in force."""

    version: PolicyVersion
    measure: Measure


def choices_for(who: Claimant) -> list[Choice]:
    """Measures whose payee is of the subject's kind and whose record names one of that kind."""
    versions = versions_in_force(who.authority)
    return [
        Choice(version, measure)
        for version in versions
        for measure in policy_of(version).measures.values()
        if _is_for(measure, version, who.subject.table)
    ]


def measure_for(who: Claimant, version: str, measure: str) -> tuple[PolicyVersion, str]:
    """One of the choices as a form names it. Raises Http404."""
    found = (one for one in choices_for(who) if (str(one.version.pk), one.measure.name) == (version, measure))
    one = next(found, None)
    if one is None:
        raise Http404(measure)
    return one.version, one.measure.name


def _is_for(measure: Measure, version: PolicyVersion, table: str) -> bool:
    record = policy_of(version).vocabulary.tables[measure.table]
    paid = any(str(payee.who.type.of) == table for payee in measure.payees)
    return paid and record.key is not None and bool(record.links_to(table))
