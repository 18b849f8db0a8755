"""The members of teams, with their agreed shares, from the second sheet of a contest's results."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from duixian.casework.selection.problems import Problem, problem
from duixian.casework.selection.terms import ContestTerms, Members
from duixian.language.absent import ABSENT
from duixian.language.vocabulary import Vocabulary
from duixian.language.vocabulary.cells import RowError, read_row, write_cell
from duixian.registry.sources.sheet import FIRST_ROW, Sheet

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Team:
    """The members of one team as cells, without the result that they belong to."""

    terms: Members
    members: tuple[Cells, ...]

    def rows(self, number: str) -> list[tuple[str, Cells]]:
        """The rows of the members of a result."""
        return [(self.terms.table, {**cells, self.terms.belongs: number}) for cells in self.members]


def teams_of(
    terms: ContestTerms, vocabulary: Vocabulary, sheet: Sheet | None
) -> tuple[dict[str, Team], list[Problem]]:
    """The teams by name; shares that do not make a whole are problems."""
    if terms.members is None or sheet is None:
        return {}, []
    found: defaultdict[str, list[Cells]] = defaultdict(list)
    shares: defaultdict[str, Fraction] = defaultdict(Fraction)
    problems: list[Problem] = []
    for index in range(len(sheet.rows)):
        given = texts_of(sheet, index)
        team = given.pop(terms.members.team, "")
        try:
            cells, share = _member(terms.members, given, vocabulary)
        except RowError as error:
            problems.append(Problem(index + FIRST_ROW, error.message))
            continue
        found[team].append(cells)
        shares[team] += share
    problems += [_not_whole(team, share) for team, share in shares.items() if share != 1]
    return {team: Team(terms.members, tuple(members)) for team, members in found.items()}, problems


def texts_of(sheet: Sheet, index: int) -> Cells:
    """A row's cells as text by header; a workbook's whole numbers lose the point that it writes them with."""
    return {header: _text(cell) for header, cell in zip(sheet.headers, sheet.rows[index], strict=False)}


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _member(terms: Members, given: Cells, vocabulary: Vocabulary) -> tuple[Cells, Fraction]:
    """A member's cells and share (0 where none is agreed). Raises RowError."""
    table = vocabulary.tables[terms.table]
    # The result is not numbered yet; any text fills its place while the row is read.
    values = read_row(table, {**given, terms.belongs: "-"}, vocabulary)
    share = values[terms.share]
    cells = {
        name: write_cell(table.columns[name], value)
        for name, value in values.items()
        if value is not None and value is not ABSENT and name != terms.belongs
    }
    return cells, share if isinstance(share, Fraction) else Fraction(0)


def _not_whole(team: str, share: Fraction) -> Problem:
    percent = f"{share * 100}%"
    return problem(
        1,
        f"“{team}”成员的份额合计为 {percent}，应为 100%",
        f"The shares of '{team}' make {percent}, not 100%",
    )
