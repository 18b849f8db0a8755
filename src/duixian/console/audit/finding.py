"""Whatever an auditor has in hand, what stands under it: a number, a person, an employer, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from duixian.authorities.models import Authority
from duixian.casework.models import Case
from duixian.decisions.store.models import Decision
from duixian.ledger.models import Batch, Order
from duixian.notices.models import Publicity
from duixian.registry.store.tokens import Veil

MOST = 50
"""Rows shown of each kind: whoever needs more says more."""
_PLACE = re.compile(r"#?(\d{1,12})")
_HASH = re.compile(r"[0-9a-f]{12,64}")


@dataclass(frozen=True)
class Found:
    """What was found, by kind. ``people``: whether the words were taken as a person's number."""

    cases: Sequence[Case]
    decisions: Sequence[Decision]
    orders: Sequence[Order]
    batches: Sequence[Batch]
    publicities: Sequence[Publicity]
    people: bool

    @property
    def nothing(self) -> bool:
        """Whether there is none of any kind."""
        return not any((self.cases, self.decisions, self.orders, self.batches, self.publicities))


def find(authority: Authority, words: str) -> Found:
    """Everything of an authority that bears these words: an ID number is looked up by its index, never by itself."""
    key = Veil(authority).key(words)
    cases = _cases(authority, words, key)
    orders = Order.objects.filter(authority=authority).filter(
        Q(number=words)
        | Q(reference=words)
        | Q(payee_name=words)
        | Q(reference__in=[case.entitlement.number for case in cases if case.entitlement is not None])
    )
    return Found(
        cases,
        _decisions(authority, words, key),
        list(orders.select_related("batch", "item").order_by("-pk")[:MOST]),
        list(Batch.objects.filter(authority=authority, number=words)),
        list(Publicity.objects.filter(authority=authority, number=words)),
        key != words,
    )


def _cases(authority: Authority, words: str, key: str) -> list[Case]:
    rows = Case.objects.filter(authority=authority).filter(
        Q(number=words)
        | Q(key=key)
        | Q(claimant_key=key)
        | Q(entitlement__number=words)
        | Q(payees__key=key)
        | Q(payees__name=words)
        | Q(payees__unit=words)
    )
    return list(rows.select_related("entitlement", "decision").distinct().order_by("-pk")[:MOST])


def _decisions(authority: Authority, words: str, key: str) -> list[Decision]:
    meant = Q(key=key) | Q(case_id=words)
    if place := _PLACE.fullmatch(words):
        meant |= Q(place=int(place[1]))
    if _HASH.fullmatch(words):
        meant |= Q(sha256__startswith=words) | Q(document_sha256__startswith=words)
    rows = Decision.objects.filter(authority=authority).filter(meant).defer("document", "version__archive")
    return list(rows.select_related("version", "run").order_by("-place")[:MOST])
