"""The words a unit's pages speak: those of the policies in force, or the shared ones where none is."""

from __future__ import annotations

from duixian.decisions.store.models import PolicyVersion
from duixian.language.rule import Measure
from duixian.language.vocabulary import Vocabulary, load_vocabulary
from duixian.portal.doors import Claimant
from duixian.portal.dues.deciding import versions_in_force
from duixian.portal.policies import policy_of

Offer = tuple[PolicyVersion, Measure]


def vocabulary_of(who: Claimant) -> Vocabulary:
    """That of the latest policy in force, which holds the shared tables too."""
    versions = versions_in_force(who.authority)
    return policy_of(versions[-1]).vocabulary if versions else load_vocabulary()


def measures_for(who: Claimant) -> list[Offer]:
    """Measures for which the unit may file: their record names it, has a key of its own, and is claimed once."""
    return [
        (version, measure)
        for version in versions_in_force(who.authority)
        for measure in policy_of(version).measures.values()
        if _may_file(version, measure, who.subject.table)
    ]


def measure_named(who: Claimant, version: int, measure: str) -> Offer | None:
    """One of them."""
    return next((o for o in measures_for(who) if o[0].pk == version and o[1].name == measure), None)


def pays_unit(offer: Offer, table: str) -> bool:
    """Whether money of the measure may go to the unit itself."""
    return any(str(payee.who.type.of) == table for payee in offer[1].payees)


def _may_file(version: PolicyVersion, measure: Measure, table: str) -> bool:
    record = policy_of(version).vocabulary.tables[measure.table]
    return record.key is not None and not measure.yearly and bool(record.links_to(table))
