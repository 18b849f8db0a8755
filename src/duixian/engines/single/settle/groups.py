"""组: one of several, the higher with the difference, a stack with a cap, or what others paid deducted.

Members meet when their keys are equal, over the whole history in time order; payments already made under other
policies or before count where the group says so. Where one case stands in several excluding groups, the legal
combination with the greatest total is found exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from duixian.engines.single.settle.combination import Combination
from duixian.engines.single.settle.docket import Case, Docket, Key
from duixian.engines.single.settle.prior import prior_total
from duixian.language.outcome import EffectKind, Reference
from duixian.language.rule import Group, Mode

_EXCLUDING = (Mode.HIGHEST, Mode.DIFFERENCE, Mode.CHOOSE)


@dataclass(slots=True)
class Meeting:
    """One group for one value of its keys: its members in time order, and fen already paid to its account."""

    group: Group
    members: list[Case]
    paid: int = 0
    payments: tuple[Reference, ...] = field(default=())


def by_group(docket: Docket) -> None:
    """Excluding groups first (together, since they may overlap), then deductions, then stacks with a cap."""
    meetings = _meetings(docket)
    for meeting in meetings:
        meeting.paid, meeting.payments = prior_total(docket, meeting.group, meeting.members)
    _exclude([m for m in meetings if m.group.mode in _EXCLUDING])
    for meeting in meetings:
        if meeting.group.mode is Mode.DEDUCT:
            _deduct(meeting)
        elif meeting.group.mode is Mode.STACK and meeting.group.cap is not None:
            _cap(meeting)


def _meetings(docket: Docket) -> list[Meeting]:
    found: dict[tuple[str, str, Key], Meeting] = {}
    for case in docket.candidates:
        policy = case.outcome.policy
        for membership in case.outcome.measure.memberships:
            group = policy.groups[membership.group]
            key = case.key(membership.keys)
            if key is not None:
                name = ("" if group.across else policy.id, membership.group, key)
                found.setdefault(name, Meeting(group, [])).members.append(case)
    for meeting in found.values():
        meeting.members = [case for case in meeting.members if case.candidate]
    return [meeting for meeting in found.values() if meeting.members]


def _exclude(meetings: list[Meeting]) -> None:
    """Meetings that share no case are settled by themselves; the others together, exactly."""
    places: dict[int, int] = {}
    for meeting in meetings:
        for case in meeting.members:
            places[id(case)] = places.get(id(case), 0) + 1
    tangled = []
    for meeting in meetings:
        if any(places[id(case)] > 1 for case in meeting.members):
            tangled.append(meeting)
        elif meeting.group.mode is Mode.DIFFERENCE:
            _difference(meeting)
        else:
            _highest(meeting)
    if tangled:
        _Tangle(tangled).settle()


def _difference(meeting: Meeting) -> None:
    """In time order each gets what goes above the highest so far; the total is the highest."""
    reached, because = meeting.paid, meeting.payments
    for case in meeting.members:
        wanted = case.outcome.payable
        given = max(0, wanted - reached)
        if reached:
            case.touch(EffectKind.GROUP, meeting.group.source, given, because)
        if wanted > reached:
            reached, because = wanted, (case.outcome.reference,)


def _highest(meeting: Meeting) -> None:
    """One of them: what was claimed (择一), else the highest, else the earliest; none where one was paid before."""
    ranked = sorted(meeting.members, key=lambda case: (*_preference(meeting, case), case.order))
    winner = ranked[0]
    second = ranked[1].outcome.payable if len(ranked) > 1 else None
    total = 0 if meeting.paid else winner.outcome.payable
    wanted = {id(case): case.outcome.payable for case in ranked}
    for case in ranked:
        if meeting.paid:
            case.touch(EffectKind.GROUP, meeting.group.source, 0, meeting.payments)
        elif case is winner:
            if second is not None:
                case.touch(EffectKind.GROUP, meeting.group.source, total, (), total, second)
        else:
            because = (winner.outcome.reference,)
            case.touch(EffectKind.GROUP, meeting.group.source, 0, because, total, wanted[id(case)])


def _preference(meeting: Meeting, case: Case) -> tuple[int, int]:
    chosen = meeting.group.mode is Mode.CHOOSE and case.claimed
    return (0 if chosen else 1, -case.outcome.payable)


class _Tangle:
    """Excluding meetings that share cases."""

    def __init__(self, meetings: list[Meeting]) -> None:
        self.meetings = meetings
        self.cases = list({id(c): c for m in meetings for c in m.members}.values())
        self.cases.sort(key=lambda case: case.order)
        self.place = {id(case): i for i, case in enumerate(self.cases)}
        self.weights = [self._weight(case) for case in self.cases]

    def _of(self, case: Case) -> list[Meeting]:
        return [m for m in self.meetings if any(other is case for other in m.members)]

    def _weight(self, case: Case) -> int:
        """What a case would bring: less what was paid before, nothing where that excludes it."""
        left = case.outcome.payable
        for meeting in self._of(case):
            taken = meeting.paid if meeting.group.mode is Mode.DIFFERENCE else (left if meeting.paid else 0)
            left = max(0, left - taken)
        return left

    @cached_property
    def combination(self) -> Combination:
        """The cases with their exclusions."""
        excluded = [0] * len(self.cases)
        for meeting in self.meetings:
            mask = sum(1 << self.place[id(case)] for case in meeting.members)
            for case in meeting.members:
                excluded[self.place[id(case)]] |= mask & ~(1 << self.place[id(case)])
        return Combination(self.weights, excluded)

    def settle(self) -> None:
        """Keep the best combination; every loser learns who won and what the next best total was."""
        total, kept = self.combination.best(self.combination.everyone)
        for position, case in enumerate(self.cases):
            mine = self._of(case)[0]
            payments = tuple(p for m in self._of(case) for p in m.payments)
            if kept >> position & 1 and self.weights[position]:
                case.touch(EffectKind.GROUP, mine.group.source, self.weights[position], payments, total, None)
            else:
                winners = self._winners(case, kept)
                case.touch(
                    EffectKind.GROUP,
                    mine.group.source,
                    0,
                    winners or payments,
                    total,
                    self.combination.best_with(position),
                )

    def _winners(self, case: Case, kept: int) -> tuple[Reference, ...]:
        near = self.combination.excluded[self.place[id(case)]] & kept
        return tuple(other.outcome.reference for i, other in enumerate(self.cases) if near >> i & 1)


def _deduct(meeting: Meeting) -> None:
    """In time order each gets what is left after all that was paid before it."""
    paid, because = meeting.paid, meeting.payments
    for case in meeting.members:
        if not case.candidate:
            continue
        wanted = case.outcome.payable
        if paid:
            case.touch(EffectKind.GROUP, meeting.group.source, max(0, wanted - paid), because)
        paid += case.outcome.payable
        because = (*because, case.outcome.reference)[-3:]


def _cap(meeting: Meeting) -> None:
    """All of them together up to the cap, in time order."""
    cap = meeting.group.cap
    assert cap is not None
    used, because = meeting.paid, meeting.payments
    for case in meeting.members:
        most = case.value(cap)
        if not case.candidate or not isinstance(most, int):
            continue
        left = max(0, most - used)
        if case.outcome.payable > left:
            case.touch(EffectKind.GROUP, meeting.group.source, left, because)
        used += case.outcome.payable
        because = (*because, case.outcome.reference)[-3:]
