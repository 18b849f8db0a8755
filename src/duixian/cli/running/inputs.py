"""Policies and registers for a command, with what there is to say about them on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from duixian.cli.language import _, plural
from duixian.cli.progress import stage
from duixian.cli.session import Session
from duixian.decisions.deciding import vocabulary_of
from duixian.decisions.runs.engines import EngineName
from duixian.engines.prose.parts import DRAFT
from duixian.language.rule import Policy, Status
from duixian.policybook import find_policy, load_policy
from duixian.registry.columns import ColumnReading, read_columns
from duixian.registry.notes import Note, RegistryError
from duixian.registry.reading import Count, Reading, read_registry
from duixian.values.bilingual import Text


def load_policies(references: Sequence[str]) -> list[Policy]:
    """The policies of ids or folders, each once, in the order given. Raises PolicyNotFound and PolicyError."""
    folders = dict.fromkeys(find_policy(reference).resolve() for reference in references)
    return [load_policy(folder).policy for folder in folders]


def warn_of_drafts(session: Session, policies: Sequence[Policy]) -> None:
    """Say of each draft that nothing is paid under it."""
    for policy in policies:
        if policy.status is Status.DRAFT:
            session.err.print(f"{session.words(policy.title)}", style="yellow")
            session.err.print(f"  {session.words(DRAFT)}", style="yellow")


Registers = Reading | ColumnReading
"""What was read, as records or in columns."""


def read_facts(session: Session, folder: Path, policies: Sequence[Policy]) -> Reading:
    """The registers of a folder. Raises RegistryError where the folder is not there or holds none."""
    with stage(session.err, _("Reading registers")) as report:
        reading = read_registry(folder, vocabulary_of(policies), progress=report)
    _tell(session, folder, reading)
    return reading


def read_for(session: Session, folder: Path, policies: Sequence[Policy], engine: EngineName) -> Registers:
    """The registers of a folder as an engine takes them: records for the reference, else columns. Both hold the same,
    and say the same of it."""
    if engine is EngineName.SINGLE:
        return read_facts(session, folder, policies)
    with stage(session.err, _("Reading registers")) as report:
        reading = read_columns(folder, vocabulary_of(policies), progress=report)
    _tell(session, folder, reading)
    return reading


def _tell(session: Session, folder: Path, reading: Registers) -> None:
    tell_of(session, folder, reading.counts, reading.notes, len(reading.rejects))


def tell_of(
    session: Session, folder: Path, counts: Mapping[str, Count], notes: Iterable[Note], faults: int
) -> None:
    """Say what was read. Raises RegistryError where nothing was."""
    if not counts:
        raise _no_register(folder)
    for note in notes:
        session.err.print(note.render(session.lang), style="dim")
    rows = sum(count.kept for count in counts.values())
    kept = plural("{n} row read", "{n} rows read", rows)
    bad = plural("{n} fault found", "{n} faults found", faults)
    session.err.print(_("{kept}, {bad}.").format(kept=kept, bad=bad))


def _no_register(folder: Path) -> RegistryError:
    return RegistryError(
        "registry-empty",
        Text("这个文件夹里没有可以读的登记表。", "No register in this folder could be read."),
        str(folder),
        Text(
            "登记表每张一个文件（xlsx、csv 或 parquet），文件名即表名；用 duixian facts 可得空表。",
            "One file per register (xlsx, csv or parquet), named for it; duixian facts writes empty ones.",
        ),
    )
