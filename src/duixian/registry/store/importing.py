"""Bring in a folder of registers: read, checked against what is known, compared, and only what is new taken over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl
from django.conf import settings
from django.db import transaction

from duixian.authorities.models import Account, Authority
from duixian.language.vocabulary import Vocabulary
from duixian.registry.columns.assembling import Assembly
from duixian.registry.columns.opening import Unreadable
from duixian.registry.columns.state import TableState
from duixian.registry.notes import Note
from duixian.registry.reading import Progress, silent
from duixian.registry.reject_files import write_rejects
from duixian.registry.rejects import Reject, reject
from duixian.registry.store import moments, staging
from duixian.registry.store.intake import Folder, link_targets
from duixian.registry.store.kept.columns import own_rows, texts_of
from duixian.registry.store.kept.layout import SOURCE, laid_out
from duixian.registry.store.known import keys_at, rows_at, supplied_at
from duixian.registry.store.models import Import, Supplied
from duixian.registry.store.snapshot.tables import register
from duixian.registry.store.staging import Changes
from duixian.registry.store.storable import unstorable
from duixian.registry.store.tokens import Numbers, Veil
from duixian.registry.store.veiling import veil, veiled


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changed, in rows. ``kept``: rows that say what an officer has corrected or withdrawn since;
    they change nothing. ``rejected``: rows that could not be used; the workbook ``rejects`` holds them with the
    reasons. ``notes``: what else there is to say, files that were not read among it."""

    inserted: int
    corrected: int
    unchanged: int
    rejected: int
    rejects: Path | None = None
    kept: int = 0
    notes: tuple[Note, ...] = ()


def import_folder(
    authority: Authority,
    folder: Path,
    vocabulary: Vocabulary,
    *,
    actor: Account | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Every register in a folder, in one transaction: all of it or, when ``dry_run``, nothing but the report.

    ``progress`` counts every row twice: when it is copied, and when it has been compared and taken over. Raises RegistryError (``registry-no-folder``)."""
    with transaction.atomic():
        moment = moments.writing(authority)
        batch = Import.objects.create(authority=authority, folder=folder.name, known_at=moment, actor=actor)
        notes, assembly = _read(authority, folder, vocabulary, moment)
        changes = _take_in(batch, assembly, vocabulary, progress or silent)
        _supply(authority, moment, assembly)
        report = _finish(batch, changes, notes, assembly.rejects)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _read(
    authority: Authority, folder: Path, vocabulary: Vocabulary, moment: datetime
) -> tuple[list[Note], Assembly]:
    unreadable: frozenset[Path] = frozenset()
    while True:
        try:
            opened = Folder(folder, vocabulary, unreadable)
            return opened.notes, opened.assembled(_guests(authority, opened, vocabulary, moment))
        except Unreadable as error:
            unreadable |= {error.path}


def _guests(
    authority: Authority, opened: Folder, vocabulary: Vocabulary, moment: datetime
) -> dict[str, pl.DataFrame]:
    """Rows that links may point to and that the folder does not bring itself."""
    by, numbers = Veil(authority), Numbers(authority)
    supplied = supplied_at(authority, moment)
    found = {}
    for table in link_targets(vocabulary):
        if table.name in supplied:
            brought = veiled(opened.raw_keys(table), table.columns[str(table.key)], vocabulary, by)
            others = keys_at(authority, table, moment)
            strangers = others.filter(~others.is_in(brought.implode()))
            rows = rows_at(authority, table, moment, strangers.to_list())
            found[table.name] = register(table, rows, numbers)
    return found


def _take_in(batch: Import, assembly: Assembly, vocabulary: Vocabulary, tell: Progress) -> Changes:
    """Copy the good rows beside the facts, compare, and take over what changes something."""
    veiling = Veil(batch.authority)
    total = 2 * sum(len(own_rows(state)) for state in assembly.states.values())
    done = 0
    staging.open_stage()
    for name, state in assembly.states.items():
        for count in staging.copy(_laid_out(state, assembly, vocabulary, veiling)):
            tell(done, total, name)
            done += count
    veiling.seal()
    changes = staging.compare(batch)
    for name, count in staging.take_over(batch, batch.known_at):
        tell(done, total, name)
        done += count
    staging.close_stage()
    tell(total, total, "")
    return changes


def _laid_out(state: TableState, assembly: Assembly, vocabulary: Vocabulary, veiling: Veil) -> pl.DataFrame:
    """The good rows of a table, those left out that no row of the database can hold."""
    rows = own_rows(state)
    texts = texts_of(state, rows)
    faults = unstorable(state.table, texts)
    if faults:
        origins = [(state.origin(int(rows[place])), fault) for place, fault in faults]
        assembly.rejects += [reject(state.table.name, o.sheet, o.index, fault) for o, fault in origins]
        rows = np.delete(rows, [place for place, _ in faults])
        texts = texts_of(state, rows)
    sources = state.sources(rows).alias(SOURCE)
    return laid_out(state.table, veil(state.table, texts, vocabulary, veiling).with_columns(sources))


def _supply(authority: Authority, moment: datetime, assembly: Assembly) -> None:
    rows = [Supplied(authority=authority, table=name, known_at=moment) for name in assembly.states]
    Supplied.objects.bulk_create(rows, ignore_conflicts=True)


def _finish(batch: Import, changes: Changes, notes: list[Note], rejects: list[Reject]) -> ImportReport:
    """Write down what the import came to."""
    path = _rejects_file(batch, rejects)
    batch.inserted, batch.corrected = changes.inserted, changes.corrected
    batch.unchanged, batch.kept = changes.unchanged, changes.kept
    batch.rejected = len({(reject.file, reject.sheet, reject.row) for reject in rejects})
    batch.rejects = "" if path is None else str(path)
    batch.save()
    return ImportReport(
        changes.inserted,
        changes.corrected,
        changes.unchanged,
        batch.rejected,
        path,
        changes.kept,
        tuple(notes),
    )


def _rejects_file(batch: Import, rejects: list[Reject]) -> Path | None:
    if not rejects:
        return None
    folder = Path(settings.DUIXIAN_DATA) / "imports" / str(batch.pk)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return write_rejects(rejects, folder / "rejects.xlsx")
