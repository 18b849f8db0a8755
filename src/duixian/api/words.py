"""What an authority's words mean: its registers' vocabulary, its policies in force and their measures."""

from __future__ import annotations

from duixian.api.errors import not_there
from duixian.authorities.models import Authority
from duixian.decisions.deciding import vocabulary_of
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.queries import in_force
from duixian.language.vocabulary import Vocabulary, load_vocabulary
from duixian.values.bilingual import Text


def vocabulary_of_authority(authority: Authority) -> Vocabulary:
    """The vocabulary in which facts are read."""
    policies = [version.loaded() for version in in_force(authority)]
    return vocabulary_of(policies) if policies else load_vocabulary()


def policy_in_force(authority: Authority, policy: str) -> PolicyVersion:
    """The latest version in force of a policy. Raises NotThere."""
    found = in_force(authority, policy).last()
    if found is None:
        raise not_there(Text("施行中的政策", "policy in force"), policy)
    return found


def measure_in_force(authority: Authority, policy: str, measure: str) -> PolicyVersion:
    """The version in force that has a measure. Raises NotThere."""
    version = policy_in_force(authority, policy)
    if measure not in version.loaded().measures:
        raise not_there(Text("项目", "benefit"), measure)
    return version
