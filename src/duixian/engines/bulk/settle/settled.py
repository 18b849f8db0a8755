"""What settlement came to: arrays over all cases, and any case filled in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from duixian.engines.bulk.settle.balance import VERDICTS, balanced
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.due import due_now, taken_off
from duixian.engines.bulk.settle.effects import written
from duixian.engines.bulk.settle.exact import left_by_passes, passes_of, written_out
from duixian.engines.bulk.settle.segments import Array, marked
from duixian.language.instalments import take_off
from duixian.language.outcome import Effect, Outcome
from duixian.language.rule import Prepayment
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
            outcome.instalments = written_out(self.docket, [case])[case].instalments
        self._fill(case, outcome, before)

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
            if docket.unread[case]:
                found |= {Missing(Lack.TABLE, docket.payments.table, docket.payments.table)}
            waits = docket.waits_for.get(case, np.zeros(0, np.int64))
            found = self._missing[case] = found.union(*(self.missing_of(int(other)) for other in waits))
        return found

    def outcome(self, number: int, place: int) -> Outcome:
        """A case of a measure (by their numbers) with all that settlement did to it."""
        return self.outcomes_of(number, [place])[0]

    def outcomes_of(self, number: int, places: Sequence[int]) -> list[Outcome]:
        """Several of them."""
        block, start = self.docket.blocks[number], int(self.docket.offsets[number])
        plain = [place for place in places if start + place not in self.outcomes]
        found = dict(zip(plain, block.outcomes(plain), strict=True))
        for place, outcome in found.items():
            self._fill(start + place, outcome, int(block.granted[place]))
        return [found[place] if place in found else self.outcomes[start + place] for place in places]

    def _fill(self, case: int, outcome: Outcome, granted: int) -> None:
        docket, balance = self.docket, self.balance
        if not docket.closed[case]:
            outcome.missing = self.missing_of(case)
        outcome.effects.extend(self.effects_of(case))
        if docket.sure[case]:
            take_off(outcome, granted - int(balance.left[case]))
        outcome.payable, outcome.paid = int(balance.payable[case]), int(balance.paid[case])
        outcome.recovery = int(balance.recovery[case])
        outcome.verdict = VERDICTS[balance.verdict[case]]

    @cached_property
    def cut(self) -> Array:
        """Fen that come off the instalments of each case; 0 where the exact solver took them off."""
        docket = self.docket
        granted = np.concatenate([np.zeros(0, np.int64), *(block.granted for block in docket.blocks)])
        exact = marked(docket.size, np.array(list(self.outcomes), np.int64))
        return np.where(docket.sure & ~exact, granted - self.balance.left, 0)

    def due_now(self, number: int) -> Array:
        """Fen due by the day of the decision and not yet paid, by case of a measure; of an open case only what is
        prepaid."""
        block, mine = self.docket.blocks[number], self.stretch(number)
        laid, balance = block.laid(), self.balance
        whole, first = due_now(laid, taken_off(laid, self.cut[mine]), len(block))
        ahead = isinstance(block.measure.payout, Prepayment)
        sure, closed = self.docket.sure[mine], self.docket.closed[mine]
        due = np.where(sure, whole, np.where(closed, 0, first) if ahead else 0)
        left = due - balance.paid[mine]
        found = np.maximum(0, np.where(sure, np.minimum(left, balance.payable[mine]), left))
        for case, outcome in self.outcomes.items():
            if mine.start <= case < mine.stop:
                found[case - mine.start] = outcome.due_now
        return found

    def touched(self, number: int) -> Array:
        """Places of the cases of a measure that have effects, wait for others, or were settled exactly."""
        docket = self.docket
        found = marked(docket.size, self.effects.case) | docket.unread
        found[[*docket.waits_for, *docket.choices, *self.outcomes]] = True
        return np.flatnonzero(found[self.stretch(number)])

    def stretch(self, number: int) -> slice:
        """The cases of a measure."""
        return slice(int(self.docket.offsets[number]), int(self.docket.offsets[number + 1]))
