"""A sheet of contest results read: every row checked, nothing kept unless all of them are good.

The first sheet holds the results under the headers of their table; the second, where the terms know teams, their
members. What the contest says itself (its name, its day) does not stand in the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from duixian.authorities.models import Account
from duixian.casework.selection.contests import locked, refusal
from duixian.casework.selection.finding import terms_of_contest
from duixian.casework.selection.locking import demand_organiser
from duixian.casework.selection.members import Team, teams_of, texts_of
from duixian.casework.selection.models import Contest, ContestResult
from duixian.casework.selection.opening import sheets_of
from duixian.casework.selection.problems import Problem, problem
from duixian.casework.selection.results import Row, sealed_rows
from duixian.casework.selection.states import ContestState
from duixian.casework.selection.subjects import current
from duixian.casework.selection.terms import ContestTerms
from duixian.decisions.store.keys import KeptKeys
from duixian.language.absent import ABSENT
from duixian.language.vocabulary import Table, Vocabulary
from duixian.language.vocabulary.cells import RowError, column_named, read_row, write_cell
from duixian.registry.sources.sheet import FIRST_ROW, Sheet


@dataclass(frozen=True)
class Imported:
    """How many results were read, and every problem; with any problem nothing was kept."""

    results: int
    problems: tuple[Problem, ...]


@dataclass
class _Reading:
    """One sheet on its way: the contest's own cells, the teams, and what was found."""

    contest: Contest
    terms: ContestTerms
    vocabulary: Vocabulary
    teams: Mapping[str, Team]
    seen: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def table(self) -> Table:
        return self.vocabulary.tables[self.terms.table]


@transaction.atomic
def import_results(
    contest: Contest, path: Path, *, dry_run: bool = False, actor: Account | None = None
) -> Imported:
    """Read the results of a contest from a CSV or a workbook; imported again before they are published, the new ones
    take the place of the old. Raises RegisterError for a state or a file that cannot be read."""
    held = locked(contest, ContestState.ANNOUNCED, ContestState.IMPORTED)
    demand_organiser(actor, held.authority)
    sheets = sheets_of(path, "contest-file", refusal)
    terms, vocabulary = terms_of_contest(held), held.version.loaded().vocabulary
    teams, problems = teams_of(terms, vocabulary, sheets[1] if len(sheets) > 1 else None)
    reading = _Reading(held, terms, vocabulary, teams, problems=problems)
    results = list(_read(reading, sheets[0]))
    _check_teams(reading)
    if not dry_run and not reading.problems:
        _keep(held, results)
    return Imported(len(results), tuple(reading.problems))


def _read(reading: _Reading, sheet: Sheet) -> Iterator[ContestResult]:
    if not _headers_fit(reading, sheet):
        return
    for index in range(len(sheet.rows)):
        result = _result(reading, texts_of(sheet, index), index + FIRST_ROW)
        if result is not None:
            yield result


def _headers_fit(reading: _Reading, sheet: Sheet) -> bool:
    """Every header is a column, a word that is shown, or the team; and none says what the contest says itself."""
    extra = {*reading.terms.shown.values(), reading.terms.members.team if reading.terms.members else ""}
    fixed = {*reading.terms.columns, reading.terms.number}
    before = len(reading.problems)
    for header in sheet.headers:
        column = column_named(reading.table, header)
        if column is None and header not in extra:
            reading.problems.append(
                problem(1, f"不认识表头“{header}”", f"The header '{header}' is not known")
            )
        if column is not None and column.name in fixed:
            reading.problems.append(
                problem(
                    1, f"“{header}”由竞赛登记填写，请删去这一列", f"The contest fills '{header}' in itself"
                )
            )
    return len(reading.problems) == before


def _result(reading: _Reading, given: Mapping[str, str], at: int) -> ContestResult | None:
    number = f"{reading.contest.number}-{at - 1:03d}"
    try:
        cells = _cells(reading, given, number)
    except RowError as error:
        reading.problems.append(Problem(at, error.message))
        return None
    _check_links(reading, cells, at)
    _check_once(reading, cells, at)
    team = _team(reading, given, at)
    rows: list[Row] = [(reading.terms.table, cells), *(team.rows(number) if team else [])]
    return ContestResult(
        authority_id=reading.contest.authority_id,
        contest=reading.contest,
        position=at - 1,
        rows=sealed_rows(rows),
        shown=_shown(reading, given),
    )


def _cells(reading: _Reading, given: Mapping[str, str], number: str) -> dict[str, str]:
    """The row as a register writes it; only what is known. Raises RowError."""
    table, own = reading.table, _own_cells(reading)
    named = {header: text for header, text in given.items() if column_named(table, header) is not None}
    raw = {**named, **own, reading.terms.number: number}
    values = read_row(table, raw, reading.vocabulary)
    known = {name: value for name, value in values.items() if value is not None and value is not ABSENT}
    return {name: write_cell(table.columns[name], value) for name, value in known.items()}


def _own_cells(reading: _Reading) -> dict[str, str]:
    contest = reading.contest
    said = {"名称": contest.name, "决赛日期": contest.final_on.isoformat(), "主办单位": contest.organiser}
    return {
        column: str(source["就是"]) if isinstance(source, dict) else said[str(source)]
        for column, source in reading.terms.columns.items()
    }


def _check_links(reading: _Reading, cells: Mapping[str, str], at: int) -> None:
    """Every row that is pointed to is known to the registry."""
    kept = KeptKeys(reading.contest.authority)
    for column in reading.table.columns.values():
        text = cells.get(column.name)
        if column.link is None or not text:
            continue
        if not current(reading.contest.authority).filter(table=column.link, key=kept.of(text)).exists():
            words = (
                f"“{column.header}”在“{column.link}”登记表中没有",
                f"'{column.header}' is not in the register '{column.link}'",
            )
            reading.problems.append(problem(at, *words))


def _check_once(reading: _Reading, cells: Mapping[str, str], at: int) -> None:
    content = repr(sorted((name, text) for name, text in cells.items() if name != reading.terms.number))
    if content in reading.seen:
        reading.problems.append(problem(at, "与前面的一行完全相同", "This row stands in the sheet twice"))
    reading.seen.add(content)


def _team(reading: _Reading, given: Mapping[str, str], at: int) -> Team | None:
    name = _team_name(reading, given)
    if not name:
        return None
    reading.named.add(name)
    if name not in reading.teams:
        reading.problems.append(problem(at, f"“{name}”没有成员", f"The team '{name}' has no members"))
    return reading.teams.get(name)


def _team_name(reading: _Reading, given: Mapping[str, str]) -> str:
    return given.get(reading.terms.members.team, "") if reading.terms.members else ""


def _check_teams(reading: _Reading) -> None:
    """Every team of the members' sheet has a result."""
    for team in sorted(set(reading.teams) - reading.named):
        reading.problems.append(problem(1, f"成员表中的“{team}”没有成绩", f"The team '{team}' has no result"))


def _shown(reading: _Reading, given: Mapping[str, str]) -> dict[str, str]:
    words = {word: given.get(header, "") for word, header in reading.terms.shown.items()}
    place = words.get("名次", "")
    return {
        "name": words.get("姓名", "") or _team_name(reading, given),
        "unit": words.get("单位", ""),
        "reached": f"第{place}名" if place.isdecimal() else place,
    }


def _keep(contest: Contest, results: Sequence[ContestResult]) -> None:
    contest.results.all().delete()
    ContestResult.objects.bulk_create(results)
    contest.state = ContestState.IMPORTED
    contest.save(update_fields=["state"])
