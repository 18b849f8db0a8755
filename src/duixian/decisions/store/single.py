"""One case, or all that concerns one person, employer or record: decided by the reference engine and kept.

It is decided among everything that was known, for a limit, a quota or a count may bring in anybody; what bears on it
is found first, and only that is decided. So the decision is the one that a run over the whole would make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duixian.authorities.models import Account, Authority
from duixian.decisions.identity import case_id
from duixian.decisions.scope import Subject, decide_for
from duixian.decisions.store.chain import append
from duixian.decisions.store.inputs import known_then, moment
from duixian.decisions.store.keys import Key, written
from duixian.decisions.store.models import Decision, PolicyVersion
from duixian.decisions.store.rows import Making
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Policy


@dataclass(frozen=True)
class Concerning:
    """The cases that concern some records, and the hash of the facts they were decided by."""

    outcomes: tuple[Outcome, ...]
    inputs_hash: str


def decide_case(
    authority: Authority,
    version: PolicyVersion,
    measure: str | None,
    keys: Sequence[Key],
    as_of: date,
    *,
    known_at: datetime | None = None,
    actor: Account | None = None,
) -> list[Decision]:
    """The cases of some records (table and the registry's key): of a measure's own record that case, of a person or
    an employer all theirs; ``measure``: only of that one. The decisions are kept."""
    known = moment(authority, known_at)
    found = concerning(authority, version, keys, as_of, known)
    outcomes = [o for o in found.outcomes if measure in (None, o.measure.name)]
    making = Making(authority, [version], as_of, known, found.inputs_hash, asked=keys, actor=actor)
    return append(authority, list(making.rows(outcomes)))


def concerning(
    authority: Authority, version: PolicyVersion, keys: Sequence[Key], as_of: date, known_at: datetime
) -> Concerning:
    """The cases of some records, by what was known at a moment."""
    policy = version.loaded()
    known = known_then(authority, [policy], known_at)
    subjects = [Subject(table, key) for table, key in written(authority, keys)]
    return Concerning(tuple(_each_once(policy, known.facts.facts(), as_of, subjects)), known.inputs_hash)


def _each_once(policy: Policy, facts: Facts, as_of: date, subjects: Sequence[Subject]) -> Iterator[Outcome]:
    seen: set[str] = set()
    for subject in subjects:
        for outcome in decide_for([policy], facts, as_of, subject):
            name = case_id(outcome)
            if name not in seen:
                seen.add(name)
                yield outcome
