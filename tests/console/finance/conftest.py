"""The finance desk of an office: a maker and a checker signed in, and money that is ready to be paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.authorities.sealing import seal
from duixian.casework import paying, publishing, steps
from duixian.casework.models import Case
from duixian.ledger.models import Batch, Item, Order
from tests.casework.office import Office, certificate
from tests.console.cases.conftest import Enter, enter, monday, office

__all__ = ["enter", "monday", "office"]

LATER = date(2026, 10, 20)
GRANT_FEN = 120_000


@pytest.fixture
def later(office: Office) -> Iterator[None]:
    """The notices of that Monday are over."""
    with clock.at(LATER):
        yield


@dataclass
class Desk:
    """``maker`` and ``checker`` are browsers without a screen; ``orders`` wait for a batch."""

    office: Office
    orders: Sequence[Order]
    maker: Client
    checker: Client
    checker_account: Account

    @property
    def batch(self) -> Batch:
        """The latest batch."""
        return Batch.objects.order_by("-pk")[0]

    def released(self) -> Batch:
        """A batch of all orders that went to the bank."""
        self.maker.post("/office/finance/orders/make/", {"all": "1"})
        place = f"/office/finance/batches/{self.batch.number}/"
        self.maker.post(f"{place}tax/", {"tax": "gross"})
        self.checker.post(f"{place}check/")
        self.checker.post(f"{place}release/")
        return self.batch


@pytest.fixture
def desk(office: Office, enter: Enter, later: None) -> Desk:
    """Two grants that were on notice, ordered."""
    Item.objects.filter(pk=office.item.pk).update(
        payer_name="某区财政局", payer_account_sealed=seal("6222000000000000"), payer_bank="某银行"
    )
    with clock.at(date(2026, 9, 28)):
        notice = publishing.publish([granted(office, n) for n in (1, 2)], office.first, "技能补贴公示")
    orders = paying.order(publishing.conclude(notice), office.maker)
    checker = office.by(Role.FINANCE_CHECKER)
    return Desk(office, orders, enter(office.maker), enter(checker), checker)


def granted(office: Office, serial: int) -> Case:
    """A claim that went through every step of the house."""
    office.person(serial, f"张{serial}")
    case = office.claim(serial, certificate(f"Z{serial}", serial), f"622202000000000{serial}")
    for officer in (office.intake, office.first, office.second):
        case = steps.pass_(case, officer)
    return case
