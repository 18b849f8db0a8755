"""Who stands too near to a candidate to score them. What the registers show is found without being asked."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.authorities.models import Account
from duixian.authorities.roles import held
from duixian.casework.selection.models import Candidate
from duixian.casework.selection.states import Ground
from duixian.casework.selection.subjects import current, surroundings
from duixian.casework.selection.terms import Terms
from duixian.registry.store.models import Fact, Sealed


def ground_for(account: Account, candidate: Candidate, terms: Terms) -> Ground | None:
    """Why an account must not score a candidate, or None.

    They are the candidate, nominated them, act for them or for their unit, or both of them point to one row of the
    tables that the terms keep apart (the same employer, the same household)."""
    if candidate.nominated_by_id == account.pk:
        return Ground.NOMINATOR
    if _acts_for(account, candidate, terms):
        return Ground.CLERK
    persons = list(_persons(account, candidate))
    if (candidate.table, candidate.key) in {(fact.table, fact.key) for fact in persons}:
        return Ground.SAME_PERSON
    theirs = _around(candidate, terms)
    near = any(theirs & surroundings(candidate.authority, p.table, p.key, terms.apart) for p in persons)
    return Ground.SHARED if near else None


def _acts_for(account: Account, candidate: Candidate, terms: Terms) -> bool:
    subjects = {(candidate.table, candidate.key), (terms.unit or "", candidate.unit_key)}
    acting = held(account).exclude(subject_key="").values_list("subject_table", "subject_key")
    return bool(subjects & set(acting))


def _persons(account: Account, candidate: Candidate) -> Iterable[Fact]:
    """The rows of the registry that this account is."""
    if not account.person_index:
        return []
    tokens = Sealed.objects.filter(authority=candidate.authority, index=account.person_index)
    return current(candidate.authority).filter(key__in=tokens.values("token"))


def _around(candidate: Candidate, terms: Terms) -> set[str]:
    near = surroundings(candidate.authority, candidate.table, candidate.key, terms.apart)
    if terms.unit and candidate.unit_key and terms.unit in terms.apart:
        near.add(f"{terms.unit}:{candidate.unit_key}")
    return near
