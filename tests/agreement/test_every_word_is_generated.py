"""The generator writes every word of the language: a new word without a generator fails here."""

from __future__ import annotations

from collections import Counter
from random import Random

from tests.agreement.cases import loaded
from tests.agreement.grammar.coverage import held_by, wanted
from tests.agreement.grammar.documents import drafts

POLICIES = 170


def test_every_word_of_the_language_is_generated() -> None:
    found: Counter[str] = Counter()
    for seed in range(POLICIES):
        for policy in loaded(drafts(Random(seed))):
            found += held_by(policy)
    assert sorted(wanted() - found.keys()) == []
