"""What open cases are granted, straight from the grants' arrays: payees, steps, instalments, and what keeps them from
being paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from duixian.decisions.compact.columns.cells import Words, days, masked
from duixian.decisions.compact.columns.lacks import missing_frame
from duixian.decisions.compact.columns.texts import as_json, keys, shares
from duixian.decisions.compact.layout import Layout as FileLayout
from duixian.engines.bulk.causes import rows_below
from duixian.engines.bulk.expand import period_text
from duixian.engines.bulk.expressions import Column
from duixian.engines.bulk.grant_reading import GrantReaders
from duixian.engines.bulk.grants import Grant
from duixian.engines.bulk.instalments import STATES, Layout, Piece
from duixian.engines.bulk.nodes import Array
from duixian.engines.bulk.reading import Batch
from duixian.engines.bulk.space import Space
from duixian.language.outcome import NO_DAY, NO_ROW, NOTHING_DUE, EffectKind, EffectResult
from duixian.language.rule import Prepayment
from duixian.values.bilingual import Text

OWNER = "owner"
"""The place of a row's case."""


@dataclass(frozen=True, eq=False)
class GrantedRows:
    """By the place of the case: ``plain`` columns with one row for each grant, ``lists`` with one for each thing."""

    plain: pl.DataFrame
    lists: dict[str, pl.DataFrame]


class Granting:
    """Reads the grants of a measure, some cases at a time."""

    def __init__(self, layout: FileLayout, grant: Grant, cases: Space, words: Words) -> None:
        self._file, self._grant, self._words = layout, grant, words
        self._same = grant.space is cases
        self._readers = GrantReaders(grant)

    def rows(self, cases: Array) -> GrantedRows:
        """The grants of some cases."""
        if self._same:
            return _Granted(self, cases, np.arange(len(cases))).rows()
        up = self._grant.space.up
        assert up is not None
        return _Granted(self, *rows_below(up, cases)).rows()

    def below(self, space: Space, rows: Array) -> tuple[Batch, Array]:
        """What is read in the rows of a space that belong to some grants, and of each the place of its grant."""
        if space is self._grant.space:
            return self._readers.of(space).read(rows), np.arange(len(rows))
        assert space.up is not None
        under, places = rows_below(space.up, rows)
        return self._readers.of(space).read(under), places

    @property
    def parts(self) -> tuple[FileLayout, Grant, Words]:
        """What is read, and for which file."""
        return self._file, self._grant, self._words


class _Granted:
    """Some grants; ``owners``: the place of each one's case."""

    def __init__(self, granting: Granting, rows: Array, owners: Array) -> None:
        self._granting, self._rows, self._owners = granting, rows, owners.astype(np.int64)
        self._file, self._grant, self._words = granting.parts
        self._here, _ = granting.below(self._grant.space, rows)

    def rows(self) -> GrantedRows:
        """All that is said of them."""
        lists = {"missing": self._missing(), "payees": self._payees()}
        plain = {OWNER: pl.Series(self._owners)}
        if self._grant.amount is not None or self._grant.layout is not None:
            lists["workings"] = self._workings()
            plain |= self._amounts()
            lists["instalments"] = self._instalments()
            lists["effects"] = self._effects(plain["amount"])
        return GrantedRows(pl.DataFrame(plain), lists)

    def _missing(self) -> pl.DataFrame:
        lacking = np.flatnonzero(self._true(self._grant.lacking))
        return missing_frame(self._grant.cause, self._rows[lacking], self._owners[lacking], self._words)

    def _payees(self) -> pl.DataFrame:
        found = []
        for number, payee in enumerate(self._grant.payees):
            batch, places = self._granting.below(payee.space, self._rows)
            frame = {
                OWNER: pl.Series(self._owners[places]),
                "table": pl.Series([payee.table], dtype=pl.String).new_from_index(0, len(places)),
                "key": keys(payee.who, batch, self._words),
                "share": shares(payee.share, batch, self._words),
            }
            found.append(_numbered(pl.DataFrame(frame), number).filter(pl.Series(_truth(payee.there, batch))))
        return _in_turn(found)

    def _workings(self) -> pl.DataFrame:
        found = []
        for number, note in enumerate(self._grant.notes):
            frame = pl.DataFrame(
                {
                    OWNER: pl.Series(self._owners),
                    "value": as_json(note.value, self._here, self._words),
                    "result": as_json(note.result, self._here, self._words),
                }
            ).select(
                OWNER,
                pl.lit(note.kind, pl.String).alias("kind"),
                pl.lit(note.label, pl.String).alias("label"),
                pl.lit(note.text, pl.String).alias("expression"),
                "value",
                "result",
            )
            gated = frame if note.gate is None else frame.filter(pl.Series(_truth(note.gate, self._here)))
            found.append(_numbered(gated, number))
        return _in_turn(found)

    def _true(self, column: Column) -> Array:
        return _truth(column, self._here)

    def _amounts(self) -> dict[str, pl.Series]:
        grant, size = self._grant, len(self._rows)
        refused, nothing, bare = (self._true(flag) for flag in (grant.refused, grant.nothing, grant.bare))
        nothing, bare = nothing & ~refused, bare & ~refused & ~nothing
        amount, known = np.zeros(size, np.int64), np.zeros(size, bool)
        told = grant.amount.value if grant.amount is not None else None
        nominal = grant.layout.nominal if grant.layout is not None else None
        for column in (told, nominal):
            if column is not None:
                values, there = self._here.array(column)
                known = np.ones(size, bool) if there is None else there
                amount = np.where(known, values, 0)
        self._open, self._laid = known & ~refused, ~(refused | nothing)
        amount, known = np.where(nothing, 0, amount), (known & ~refused) | nothing
        self._known = known
        barred = refused | nothing | bare
        bars = [(refused, NO_ROW), (nothing, NOTHING_DUE), (bare, NO_DAY)]
        return {
            "amount": masked(pl.Series(amount.astype(np.int64)), known),
            "barred": _chosen(bars, "zh"),
            "barred_en": _chosen(bars, "en"),
            "barred_by": masked(pl.Series(np.where(bare, self._wanted(), 0)), barred),
            "barred_at": masked(pl.Series(np.zeros(size, np.int64)), nothing),
            **self._held(),
        }

    def _wanted(self) -> Array:
        """Of what a payout wants, the number of the first that is none, else of the last."""
        first = len(self._file.bars) - len(self._grant.wanted)
        found = np.full(len(self._rows), len(self._file.bars) - 1)
        for number, (_, value) in reversed(list(enumerate(self._grant.wanted, first))):
            if value.absent is not None:
                known = self._here.array(value.value)[1]
                none = self._true(value.absent)
                found[none if known is None else none & ~known] = number
        return found

    def _held(self) -> dict[str, pl.Series]:
        held = self._grant.held
        if held is None:
            return {}
        ahead = isinstance(self._file.measure.payout, Prepayment)
        self._reached = self._laid & (np.ones(len(self._rows), bool) if ahead else self._known)
        found = {}
        for name, column in (("held_until", held.until), ("broken_on", held.broken)):
            values, known = self._here.array(column)
            there = self._reached if known is None else self._reached & known
            found[name] = masked(days(np.where(there, values, 0)), there)
        return found

    def _effects(self, amount: pl.Series) -> pl.DataFrame:
        """A hold that cannot be judged yet."""
        held, hold = self._grant.held, self._file.measure.hold
        pending = np.zeros(len(self._rows), bool)
        if held is not None:
            pending = self._reached & self._true(held.pending)
        fen = amount.fill_null(0).cast(pl.Int64)
        source = -1 if hold is None else self._file.sources.index(hold.source)
        frame = pl.DataFrame({OWNER: pl.Series(self._owners), "before": fen, "after": fen}).select(
            OWNER,
            pl.lit(EffectKind.HOLD.value).alias("kind"),
            pl.lit(source, pl.Int16).alias("source"),
            pl.lit(EffectResult.PENDING.value).alias("result"),
            "before",
            "after",
            pl.lit(pl.Series([[]], dtype=EFFECT_BECAUSE)).first().alias("because"),
            pl.lit(None, pl.Int64).alias("best"),
            pl.lit(None, pl.Int64).alias("next_best"),
        )
        return frame.filter(pl.Series(pending))

    def _instalments(self) -> pl.DataFrame:
        layout = self._grant.layout
        if layout is None:
            return _in_turn([])
        batch, places = self._granting.below(layout.space, self._rows)
        pieces = list(self._pieces(layout, batch, places))
        return _in_turn(pieces, "row")

    def _pieces(self, layout: Layout, batch: Batch, places: Array) -> Iterator[pl.DataFrame]:
        for number, piece in enumerate(layout.pieces):
            there = _truth(piece.there, batch) & self._laid[places]
            frame = pl.DataFrame(
                {
                    OWNER: pl.Series(self._owners[places]),
                    "row": pl.Series(np.arange(len(places))),
                    "number": pl.Series(batch.array(piece.number)[0].astype(np.int32)),
                    "period": _periods(piece, batch, layout.every),
                    "label": _same(None if piece.label is None else piece.label.zh, len(places)),
                    "label_en": _same(None if piece.label is None else piece.label.en, len(places)),
                    "due": _day(piece.due, batch),
                    "amount": pl.Series(batch.array(piece.amount)[0].astype(np.int64)),
                    "state": _states(piece, batch),
                }
            )
            yield _numbered(frame.filter(pl.Series(there)), number)


EFFECT_BECAUSE = pl.List(
    pl.Struct({"policy": pl.String, "measure": pl.String, "record": pl.String, "amount": pl.Int64})
)


def _truth(column: Column, batch: Batch) -> Array:
    return np.ascontiguousarray(batch.array(column)[0], dtype=bool)


def _day(column: Column, batch: Batch) -> pl.Series:
    values, known = batch.array(column)
    return masked(days(values if known is None else np.where(known, values, 0)), known)


def _same(text: str | None, size: int) -> pl.Series:
    return pl.Series([text], dtype=pl.String).new_from_index(0, size)


def _states(piece: Piece, batch: Batch) -> pl.Series:
    words = pl.Series([state.value for state in STATES])
    return words.gather(pl.Series(batch.array(piece.state)[0].astype(np.uint32)))


def _periods(piece: Piece, batch: Batch, every: int) -> pl.Series:
    if piece.period is None:
        return _same("", len(batch.rows))
    values, known = batch.array(piece.period)
    starts, places = np.unique(values if known is None else np.where(known, values, 0), return_inverse=True)
    words = pl.Series([period_text(int(start), every) for start in starts], dtype=pl.String)
    return words.gather(pl.Series(places.reshape(-1).astype(np.uint32)))


def _chosen(bars: list[tuple[Array, Text]], lang: str) -> pl.Series:
    size = len(bars[0][0])
    found = np.zeros(size, np.int8)
    for number, (where, _) in enumerate(bars, 1):
        found[where] = number
    words = pl.Series([None, *(text.lang(lang) for _, text in bars)], dtype=pl.String)
    return words.gather(pl.Series(found.astype(np.uint32)))


def _numbered(frame: pl.DataFrame, number: int) -> pl.DataFrame:
    return frame.with_columns(pl.lit(number, pl.Int32).alias("turn"))


def _in_turn(frames: list[pl.DataFrame], *then: str) -> pl.DataFrame:
    """Things by case, in the order in which a case has them."""
    if not frames:
        return pl.DataFrame(schema={OWNER: pl.Int64})
    order = [OWNER, *then, "turn"]
    return pl.concat(frames).sort(order, maintain_order=True).drop(*then, "turn")
