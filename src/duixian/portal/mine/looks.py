"""Who looked at a person's data: from the access log, which no officer may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from duixian.authorities.models import AccessLog
from duixian.authorities.roles import held
from duixian.casework.models import Case, Evidence, PayTo
from duixian.ledger.models import Order
from duixian.portal.cases.queries import cases_of
from duixian.portal.doors import Claimant
from duixian.portal.money.queries import instalments_of

MOST = 200


@dataclass(frozen=True, slots=True)
class Look:
    """One look. ``duties``: the roles of whoever looked; officers are named by their duty."""

    at: datetime
    action: str
    what: str
    fields: tuple[str, ...]
    duties: tuple[str, ...]
    own: bool


def looks_at(who: Claimant) -> list[Look]:
    """The last of them, the newest first."""
    found = AccessLog.objects.filter(_about(who)).select_related("account").order_by("-pk")[:MOST]
    duties: dict[int | None, tuple[str, ...]] = {}
    looks = []
    for line in found:
        if line.account_id not in duties:
            duties[line.account_id] = _duties(line)
        own = line.account_id == who.account.pk
        fields = tuple(str(one) for one in line.fields)
        looks.append(Look(line.at, line.action, line.table, fields, duties[line.account_id], own))
    return looks


def _duties(line: AccessLog) -> tuple[str, ...]:
    if line.account is None:
        return ()
    return tuple(dict.fromkeys(str(one.get_role_display()) for one in held(line.account)))


def _about(who: Claimant) -> Q:
    """Lines about the subject's row, its cases, its files, its accounts and its payments. ``table`` is written by the
    model's label or by the database's name of it."""
    table, key = who.pair
    cases = cases_of(who)
    numbers = list(cases.values_list("number", flat=True)[:MOST])
    mine = cases.filter(Q(claimant_table=table, claimant_key=key)).values("pk")
    files = [str(pk) for pk in Evidence.objects.filter(case__in=mine).values_list("pk", flat=True)]
    lines = PayTo.objects.filter(authority=who.authority, table=table, key=key)
    paid = [str(pk) for pk in lines.values_list("pk", flat=True)]
    references = instalments_of(who).values_list("entitlement__number", F("payee__position"))
    orders = Order.objects.filter(authority=who.authority, reference__in={one for one, _ in references})
    return (
        Q(table=table, key=key)
        | Q(table__in=_names(Case), key__in=numbers)
        | Q(table__in=[*_names(Evidence), "evidence"], key__in=files)
        | Q(table__in=_names(PayTo), key__in=paid)
        | Q(table__in=_names(Order), key__in=list(orders.values_list("number", flat=True)))
    )


def _names(model: type[Case] | type[Evidence] | type[PayTo] | type[Order]) -> list[str]:
    return [model._meta.db_table, model._meta.label, model._meta.label_lower]
