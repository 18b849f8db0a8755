"""Nodes worked out: block by block in what fits the cache; only what is asked for is kept.

Large spaces are worked on by two threads (see ``threads``).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any

import numpy as np

from duixian.engines.bulk.found import Picked
from duixian.engines.bulk.nodes import Array, Constant, Lifted, Node, Whole, Work, at_positions
from duixian.engines.bulk.threads import on_threads

BLOCK_ROWS, WIDE_BLOCK = 1 << 19, 1 << 17
"""Rows worked on together: enough that the interpreter hardly counts, few enough for the cache."""
FEW_ROWS = 1 << 13
"""So few rows are worked out in one go, nothing dropped on the way."""
Rows = slice | Array
_Step = tuple[Work, tuple[int, ...], int, tuple[int, ...]]


def arrays(nodes: Sequence[Node], size: int) -> list[Array]:
    """All rows of some nodes; each is kept, so that it is worked out once."""
    wanted = [node for node in dict.fromkeys(nodes) if node.array is None]
    open_ = [node for node in wanted if not isinstance(node, Constant | Whole)]
    for node in wanted:
        if isinstance(node, Whole):
            node.array = node.make()
    if open_:
        for node, array in zip(open_, _worked_out(open_, size), strict=True):
            node.array = array
    return [_full(node.value, size) if isinstance(node, Constant) else _there(node) for node in nodes]


def picked(truth: Node, size: int) -> Picked:
    """The rows in which a node is true; the node's array is kept too, where it was needed for that."""
    known: Picked | None = getattr(truth, "picked", None)
    return known or Picked(arrays([truth], size)[0])


def _there(node: Node) -> Array:
    assert node.array is not None
    return node.array


def _full(value: Any, size: int) -> Array:
    return np.full(size, value)


def _worked_out(roots: list[Node], size: int) -> list[Array]:
    """The roots' arrays: in one go where all fits the cache, else block by block."""
    if size <= FEW_ROWS:
        with _quiet():
            return _at_once(roots, size)
    return _in_blocks(roots, size)


def _in_blocks(roots: list[Node], size: int) -> list[Array]:
    _keep_freed_memory()
    plan = Plan(roots)
    rows = WIDE_BLOCK if plan.wide else BLOCK_ROWS
    blocks = [slice(start, min(start + rows, size)) for start in range(0, size, rows)]
    first = plan.run(slice(0, 0))
    made = [np.empty(size, part.dtype) for part in first]
    rest = iter(blocks)
    on_threads(lambda blocks: _fill(plan, made, blocks), rest, size)
    return made


def _quiet() -> np.errstate:
    """Null cells hold anything: what comes of them is no error. What matters is guarded (see ``numbers``)."""
    return np.errstate(all="ignore")


def _at_once(roots: list[Node], size: int) -> list[Array]:
    found: dict[int, Any] = {}
    for node in in_order(roots):
        args = node.args
        if node.array is not None:
            found[id(node)] = node.array
        elif len(args) == 2:
            found[id(node)] = node.work(found[id(args[0])], found[id(args[1])])  # type: ignore[misc]
        elif args:
            found[id(node)] = node.work(*[found[id(arg)] for arg in args])  # type: ignore[misc]
        else:
            found[id(node)] = _first(node)
    return [part if np.ndim(part) else _full(part, size) for part in (found[id(root)] for root in roots)]


def _first(node: Node) -> Any:
    """What is made of nothing of this space."""
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Whole):
        node.array = node.make()
        return node.array
    assert isinstance(node, Lifted)
    return at_positions(arrays([node.above], node.rows_above)[0], node.up)


@lru_cache(maxsize=1)
def _keep_freed_memory() -> None:
    """Let what one array leaves behind serve the next: fresh pages would cost as much as the work done in them."""
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, 1 << 25)
        mallopt(_TRIM_THRESHOLD, 1 << 28)


_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""As malloc.h of the GNU C library numbers them; elsewhere nothing is set."""


def _fill(plan: Plan, made: list[Array], blocks: Iterator[slice]) -> None:
    """Work out blocks until none is left."""
    for block in blocks:
        for array, part in zip(made, plan.run(block), strict=True):
            array[block] = part


class Plan:
    """The steps that lead to some nodes, for any rows of their space.

    ``deep``: what is lifted is worked out for the rows asked for only; else for all rows of its own space.
    ``wide``: most steps are arithmetic, in eight bytes a row, not tests."""

    def __init__(self, roots: Sequence[Node], *, deep: bool = False) -> None:
        self._slots: dict[int, int] = {}
        self._given: list[tuple[int, Any]] = []
        self._leaves: list[tuple[int, Array]] = []
        self._lifts: list[tuple[int, Lifted]] = []
        steps: list[tuple[Work, tuple[int, ...], int]] = []
        for node in in_order(roots):
            self._placed(node, steps, deep)
        self._roots = [self._slots[id(root)] for root in roots]
        self._above = list(self._plans_above()) if deep else []
        self._steps = _with_drops(steps, set(self._roots))
        self.wide = 2 * sum(isinstance(work, partial) for work, _, _ in steps) > len(steps)

    def _placed(self, node: Node, steps: list[tuple[Work, tuple[int, ...], int]], deep: bool) -> None:
        slot = self._slots[id(node)] = len(self._slots)
        if isinstance(node, Constant):
            self._given.append((slot, node.value))
        elif isinstance(node, Whole) and node.array is None:
            node.array = node.make()
            self._leaves.append((slot, node.array))
        elif node.array is not None:
            self._leaves.append((slot, node.array))
        elif isinstance(node, Lifted):
            if not deep and node.above.array is None:
                arrays([node.above], node.rows_above)
            self._lifts.append((slot, node))
        else:
            assert node.work is not None
            steps.append((node.work, tuple(self._slots[id(arg)] for arg in node.args), slot))

    def _plans_above(self) -> Iterator[tuple[Array, list[int], Plan]]:
        """For each space above: its rows, and the plan of what is lifted from it."""
        by_up: dict[int, list[tuple[int, Lifted]]] = {}
        for slot, node in self._lifts:
            by_up.setdefault(id(node.up), []).append((slot, node))
        for lifts in by_up.values():
            yield lifts[0][1].up, [slot for slot, _ in lifts], Plan([n.above for _, n in lifts], deep=True)

    def run(self, rows: Rows) -> list[Array]:
        """The nodes in some rows."""
        slots: list[Any] = [None] * len(self._slots)
        for slot, value in self._given:
            slots[slot] = value
        for slot, array in self._leaves:
            slots[slot] = array[rows]
        self._lift(slots, rows)
        with _quiet():
            for work, args, slot, drops in self._steps:
                slots[slot] = work(*[slots[arg] for arg in args])
                for drop in drops:
                    slots[drop] = None
        size = rows.stop - rows.start if isinstance(rows, slice) else len(rows)
        found = [slots[root] for root in self._roots]
        return [part if np.ndim(part) else _full(part, size) for part in found]

    def _lift(self, slots: list[Any], rows: Rows) -> None:
        if self._above:
            for up, places, plan in self._above:
                for slot, part in zip(places, plan.run(up[rows]), strict=True):
                    slots[slot] = part
            return
        for slot, node in self._lifts:
            slots[slot] = at_positions(_there(node.above), node.up[rows])


def _with_drops(steps: list[tuple[Work, tuple[int, ...], int]], roots: set[int]) -> list[_Step]:
    """The steps, each with what nobody needs after it."""
    needed = set(roots)
    found: list[_Step] = []
    for work, args, slot in reversed(steps):
        drops = tuple(arg for arg in dict.fromkeys(args) if arg not in needed)
        needed.update(args)
        found.append((work, args, slot, drops))
    return found[::-1]


def in_order(roots: Sequence[Node]) -> list[Node]:
    """Everything that some nodes are made of, each after its own parts."""
    seen: set[int] = set()
    order: list[Node] = []
    stack: list[tuple[Node, bool]] = [(root, False) for root in reversed(roots)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            if node.array is None:
                stack.extend((arg, False) for arg in node.args)
    return order
