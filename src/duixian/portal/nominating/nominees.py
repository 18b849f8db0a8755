"""Whom or what a subject may nominate in a round: himself, the unit's people of now, or rows that are the unit's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from duixian.casework.keys import person_table
from duixian.casework.people import name_in
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.models import Round
from duixian.casework.selection.subjects import current
from duixian.language.vocabulary import Vocabulary
from duixian.portal.doors import Claimant
from duixian.portal.policies import policy_of
from duixian.portal.units import ties
from duixian.registry.store.tokens import numbers_of

MOST = 30


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody or something; ``key`` as the registry keeps it. ``end``: of the number, where names are the same."""

    key: str
    name: str
    end: str = ""


def nominees(who: Claimant, row: Round, words: str) -> list[Nominee]:
    """The first of them whose names hold some words."""
    table, vocabulary = terms_of_round(row).subject, policy_of(row.version).vocabulary
    if table == who.subject.table:
        return [Nominee(who.subject.key, who.subject.name)]
    if table == person_table(vocabulary):
        found = ties.members(who.authority, who.pair, vocabulary, ties.Wanted(words=words), MOST)
        return _told_apart(who, [Nominee(one.key, one.name) for one in found])
    return _own_rows(who, table, vocabulary, words)


def _told_apart(who: Claimant, found: list[Nominee]) -> list[Nominee]:
    named = Counter(one.name for one in found)
    same = [one.key for one in found if named[one.name] > 1]
    numbers = numbers_of(who.authority, same)
    return [Nominee(one.key, one.name, numbers[one.key][-4:]) if one.key in numbers else one for one in found]


def _own_rows(who: Claimant, table: str, vocabulary: Vocabulary, words: str) -> list[Nominee]:
    """Rows of a register that point to the unit."""
    rows = current(who.authority).filter(table=table, links__contains=[":".join(who.pair)]).order_by("key")
    named = [
        Nominee(key, name_in(vocabulary.tables[table], cells) or key)
        for key, cells in rows.values_list("key", "cells")
    ]
    return [one for one in named if words in one.name][:MOST]
