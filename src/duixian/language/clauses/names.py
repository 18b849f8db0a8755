"""The label by which each clause is cited, and the clause that a label cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from duixian.language.clauses.clause import Clause, ClauseError
from duixian.language.clauses.marker import label_of
from duixian.values.bilingual import Text

PREAMBLE = "序"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands: labels from the chapter down, and the places of its ancestors in the document."""

    path: tuple[str, ...]
    ancestors: tuple[int, ...]
    number: int | None = None

    @property
    def label(self) -> str:
        """Its own label."""
        return self.path[-1]

    def holds(self, ancestor: str, label: str) -> bool:
        """Whether it is the label under that ancestor."""
        return self.label == label and ancestor in self.path[:-1]


def clause_ids(places: Sequence[Place]) -> list[str]:
    """One id for each place, all different.

    A label that stands once is the id. Of several equal ones the item of the main sequence and the one without
    ancestor keep it; the others get the nearest ancestor that tells them apart (二.1), else the whole path; a
    second list under one and the same clause counts on (3.(1)·2).
    """
    main = _main_sequence(places)
    times = Counter(place.label for place in places)
    named = [
        place.label if times[place.label] == 1 or index in main else _prefixed(place, places)
        for index, place in enumerate(places)
    ]
    return _numbered_apart(named)


def clause_named(clauses: Sequence[Clause], ref: str) -> Clause:
    """The clause with this id, or else the only one whose path holds these labels in order and ends in the last.

    三.1, (一) and 1. are understood. Raises ClauseError when no clause, or more than one, is meant.
    """
    for clause in clauses:
        if clause.id == ref.strip():
            return clause
    labels = [label_of(part) for part in ref.strip().rstrip(".．、").split(".")]
    found = [clause for clause in clauses if _leads_to(clause.path, labels)]
    exact = [clause for clause in found if clause.id == ".".join(labels)] or found
    if len(exact) == 1:
        return exact[0]
    raise _no_single(ref, found, clauses)


def _main_sequence(places: Sequence[Place]) -> frozenset[int]:
    """The longest run of items 1, 2, 3 … that goes on across headings of one chapter; none if two are as long."""
    runs = [run for run in _runs(places) if len({places[index].ancestors for index in run}) > 1]
    longest = max((len(run) for run in runs), default=0)
    candidates = [run for run in runs if len(run) == longest]
    return frozenset(candidates[0]) if len(candidates) == 1 else frozenset()


def _runs(places: Sequence[Place]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index, place in enumerate(places):
        if place.number is None:
            continue
        if runs and _continues(places[runs[-1][-1]], place):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _continues(previous: Place, place: Place) -> bool:
    counted = previous.number is not None and place.number == previous.number + 1
    return counted and previous.ancestors[:1] == place.ancestors[:1]


def _prefixed(place: Place, places: Sequence[Place]) -> str:
    for ancestor in reversed(place.path[:-1]):
        if sum(other.holds(ancestor, place.label) for other in places) == 1:
            return f"{ancestor}.{place.label}"
    return ".".join(place.path)


def _numbered_apart(ids: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    apart = []
    for name in ids:
        seen[name] += 1
        apart.append(name if seen[name] == 1 else f"{name}·{seen[name]}")
    return apart


def _leads_to(path: tuple[str, ...], labels: list[str]) -> bool:
    above = iter(path[:-1])
    return path[-1] == labels[-1] and all(label in above for label in labels[:-1])


def _no_single(ref: str, found: Sequence[Clause], clauses: Sequence[Clause]) -> ClauseError:
    known = "、".join(clause.id for clause in found or clauses)
    if found:
        return ClauseError(
            "clause-ambiguous",
            Text(f"“{ref}”可以指几个条款：{known}。", f"'{ref}' may mean several clauses: {known}."),
            Text("写出其中一个的全称。", "Write one of them in full."),
        )
    return ClauseError(
        "clause-unknown",
        Text(f"文件里没有条款“{ref}”。", f"The document has no clause '{ref}'."),
        Text(f"可以引用的条款：{known}。", f"The clauses are: {known}."),
    )
