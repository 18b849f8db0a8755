"""What a unit and its people could get by the latest run over the registry, and by what was decided again since: cases
whose record names the unit, or the unit itself, and that nobody has taken up. Others' matters of the same people are none of the unit's business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from duixian.authorities.models import Authority
from duixian.casework.keys import person_table
from duixian.casework.states import ENDED
from duixian.decisions.store.models import Decision, PolicyVersion, Run
from duixian.decisions.store.states import RunPurpose, RunState
from duixian.language.outcome import Verdict
from duixian.language.vocabulary import Vocabulary

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Prospect:
    """One case. ``person``: the key, as kept, of the person it is about; empty where it is about the unit alone."""

    decision: int
    version: int
    measure: str
    key: str
    verdict: str
    fen: int
    person: str

    @property
    def holds(self) -> bool:
        """Whether it would be granted as it stands; otherwise something is missing."""
        return self.verdict == Verdict.ELIGIBLE.value


@dataclass(frozen=True, slots=True)
class Heap:
    """What one measure could bring: how many cases hold and their fen, and how many lack something."""

    version: int
    measure: str
    holding: int
    fen: int
    open: int


_FREE = """
WITH mine AS (
    SELECT f."table", f.key, (SELECT substr(l, %(start)s) FROM unnest(f.links) l WHERE starts_with(l, %(people)s) LIMIT 1) AS person
    FROM registry_fact f
    WHERE f.authority_id = %(authority)s AND f.superseded_at IS NULL AND NOT f.withdrawn
        AND (f.links @> ARRAY[%(link)s] OR (f."table" = %(table)s AND f.key = %(key)s))),
latest AS (
    SELECT DISTINCT ON (d.case_id) d.id, d.version_id, d.measure, d.key, d.verdict, d.payable_fen, d.case_id, mine.person
    FROM mine JOIN decisions_decision d
        ON d.authority_id = %(authority)s AND d."table" = mine."table" AND d.key = mine.key
    WHERE d.run_id = ANY(%(runs)s) AND d.year IS NULL ORDER BY d.case_id, d.place DESC)
SELECT d.id, d.version_id, d.measure, d.key, d.verdict, d.payable_fen, coalesce(d.person, '') FROM latest d
WHERE d.verdict = ANY(%(verdicts)s)
    AND NOT EXISTS (SELECT 1 FROM casework_case c WHERE c.authority_id = %(authority)s AND c.case_id = d.case_id
        AND NOT c.state = ANY(%(ended)s))
    AND NOT EXISTS (SELECT 1 FROM decisions_entitlement e WHERE e.authority_id = %(authority)s
        AND e.case_id = d.case_id AND e.amount_fen > 0)
    AND (cardinality(%(persons)s::text[]) = 0 OR d.person = ANY(%(persons)s))
    AND (%(measure)s = '' OR d.measure = %(measure)s)
"""
_HEAPS = (
    """
SELECT version_id, measure, count(*) FILTER (WHERE verdict = %(holds)s), coalesce(sum(payable_fen) FILTER (WHERE verdict = %(holds)s), 0),
    count(*) FILTER (WHERE verdict <> %(holds)s)
FROM ("""
    + _FREE
    + """) free GROUP BY 1, 2 ORDER BY 4 DESC, 2
"""
)


def heaps(authority: Authority, unit: Pair, vocabulary: Vocabulary) -> list[Heap]:
    """By measure, the most money first."""
    run = decided_on(authority)
    if run is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_HEAPS, _asked(authority, unit, vocabulary, run))
        return [Heap(v, m, holding, int(fen), open_) for v, m, holding, fen, open_ in cursor.fetchall()]


def prospects(
    authority: Authority,
    unit: Pair,
    vocabulary: Vocabulary,
    *,
    persons: Iterable[str] = (),
    measure: str = "",
    after: int = 0,
    size: int = 200,
) -> list[Prospect]:
    """Cases in the order they were decided in: of some persons, of a measure, after one of them."""
    run = decided_on(authority)
    if run is None:
        return []
    asked = _asked(authority, unit, vocabulary, run, list(persons), measure)
    with connection.cursor() as cursor:
        cursor.execute(
            _FREE + " AND d.id > %(after)s ORDER BY d.id LIMIT %(size)s",
            {**asked, "after": after, "size": size},
        )
        return [Prospect(*row) for row in cursor.fetchall()]


def by_person(found: Iterable[Prospect]) -> Mapping[str, list[Prospect]]:
    """Those of each person."""
    heap: dict[str, list[Prospect]] = {}
    for one in found:
        heap.setdefault(one.person, []).append(one)
    return heap


def decided_on(authority: Authority) -> Run | None:
    """The latest run over the whole registry: by what was known when."""
    found = Run.objects.filter(authority=authority, state=RunState.DONE, purpose=RunPurpose.WHOLE)
    return found.exclude(versions__approved_by=None).order_by("pk").last()


def _since(authority: Authority, run: Run) -> list[int]:
    """The run, and those that decided some cases again after it."""
    later = Run.objects.filter(authority=authority, state=RunState.DONE, pk__gte=run.pk)
    return list(later.values_list("pk", flat=True))


def decision_of(authority: Authority, unit: Pair, vocabulary: Vocabulary, number: int) -> Decision | None:
    """A decision of the run that the unit may read: its record names the unit, or is the unit's own."""
    found = Decision.objects.filter(authority=authority, pk=number).select_related("version").first()
    if found is None:
        return None
    listed = prospects(authority, unit, vocabulary, measure=found.measure, after=number - 1, size=1)
    return found if listed and listed[0].decision == number else None


def versions_of(found: Iterable[Heap | Prospect]) -> dict[int, PolicyVersion]:
    """The versions they were decided under."""
    return {
        one.pk: one
        for one in PolicyVersion.objects.filter(pk__in={f.version for f in found}).defer("archive")
    }


def _asked(
    authority: Authority,
    unit: Pair,
    vocabulary: Vocabulary,
    run: Run,
    persons: list[str] | None = None,
    measure: str = "",
) -> dict[str, Any]:
    person = person_table(vocabulary)
    return {
        "authority": authority.pk,
        "runs": _since(authority, run),
        "verdicts": [Verdict.ELIGIBLE.value, Verdict.UNDETERMINED.value],
        "link": f"{unit[0]}:{unit[1]}",
        "table": unit[0],
        "key": unit[1],
        "people": f"{person}:",
        "start": len(person) + 2,
        "ended": [state.value for state in ENDED],
        "holds": Verdict.ELIGIBLE.value,
        "persons": persons or [],
        "measure": measure,
    }
