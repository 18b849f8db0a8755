"""The reasons library: an officer keeps words that stand the test of the text, and others refuse with them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from duixian.authorities import clock, roles
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework.citing import Citing, by_clause, by_interpretation
from duixian.casework.models.case import Case
from duixian.casework.models.reason import Reason
from duixian.decisions.store.models import PolicyVersion
from duixian.language.rule import Policy
from duixian.values.bilingual import Text

KEEPERS = (Role.FIRST_CHECK, Role.SECOND_CHECK)
"""Who may put words into the library, and take them out."""


def keep(
    authority: Authority,
    version: PolicyVersion,
    citing: Citing,
    officer: Account,
    *,
    measure: str = "",
    condition: str = "",
) -> Reason:
    """Keep a reason for a policy. Raises RoleRefused, RefusalWithoutClause (the words are not the clause's)."""
    roles.require(officer, authority, *KEEPERS)
    policy = version.loaded()
    checked = _checked(citing, policy)
    return Reason.objects.create(
        authority=authority,
        policy=version.policy,
        measure=measure,
        condition=condition,
        clause=checked.clause,
        quote=checked.quote,
        interpretation=checked.interpretation,
        words=checked.reason.zh,
        english=checked.reason.en,
        written_by=officer,
        written_at=clock.now(),
    )


@transaction.atomic
def retire(reason: Reason, officer: Account) -> Reason:
    """It is offered no more. Raises RoleRefused."""
    held = Reason.objects.select_for_update(of=("self",)).get(pk=reason.pk)
    roles.require(officer, held.authority, *KEEPERS)
    if held.retired_at is None:
        held.retired_at = clock.now()
        held.save(update_fields=["retired_at"])
    return held


def offered(case: Case) -> QuerySet[Reason]:
    """The reasons that fit a case: of its policy, of its measure or of any."""
    found = Reason.objects.filter(
        authority_id=case.authority_id, policy=case.version.policy, retired_at__isnull=True
    )
    return found.filter(measure__in=("", case.measure)).order_by("-measure", "clause", "pk")


def cited(reasons: Sequence[Reason], policy: Policy) -> list[Citing]:
    """Reasons as citations of a refusal, held against the version in hand. Raises RefusalWithoutClause."""
    return [
        _checked(
            Citing(one.clause, one.quote, Text(one.words, one.english or one.words), one.interpretation),
            policy,
        )
        for one in reasons
    ]


def _checked(citing: Citing, policy: Policy) -> Citing:
    if citing.interpretation:
        return by_interpretation(policy, citing.interpretation, citing.reason)
    return by_clause(policy, citing.clause, citing.quote, citing.reason)
