"""What is asked often: the version in force, the latest decision of a case, what has fallen due."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from duixian.authorities.models import Authority
from duixian.decisions.store.models import Decision, Entitlement, Instalment, PolicyVersion, Run
from duixian.decisions.store.states import EntitlementState, InstalmentState, RunState, VersionState


def in_force(authority: Authority, policy: str | None = None) -> QuerySet[PolicyVersion]:
    """Versions of an authority that may pay, the latest of each policy last."""
    found = PolicyVersion.objects.filter(authority=authority, state=VersionState.IN_FORCE).order_by("pk")
    return found if policy is None else found.filter(policy=policy)


def latest(authority: Authority, policy: str, case_id: str) -> Decision | None:
    """The decision of a case by what was known last, under a version that may pay or might once."""
    found = Decision.objects.filter(authority=authority, policy=policy, case_id=case_id)
    return found.filter(version__approved_by__isnull=False).order_by("known_at", "place").last()


def latest_run(authority: Authority, policy: str | None = None) -> Run | None:
    """The latest finished run under versions that may pay."""
    found = Run.objects.filter(authority=authority, state=RunState.DONE)
    found = found.exclude(versions__approved_by=None)
    return (
        (found if policy is None else found.filter(versions__policy=policy)).order_by("pk").distinct().last()
    )


def of_record(authority: Authority, table: str, key: str) -> QuerySet[Decision]:
    """Decisions about a record (the registry's key), the latest first."""
    return Decision.objects.filter(authority=authority, table=table, key=key).order_by("-place")


def due(authority: Authority, day: date) -> QuerySet[Instalment]:
    """Instalments to be paid by a day."""
    return Instalment.objects.filter(
        authority=authority,
        state=InstalmentState.DUE,
        due__lte=day,
        amount_fen__gt=0,
        entitlement__state=EntitlementState.LIVE,
    ).select_related("payee", "entitlement")


def entitlement_of(authority: Authority, policy: str, case_id: str) -> Entitlement | None:
    """The entitlement of a case."""
    return Entitlement.objects.filter(authority=authority, policy=policy, case_id=case_id).first()
