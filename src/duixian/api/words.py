"""The words of an authority's registers: the shared ones and those its policies in force declare."""

from __future__ import annotations

from duixian.authorities.models import Authority
from duixian.decisions.deciding import vocabulary_of
from duixian.decisions.store.queries import in_force
from duixian.language.vocabulary import Vocabulary, load_vocabulary


def vocabulary_of_authority(authority: Authority) -> Vocabulary:
    """The vocabulary in which facts are read."""
    policies = [version.loaded() for version in in_force(authority)]
    return vocabulary_of(policies) if policies else load_vocabulary()
