"""Truths as one bit a row, and the rows in which the last of them is true, in one pass over the blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from duixian.engines.bulk.evaluation import BLOCK_ROWS, Plan, in_order
from duixian.engines.bulk.found import Picked
from duixian.engines.bulk.nodes import Array, Constant, Node, Work, constant
from duixian.engines.bulk.threads import on_threads

_NONE, _ALL = 0, 0xFF
_OF_BITS: dict[Work | None, Work] = {
    np.bitwise_and: np.bitwise_and,
    np.bitwise_or: np.bitwise_or,
    np.logical_not: np.invert,
}
"""What 且, 或 and 非 of truths are of bits: the same, for eight rows at once."""


def bits_and_rows(truths: Sequence[Node], last: Node, size: int) -> tuple[list[Array], Picked | None]:
    """Truths as ``numpy.packbits`` has them, and the rows where ``last`` is true (None: it is the same in all)."""
    nodes = _of_bits([*truths, last])
    made = [_all_bits(node, size) for node in nodes]
    _fill(
        [(node, array) for node, array in zip(nodes, made, strict=True) if not isinstance(node, Constant)],
        size,
    )
    _end_with_zeros(made, size)
    kept = made.pop()
    return made, None if isinstance(nodes[-1], Constant) else _picked(kept, size)


def _fill(wanted: list[tuple[Node, Array]], size: int) -> None:
    """Work out some truths' bits, block by block."""
    plan = Plan([node for node, _ in wanted])
    starts = range(0, size, BLOCK_ROWS)

    def work(turns: Iterator[int]) -> None:
        for turn in turns:
            start, stop = starts[turn], min(starts[turn] + BLOCK_ROWS, size)
            for (_, array), part in zip(wanted, plan.run(slice(start, stop)), strict=True):
                array[start // 8 : start // 8 + len(part)] = part

    on_threads(work, iter(range(len(starts))), size)


def _picked(bits: Array, size: int) -> Picked:
    """The rows whose bit is set."""
    return Picked(np.unpackbits(bits, count=size).view(np.bool_))


def _of_bits(roots: list[Node]) -> list[Node]:
    """The same truths eight rows to a byte; only what is no 且, 或 or 非 of others is worked out row by row."""
    packed: dict[int, Node] = {}

    def of(node: Node) -> Node:
        found = packed.get(id(node))
        if found is None:
            same = isinstance(node, Constant)
            found = constant(_ALL if node.value else _NONE) if same else Node(np.packbits, (node,))  # type: ignore[attr-defined]
            packed[id(node)] = found
        return found

    for node in in_order(roots):
        work = _OF_BITS.get(node.work) if node.array is None else None
        if work is not None:
            packed[id(node)] = Node(work, tuple(of(arg) for arg in node.args))
    return [of(root) for root in roots]


def _all_bits(node: Node, size: int) -> Array:
    length = (size + 7) // 8
    return np.full(length, node.value, np.uint8) if isinstance(node, Constant) else np.empty(length, np.uint8)


def _end_with_zeros(made: list[Array], size: int) -> None:
    """What lies behind the last row in its byte is no row's: zero, as ``numpy.packbits`` leaves it."""
    if size % 8:
        for array in made:
            array[-1] &= _ALL << (8 - size % 8) & _ALL
