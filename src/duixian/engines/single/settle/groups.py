"""组: one of several, the higher with the difference, a stack with a cap, or what others paid deducted.

Members meet when their keys are equal, over the whole history in time order; payments already made under other
policies or before count where the group says so. What turns on a case that is not decided yet is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from duixian.engines.single.settle.docket import Case, Docket, Key, meets
from duixian.engines.single.settle.excluding import exclude
from duixian.engines.single.settle.meeting import Meeting
from duixian.engines.single.settle.prior import prior_total
from duixian.language.nodes import Expr
from duixian.language.outcome import EffectKind
from duixian.language.rule import Mode
from duixian.language.unknown import Unknown

_EXCLUDING = (Mode.HIGHEST, Mode.DIFFERENCE, Mode.CHOOSE)
Name = tuple[str, str]
"""The policy (empty where members of every policy meet) and the group."""


def by_group(docket: Docket) -> None:
    """Excluding groups first (together, since they may overlap), then deductions, then stacks with a cap."""
    meetings, own = _meetings(docket), docket.own_matters()
    for meeting in meetings:
        meeting.paid, meeting.payments = prior_total(docket, meeting.name, meeting.members, own)
    for meeting in meetings:
        # Whether a payment counts may have turned out to be unknown.
        meeting.sort_out()
    exclude([m for m in meetings if m.group.mode in _EXCLUDING and m.members])
    for meeting in meetings:
        meeting.sort_out()
        if meeting.group.mode is Mode.DEDUCT:
            _deduct(meeting)
        elif meeting.group.mode is Mode.STACK and meeting.group.cap is not None:
            _cap(meeting)


def _meetings(docket: Docket) -> list[Meeting]:
    found: dict[Name, dict[Key, Meeting]] = {}
    for case in docket.candidates:
        for name, keys in _places(case):
            key = case.key(keys)
            if key is not None:
                group = case.outcome.policy.groups[name[1]]
                meeting = found.setdefault(name, {}).setdefault(key, Meeting(name[1], group, []))
                meeting.members.append(case)
    starting = _by_first_key(found)
    for case in docket.contenders:
        if case.possible:
            for meeting in _possible_meetings(case, found, starting):
                meeting.perhaps.append(case)
    # By name, so that what is left of a case in two groups does not turn on who else came first.
    return [meeting for name in sorted(found) for meeting in found[name].values()]


def _places(case: Case) -> Iterator[tuple[Name, tuple[Expr, ...]]]:
    policy = case.outcome.policy
    for membership in case.outcome.measure.memberships:
        across = policy.groups[membership.group].across
        yield ("" if across else policy.id, membership.group), membership.keys


def _by_first_key(found: Mapping[Name, Mapping[Key, Meeting]]) -> dict[tuple[Name, Any], dict[Key, Meeting]]:
    """Meetings by their name and first key (mostly the person), so that few have to be looked through."""
    starting: dict[tuple[Name, Any], dict[Key, Meeting]] = {}
    for name, meetings in found.items():
        for key, meeting in meetings.items():
            starting.setdefault((name, key[0] if key else None), {})[key] = meeting
    return starting


def _possible_meetings(
    case: Case,
    found: Mapping[Name, Mapping[Key, Meeting]],
    starting: Mapping[tuple[Name, Any], Mapping[Key, Meeting]],
) -> Iterator[Meeting]:
    """Every meeting that may turn out to be a case's own, where it is not a member already."""
    for name, keys in _places(case):
        partial = case.partial_key(keys) if name in found else None
        if partial is None:
            continue
        first = partial[0] if partial else None
        near = found[name] if first.__class__ is Unknown else starting.get((name, first), {})
        for key, meeting in near.items():
            if meets(partial, key) and case not in meeting.members:
                yield meeting


def _deduct(meeting: Meeting) -> None:
    """In time order each gets what is left after all that was paid before it."""
    paid, because = meeting.paid, meeting.payments
    for case, perhaps in meeting.in_order():
        given = max(0, case.outcome.payable - paid)
        if given and any(other.ceiling != 0 for other in perhaps):
            case.pend(EffectKind.GROUP, meeting.group.source, perhaps)
            continue
        if paid:
            case.touch(EffectKind.GROUP, meeting.group.source, given, because)
        paid += case.outcome.payable
        because = (*because, case.outcome.reference)[-3:]


def _cap(meeting: Meeting) -> None:
    """All of them together up to the cap, in time order."""
    cap = meeting.group.cap
    assert cap is not None
    used, because = meeting.paid, meeting.payments
    for case, perhaps in meeting.in_order():
        most = case.figure(cap, meeting.group.source.name.zh)
        if most is not None:
            left, ceilings = max(0, most - used), [other.ceiling for other in perhaps]
            unsure = None in ceilings or sum(fen or 0 for fen in ceilings) > left - case.outcome.payable
            if left and perhaps and unsure:
                case.pend(EffectKind.GROUP, meeting.group.source, perhaps)
            elif case.outcome.payable > left:
                case.touch(EffectKind.GROUP, meeting.group.source, left, because)
        if case.candidate:
            used += case.outcome.payable
            because = (*because, case.outcome.reference)[-3:]
