"""What settlement came to: arrays over all cases, and any case filled in."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.settle.balance import VERDICTS, Balance, balanced, take_off
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.effects import Effects, written
from duixian.engines.bulk.settle.exact import left_by_passes, passes_of
from duixian.engines.bulk.settle.segments import Array, marked
from duixian.language.outcome import Effect, Outcome
from duixian.language.unknown import Lack, Missing


class Settled:
    """Every case of a run. ``outcomes``: those that the exact solver settled, written out."""

    def __init__(self, docket: Docket, outcomes: dict[int, Outcome]) -> None:
        self.docket = docket
        budgeted = marked(
            docket.size, np.concatenate([np.zeros(0, np.int64), *(e.case for e in docket.log.noted)])
        )
        final = {case: outcome for case, outcome in outcomes.items() if not budgeted[case]}
        docket.tangled = marked(docket.size, np.array(list(final), np.int64))
        self.balance = balanced(docket)
        self.effects = docket.log.in_order()
        self._missing: dict[int, frozenset[Missing]] = {}
        self.outcomes = outcomes
        for case, outcome in outcomes.items():
            if case not in final:
                self._amended(case, outcome)
            self._copied(case, outcome)

    def _copied(self, case: int, outcome: Outcome) -> None:
        """The exact solver's word into the arrays."""
        balance = self.balance
        balance.payable[case], balance.paid[case] = outcome.payable, outcome.paid
        balance.recovery[case] = outcome.recovery
        balance.verdict[case] = VERDICTS.index(outcome.verdict)

    def _amended(self, case: int, outcome: Outcome) -> None:
        """A case from which a budget took something off after the exact solver settled it."""
        before = left_by_passes(outcome)
        outcome.effects[:] = passes_of(outcome)
        if not self.docket.sure[case]:
            outcome.instalments = self._before(case).instalments
        self._fill(case, outcome, before)

    def _before(self, case: int) -> Outcome:
        """A case as it was before settlement."""
        number = int(self.docket.measure[case])
        return self.docket.blocks[number].outcome(case - int(self.docket.offsets[number]))

    @cached_property
    def _bounds(self) -> Array:
        return np.searchsorted(self.effects.case, np.arange(self.docket.size + 1))

    def effects_of(self, case: int) -> list[Effect]:
        """What was done to a case that columns settled, in order."""
        docket = self.docket
        places = range(int(self._bounds[case]), int(self._bounds[case + 1]))
        return [written(self.effects, place, docket.log.sources, docket.reference) for place in places]

    def missing_of(self, case: int) -> frozenset[Missing]:
        """What is missing to settle a case: its own, and that of all it waits for."""
        found = self._missing.get(case)
        if found is None:
            docket = self.docket
            number = int(docket.measure[case])
            block, place = docket.blocks[number], case - int(docket.offsets[number])
            exact = self.outcomes.get(case)
            found = block.missing(place) if exact is None else exact.missing
            if case in docket.choices:
                found |= {Missing(Lack.CHOICE, "名次", block.measure.table, block.key_text(place))}
            waits = docket.waits_for.get(case, np.zeros(0, np.int64))
            found = self._missing[case] = found.union(*(self.missing_of(int(other)) for other in waits))
        return found

    def outcome(self, number: int, place: int) -> Outcome:
        """A case of a measure (by their numbers) with all that settlement did to it."""
        case = int(self.docket.offsets[number]) + place
        exact = self.outcomes.get(case)
        if exact is not None:
            return exact
        outcome = self.docket.blocks[number].outcome(place)
        self._fill(case, outcome, int(self.docket.blocks[number].granted[place]))
        return outcome

    def _fill(self, case: int, outcome: Outcome, granted: int) -> None:
        docket, balance = self.docket, self.balance
        outcome.missing = self.missing_of(case)
        outcome.effects.extend(self.effects_of(case))
        if docket.sure[case]:
            take_off(outcome, granted - int(balance.left[case]))
        outcome.payable, outcome.paid = int(balance.payable[case]), int(balance.paid[case])
        outcome.recovery = int(balance.recovery[case])
        outcome.verdict = VERDICTS[balance.verdict[case]]

    def verdicts(self, number: int) -> NDArray[np.int8]:
        """Places in VERDICTS, by case of a measure."""
        return self.balance.verdict[self._stretch(number)]

    def _stretch(self, number: int) -> slice:
        return slice(int(self.docket.offsets[number]), int(self.docket.offsets[number + 1]))


__all__ = ["Balance", "Effects", "Settled"]
