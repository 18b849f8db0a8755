"""Truths as bits and the rows found with them, against numpy's own, over several blocks and at their edges."""

from __future__ import annotations

import numpy as np
import pytest

from duixian.engines.bulk.bits import bits_and_rows
from duixian.engines.bulk.evaluation import BLOCK_ROWS
from duixian.engines.bulk.found import PIECE, Picked
from duixian.engines.bulk.nodes import FALSE, TRUE, Array, Node, any_of, both, opposite

SIZES = (1, 7, 8, 9, 1000, BLOCK_ROWS, BLOCK_ROWS + 3, 2 * BLOCK_ROWS + 8)


def thrown(size: int, share: float) -> Array:
    return np.random.default_rng(size).random(size) < share


@pytest.mark.parametrize("size", SIZES)
def test_bits_are_what_numpy_packs_and_end_with_zeros(size: int) -> None:
    one, other = thrown(size, 0.3), thrown(size, 0.7)[::-1].copy()
    a, b = Node(None, array=one), Node(None, array=other)
    asked = [both(a, opposite(b)), opposite(a), any_of(a, b), TRUE, FALSE]
    made, rows = bits_and_rows(asked, opposite(both(a, b)), size)
    meant = [one & ~other, ~one, one | other, np.ones(size, bool), np.zeros(size, bool)]
    assert [found.tobytes() for found in made] == [np.packbits(truth).tobytes() for truth in meant]
    assert rows is not None
    assert rows.rows.tolist() == np.flatnonzero(~(one & other)).tolist()


def test_a_truth_that_is_the_same_in_all_rows_has_no_rows_of_its_own() -> None:
    made, rows = bits_and_rows([Node(None, array=thrown(20, 0.5))], TRUE, 20)
    assert rows is None
    assert made[0].tobytes() == np.packbits(thrown(20, 0.5)).tobytes()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.05, 0.07, 0.1, 0.11, 1.0])
@pytest.mark.parametrize("size", [0, 1, 9, 100, 4096])
def test_places_are_found_however_many_there_are(size: int, share: float) -> None:
    truths = np.arange(size) < share * size
    truths = np.random.default_rng(1).permutation(truths)
    assert Picked(truths).rows.tolist() == np.flatnonzero(truths).tolist()


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, 3 * PIECE])
def test_rows_are_found_piece_by_piece(size: int) -> None:
    truths = thrown(size, 0.5)
    truths[PIECE : 2 * PIECE] = False
    assert Picked(truths).rows.tolist() == np.flatnonzero(truths).tolist()


@pytest.mark.parametrize("kind", [np.bool_, np.int8, np.int16, np.int32, np.int64])
def test_what_picked_rows_have_is_picked_out_of_an_array(kind: type[np.generic]) -> None:
    truths, array = thrown(1000, 0.4), np.arange(1000).astype(kind)
    assert Picked(truths).of(array).tolist() == array[truths].tolist()


def test_rows_picked_twice_are_the_same_rows_and_others_are_not() -> None:
    truths = thrown(1000, 0.4)
    assert Picked(truths).same(Picked(truths.copy()))
    assert not Picked(truths).same(Picked(truths[::-1].copy()))
