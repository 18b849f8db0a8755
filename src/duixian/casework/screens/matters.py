"""Whether the same matter was paid by another authority: which one, and nothing more.

A matter is the record a case is about, by its real key: the certificate, the contract, the award that somebody could
take to two counters. Cases that are paid are marked; only a keyed hash of the matter leaves the authority.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duixian.authorities.models import Authority
from duixian.casework.models import Case
from duixian.casework.screens.declared import Screen
from duixian.casework.screens.findings import Evidence, Finding
from duixian.registry.store import elsewhere, snapshot
from duixian.registry.store.kinds import MATTER


def mark_paid(cases: Iterable[Case]) -> None:
    """Let other authorities find that these matters are paid for here. Once is enough; again changes nothing."""
    for case, matter in _matters(list(cases)):
        elsewhere.mark(case.authority, MATTER, matter, case.number)


def paid_elsewhere(screen: Screen, authority: Authority, cases: Sequence[Case]) -> Iterator[Finding]:
    """A finding for each case whose matter another authority has marked."""
    if not Authority.objects.exclude(pk=authority.pk).exists():
        return
    for case, matter in _matters(cases):
        others = elsewhere.find(MATTER, matter, beside=authority)
        if others:
            facts = [Evidence("", "", "部门", other.name) for other in others]
            yield Finding(case.pk, screen.name, (Evidence(case.table, case.key, "", case.number), *facts))


def _matters(cases: Sequence[Case]) -> Iterator[tuple[Case, str]]:
    by_authority: dict[int, list[Case]] = {}
    for case in cases:
        by_authority.setdefault(case.authority_id, []).append(case)
    for own in by_authority.values():
        written = snapshot.keys_as_written(own[0].authority, [(case.table, case.key) for case in own])
        for case in own:
            yield case, f"{case.table}:{written[case.table, case.key]}"
