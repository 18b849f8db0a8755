"""What the registers know of somebody who nominates himself, as far as the rule of the round reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duixian.casework.forms import Section, form_for
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.models import Nomination
from duixian.language.vocabulary import Vocabulary
from duixian.portal.doors import Claimant
from duixian.portal.inputs import masked
from duixian.portal.knowing import known_rows
from duixian.portal.policies import policy_of
from duixian.registry.store.kinds import sealed_kind
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Known:
    """A register and what it says: rows of labels and texts. Empty: it knows nothing."""

    name: Text
    rows: tuple[tuple[tuple[Text, str], ...], ...]


def known_of(who: Claimant, nomination: Nomination) -> list[Known]:
    """Every register that the rule reads, but those the round itself will write. Of a unit's people nothing: the unit
    is told what the rule says of them."""
    terms = terms_of_round(nomination.round)
    if terms.measure is None or (nomination.table, nomination.key) != who.pair:
        return []
    vocabulary = policy_of(nomination.round.version).vocabulary
    held = known_rows(who, vocabulary)
    written = {writing.table for writing in terms.writings}
    return [
        Known(one.name, tuple(_cells(one, row, vocabulary) for row in held.get(one.table, ())))
        for one in form_for(nomination.round.version, terms.measure).sections
        if one.table not in written
    ]


def _cells(section: Section, row: Mapping[str, str], vocabulary: Vocabulary) -> tuple[tuple[Text, str], ...]:
    columns = vocabulary.tables[section.table].columns
    return tuple(
        (
            one.name,
            masked(row[one.column]) if sealed_kind(columns[one.column], vocabulary) else row[one.column],
        )
        for one in section.fields
        if row.get(one.column)
    )
