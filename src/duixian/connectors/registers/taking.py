"""An outside register's sheet into the facts of an authority."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from duixian.authorities.models import Account, Authority, Role
from duixian.authorities.roles import require
from duixian.connectors.channels import channel_of
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Delivery, System
from duixian.connectors.receiving import Effect, receive
from duixian.connectors.registers.known import incoming_of, register_layout, table_of, vocabulary_of
from duixian.connectors.sheets.layout import Layout
from duixian.connectors.sheets.reading import Row, read_sheet
from duixian.language.vocabulary import Table
from duixian.registry.store.importing import ImportReport, import_folder
from duixian.values.bilingual import Text

OFFICERS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK, Role.ADMIN)


def take(
    authority: Authority, system: System, *, actor: Account | None = None, code: str = "main"
) -> list[Delivery]:
    """Takes every sheet that waits on a register's channel; what became of each. ``actor`` None: the system's timer.

    Raises RoleRefused, ConnectorError (``channel-unknown``, ``register-unknown``), LineUnavailable.
    """
    if actor is not None:
        require(actor, authority, *OFFICERS)
    layout = register_layout(system)
    channel = channel_of(authority, system, code)
    return receive(channel, lambda name, content: taken(authority, layout, name, content, actor), actor=actor)


def taken(authority: Authority, layout: Layout, name: str, content: bytes, actor: Account | None) -> Effect:
    """One sheet into facts. Raises FileRefused, ConnectorError (``rows-unusable`` when no row could be used)."""
    rows = read_sheet(incoming_of(layout), name, content)
    vocabulary = vocabulary_of(authority)
    table = table_of(layout, vocabulary)
    with tempfile.TemporaryDirectory(prefix="duixian-") as folder:
        _write(Path(folder) / f"{table.name}-{Path(name).stem}.csv", rows)
        report = import_folder(authority, Path(folder), vocabulary, actor=actor)
    refused = [note for note in report.notes if note.refused]
    if refused:
        raise ConnectorError("rows-unusable", refused[0].message, name, refused[0].remedy)
    return Effect(_words(table, report), subject=table.name, attached=_attached(name, report))


def _write(path: Path, rows: list[Row]) -> None:
    """The rows under our headers: a column that was not sent is left out, hence unknown."""
    headers = list(rows[0].cells)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        writer.writerows([row[header] for header in headers] for row in rows)


def _attached(name: str, report: ImportReport) -> tuple[tuple[str, bytes], ...]:
    if report.rejects is None:
        return ()
    return ((f"{Path(name).stem}-rejects.xlsx", report.rejects.read_bytes()),)


def _words(table: Table, report: ImportReport) -> str:
    zh = (
        f"{table.name}：新增 {report.inserted}，更正 {report.corrected}，不变 {report.unchanged}，"
        f"本部门已改动而保留 {report.kept}，退回 {report.rejected}。"
    )
    en = (
        f"{table.english}: {report.inserted} new, {report.corrected} corrected, {report.unchanged} unchanged, "
        f"{report.kept} kept as corrected here, {report.rejected} given back."
    )
    words = Text(zh, en)
    return f"{words.zh}\n{words.en}"
