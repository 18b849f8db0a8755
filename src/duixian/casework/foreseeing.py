"""What would be decided of a case if somebody decided it now: for the eyes of whoever works on it; nothing is kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from duixian.authorities import clock
from duixian.casework import keys
from duixian.casework.content import unsealed
from duixian.casework.models.case import Case
from duixian.casework.precheck import precheck
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.states import Origin, State
from duixian.decisions.store.checking import check
from duixian.decisions.store.lookup import document
from duixian.registry.store.moments import settled

Json = dict[str, Any]
_KEPT = 256
_SEEN: OrderedDict[tuple[object, ...], Json] = OrderedDict()
_LOCK = threading.Lock()


def shown(case: Case) -> tuple[Json | None, bool]:
    """The decision to look at, and whether it is the one kept with the case. While a case is checked it is what would
    be decided now: facts may have changed since, and a claim's are not registered yet."""
    if case.state not in (State.CHECKING, State.SUPPLEMENTING) and case.decision is not None:
        return document(case.decision), True
    now = foreseen(case)
    if now is None and case.decision is not None:
        return document(case.decision), True
    return now, False


def foreseen(case: Case) -> Json | None:
    """The document of a decision made now, by what is known around the case; None where nothing is known of it."""
    name = (case.pk, case.revision, settled(case.authority), clock.today())
    with _LOCK:
        held = _SEEN.get(name)
    if held is None:
        held = _decided(case)
        if held is not None:
            _keep(name, held)
    return held


def _keep(name: tuple[object, ...], made: Json) -> None:
    with _LOCK:
        _SEEN[name] = made
        while len(_SEEN) > _KEPT:
            _SEEN.popitem(last=False)


def _decided(case: Case) -> Json | None:
    if _is_claimed_only(case):
        content, known_at = unsealed(case.claimed), settled(case.authority)
        return precheck(case.authority, case.version, case.measure, content, known_at).document
    found = check(
        case.version,
        {},
        clock.today(),
        beside=(case.authority, [(case.table, case.key)]),
        known_at=settled(case.authority),
        measure=case.measure,
    )
    own = keys.written(case.authority, case.key)
    return next(
        (one for one in found if one["case"]["key"] == own and one["case"]["year"] == case.year), None
    )


def _is_claimed_only(case: Case) -> bool:
    """Whether what is claimed was not registered yet: the case stands before or at the step that does it."""
    if case.origin == Origin.EXEMPT or not case.claimed:
        return False
    steps = procedure_of(case.version).steps_of(case.measure, case.origin)
    names = [step.name.zh for step in steps]
    registering = next((place for place, step in enumerate(steps) if step.registers), -1)
    return case.step in names and names.index(case.step) <= registering and case.decision is None
