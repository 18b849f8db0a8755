"""What a policy adds to the shared tables, and older rows that carry a region's former code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from duixian.registry.sample.dice import Dice, Weighted
from duixian.registry.sample.layout import COLUMNS, Put, Row
from duixian.registry.sample.profile import Profile, Recoding

_COPY = "="


def with_extras(profile: Profile, table: str, put: Put, throw: Dice) -> Put:
    """``put`` that first adds the cells of the columns which the policy adds to the table."""
    extra = profile.extra_columns.get(table)
    if not extra:
        return put
    cells = [_extra_cell(table, weights, throw) for weights in extra.values()]

    def extended(row: Row) -> None:
        put((*row, *(cell(row) for cell in cells)))

    return extended


def _extra_cell(table: str, weights: Mapping[str, int], throw: Dice) -> Callable[[Row], str]:
    texts: Weighted[str] = Weighted(weights)
    only = texts.things[0]
    if len(texts.things) == 1 and only.startswith(_COPY):
        place = COLUMNS[table].index(only.removeprefix(_COPY))
        return lambda row: row[place]
    return lambda row: throw.draw(texts)


def over_recodings(profile: Profile, table: str, put: Put, throw: Dice) -> Put:
    """``put`` that first writes the district's former code into part of the older rows."""
    for recoding in profile.recodings:
        if recoding.table == table:
            put = _recoded(profile.district.code, recoding, put, throw)
    return put


def _recoded(district: str, recoding: Recoding, put: Put, throw: Dice) -> Put:
    columns = COLUMNS[recoding.table]
    since = columns.index(recoding.since)
    places = [columns.index(name) for name in recoding.columns]
    until = recoding.until.isoformat()

    def recoded(row: Row) -> None:
        # Days and months are written year first, so that their texts compare as they do.
        if row[since] < until and throw.wins(recoding.share.threshold):
            cells = list(row)
            for place in places:
                if cells[place] == district:
                    cells[place] = recoding.code
            row = cells
        put(row)

    return recoded
