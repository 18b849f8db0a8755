"""A whole registry made, a person at a time, into lists or straight into files.

``persons`` is the number N of persons who hold a level certificate and are insured in the district at the end of
the target year, so that the profile's targets are met; those without certificate and those who left come on top,
as do the wrong rows. The same N, seed and profile give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from duixian.language.vocabulary import Vocabulary, load_vocabulary
from duixian.registry.reading import Progress
from duixian.registry.sample.candidates import Candidates
from duixian.registry.sample.careers import Careers
from duixian.registry.sample.contests import Contests
from duixian.registry.sample.dice import dice
from duixian.registry.sample.dirt import Dirt
from duixian.registry.sample.employers import make_employers
from duixian.registry.sample.extras import over_recodings, with_extras
from duixian.registry.sample.files import FILES, Opened
from duixian.registry.sample.honours import Honours
from duixian.registry.sample.layout import COLUMNS, Put, Row, Sheets, headers
from duixian.registry.sample.learning import Learning
from duixian.registry.sample.living import Living, TalentRegister
from duixian.registry.sample.payments import Money
from duixian.registry.sample.people import People, check_number
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.studios import StudioRegister
from duixian.registry.sample.working import Working
from duixian.registry.writing import unknown_format

_EXTRA_STREAM = 10
_STEPS = 100

RawRows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: right and wrong rows by table, and the wrong ones by table and kind of reject."""

    rows: Mapping[str, int]
    planted: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class SampleTables:
    """A registry in memory: raw rows by table, each a mapping of header to text, and the wrong ones counted."""

    tables: Mapping[str, RawRows]
    planted: Mapping[tuple[str, str], int]


def sample_registry(persons: int, seed: int, profile: Profile) -> SampleTables:
    """The registry as raw rows. Raises RegistryError (``sample-persons``, ``sample-dirt``)."""
    columns = _columns(profile)
    named = _headers(profile, load_vocabulary())
    rows: dict[str, list[Row]] = {table: [] for table in columns}
    made = _make(persons, seed, profile, {table: held.append for table, held in rows.items()}, None)
    tables = {
        table: [dict(zip(named[table], row, strict=True)) for row in held] for table, held in rows.items()
    }
    return SampleTables(tables, made.planted)


def write_sample(
    out: Path,
    persons: int,
    seed: int,
    file_format: str = "csv",
    *,
    profile: Profile,
    progress: Progress | None = None,
) -> Made:
    """The registry as one file per table in a folder: ``csv``, ``xlsx`` or ``parquet``, written as it is made.

    Raises RegistryError (``registry-format``, ``sample-persons``, ``sample-dirt``).
    """
    if file_format not in FILES:
        raise unknown_format(file_format, list(FILES))
    check_number(persons, profile)
    out.mkdir(parents=True, exist_ok=True)
    named = _headers(profile, load_vocabulary())
    opened: dict[str, Opened] = {}
    try:
        for table, header in named.items():
            opened[table] = FILES[file_format](out, table, header)
        return _make(persons, seed, profile, {table: file.put for table, file in opened.items()}, progress)
    finally:
        for file in opened.values():
            file.close()


def _columns(profile: Profile) -> dict[str, tuple[str, ...]]:
    extra = {table: tuple(columns) for table, columns in profile.extra_columns.items()}
    shared = {table: columns + extra.get(table, ()) for table, columns in COLUMNS.items()}
    return shared | dict(profile.extra_tables)


def _headers(profile: Profile, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Headers of the shared tables; columns and tables that a policy adds go by their own names."""
    columns = _columns(profile)
    shared = {table: headers(table, vocabulary) for table in COLUMNS}
    return {
        table: [*shared.get(table, ()), *names[len(shared.get(table, ())) :]]
        for table, names in columns.items()
    }


def _make(
    persons: int, seed: int, profile: Profile, puts: Mapping[str, Put], progress: Progress | None
) -> Made:
    counted = {table: _Counting(put) for table, put in puts.items()}
    dirt = Dirt(profile.dirt, _columns(profile))
    laid: dict[str, Put] = {}
    for place, (table, put) in enumerate(counted.items()):
        throw = dice(seed, _EXTRA_STREAM, place)
        recoded = over_recodings(profile, table, dirt.over(table, put), throw)
        laid[table] = with_extras(profile, table, recoded, throw)
    _fill(persons, seed, profile, Sheets(laid), progress or _silent)
    return Made({table: put.rows for table, put in counted.items()}, dict(dirt.planted))


def _fill(persons: int, seed: int, profile: Profile, sheets: Sheets, progress: Progress) -> None:
    employers = make_employers(profile, persons, seed, sheets)
    careers = Careers(profile, persons, seed, employers)
    check_number(careers.total, profile)
    money = Money(profile, sheets)
    working = Working(profile, employers, sheets, money)
    learning = Learning(profile, employers, sheets, money)
    living, people = Living(profile, sheets), People(profile)
    step = max(1, careers.total // _STEPS)
    for index in range(careers.total):
        career = careers.career(index)
        people.put(sheets, career.throw, career.person)
        working.put(career)
        learning.put(career)
        living.put(career)
        if not career.certificates:
            learning.intern(career)
        if index % step == 0:
            progress(index, careers.total, career.person.name)
    candidates = Candidates(careers)
    Honours(profile, seed, candidates, employers, sheets, money).put()
    Contests(profile, seed, candidates, sheets, money).put()
    StudioRegister(profile, seed, candidates, sheets, money).put()
    TalentRegister(profile, seed, candidates, sheets, money).put()
    progress(careers.total, careers.total, "")


class _Counting:
    def __init__(self, put: Put) -> None:
        self._put = put
        self.rows = 0

    def __call__(self, row: Row) -> None:
        self.rows += 1
        self._put(row)


def _silent(done: int, total: int, what: str) -> None:
    pass
