"""Cases of an office that were paid, or whose payments the bank sent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import paying, publishing, steps
from duixian.ledger import batches, returns
from duixian.ledger.models import Order, Tax
from tests.casework.office import Office, certificate

LATER = date(2026, 10, 20)
CARD, OTHER_CARD = "6222020000000000018", "6222020000000000026"
"""Numbers of cards whose check digits fit."""


def sent(office: Office, serials: Sequence[int] = (1,)) -> list[Order]:
    """Grants that are on their way to the bank, one a person, in the order of the persons."""
    cases = []
    # Appointed on the day of the claims, so that they work here on every day of the test.
    _finance = office.maker, office.by(Role.FINANCE_CHECKER)
    for serial in serials:
        office.person(serial, f"张{serial}")
        case = office.claim(serial, certificate(f"Z{serial}", serial), account_of(serial))
        for officer in (office.intake, office.first, office.second):
            case = steps.pass_(case, officer)
        cases.append(case)
    notice = publishing.publish(cases, office.second, "公示")
    with clock.at(LATER):
        orders = paying.order(publishing.conclude(notice), office.maker)
        release(office, orders)
    return orders


def account_of(serial: int) -> str:
    """The account that person claims to be paid into."""
    return f"12020213099000012{serial}"


def release(office: Office, orders: Sequence[Order]) -> None:
    """Orders made into a batch, checked and sent to the bank."""
    checker = office.by(Role.FINANCE_CHECKER)
    batch = batches.set_tax(batches.make(office.item, orders, office.maker), Tax.GROSS, office.maker)
    batches.release(batches.check(batch, checker), checker)


def answered(office: Office, orders: Sequence[Order], words: str = "") -> None:
    """What the bank says of orders of one batch: why each was not paid; no words: each was."""
    with clock.at(LATER):
        batch = Order.objects.get(pk=orders[0].pk).batch
        assert batch is not None
        returns.take(batch, [returns.Line(order.number, not words, words) for order in orders])
        paying.follow(office.authority)
