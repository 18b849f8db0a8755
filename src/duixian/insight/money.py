"""Where the money of an authority went: paid and promised, by measure, month, employer and place. Whole fen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case as When
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models import When as Is
from django.db.models.functions import TruncMonth

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.models.account import PayTo
from duixian.decisions.store.models import Entitlement
from duixian.decisions.store.states import EntitlementState
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Entry, Order
from duixian.ledger.states import OrderState
from duixian.registry.store.models import Fact

_PERSON, _EMPLOYER, _SEAT = "人员", "用人单位", "单位地址"
_OFFICE, _NAME, _SINCE = "办公地", "名称", "起始日期"
MOST = 50
"""Employers named one by one; the others are counted together."""


@dataclass(frozen=True, slots=True)
class ByMeasure:
    """A measure: what was granted, what was paid, to how many."""

    policy: str
    measure: str
    granted_fen: int
    paid_fen: int
    payments: int


@dataclass(frozen=True, slots=True)
class Part:
    """Money under one name: fen and payments."""

    name: str
    fen: int
    payments: int


@dataclass(frozen=True, slots=True)
class ByMonth:
    """A month by its first day."""

    month: date
    fen: int
    payments: int


def years(authority: Authority) -> list[int]:
    """Years in which something was paid, the latest first."""
    found = Entry.objects.filter(authority=authority, verb=Verb.PAY).dates("at", "year", order="DESC")
    return [day.year for day in found]


def by_measure(authority: Authority, year: int | None = None) -> list[ByMeasure]:
    """Granted in all, and paid (in a year), measure by measure; the most first."""
    granted = {
        (row["policy"], row["measure"]): row["fen"]
        for row in Entitlement.objects.filter(authority=authority, state=EntitlementState.LIVE)
        .values("policy", "measure")
        .annotate(fen=Sum("amount_fen"))
    }
    paid = {
        (row["policy"], row["measure"]): (row["fen"], row["payments"])
        for row in _paid(authority, year)
        .annotate(policy=_entitled("policy"), measure=_entitled("measure"))
        .filter(measure__isnull=False)
        .values("policy", "measure")
        .annotate(fen=Sum("amount_fen"), payments=Count("pk"))
    }
    names = sorted(
        {*granted, *paid}, key=lambda name: (-paid.get(name, (0, 0))[0], -granted.get(name, 0), name)
    )
    return [ByMeasure(*name, granted.get(name, 0), *paid.get(name, (0, 0))) for name in names]


def by_month(authority: Authority, year: int | None = None) -> list[ByMonth]:
    """What was paid in each month, in their order."""
    rows = (
        Entry.objects.filter(
            authority=authority, verb=Verb.PAY, order__state=OrderState.PAID, **_in(year, "at")
        )
        .values(month=TruncMonth("at", tzinfo=clock.OFFICE))
        .annotate(sum=Sum("order__amount_fen"), payments=Count("order"))
        .order_by("month")
    )
    return [ByMonth(row["month"].date(), row["sum"], row["payments"]) for row in rows]


def by_employer(authority: Authority, year: int | None = None) -> list[Part]:
    """What employers and their people were paid, by the employer's name; the most first. Without one: empty name."""
    rows = (
        _paid(authority, year)
        .annotate(employer=_payee(When(Is(table=_PERSON, then=F("unit")), default=F("name"))))
        .values("employer")
        .annotate(fen=Sum("amount_fen"), payments=Count("pk"))
        .order_by("-fen", "employer")
    )
    return [Part(row["employer"] or "", row["fen"], row["payments"]) for row in rows]


def by_place(authority: Authority, year: int | None = None) -> list[Part]:
    """What was paid by the place (code) where the employer works from; empty where the registry does not tell."""
    employers = by_employer(authority, year)
    places = _places(authority, {one.name for one in employers if one.name})
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in employers:
        held = found[places.get(one.name, "")]
        held[0] += one.fen
        held[1] += one.payments
    return sorted((Part(place, *held) for place, held in found.items()), key=lambda one: (-one.fen, one.name))


def _places(authority: Authority, names: set[str]) -> Mapping[str, str]:
    """The place each employer works from, by its name, as it is known now."""
    known = Fact.objects.filter(authority=authority, superseded_at__isnull=True, withdrawn=False)
    keys = dict(
        known.filter(table=_EMPLOYER, **{f"cells__{_NAME}__in": sorted(names)}).values_list(
            "key", f"cells__{_NAME}"
        )
    )
    seats = known.filter(table=_SEAT, links__overlap=[f"{_EMPLOYER}:{key}" for key in keys])
    rows = seats.order_by(f"cells__{_SINCE}").values_list(f"cells__{_EMPLOYER}", f"cells__{_OFFICE}")
    return {keys[employer]: place for employer, place in rows if employer in keys and place}


def _paid(authority: Authority, year: int | None) -> QuerySet[Order]:
    released = Entry.objects.filter(order=OuterRef("pk"), verb=Verb.PAY)
    found = Order.objects.filter(authority=authority, state=OrderState.PAID)
    return (
        found
        if year is None
        else found.annotate(at=Subquery(released.values("at")[:1])).filter(**_in(year, "at"))
    )


def _in(year: int | None, name: str) -> dict[str, datetime]:
    """A year at the office, as bounds of a moment."""
    if year is None:
        return {}
    first, last = (datetime(y, 1, 1, tzinfo=clock.OFFICE) for y in (year, year + 1))
    return {f"{name}__gte": first, f"{name}__lt": last}


def _entitled(column: str) -> Subquery:
    return Subquery(Entitlement.objects.filter(number=OuterRef("reference")).values(column)[:1])


def _payee(what: When) -> Subquery:
    """Of the person or employer that an order pays, as the case names them."""
    lines = PayTo.objects.filter(case__entitlement__number=OuterRef("reference"), name=OuterRef("payee_name"))
    return Subquery(lines.annotate(meant=what).values("meant")[:1])
