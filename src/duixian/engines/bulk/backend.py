"""What is particular to one column library: everything the compiler needs and Narwhals has no word for.

Expressions are Narwhals'; here are the moves of whole columns: looking rows up by position, joining, folding many
rows back to one. Row order is kept everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import narwhals as nw
import polars as pl

Frame = nw.DataFrame[pl.DataFrame]
Fold = Literal["any", "sum", "max", "min", "len", "distinct", "texts"]
Column = pl.Series
ROW = "#"
"""The column that numbers a frame's rows from 0."""
SEPARATOR = "\x1e"
_TYPES: Mapping[type, Any] = {int: pl.Int64, str: pl.String, bool: pl.Boolean}


def series(values: Sequence[Any], held: type) -> pl.Series:
    """A column of one type from Python values, None as null."""
    return pl.Series("", values, _TYPES[held], strict=True)


def numbered(columns: Mapping[str, pl.Series], size: int) -> Frame:
    """A frame of columns with its rows numbered."""
    rows = pl.int_range(size, eager=True, dtype=pl.Int64).alias(ROW)
    return nw.from_native(pl.DataFrame([rows, *(s.alias(name) for name, s in columns.items())]))


def taken(frame: Frame, name: str, source: pl.Series, positions: str) -> Frame:
    """The frame with a further column: of each row, what stands in ``source`` at its position (null: null)."""
    native = frame.to_native()
    return nw.from_native(native.with_columns(source.gather(native[positions]).alias(name)))


def column(frame: Frame, name: str) -> pl.Series:
    """One column."""
    return frame.to_native()[name]


def kept_rows(frame: Frame, truth: nw.Expr, names: Iterable[str]) -> dict[str, pl.Series]:
    """Those columns of the rows for which a test is true."""
    chosen = frame.filter(truth).to_native()
    return {name: chosen[name] for name in names}


def linked(owners: Frame, key: str, links: pl.Series, order: Sequence[str] = ()) -> dict[str, pl.Series]:
    """Pairs of an owner's row (``up``) and the position in ``links`` of each record that points to its key."""
    left = owners.to_native().select(pl.col(ROW).alias("up"), pl.col(key).alias("key"), *order)
    right = pl.DataFrame({"key": links}).with_row_index("at").with_columns(pl.col("at").cast(pl.Int64))
    return _pairs(left.drop_nulls("key").join(right.drop_nulls("key"), on="key"), order)


def crossed(owners: Frame, size: int) -> dict[str, pl.Series]:
    """Every owner's row with every position of a table."""
    left = owners.to_native().select(pl.col(ROW).alias("up"))
    right = pl.DataFrame({"at": pl.int_range(size, eager=True, dtype=pl.Int64)})
    return _pairs(left.join(right, how="cross"), ())


def _pairs(found: pl.DataFrame, order: Sequence[str]) -> dict[str, pl.Series]:
    found = found.sort("up", *order, "at")
    return {"up": found["up"], "at": found["at"]}


def in_order(ups: pl.Series, ats: pl.Series) -> dict[str, pl.Series]:
    """Pairs by the owner's row, then by position."""
    whole = pl.DataFrame({"up": ups, "at": ats}).sort("up", "at")
    return {"up": whole["up"], "at": whole["at"]}


def stacked(parts: Sequence[Mapping[str, pl.Series]]) -> dict[str, pl.Series]:
    """Pairs from several sources, each once, in order."""
    whole = pl.concat([pl.DataFrame(dict(part)) for part in parts]).unique().sort("up", "at")
    return {"up": whole["up"], "at": whole["at"]}


def folded(child: Frame, up: str, parent: Frame, folds: Mapping[str, tuple[str, Fold]]) -> Frame:
    """The parent with one further column for each fold of the child's rows that belong to a row; null: none."""
    made = [_fold(column, how).alias(name) for name, (column, how) in folds.items()]
    groups = child.to_native().group_by(up).agg(made)
    native = parent.to_native()
    return nw.from_native(native.join(groups, left_on=ROW, right_on=up, how="left", maintain_order="left"))


def _fold(name: str, how: Fold) -> pl.Expr:
    held = pl.col(name)
    if how == "any":
        return held.any()
    if how == "len":
        return held.count().cast(pl.Int64)
    if how == "distinct":
        return held.drop_nulls().n_unique().cast(pl.Int64)
    if how == "texts":
        return pl.when(held.count() > 0).then(held.drop_nulls().unique().sort().str.join(SEPARATOR))
    plain: dict[str, Callable[[], pl.Expr]] = {"sum": held.sum, "max": held.max, "min": held.min}
    return plain[how]()


def islands(child: Frame, start: str, end: str) -> dict[str, pl.Series]:
    """Spans of whole numbers of each row above (``up``), joined where they touch: ``first`` and ``last`` of each."""
    native = child.to_native().select("up", pl.col(start).alias("first"), pl.col(end).alias("last"))
    spans = native.drop_nulls().sort("up", "first", "last")
    reached = pl.col("last").cum_max().shift(1).over("up")
    spans = spans.with_columns(
        (reached.is_null() | (pl.col("first") > reached + 1)).cum_sum().alias("island")
    )
    joined = spans.group_by("island", maintain_order=True).agg(
        pl.col("up").first(), pl.col("first").first(), pl.col("last").max()
    )
    return {name: joined[name] for name in ("up", "first", "last")}


def looked_up(frame: Frame, name: str, key: str, table: Mapping[str, int]) -> Frame:
    """A further column: the number that a table has for each row's text; null where it has none."""
    right = pl.DataFrame({key: series(list(table), str), name: series(list(table.values()), int)})
    return nw.from_native(frame.to_native().join(right, on=key, how="left", maintain_order="left"))


def columns_of(frame: Frame) -> dict[str, pl.Series]:
    """All columns of a frame."""
    native = frame.to_native()
    return {name: native[name] for name in native.columns}


def distinct(columns: Mapping[str, pl.Series]) -> Frame:
    """A frame of the different rows of some columns, numbered."""
    different = pl.DataFrame(dict(columns)).unique()
    return numbered({name: different[name] for name in different.columns}, len(different))


def counted_up(size: int, times: int) -> tuple[pl.Series, pl.Series]:
    """Numbers 0 … size − 1, each so many times, and beside each its turn."""
    rows = pl.int_range(size * times, eager=True, dtype=pl.Int64)
    return rows // times, rows % times


def mapped(frame: Frame, name: str, given: Sequence[str], function: Callable[..., Any], held: type) -> Frame:
    """A further column by a Python function of others, called once for each distinct combination; null in, null out."""
    native = frame.to_native()
    distinct = native.select(given).unique().drop_nulls()
    answers = series([function(*row) for row in distinct.iter_rows()], held)
    table = distinct.with_columns(answers.alias(name))
    return nw.from_native(native.join(table, on=list(given), how="left", maintain_order="left"))


def repeated(frame: Frame, counts: str) -> dict[str, pl.Series]:
    """Each row as often as ``counts`` says (``up``), with a number from 0 (``at``)."""
    native = frame.to_native().select(pl.col(ROW).alias("up"), pl.int_ranges(pl.col(counts)).alias("at"))
    long = native.explode("at", empty_as_null=True).drop_nulls("at")
    return {"up": long["up"], "at": long["at"].cast(pl.Int64)}


def lists(frame: Frame, names: Iterable[str]) -> dict[str, list[Any]]:
    """Columns as Python lists."""
    native = frame.to_native()
    return {name: native[name].to_list() for name in names}


def rows_with_null(frame: Frame, name: str) -> list[int]:
    """The numbers of the rows in which a column is null."""
    native = frame.to_native()
    return native.filter(pl.col(name).is_null())[ROW].to_list()


def rows_where(frame: Frame, name: str, number: str) -> list[int]:
    """A column of numbers, of the rows in which another is true."""
    native = frame.to_native()
    return native.filter(pl.col(name))[number].to_list()


def running_total(frame: Frame, name: str) -> pl.Series:
    """The sum of a column so far, among the rows of the same row above."""
    return frame.to_native().select(pl.col(name).cum_sum().over("up")).to_series()


def run_lengths(frame: Frame, name: str) -> pl.Series:
    """How many rows in a row, up to each, are true, among those of the same row above."""
    native = frame.to_native().select("up", pl.col(name).fill_null(False).alias("held"))
    breaks = (~pl.col("held")).cast(pl.Int64).cum_sum().over("up").alias("part")
    counted = native.with_columns(breaks)
    return counted.select(pl.col("held").cast(pl.Int64).cum_sum().over("up", "part")).to_series()


def with_series(frame: Frame, name: str, values: pl.Series) -> Frame:
    """A further column."""
    return nw.from_native(frame.to_native().with_columns(values.alias(name)))
