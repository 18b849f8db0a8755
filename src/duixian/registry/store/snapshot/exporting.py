"""A snapshot as Parquet registers, and back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Vocabulary
from duixian.registry.columns import ColumnReading, read_tables
from duixian.registry.store.moments import present
from duixian.registry.store.snapshot.tables import Shelf, Snapshot


def export(
    authority: Authority, folder: Path, vocabulary: Vocabulary, known_at: datetime | None = None
) -> str:
    """Write everything known at a moment (now) to ``<table>.parquet`` each; the hash of the inputs.

    The files hold real ID and account numbers: whoever asks for them takes them away again."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = Snapshot(authority, vocabulary, known_at or present(authority), Shelf())
    for one in held.registers():
        one.frame.write_parquet(folder / f"{one.table.name}.parquet")
    return held.inputs_hash


def read(folder: Path, vocabulary: Vocabulary) -> ColumnReading:
    """The facts of an exported snapshot; rows carry the sources they were registered with."""
    files = {name: folder / f"{name}.parquet" for name in vocabulary.tables}
    return read_tables({name: [path] for name, path in files.items() if path.exists()}, vocabulary)
