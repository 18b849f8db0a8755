"""What is missing in many rows at once: causes walked as arrays, things of records by position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from duixian.decisions.compact.columns.cells import Words
from duixian.engines.bulk.causes import (
    Above,
    Below,
    Cause,
    OfRecord,
    Same,
    Together,
    Where,
    in_rows,
    rows_below,
)
from duixian.engines.bulk.nodes import Array
from duixian.language.unknown import Missing

FIELDS = ("kind", "name", "table", "key")


@dataclass(frozen=True, eq=False)
class _Lacking:
    """One sort of thing missing, for some owners. ``positions``: of the records it is missing of; None: the thing
    is the same for all."""

    thing: Missing
    owners: Array
    positions: Array | None


def missing_frame(cause: Cause | None, rows: Array, owners: Array, words: Words) -> pl.DataFrame:
    """What is missing in some rows: the owner of each row, and the thing; each said once, in order."""
    parts = [] if cause is None or not len(rows) else list(_walked(cause, rows, owners))
    found = [_frame(part, words) for part in parts]
    if not found:
        return pl.DataFrame(schema={"owner": pl.Int64, **dict.fromkeys(FIELDS, pl.String)})
    return pl.concat(found).unique().sort("owner", *FIELDS)


def _walked(cause: Cause, rows: Array, owners: Array) -> Iterator[_Lacking]:
    match cause:
        case Same():
            yield _Lacking(cause.missing, owners, None)
        case OfRecord():
            positions = in_rows(cause.at.node, rows)
            yield _Lacking(cause.missing(int(positions[0])), owners, positions)
        case Together():
            for part in cause.parts:
                yield from _walked(part, rows, owners)
        case Where():
            here = in_rows(cause.gate, rows)
            if here.any():
                yield from _walked(cause.part, rows[here], owners[here])
        case Above():
            yield from _walked(cause.part, cause.up[rows], owners)
        case Below():
            below, places = rows_below(cause.up, rows)
            if len(below):
                yield from _walked(cause.part, below, owners[places])
        case _:
            raise TypeError(f"no such cause: {cause!r}")


def _frame(part: _Lacking, words: Words) -> pl.DataFrame:
    thing, owners = part.thing, pl.Series("owner", part.owners.astype(np.int64))
    if part.positions is None:
        key = pl.lit(thing.key)
    else:
        # A thing of a record is named by the record's own key, whatever row it is missing in.
        key = pl.lit(words.keys(thing.table).gather(pl.Series(part.positions.astype(np.uint32))))
    return pl.DataFrame({"owner": owners}).with_columns(
        pl.lit(thing.kind.value).alias("kind"),
        pl.lit(thing.name).alias("name"),
        pl.lit(thing.table).alias("table"),
        key.alias("key"),
    )
