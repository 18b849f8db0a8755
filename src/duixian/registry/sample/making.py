"""A whole registry made, stretch by stretch, into memory or straight into files.

``persons`` is the number N of persons who hold a level certificate and are insured in the district at the end of
the target year, so that the profile's targets are met; those without certificate and those who left come on top,
as do the wrong rows. The same N, seed and profile give the same bytes, however many processes make them.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from duixian.language.vocabulary import Vocabulary, load_vocabulary
from duixian.registry.reading import Progress
from duixian.registry.sample.careers import Sizes
from duixian.registry.sample.crew import Crew, Done, Hand, Order
from duixian.registry.sample.files import FORMATS, Folder, Kept
from duixian.registry.sample.finishing import Course, Made, columns_of
from duixian.registry.sample.layout import COLUMNS, headers
from duixian.registry.sample.people import check_number
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.stretches import employer_tasks, person_tasks
from duixian.registry.writing import unknown_format

RawRows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class SampleTables:
    """A registry in memory: raw rows by table, each a mapping of header to text, and the wrong ones counted."""

    tables: Mapping[str, RawRows]
    planted: Mapping[tuple[str, str], int]


def sample_registry(persons: int, seed: int, profile: Profile) -> SampleTables:
    """The registry as raw rows. Raises RegistryError (``sample-persons``, ``sample-dirt``)."""
    check_number(Sizes.of(persons, profile).total, profile)
    kept = Kept(headers_of(profile, load_vocabulary()))
    order = Order(profile, persons, seed, kept)
    made = _make(order, Hand(order), _silent)
    return SampleTables(kept.rows(), made.planted)


def write_sample(
    out: Path,
    persons: int,
    seed: int,
    file_format: str = "csv",
    *,
    profile: Profile,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Made:
    """The registry as one file per table in a folder: ``csv``, ``xlsx`` or ``parquet``.

    Tables of a large registry in Parquet come in part files, such as ``人员-00001.parquet``. ``processes``: how many make it, by default
    as many as there are processors where there is enough to do (they are started anew, so a script that calls
    this does so under ``if __name__ == "__main__"``). Nothing is left behind when it is stopped.

    Raises RegistryError (``registry-format``, ``sample-persons``, ``sample-rows``, ``sample-dirt``).
    """
    if file_format not in FORMATS:
        raise unknown_format(file_format, list(FORMATS))
    check_number(Sizes.of(persons, profile).total, profile)
    with Folder(out, file_format, headers_of(profile, load_vocabulary())) as folder:
        order = Order(profile, persons, seed, folder.parts)
        with _crew(order, processes) as crew:
            made = _make(order, crew, progress or _silent)
        folder.assemble(whole=len(person_tasks(profile, persons)) == 1)
    return made


def headers_of(profile: Profile, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Headers of the shared tables; columns and tables that a policy adds go by their own names."""
    columns = columns_of(profile)
    shared = {table: headers(table, vocabulary) for table in COLUMNS}
    return {
        table: [*shared.get(table, ()), *names[len(shared.get(table, ())) :]]
        for table, names in columns.items()
    }


@contextmanager
def _crew(order: Order, processes: int | None) -> Iterator[Hand | Crew]:
    tasks = len(person_tasks(order.profile, order.persons))
    several = min(tasks, processes or os.cpu_count() or 1)
    if several == 1:
        yield Hand(order)
        return
    crew = Crew(order, several)
    try:
        yield crew
    finally:
        crew.close()


def _make(order: Order, crew: Hand | Crew, progress: Progress) -> Made:
    profile, persons = order.profile, order.persons
    course, counts = Course(order.seed), _Counts()
    tasks = employer_tasks(profile, persons)
    firms = tasks[-1].last
    total = firms + Sizes.of(persons, profile).total
    employers = []
    for done in crew.make(tasks, course):
        progress(done.task.first, total, "用人单位 / employers")
        employers.append(counts.add(done).found)
    hand = crew if isinstance(crew, Hand) else Hand(order)
    for makers in {id(crew): crew, id(hand): hand}.values():
        makers.hire(employers)
    del employers
    people = []
    for done in crew.make(person_tasks(profile, persons), course):
        people.append(counts.add(done).found)
        progress(firms + done.task.last, total, "人员 / persons")
    rare = hand.maker.rare(people, course.numbers)
    counts.count(hand.finish(rare, course.before(hand.taken(rare))))
    progress(total, total, "")
    return counts.made(order)


class _Counts:
    def __init__(self) -> None:
        self._rows: Counter[str] = Counter()
        self._planted: Counter[tuple[str, str]] = Counter()

    def add(self, done: Done) -> Done:
        self.count(done.made)
        return done

    def count(self, made: Made) -> None:
        self._rows.update(made.rows)
        self._planted.update(made.planted)

    def made(self, order: Order) -> Made:
        return Made({table: self._rows[table] for table in columns_of(order.profile)}, dict(self._planted))


def _silent(done: int, total: int, what: str) -> None:
    pass
