"""The registry as it was known at a moment, decided as a whole: the same moment gives the same bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock

from duixian.authorities.models import Authority
from duixian.decisions.compact.files import SUFFIX, place_of, write_measure
from duixian.decisions.deciding import vocabulary_of
from duixian.decisions.runs.decided import DecidedRun
from duixian.decisions.runs.engines import decide_run
from duixian.decisions.store.folders import sha256_of
from duixian.decisions.store.models import PolicyVersion
from duixian.language.facts import Facts
from duixian.language.rule import Policy
from duixian.language.vocabulary import Vocabulary
from duixian.registry.store import snapshot
from duixian.registry.store.snapshot import Whole

_VOCABULARIES: dict[tuple[str, ...], Vocabulary] = {}
_KEPT = 8


@dataclass(frozen=True)
class Decided:
    """A registry decided: the cases, the facts of the day, and the hash of what was read."""

    cases: DecidedRun
    known: Facts
    inputs_hash: str


def moment(authority: Authority, known_at: datetime | None) -> datetime:
    """The moment asked for, in UTC, or this one: nothing will be added to what was known then."""
    return snapshot.present(authority) if known_at is None else known_at.astimezone(UTC)


def known_then(authority: Authority, policies: Sequence[Policy], known_at: datetime) -> Whole:
    """Everything that was known at a moment, in the words of some policies."""
    return snapshot.whole(authority, _words_of(policies), known_at)


def _words_of(policies: Sequence[Policy]) -> Vocabulary:
    """One vocabulary for the same policies: what is read by it is kept by its identity."""
    name = tuple(policy.version for policy in policies)
    if name not in _VOCABULARIES:
        if len(_VOCABULARIES) >= _KEPT:
            del _VOCABULARIES[next(iter(_VOCABULARIES))]
        _VOCABULARIES[name] = vocabulary_of(policies)
    return _VOCABULARIES[name]


_DECIDED: OrderedDict[tuple[object, ...], Decided] = OrderedDict()
_RUNS_KEPT = 2
_CASES_KEPT = 500 * 1000
"""Larger runs are not kept in memory."""
DECIDING = RLock()
"""Cases of a kept run are written out by one thread at a time."""


def decided_whole(
    authority: Authority, versions: Sequence[PolicyVersion], as_of: date, known_at: datetime
) -> Decided:
    """Every case of the versions, by the bulk engine. The last runs are kept as long as nothing new is known."""
    policies = [version.loaded() for version in versions]
    with DECIDING:
        known = known_then(authority, policies, known_at)
        name = (authority.pk, *(policy.version for policy in policies), as_of, known.inputs_hash)
        found = _DECIDED.get(name) or _decided(policies, known, as_of)
        if len(found.cases) <= _CASES_KEPT:
            _DECIDED[name] = found
            _DECIDED.move_to_end(name)
        while len(_DECIDED) > _RUNS_KEPT:
            _DECIDED.popitem(last=False)
        return found


def _decided(policies: Sequence[Policy], known: Whole, as_of: date) -> Decided:
    facts = known.facts.known_on(as_of).facts()
    return Decided(decide_run(policies, known.facts, as_of), facts, known.inputs_hash)


def write_files(cases: DecidedRun, as_of: date, folder: Path) -> dict[str, str]:
    """The compact file of each measure below a folder; the hash of each by its path."""
    hashes = {}
    for measure in cases.measures:
        name = place_of(measure.policy, measure.measure) + SUFFIX
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_measure(measure, as_of, path)
        hashes[name] = sha256_of(path)
    return hashes
