"""What an auditor finds: that the export is what was decided, and that no refusal is without words of the policy."""

from __future__ import annotations

from duixian.authorities.models import Authority
from duixian.casework.models.happening import Happening
from duixian.casework.states import Verb
from duixian.language.rule import Policy


def baseless(authority: Authority, policy: Policy) -> list[str]:
    """Refusals that cite no words of the policy, or words that do not stand in the clause they name."""
    refusals = Happening.objects.filter(authority=authority, verb=Verb.REFUSE)
    return [
        f"{refusal.case}: {citation}"
        for refusal in refusals
        for citation in refusal.details["citations"] or [None]
        if not _stands(citation, policy)
    ]


def _stands(citation: dict[str, str] | None, policy: Policy) -> bool:
    if citation is None:
        return False
    clause = policy.clauses.get(citation["clause"])
    return bool(citation["quote"]) and clause is not None and citation["quote"] in clause.wording
