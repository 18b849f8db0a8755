"""That registers read into columns are the ones read into records: facts, rejects, notes and counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from duixian.language.columns import ColumnFacts
from duixian.language.facts import Facts
from duixian.language.vocabulary import Vocabulary
from duixian.registry import ColumnReading, read_columns, read_registry


def read_alike(folder: Path, vocabulary: Vocabulary) -> ColumnReading:
    """The reading into columns, once it has been found to be that into records."""
    columns, records = read_columns(folder, vocabulary), read_registry(folder, vocabulary)
    assert columns.rejects == records.rejects
    assert [reject.raw for reject in columns.rejects] == [reject.raw for reject in records.rejects]
    assert columns.notes == records.notes
    assert list(columns.counts.items()) == list(records.counts.items())
    assert columns.columns.supplied == records.facts.supplied
    assert shown(columns.facts) == shown(records.facts)
    expected = laid_out(ColumnFacts.of(records.facts))
    assert {name: part for name, part in laid_out(columns.columns).items() if part != expected[name]} == {}
    return columns


def shown(facts: Facts) -> dict[str, list[Any]]:
    """Every record, in order."""
    return {
        name: [(row.key, row.values, row.source) for row in facts.rows(name)]
        for name in facts.vocabulary.tables
    }


def laid_out(facts: ColumnFacts) -> dict[str, Any]:
    """Every column as lists, and what belongs to a table besides."""
    found: dict[str, Any] = {}
    for name, table in facts.vocabulary.tables.items():
        columns = facts.table(name)
        for column in table.columns:
            cells = columns.cells(column)
            parts = [
                cells.values.tolist(),
                cells.den,
                cells.ratio,
                list(cells.texts or ()),
                str(cells.values.dtype),
            ]
            parts += [part is not None and part.tolist() for part in (cells.known, cells.absent)]
            if table.columns[column].link:
                parts = [named(facts, name, column), parts[-2], parts[-1]]
            found[f"{name}.{column}"] = parts
        places = np.arange(columns.size)[::-1]
        found[name] = (columns.keys.to_list()[: columns.size], columns.key_ranks.tolist())
        found[f"{name}@"] = [
            columns.sources(places).to_list(),
            [columns.record(p).source for p in places.tolist()],
        ]
        assert found[f"{name}@"][0] == found[f"{name}@"][1]
        known = [place for place in places.tolist() if isinstance(columns.key(place), str | int)]
        assert [columns.rows.place(columns.key(place)) for place in known] == known
    return found


def named(facts: ColumnFacts, name: str, column: str) -> list[Any]:
    """The key that each row of a column of links points to, or None."""
    cells = facts.table(name).cells(column)
    target = facts.table(str(facts.vocabulary.tables[name].columns[column].link))
    known = [True] * len(cells.values) if cells.known is None else cells.known.tolist()
    return [
        target.key(place) if there else None
        for place, there in zip(cells.values.tolist(), known, strict=True)
    ]
