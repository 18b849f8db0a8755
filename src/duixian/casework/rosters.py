"""A list of people from an employer or an institution: read row by row, each fault at its cell, then filed together."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from duixian.authorities import clock, sealing
from duixian.authorities.models import Account, Authority
from duixian.casework.claims import Filing, Pair, file
from duixian.casework.content import BankAccount, Content
from duixian.casework.errors import ClaimFaulty, NotPossible
from duixian.casework.keys import written
from duixian.casework.models.case import Case
from duixian.casework.models.filing import Roster, RosterState
from duixian.casework.standing import require_standing
from duixian.casework.states import Origin
from duixian.decisions.store.models import PolicyVersion
from duixian.language.vocabulary import Column, Table
from duixian.language.vocabulary.cells import RowError, column_named, read_row
from duixian.registry.sources.folder import open_file
from duixian.registry.sources.sheet import Sheet
from duixian.values.bilingual import DuixianError, Text

Cells = Mapping[str, str]
REASON = "未通过的原因"
"""The header of the column that rejected rows come back with; a sheet that is mended and taken again may keep it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one row: ``column`` is empty where it is the whole row. Rows are counted from 1."""

    row: int
    column: str
    what: Text


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a list: cases by row, and the rows that could not be filed."""

    cases: tuple[Case, ...]
    faults: tuple[Fault, ...]


def take(
    authority: Authority,
    version: PolicyVersion,
    measure: str,
    account: Account,
    claimant: Pair,
    name: str,
    contents: bytes,
    *,
    at_once: int | None = None,
) -> Roster:
    """Read a sheet (XLSX, CSV) of the measure's records, a row for each claim; nothing is filed yet. One of more rows
    than ``at_once`` is kept unchecked (state CHECKING): ``long_rosters`` goes on with it.

    The claimant's own column may be left out of the sheet. Raises NotYours, ClaimFaulty (``roster-unreadable``).
    """
    policy = version.loaded()
    require_standing(account, authority, *claimant, policy.vocabulary)
    table = policy.vocabulary.tables[policy.measures[measure].table]
    rows = list(_rows(name, contents, table))
    later = at_once is not None and len(rows) > at_once
    faults = [] if later else faults_of(version, table, claimant, list(enumerate(rows, 1)))
    given = Given(
        Path(name).name, contents, rows, faults, RosterState.CHECKING if later else RosterState.READY
    )
    return _kept(authority, version, measure, account, claimant, given)


def faults_of(
    version: PolicyVersion, table: Table, claimant: Pair, rows: Sequence[tuple[int, Cells]]
) -> list[Fault]:
    """What is wrong in numbered rows."""
    return [fault for number, row in rows for fault in _faults(version, table, claimant, number, row)]


def pick(
    authority: Authority,
    version: PolicyVersion,
    measure: str,
    account: Account,
    claimant: Pair,
    keys: Sequence[str],
) -> Roster:
    """A list of records that the registers know, by their keys as kept; nothing is filed yet. Raises NotYours."""
    policy = version.loaded()
    require_standing(account, authority, *claimant, policy.vocabulary)
    table = policy.vocabulary.tables[policy.measures[measure].table]
    rows = [{str(table.key): written(authority, key)} for key in keys]
    contents = json.dumps(rows, ensure_ascii=False).encode()
    return _kept(authority, version, measure, account, claimant, Given("", contents, rows, []))


@dataclass(frozen=True, slots=True)
class Given:
    """What came in: a file (no name where it was picked on the page), its rows, and the faults of those checked."""

    name: str
    contents: bytes
    rows: list[dict[str, str]]
    faults: list[Fault]
    state: RosterState = RosterState.READY


def _kept(
    authority: Authority, version: PolicyVersion, measure: str, account: Account, claimant: Pair, given: Given
) -> Roster:
    return Roster.objects.create(
        authority=authority,
        account=account,
        version=version,
        measure=measure,
        claimant_table=claimant[0],
        claimant_key=claimant[1],
        file=given.name,
        sha256=sha256(given.contents).hexdigest(),
        content=sealing.seal(json.dumps(given.rows, ensure_ascii=False)),
        rows=len(given.rows),
        faults=[as_json(fault) for fault in given.faults],
        state=given.state,
        created_at=clock.now(),
    )


def submit(roster: Roster, account: Account, pay_to: BankAccount = BankAccount()) -> Filed:  # noqa: B008
    """File every good row as a case of its own; a row that cannot be filed says why and holds up no other.

    Raises NotYours, NotPossible (submitted before).
    """
    with transaction.atomic():
        row = open_one(roster)
        bad = {fault["row"] for fault in row.faults}
        filed = [file_row(row, account, n, cells, pay_to) for n, cells in rows_of(row) if n not in bad]
        faults = [one for one in filed if isinstance(one, Fault)]
        row.faults = [*row.faults, *(as_json(fault) for fault in faults)]
        row.submitted_at = clock.now()
        row.save(update_fields=["faults", "submitted_at"])
        return Filed(tuple(one for one in filed if isinstance(one, Case)), tuple(faults))


def open_one(roster: Roster) -> Roster:
    """The list's row, locked, checked and not submitted. Raises NotPossible (``roster-submitted``, ``roster-busy``)."""
    row = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if row.submitted_at is not None:
        raise NotPossible(
            "roster-submitted",
            Text("这份名单已提交。", "This list was submitted."),
            row.file,
            Text("请查看已生成的申请。", "See the claims made of it."),
        )
    if row.busy:
        raise NotPossible(
            "roster-busy",
            Text("这份名单正在检查或提交。", "This list is being checked or filed."),
            row.file,
            Text("请等它办完，可以先离开这一页。", "Wait until it is done; you may leave the page."),
        )
    return row


def rows_of(roster: Roster) -> list[tuple[int, dict[str, str]]]:
    """The rows as they were handed in, numbered from 1."""
    rows: list[dict[str, str]] = json.loads(sealing.unseal(bytes(roster.content)))
    return list(enumerate(rows, 1))


def file_row(
    roster: Roster, account: Account, number: int, cells: Cells, pay_to: BankAccount
) -> Case | Fault:
    """One row becomes a case, or says why not."""
    claimant = roster.claimant_table, roster.claimant_key
    table = roster.version.loaded().measures[roster.measure].table
    content = Content({table: [_whole(roster.version, table, claimant, cells)]}, account=pay_to)
    filing = Filing(
        roster.authority,
        roster.version,
        roster.measure,
        account,
        claimant,
        content,
        Origin.BATCH,
        roster,
    )
    try:
        with transaction.atomic():
            return file(filing)
    except DuixianError as error:
        return Fault(number, "", error.message)


def _rows(name: str, contents: bytes, table: Table) -> Iterator[dict[str, str]]:
    """The rows of the first sheet, by column of the table. Raises ClaimFaulty."""
    sheet = _sheet(name, contents)
    columns = [column_named(table, header) for header in sheet.headers]
    strange = [
        header
        for header, column in zip(sheet.headers, columns, strict=True)
        if column is None and header != REASON
    ]
    if strange or not columns:
        listed = "、".join(column.header for column in table.columns.values())
        raise _unreadable(name, f"不认识的列：{'、'.join(strange)}", f"unknown columns: {strange}", listed)
    for row in sheet.rows:
        yield {
            column.name: _text(cell)
            for column, cell in zip(columns, row, strict=True)
            if isinstance(column, Column) and cell not in (None, "")
        }


def _sheet(name: str, contents: bytes) -> Sheet:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(contents)
        sheets, notes = open_file(path)
    if not sheets:
        said = notes[0].message if notes else Text("空文件", "an empty file")
        raise _unreadable(name, said.zh, said.en, "XLSX、CSV")
    return sheets[0]


def _text(cell: object) -> str:
    return str(cell).strip()


def _whole(version: PolicyVersion, table: str, claimant: Pair, cells: Cells) -> dict[str, str]:
    """A row with the claimant's own key in the first column that points to its table, where the sheet had none. One
    that names its record alone stays as it is: the registers know the rest."""
    key = version.loaded().vocabulary.tables[table].key
    if key is not None and set(cells) == {key}:
        return dict(cells)
    links = version.loaded().vocabulary.tables[table].links_to(claimant[0])
    if links and not any(cells.get(name) for name in links):
        return {**cells, links[0]: claimant[1]}
    return dict(cells)


def _faults(
    version: PolicyVersion, table: Table, claimant: Pair, number: int, cells: Cells
) -> Sequence[Fault]:
    vocabulary = version.loaded().vocabulary
    whole = _whole(version, table.name, claimant, cells)
    if table.key is not None and set(cells) == {table.key}:
        return ()
    try:
        read_row(table, whole, vocabulary)
    except RowError as error:
        return [Fault(number, one.where, one.message) for one in error.errors]
    return ()


def as_json(fault: Fault) -> dict[str, object]:
    """As a list keeps it."""
    return {"row": fault.row, "column": fault.column, "zh": fault.what.zh, "en": fault.what.en}


def _unreadable(name: str, zh: str, en: str, write: str) -> ClaimFaulty:
    return ClaimFaulty(
        "roster-unreadable",
        Text(f"名单读不出来：{zh}。", f"The list cannot be read: {en}."),
        name,
        Text(f"请使用：{write}。", f"Use: {write}."),
    )
