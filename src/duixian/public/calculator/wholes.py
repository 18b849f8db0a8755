"""Facts that bear out what was said of a condition as a whole.

“取证时在我区就业：是” says nothing of insurance months or seats; some facts under which it is so are looked for, so that
the engine decides facts and nothing else. What was answered stays; what is found here is shown as assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duixian.language.outcome import Finding
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing, Unknown
from duixian.public.calculator.judging import Bench, Said, Whole, causes_of, cell_of, whole_of
from duixian.public.calculator.scene import Scene
from duixian.public.calculator.values import range_of

_TRIES = 250
_LAST = 9
_ORDER = {Kind.BOOL: 0, Kind.CATEGORY: 1, Kind.RECORD: 3, Kind.DATE: 4, Kind.MONTH: 4}


def borne_out(bench: Bench, scene: Scene, said: Said) -> Scene | None:
    """The scene with facts under which every condition answered as a whole is as it was answered; None where none
    were found. One condition after the other, on what bore out those before it; where that fails, all anew."""
    wanted = {whole: truth for whole, truth in said.items() if truth is not None}
    found: Scene | None = scene
    for count in range(1, len(wanted) + 1):
        if found is not None:
            found = _Search(bench, dict(list(wanted.items())[:count])).found(found)
    return found if found is not None else _Search(bench, wanted).found(scene)


class _Search:
    """Depth first: one thing after the other that keeps a wanted condition from being known."""

    def __init__(self, bench: Bench, wanted: Mapping[Whole, bool]) -> None:
        self._bench, self._wanted = bench, wanted
        self._only = frozenset(whole.measure for whole in wanted)
        self._left = _TRIES

    def found(self, scene: Scene) -> Scene | None:
        """The first scene that bears everything out."""
        self._left -= 1
        if self._left < 0:
            return None
        unknown: list[Finding] = []
        for finding, truth in self._judged(scene):
            if finding.truth.__class__ is Unknown:
                unknown.append(finding)
            elif bool(finding.truth) is not truth:
                return None
        if not unknown:
            return scene
        later = (self.found(tried) for tried in self._tries(scene, unknown[0]))
        return next((one for one in later if one is not None), None)

    def _judged(self, scene: Scene) -> Iterator[tuple[Finding, bool]]:
        for outcome in self._bench.cases(scene, self._only):
            for finding in outcome.findings:
                whole = whole_of(outcome, finding)
                if whole is not None and whole in self._wanted:
                    yield finding, self._wanted[whole]

    def _tries(self, scene: Scene, finding: Finding) -> Iterator[Scene]:
        missing = min((m for m in causes_of(finding) if _fillable(m)), key=self._rank, default=None)
        if missing is None:
            return
        if missing.kind is Lack.TABLE:
            yield from (scene.with_count(missing.table, count) for count in (0, 1))
            return
        cell = cell_of(missing)
        values = range_of(cell, self._bench.policy, scene, self._bench.as_of).values
        yield from (scene.with_cell(cell, value) for value in values)

    def _rank(self, missing: Missing) -> tuple[int, Missing]:
        if missing.kind is Lack.TABLE:
            return 2, missing
        column = self._bench.policy.vocabulary.tables[missing.table].columns[missing.name]
        return _ORDER.get(column.type.kind, _LAST), missing


def _fillable(missing: Missing) -> bool:
    return missing.kind in (Lack.CELL, Lack.TABLE)
