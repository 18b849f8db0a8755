"""A movement of money of one item, before it is entered: what, how much of each source, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.ledger.kinds import MOVES, Kind, Verb
from duixian.ledger.models import Item, Order


@dataclass(frozen=True)
class Movement:
    """``parts`` are fen by source, in the order of the item's sources; their sum moves."""

    item: Item
    verb: Verb
    parts: Sequence[int]
    reference: str = ""
    order: Order | None = None

    @property
    def fen(self) -> int:
        """What moves in all."""
        return sum(self.parts)

    @property
    def ends(self) -> tuple[Kind, Kind]:
        """The account credited and the account debited."""
        return MOVES[self.verb]


def of_order(verb: Verb, order: Order) -> Movement:
    """The whole of an order moves."""
    return Movement(order.item, verb, order.parts_fen, order.reference, order)
