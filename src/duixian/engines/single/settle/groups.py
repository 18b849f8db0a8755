"""组: one of several, the higher with the difference, a stack with a cap, or what others paid deducted.

Members meet when their keys are equal, over the whole history in time order; payments already made under other
policies or before count where the group says so. Where one case stands in several excluding groups, the legal
combination with the greatest total is found exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from duixian.engines.single.settle.combination import Combination
from duixian.engines.single.settle.docket import Case, Docket, Key
from duixian.engines.single.settle.prior import prior_total
from duixian.language.absent import ABSENT
from duixian.language.outcome import EffectKind, Reference
from duixian.language.rule import Group, Mode
from duixian.language.unknown import Unknown

_EXCLUDING = (Mode.HIGHEST, Mode.DIFFERENCE, Mode.CHOOSE)


@dataclass(slots=True)
class Meeting:
    """One group for one value of its keys: its members in time order, and fen already paid to its account."""

    name: str
    group: Group
    members: list[Case]
    paid: int = 0
    payments: tuple[Reference, ...] = field(default=())

    @property
    def chosen(self) -> bool:
        """Whether a member was claimed where the claimant chooses."""
        return self.group.mode is Mode.CHOOSE and any(case.claimed for case in self.members)


def by_group(docket: Docket) -> None:
    """Excluding groups first (together, since they may overlap), then deductions, then stacks with a cap."""
    meetings, own = _meetings(docket), docket.own_matters()
    for meeting in meetings:
        meeting.paid, meeting.payments = prior_total(docket, meeting.name, meeting.members, own)
    for meeting in meetings:
        # Whether a payment counts may have turned out to be unknown.
        meeting.members = [case for case in meeting.members if case.candidate]
    _exclude([m for m in meetings if m.group.mode in _EXCLUDING and m.members])
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
                found.setdefault(name, Meeting(membership.group, group, [])).members.append(case)
    for meeting in found.values():
        meeting.members = [case for case in meeting.members if case.candidate]
    return [meeting for meeting in found.values() if meeting.members]


def _exclude(meetings: list[Meeting]) -> None:
    """Meetings that share no case are settled by themselves; the others together, exactly."""
    for tangle in _tangles(meetings):
        if len(tangle) > 1:
            _Tangle(tangle).settle()
        elif tangle[0].group.mode is Mode.DIFFERENCE:
            _difference(tangle[0])
        else:
            _highest(tangle[0])


def _tangles(meetings: list[Meeting]) -> Iterable[list[Meeting]]:
    """Meetings joined with every other that they share a case with, directly or round about."""
    joined: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        mine = [meeting]
        for case in meeting.members:
            other = joined.get(id(case), mine)
            if other is not mine:
                mine, less = (mine, other) if len(mine) >= len(other) else (other, mine)
                mine.extend(less)
                joined.update((id(c), mine) for m in less for c in m.members)
            joined[id(case)] = mine
        joined.update((id(case), mine) for case in meeting.members)
    return {id(tangle): tangle for tangle in joined.values()}.values()


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
    winner, source = ranked[0], meeting.group.source
    total = 0 if meeting.paid else winner.outcome.payable
    second = ranked[1].outcome.payable if len(ranked) > 1 else None
    for case in ranked:
        if meeting.paid:
            case.refuse(EffectKind.GROUP, source, meeting.payments)
        elif case is not winner:
            because = (winner.outcome.reference,)
            case.refuse(EffectKind.GROUP, source, because, total, case.outcome.payable)
        elif second is not None:
            case.touch(EffectKind.GROUP, source, total, (), total, second)


def _preference(meeting: Meeting, case: Case) -> tuple[int, int]:
    chosen = meeting.group.mode is Mode.CHOOSE and case.claimed
    return (0 if chosen else 1, -case.outcome.payable)


class _Tangle:
    """Excluding meetings that share cases."""

    def __init__(self, meetings: list[Meeting]) -> None:
        cases = {id(case): case for meeting in meetings for case in meeting.members}
        self.cases = sorted(cases.values(), key=lambda case: case.order)
        place = {id(case): position for position, case in enumerate(self.cases)}
        self.meetings: list[list[Meeting]] = [[] for _ in self.cases]
        by_name = sorted(meetings, key=lambda meeting: meeting.name)
        for meeting in by_name:
            for case in meeting.members:
                self.meetings[place[id(case)]].append(meeting)
        self.weights = [self._weight(position) for position in range(len(self.cases))]
        sets = [[place[id(case)] for case in meeting.members] for meeting in by_name]
        self.combination = Combination(self.weights, sets)

    def _barred(self, position: int) -> bool:
        """Whether a payment made before, or the claimant's choice, leaves no room for a case."""
        claimed = self.cases[position].claimed
        return any(
            (meeting.paid and meeting.group.mode is not Mode.DIFFERENCE) or (meeting.chosen and not claimed)
            for meeting in self.meetings[position]
        )

    def _weight(self, position: int) -> int:
        """What a case would bring: what goes above the payments made before."""
        if self._barred(position):
            return 0
        paid = sum(m.paid for m in self.meetings[position] if m.group.mode is Mode.DIFFERENCE)
        return max(0, self.cases[position].outcome.payable - paid)

    def settle(self) -> None:
        """Keep the best combination; every loser learns who won and what the next best total was."""
        total, kept = self.combination.total, self.combination.kept
        for position, case in enumerate(self.cases):
            source = self.meetings[position][0].group.source
            payments = tuple(p for m in self.meetings[position] for p in m.payments)
            weight, barred = self.weights[position], self._barred(position)
            if position in kept and not barred and (weight or not case.outcome.payable):
                case.touch(EffectKind.GROUP, source, weight, payments, total)
            else:
                winners, next_best = self._winners(position), self.combination.total_with(position)
                case.refuse(EffectKind.GROUP, source, winners or payments, total, next_best)

    def _winners(self, position: int) -> tuple[Reference, ...]:
        mine = self.combination.places[position]
        kept = sorted(self.combination.kept)
        return tuple(self.cases[p].outcome.reference for p in kept if self.combination.places[p] & mine)


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
        if not case.candidate:
            continue
        most = case.value(cap)
        if most.__class__ is Unknown:
            case.outcome.missing |= most.causes
            continue
        if most is ABSENT:
            continue
        left = max(0, most - used)
        if case.outcome.payable > left:
            case.touch(EffectKind.GROUP, meeting.group.source, left, because)
        used += case.outcome.payable
        because = (*because, case.outcome.reference)[-3:]
