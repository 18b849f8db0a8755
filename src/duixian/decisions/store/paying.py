"""How payment moves an instalment: taken up, paid, sent back. Each change under a lock, checked first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from duixian.authorities.models import Authority
from duixian.decisions.store.models import Instalment
from duixian.decisions.store.states import EntitlementState, InstalmentState, require_next


def take_up(instalment: Instalment) -> Instalment:
    """An order was made for it; from now on no decision changes its amount."""
    return _moved(instalment, InstalmentState.IN_PAYMENT)


def take_up_all(instalments: Sequence[Instalment]) -> None:
    """Orders were made for several, all or none."""
    with transaction.atomic():
        wanted = Instalment.objects.filter(pk__in=[one.pk for one in instalments])
        for held in wanted.select_for_update().order_by("pk"):
            require_next(held.state, InstalmentState.IN_PAYMENT, str(held))
        wanted.update(state=InstalmentState.IN_PAYMENT)


def paid(instalment: Instalment) -> Instalment:
    """The bank has paid it."""
    return _moved(instalment, InstalmentState.PAID)


def sent_back(instalment: Instalment) -> Instalment:
    """The order was called off, or the bank has sent the money back: it is due again."""
    return _moved(instalment, InstalmentState.DUE)


def fall_due(authority: Authority, day: date) -> int:
    """Instalments whose day has come are due; how many. Streams with a condition are refreshed first (``streams``)."""
    return Instalment.objects.filter(
        authority=authority,
        state=InstalmentState.PLANNED,
        due__lte=day,
        entitlement__state=EntitlementState.LIVE,
    ).update(state=InstalmentState.DUE)


def _moved(instalment: Instalment, state: InstalmentState) -> Instalment:
    with transaction.atomic():
        held = Instalment.objects.select_for_update().get(pk=instalment.pk)
        require_next(held.state, state, str(held))
        held.state = state
        held.save(update_fields=["state"])
        return held
