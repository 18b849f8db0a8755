"""Rejects on the disk between stages: one JSON object a line, whole, so that every face can write them its own way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from duixian.registry.rejects import Reject
from duixian.values.bilingual import Text

_FIRST = {"cell-required": 0, "row-too-long": 0, "period-reversed": 1, "birth-contradicts": 1}
_LATER = {"row-duplicate": 2, "key-conflict": 2, "link-missing": 3}


def write_lines(rejects: Iterable[Reject], path: Path) -> None:
    """Write rejects."""
    with path.open("w", encoding="utf-8") as file:
        for found in rejects:
            file.write(json.dumps(_plain(found), ensure_ascii=False, default=str) + "\n")


def read_lines(paths: Iterable[Path]) -> Iterator[Reject]:
    """The rejects of several files."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield from (_reject(json.loads(line)) for line in file)


def in_order(rejects: Iterable[Reject], tables: Iterable[str]) -> list[Reject]:
    """In the order of the checks, of tables, of files and rows, however they were divided."""
    places = {name: place for place, name in enumerate(tables)}
    return sorted(
        rejects, key=lambda r: (_turn(r.kind), places[r.table], r.file, r.sheet or "", r.row, r.column)
    )


def _turn(kind: str) -> int:
    return _FIRST.get(kind, _LATER.get(kind, 0))


def _plain(found: Reject) -> dict[str, Any]:
    return {
        "table": found.table,
        "file": found.file,
        "sheet": found.sheet,
        "row": found.row,
        "column": found.column,
        "value": found.value,
        "kind": found.kind,
        "expected": [found.expected.zh, found.expected.en],
        "remedy": [found.remedy.zh, found.remedy.en],
        "raw": found.raw,
    }


def _reject(held: dict[str, Any]) -> Reject:
    return Reject(**{**held, "expected": Text(*held["expected"]), "remedy": Text(*held["remedy"])})
