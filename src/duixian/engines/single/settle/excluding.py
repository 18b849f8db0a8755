"""One of several, or the higher with the difference. Where one case stands in several such groups, the legal
combination with the greatest total is found exactly."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.engines.single.settle.combination import Combination
from duixian.engines.single.settle.docket import Case
from duixian.engines.single.settle.meeting import Meeting
from duixian.language.outcome import EffectKind, Reference
from duixian.language.rule import Mode


def exclude(meetings: list[Meeting]) -> None:
    """Meetings that share no case are settled by themselves; the others together, exactly."""
    crowded = [meeting for meeting in meetings if len(meeting.members) + len(meeting.perhaps) > 1]
    for meeting in meetings:
        if meeting.members and len(meeting.members) + len(meeting.perhaps) == 1:
            _alone(meeting)
    for meeting in crowded:
        meeting.sort_out()
    for tangle in _tangles([meeting for meeting in crowded if meeting.members]):
        if len(tangle) > 1:
            _Tangle(tangle).settle()
        else:
            _alone(tangle[0])


def _alone(meeting: Meeting) -> None:
    if meeting.group.mode is Mode.DIFFERENCE:
        _difference(meeting)
    else:
        _highest(meeting)


def _tangles(meetings: list[Meeting]) -> Iterable[list[Meeting]]:
    """Meetings joined with every other that they share a case with, directly or round about."""
    joined: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        everyone = [id(case) for case in (*meeting.members, *meeting.perhaps)]
        near = {id(joined[case]): joined[case] for case in everyone if case in joined}
        mine = max(near.values(), key=len, default=[])
        for other in near.values():
            if other is not mine:
                mine.extend(other)
                joined.update((id(c), mine) for m in other for c in (*m.members, *m.perhaps))
        mine.append(meeting)
        joined.update((case, mine) for case in everyone)
    return {id(tangle): tangle for tangle in joined.values()}.values()


def _difference(meeting: Meeting) -> None:
    """In time order each gets what goes above the highest so far; the total is the highest."""
    reached, because = meeting.paid, meeting.payments
    for case, perhaps in meeting.in_order():
        wanted = case.outcome.payable
        given = max(0, wanted - reached)
        higher = [c for c in perhaps if c.ceiling is None or c.ceiling > reached]
        if higher and given:
            case.pend(EffectKind.GROUP, meeting.group.source, higher)
            continue
        if reached:
            case.touch(EffectKind.GROUP, meeting.group.source, given, because)
        if wanted > reached:
            reached, because = wanted, (case.outcome.reference,)


def _highest(meeting: Meeting) -> None:
    """One of them: what was claimed (择一), else the highest, else the earliest; none where one was paid before."""
    ranked = sorted(meeting.members, key=lambda case: _preference(meeting, case, case.outcome.payable))
    winner, source = ranked[0], meeting.group.source
    total = 0 if meeting.paid else winner.outcome.payable
    second = ranked[1].outcome.payable if len(ranked) > 1 else None
    rivals = [case for case in meeting.perhaps if _may_beat(meeting, case, winner)]
    for case in ranked:
        if meeting.paid:
            case.refuse(EffectKind.GROUP, source, meeting.payments)
        elif case is not winner:
            because = (winner.outcome.reference,)
            case.refuse(EffectKind.GROUP, source, because, total, case.outcome.payable)
        elif rivals:
            case.pend(EffectKind.GROUP, source, rivals)
        elif second is not None:
            case.touch(EffectKind.GROUP, source, total, (), total, second)


def _preference(meeting: Meeting, case: Case, fen: int) -> tuple[object, ...]:
    chosen = meeting.group.mode is Mode.CHOOSE and case.claimed
    return (0 if chosen else 1, -fen, case.order)


def _may_beat(meeting: Meeting, rival: Case, winner: Case) -> bool:
    """Whether a case that is not decided yet may turn out to be preferred."""
    mine = _preference(meeting, winner, winner.outcome.payable)
    if rival.ceiling is None:
        return mine[0] == 1 or rival.claimed
    return _preference(meeting, rival, rival.ceiling) < mine


class _Tangle:
    """Excluding meetings that share cases."""

    def __init__(self, meetings: list[Meeting]) -> None:
        cases = {id(case): case for meeting in meetings for case in meeting.members}
        self.cases = sorted(cases.values(), key=lambda case: case.order)
        self.perhaps = list({id(c): c for m in meetings for c in m.perhaps}.values())
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
        shares = self._shares()
        for position, case in enumerate(self.cases):
            source = self.meetings[position][0].group.source
            payments = tuple(p for m in self.meetings[position] for p in m.payments)
            total, fen = self.combination.total, shares.get(position)
            if self.perhaps and not self._barred(position):
                # Any of them may turn the whole combination over.
                case.pend(EffectKind.GROUP, source, self.perhaps)
            elif fen is not None and (fen or not case.outcome.payable):
                because = payments if position in self.combination.kept else self._winners(position)
                case.touch(EffectKind.GROUP, source, fen, because, total)
            else:
                winners, next_best = self._winners(position), self.combination.total_with(position)
                case.refuse(EffectKind.GROUP, source, winners or payments, total, next_best)

    def _shares(self) -> dict[int, int]:
        """What each gets: of the best combination all, but in a group with differences the earlier and lower
        members that nothing else excludes get theirs first, and the one that is kept what goes above."""
        shares = {p: self.weights[p] for p in self.combination.kept if not self._barred(p)}
        taken = {id(meeting) for position in shares for meeting in self.meetings[position]}
        for winner in sorted(shares):
            for meeting in self.meetings[winner]:
                if meeting.group.mode is Mode.DIFFERENCE:
                    self._give_way(winner, meeting, shares, taken)
        return shares

    def _give_way(self, winner: int, meeting: Meeting, shares: dict[int, int], taken: set[int]) -> None:
        reached = 0
        for position in range(winner):
            others = [m for m in self.meetings[position] if m is not meeting]
            fits = len(others) < len(self.meetings[position]) and not any(id(m) in taken for m in others)
            above = self.weights[position] - reached
            if (
                fits
                and above > 0
                and position not in shares
                and self.weights[position] < self.weights[winner]
            ):
                shares[position] = above
                reached = self.weights[position]
                taken.update(id(m) for m in others)
        shares[winner] -= reached

    def _winners(self, position: int) -> tuple[Reference, ...]:
        mine = self.combination.places[position]
        kept = sorted(self.combination.kept)
        return tuple(self.cases[p].outcome.reference for p in kept if self.combination.places[p] & mine)
