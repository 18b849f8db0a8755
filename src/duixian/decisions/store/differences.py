"""What corrected facts or a new version change: the registry decided again, and a line for each case that differs.

The whole registry is decided, for a fact may bear on anybody's case; rows are made only of cases that came out
otherwise. What a case is held against is what was promised (its entitlement), else what was decided last. A new case,
which the run before did not have, is no difference: it comes with the next run or its own claim.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.decisions.store.baseline import Baseline, baseline_of
from duixian.decisions.store.errors import (
    another_case,
    draft_pays_nothing,
    not_in_state,
    nothing_decided_before,
)
from duixian.decisions.store.granting import Reserve, refresh, reserve_nothing
from duixian.decisions.store.keys import Key
from duixian.decisions.store.models import Decision, Difference, Entitlement, PolicyVersion, Run
from duixian.decisions.store.queries import latest_run
from duixian.decisions.store.recalculating import Changed, decided_again
from duixian.decisions.store.states import TAKEN_UP, DifferenceKind, DifferenceState


def after(
    authority: Authority,
    *,
    facts_changed: Collection[Key] | None = None,
    version: PolicyVersion | None = None,
    as_of: date | None = None,
    actor: Account | None = None,
) -> list[Difference]:
    """The differences that are open now. ``facts_changed``: why (an empty collection: nothing changed, so nothing is
    decided); ``version``: takes the place of the one its policy was decided by; ``as_of``: by default the day of the
    run before. Raises DecidingRefused where nothing was decided before, GrantRefused for a draft."""
    if version is not None and not version.may_pay:
        raise draft_pays_nothing(str(version))
    base = latest_run(authority, version.policy if version is not None else None)
    if base is None:
        raise nothing_decided_before(authority.code)
    if facts_changed is not None and not facts_changed and version is None:
        return []
    versions = _versions(base, version)
    before = baseline_of(authority, [v.policy for v in versions], base)
    run, changed = decided_again(
        authority, versions, as_of or base.as_of, before, actor=actor, cause=_cause(facts_changed, version)
    )
    return _lines(run, before, changed)


def _versions(base: Run, version: PolicyVersion | None) -> list[PolicyVersion]:
    """Those of the run before, decided together again, with the new one in its place."""
    held = list(base.versions.order_by("pk"))
    if version is None:
        return held
    return [*(v for v in held if v.policy != version.policy), version]


def _cause(facts_changed: Collection[Key] | None, version: PolicyVersion | None) -> str:
    said = [f"{table} {key}" for table, key in sorted(facts_changed or ())]
    return "；".join([*([str(version)] if version is not None else []), *said])


def between(entitlement: Entitlement, new: Decision, *, cause: str) -> Difference | None:
    """One case decided again by itself, held against what is promised: a line for review, None where it is worth the
    same. An open line of the case gives way to it, ``cause`` says why. Raises GrantRefused (another case's decision)."""
    with transaction.atomic():
        held = Entitlement.objects.select_for_update().select_related("authority").get(pk=entitlement.pk)
        if (new.policy, new.case_id) != (held.policy, held.case_id):
            raise another_case(held.number)
        case = Changed(held.policy, held.measure, held.amount_fen, new.entitled_fen or 0, held.decision, new)
        if case.worth == case.before:
            return None
        of_case = Difference.objects.filter(
            authority=held.authority, policy=held.policy, case_id=held.case_id
        )
        _give_way(of_case, cause)
        return _line(held.authority, None, held, held.case_id, case)


def _lines(run: Run, before: Baseline, changed: Mapping[str, Changed]) -> list[Difference]:
    with transaction.atomic():
        held = Difference.objects.filter(authority=run.authority, policy__in=before.policies)
        _give_way(held, f"复算 {run.number}")
        return [
            _line(run.authority, run, before.entitlements.get(name), name, case)
            for name, case in sorted(changed.items())
        ]


def _give_way(lines: QuerySet[Difference], reason: str) -> None:
    lines.select_for_update().filter(state=DifferenceState.OPEN).update(
        state=DifferenceState.WITHDRAWN, reviewed_at=clock.now(), reason=reason
    )


def _line(
    authority: Authority, run: Run | None, entitlement: Entitlement | None, name: str, case: Changed
) -> Difference:
    fen = case.worth - case.before
    return Difference.objects.create(
        authority=authority,
        run=run,
        entitlement=entitlement,
        policy=case.policy,
        measure=case.measure,
        case_id=name,
        old=case.old,
        new=case.new,
        kind=DifferenceKind.MORE if fen > 0 else DifferenceKind.LESS,
        fen=abs(fen),
        paid_fen=max(0, min(abs(fen), _taken_up(entitlement) - case.worth)) if fen < 0 else 0,
        found_at=clock.now(),
    )


def _taken_up(entitlement: Entitlement | None) -> int:
    """Fen of an entitlement that were paid or are being paid, those from before it was granted among them."""
    if entitlement is None:
        return 0
    taken = entitlement.instalments.filter(state__in=TAKEN_UP).values_list("amount_fen", flat=True)
    return entitlement.paid_before_fen + sum(taken)


def confirm(
    difference: Difference, actor: Account, *, reason: str = "", reserve: Reserve = reserve_nothing
) -> Difference:
    """The line holds: the entitlement, where there is one, follows the new decision. What is to be paid in addition
    stands among its instalments, what is to come back in ``overpaid_fen``."""
    with transaction.atomic():
        held = _reviewed(difference, DifferenceState.CONFIRMED, actor, reason)
        if held.entitlement is not None:
            held.entitlement = refresh(held.entitlement, held.new, reserve=reserve, actor=actor)
        return held


def dismiss(difference: Difference, actor: Account, reason: str) -> Difference:
    """The line does not hold, and why."""
    with transaction.atomic():
        return _reviewed(difference, DifferenceState.WITHDRAWN, actor, reason)


def _reviewed(difference: Difference, state: DifferenceState, actor: Account, reason: str) -> Difference:
    held = Difference.objects.select_for_update().get(pk=difference.pk)
    if held.state != DifferenceState.OPEN:
        raise not_in_state(str(held), held.state, state)
    held.state, held.reviewed_by, held.reviewed_at, held.reason = state, actor, clock.now(), reason
    held.save(update_fields=["state", "reviewed_by", "reviewed_at", "reason"])
    return held
