"""Measures by who receives them, as the rules say: a person, an employer, an institution."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.casework.keys import person_table
from duixian.engines.prose.names import table_name
from duixian.public.policies.living import Living, LivingMeasure
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class PayeeKind:
    """A table of payees by its name, and the measures that give them something."""

    name: Text
    measures: tuple[LivingMeasure, ...]


def by_payee(living: Living) -> tuple[PayeeKind, ...]:
    """Every kind of payee, persons first, the rest in the order of the policy; a measure with several stands under
    each."""
    found: dict[str, list[LivingMeasure]] = {}
    for one in living.measures.values():
        for table in dict.fromkeys(str(payee.who.type.of) for payee in one.guide.measure.payees):
            found.setdefault(table, []).append(one)
    vocabulary = living.policy.vocabulary
    order = sorted(found, key=lambda table: table != person_table(vocabulary))
    return tuple(PayeeKind(table_name(table, vocabulary), tuple(found[table])) for table in order)
