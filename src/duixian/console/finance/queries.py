"""What the finance desk asks the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from duixian.authorities.models import Authority
from duixian.authorities.sealing import unseal
from duixian.casework.models import AccountWanted
from duixian.ledger import recoveries
from duixian.ledger.kinds import MOVES, Kind, Verb
from duixian.ledger.models import Account, Batch, Cause, Entry, Item, Order, Recovery, Return
from duixian.ledger.states import BatchState, OrderState

SHOWN = (
    Kind.BUDGET,
    Kind.RESERVED,
    Kind.PAYABLE,
    Kind.IN_TRANSIT,
    Kind.PAID,
    Kind.WITHHELD,
    Kind.RETURNED,
    Kind.RECEIVABLE,
    Kind.RECOVERED,
    Kind.LAPSED,
)
"""The kinds of account, in the order in which money moves."""
ALWAYS = frozenset(
    {Kind.BUDGET, Kind.RESERVED, Kind.PAYABLE, Kind.IN_TRANSIT, Kind.PAID, Kind.RETURNED, Kind.RECEIVABLE}
)
"""Those that are shown even where nothing stands on them."""
_UNPAID_PLAN = Q(plan__received_fen__lt=F("plan__fen"))


@dataclass(frozen=True)
class Standing:
    """An item with its fen by kind of account; ``whole`` is its budget."""

    item: Item
    fen: dict[Kind, int]

    @property
    def whole(self) -> int:
        """All that its sources gave."""
        return sum(self.fen.values())

    def columns(self, kinds: Sequence[Kind] = SHOWN) -> list[int]:
        """Fen in an order of kinds."""
        return [self.fen.get(kind, 0) for kind in kinds]


@dataclass(frozen=True)
class Waiting:
    """What the desk has to do, as numbers."""

    orders: int
    made: int
    checked: int
    released: int
    returned: int
    overdue: int


def years(authority: Authority) -> list[int]:
    """The years that have a budget, the latest first."""
    rows = Item.objects.filter(authority=authority).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def standings(authority: Authority, year: int) -> list[Standing]:
    """Every item of a year, in one look."""
    items = {item.pk: item for item in Item.objects.filter(authority=authority, year=year)}
    found: defaultdict[int, dict[Kind, int]] = defaultdict(dict)
    rows = Account.objects.filter(item__in=items).exclude(kind=Kind.FUNDING).values("item_id", "kind")
    for row in rows.annotate(fen=Sum("balance_fen")):
        found[row["item_id"]][Kind(row["kind"])] = row["fen"]
    return [Standing(item, found[pk]) for pk, item in items.items()]


def totals(rows: Sequence[Standing]) -> Standing | None:
    """All items together; None where there is none."""
    if not rows:
        return None
    return Standing(rows[0].item, {kind: sum(row.fen.get(kind, 0) for row in rows) for kind in SHOWN})


def kinds_of(rows: Sequence[Standing]) -> list[Kind]:
    """The kinds worth a column: those of every year, and those on which anything stands."""
    return [kind for kind in SHOWN if kind in ALWAYS or any(row.fen.get(kind) for row in rows)]


def waiting(authority: Authority) -> Waiting:
    """How much waits for whom."""
    held = Batch.objects.filter(authority=authority).aggregate(
        made=Count("pk", filter=Q(state=BatchState.MADE)),
        checked=Count("pk", filter=Q(state=BatchState.CHECKED)),
        released=Count("pk", filter=Q(state=BatchState.RELEASED)),
    )
    orders = Order.objects.filter(authority=authority)
    return Waiting(
        orders.filter(state=OrderState.ORDERED).count(),
        held["made"],
        held["checked"],
        held["released"],
        orders.filter(state=OrderState.RETURNED).count(),
        recoveries.overdue(authority).count(),
    )


def by_source(item: Item, kinds: Sequence[Kind]) -> list[tuple[str, list[int]]]:
    """Whose money stands where: a row for each source, fen in an order of kinds."""
    found: dict[str, dict[str, int]] = {}
    rows = Account.objects.filter(item=item).exclude(kind=Kind.FUNDING).order_by("source__position")
    for name, kind, fen in rows.values_list("source__name", "kind", "balance_fen"):
        found.setdefault(name, {})[kind] = fen
    return [(name, [held.get(kind, 0) for kind in kinds]) for name, held in found.items()]


def entries(item: Item, kind: Kind | None) -> QuerySet[Entry]:
    """Lines of the journal that touched an item, or one kind of its accounts."""
    rows = Entry.objects.filter(item=item).select_related("order", "actor")
    if kind is None:
        return rows
    return rows.filter(verb__in=[verb for verb, ends in MOVES.items() if kind in ends])


def ends(entry: Entry) -> tuple[Kind, Kind]:
    """From where to where an entry moved money."""
    return MOVES[Verb(entry.verb)]


def account_end(order: Order) -> str:
    """The last four digits of the payee's account: all that pages show of it."""
    return unseal(bytes(order.account_sealed))[-4:]


@dataclass(frozen=True)
class OfCause:
    """Returned orders that the bank gave one cause for, each with the bank's words and what its payee answered."""

    cause: Cause
    lines: list[tuple[Order, Return, AccountWanted | None]]


def returned_by_cause(authority: Authority) -> list[OfCause]:
    """What came back and nobody has dealt with, alike causes together."""
    orders = Order.objects.filter(authority=authority, state=OrderState.RETURNED)
    wanted = {one.order_id: one for one in AccountWanted.objects.filter(order__in=orders)}
    found: defaultdict[str, list[tuple[Order, Return, AccountWanted | None]]] = defaultdict(list)
    words = Return.objects.filter(order__in=orders, ok=False).select_related("order__item", "order__batch")
    for said in words.order_by("order__number", "-pk"):
        found[said.cause].append((said.order, said, wanted.get(said.order_id)))
    return [OfCause(Cause(cause), lines) for cause, lines in sorted(found.items())]


def causes_of(batch: Batch) -> list[tuple[str, int, int]]:
    """What the bank said of a batch's lines: the result or its cause, how many, and their fen."""
    rows = batch.returns.filter(late=False).values("ok", "cause").order_by("-ok", "cause")
    found = rows.annotate(lines=Count("pk"), fen=Sum("order__amount_fen"))
    return [("" if row["ok"] else str(Cause(row["cause"]).label), row["lines"], row["fen"]) for row in found]


def open_recoveries(authority: Authority) -> QuerySet[Recovery]:
    """Recoveries of which something is still to come."""
    rows = Recovery.objects.filter(authority=authority, waived=False).filter(_UNPAID_PLAN)
    return rows.select_related("order").distinct()
