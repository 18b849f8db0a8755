"""The heaviest choice of pairs, each row and each column used at most once, found exactly (Hungarian method).

A row may always stay alone, at the weight given for that (0 unless said otherwise).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

Row = Hashable
Column = Hashable
Weights = Mapping[Row, Mapping[Column, int]]


class _Matching:
    """Rows matched so far, with the prices (potentials) that prove it optimal. Costs are negated weights."""

    def __init__(self, weights: Weights, rows: Iterable[Row]) -> None:
        self.weights = weights
        self.row_of: dict[Column, Row] = {}
        self._row_price: dict[Row, int] = {}
        self._column_price: dict[Column, int] = {}
        for row in rows:
            self.add(row)

    def copy(self) -> _Matching:
        """The same state, to be changed."""
        other = _Matching(self.weights, ())
        other.row_of = dict(self.row_of)
        other._row_price, other._column_price = dict(self._row_price), dict(self._column_price)
        return other

    @property
    def total(self) -> int:
        """Weight of all pairs."""
        return sum(self.weights[row][column] for column, row in self.row_of.items())

    def add(self, start: Row, closed: Column | None = None) -> None:
        """Match one more row, moving others where that is best; ``closed`` is a column nobody may use."""
        price = self._column_price
        self._row_price[start] = min(
            -w - price.get(c, 0) for c, w in self.weights[start].items() if c != closed
        )
        slack: dict[Column, int] = {}
        came: dict[Column, Column | None] = {}
        done: dict[Column, int] = {}
        row, last, distance = start, None, 0
        while True:
            self._relax(row, last, distance, closed, slack, came, done)
            last = min(slack, key=slack.__getitem__)
            distance = done[last] = slack.pop(last)
            if last not in self.row_of:
                break
            row = self.row_of[last]
        self._reprice(start, distance, done)
        self._flip(start, last, came)

    def _relax(
        self,
        row: Row,
        via: Column | None,
        distance: int,
        closed: Column | None,
        slack: dict[Column, int],
        came: dict[Column, Column | None],
        done: dict[Column, int],
    ) -> None:
        base = distance - self._row_price[row]
        for column, weight in self.weights[row].items():
            if column in done or column == closed:
                continue
            cost = base - weight - self._column_price.get(column, 0)
            if column not in slack or cost < slack[column]:
                slack[column], came[column] = cost, via

    def _reprice(self, start: Row, distance: int, done: Mapping[Column, int]) -> None:
        self._row_price[start] += distance
        for column, reached in done.items():
            if column in self.row_of:
                self._row_price[self.row_of[column]] += distance - reached
                self._column_price[column] = self._column_price.get(column, 0) - (distance - reached)

    def _flip(self, start: Row, last: Column, came: Mapping[Column, Column | None]) -> None:
        column: Column | None = last
        while column is not None:
            before = came[column]
            self.row_of[column] = start if before is None else self.row_of[before]
            column = before


class Assignment:
    """Rows and columns with the weight of each allowed pair; every row must have a column of its own."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._whole = _Matching(weights, weights)
        self._without: dict[Row, _Matching] = {}

    @property
    def total(self) -> int:
        """The greatest total."""
        return self._whole.total

    @property
    def pairs(self) -> list[tuple[Row, Column]]:
        """The pairs that reach it."""
        return [(row, column) for column, row in self._whole.row_of.items()]

    def total_with(self, row: Row, column: Column) -> int:
        """The greatest total of a choice that holds this pair."""
        rest = self._without.get(row)
        if rest is None:
            rest = self._without[row] = _Matching(self.weights, (r for r in self.weights if r != row))
        if column in rest.row_of:
            rest = rest.copy()
            rest.add(rest.row_of.pop(column), closed=column)
        return self.weights[row][column] + rest.total
