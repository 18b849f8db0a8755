"""Whether an answer can still change anything: every answer is tried, and where that leaves things open, what is still
missing is tried too.

Where a cell may hold more than can be tried, or trying takes too long, the answer may matter and is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duixian.language.absent import ABSENT
from duixian.language.rule import Policy
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing
from duixian.public.calculator.alike import representatives
from duixian.public.calculator.judging import cell_of
from duixian.public.calculator.scene import Cell, Scene
from duixian.public.calculator.values import Range, range_of

_TRIES = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """One case. ``decided``: whether nothing more can be asked for it; ``result``: what came out, where decided;
    ``causes``: what may still be asked."""

    decided: bool
    result: Hashable
    causes: frozenset[Missing]


Judge = Callable[[Scene], Mapping[Hashable, Judged]]
"""The cases of a scene that are not ruled out, by name."""

_RULED_OUT = Judged(True, None, frozenset())


class Trial:
    """Tries answers on a policy. ``alike``: members that conditions cannot tell apart are tried once."""

    def __init__(self, judge: Judge, policy: Policy, as_of: date, *, alike: bool) -> None:
        self._judge, self._policy, self._as_of, self._alike = judge, policy, as_of, alike
        self._left = _TRIES

    def matters(self, scene: Scene, cell: Cell) -> bool:
        """Whether two answers can lead to different results, all else being equal."""
        held = self._range(cell, scene)
        if not held.whole:
            return True
        return self._differ([scene.with_cell(cell, value) for value in held.values])

    def _differ(self, scenes: Sequence[Scene]) -> bool:
        self._left -= len(scenes)
        if self._left < 0:
            return True
        found = [self._judge(scene) for scene in scenes]
        waiting: set[Missing] = set()
        for name in {name for judged in found for name in judged}:
            cases = [judged.get(name, _RULED_OUT) for judged in found]
            if len({case.result for case in cases if case.decided}) > 1:
                return True
            causes = [cause for case in cases if not case.decided for cause in case.causes]
            if not causes and len({case.decided for case in cases}) > 1:
                return True
            waiting.update(causes)
        return bool(waiting) and self._with_more(scenes, min(waiting))

    def _with_more(self, scenes: Sequence[Scene], missing: Missing) -> bool:
        if missing.kind is Lack.TABLE:
            return True  # there may be any number of rows, and not all can be tried
        cell = cell_of(missing)
        held = self._range(cell, scenes[0])
        return (
            any(self._differ([s.with_cell(cell, v) for s in scenes]) for v in held.values) or not held.whole
        )

    def _range(self, cell: Cell, scene: Scene) -> Range:
        held = range_of(cell, self._policy, scene, self._as_of)
        column = self._policy.vocabulary.tables[cell.table].columns[cell.column]
        if not self._alike or column.type.kind is not Kind.CATEGORY:
            return held
        category = self._policy.vocabulary.categories[str(column.type.of)]
        kinds = representatives((cell.table, cell.column), category, self._policy)
        return Range(tuple(value for value in held.values if value is ABSENT or value in kinds), held.whole)
