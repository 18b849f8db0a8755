"""Aggregates that an office tells everybody: money by measure and by month, how many cases, how long they take."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from duixian.authorities import clock
from duixian.casework.models.case import Case
from duixian.casework.states import State
from duixian.decisions.store.models import Entitlement
from duixian.insight.disclosure import FEWEST, Table, disclosed
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Entry, Order
from duixian.ledger.states import OrderState
from duixian.values.bilingual import Text

_STAGES = (
    (Text("办理中", "in hand"), (State.LISTED, State.OFFERED, State.CHECKING, State.SUPPLEMENTING)),
    (Text("公示中", "on public notice"), (State.APPROVED, State.PUBLISHED, State.CONTESTED)),
    (Text("支付中", "being paid"), (State.CLEARED, State.ORDERED)),
    (Text("已支付", "paid"), (State.PAID, State.CLOSED)),
    (Text("不予", "refused"), (State.REFUSED,)),
    (Text("已撤回", "withdrawn"), (State.WITHDRAWN,)),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """``measures`` by policy id and measure; ``months`` by first day. ``stages``: cases by where they stand, None where
    fewer than five. ``upto``: the day they were counted on."""

    measures: Table[tuple[str, str]]
    months: Table[date]
    stages: tuple[tuple[Text, int | None], ...]
    upto: date


def figures() -> Figures:
    """What was paid and how cases stand, over all authorities of the installation. Recipients are accounts paid to."""
    return Figures(disclosed(_by_measure()), disclosed(_by_month()), tuple(_stages()), clock.today())


_BY_MEASURE = f"""
    SELECT entitlement.policy, entitlement.measure, sum(paid.amount_fen), count(DISTINCT paid.account_index)
    FROM "{Order._meta.db_table}" paid
    JOIN "{Entitlement._meta.db_table}" entitlement ON entitlement.number = paid.reference
    WHERE paid.state = %s
    GROUP BY entitlement.policy, entitlement.measure
    ORDER BY sum(paid.amount_fen) DESC, entitlement.measure
"""
"""The ledger knows no entitlement, so the two are joined here by the reference, in one query."""


def _by_measure() -> list[tuple[tuple[str, str], int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_BY_MEASURE, [OrderState.PAID])
        return [((policy, measure), int(fen), people) for policy, measure, fen, people in cursor.fetchall()]


def _by_month() -> list[tuple[date, int, int]]:
    rows = (
        Entry.objects.filter(verb=Verb.PAY, order__state=OrderState.PAID)
        .values(month=TruncMonth("at", tzinfo=clock.OFFICE))
        .annotate(fen=Sum("order__amount_fen"), recipients=Count("order__account_index", distinct=True))
        .order_by("month")
    )
    return [(row["month"].date(), row["fen"], row["recipients"]) for row in rows]


def _stages() -> list[tuple[Text, int | None]]:
    held = Counter(dict(Case.objects.values_list("state").annotate(count=Count("pk"))))
    counts = [(name, sum(held[state.value] for state in states)) for name, states in _STAGES]
    return [(name, count if count >= FEWEST else None) for name, count in counts]
