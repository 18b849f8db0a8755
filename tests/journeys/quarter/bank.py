"""Finance and its bank: orders in a batch by two persons, the file that goes out, and the answer that comes in."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from duixian.authorities.duties import Role
from duixian.connectors.bank.incoming import take_returns
from duixian.connectors.bank.outgoing import send_batch
from duixian.connectors.folders import IN, OUT
from duixian.ledger import batches
from duixian.ledger.models import Batch, Order
from duixian.ledger.models.batches import Tax
from tests.journeys.quarter.district import District


@dataclass(frozen=True)
class Transfer:
    """One line of a bank file as the bank reads it."""

    number: str
    name: str
    account: str
    fen: int


def released(district: District, orders: Sequence[Order]) -> Batch:
    """One batch: made by one person, checked and released by another."""
    maker, checker = district.officer(Role.FINANCE_MAKER), district.officer(Role.FINANCE_CHECKER)
    (fitting,) = batches.divide(orders)
    batch = batches.make(district.item, fitting, maker)
    batch = batches.set_tax(batch, Tax.GROSS, maker)
    batch = batches.check(batch, checker)
    return batches.release(batch, checker)


def sent(district: District, batch: Batch) -> list[Transfer]:
    """The batch's file on its way to the bank, read back as the bank reads it."""
    send_batch(batch, actor=district.officer(Role.FINANCE_CHECKER))
    text = (district.bank.root / OUT / f"{batch.number}.csv").read_text("utf-8-sig")
    return [
        Transfer(row["流水号"], row["户名"], row["账号"], int(Fraction(row["金额"]) * 100))
        for row in csv.DictReader(io.StringIO(text))
    ]


def answered(
    district: District, batch: Batch, transfers: Sequence[Transfer], failing: Collection[str] = ()
) -> None:
    """The bank's return file comes in and is taken: the numbers in ``failing`` were not paid."""
    rows = [_answer(transfer, transfer.number in failing) for transfer in transfers]
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    (district.bank.root / IN / f"回盘{batch.number}.csv").write_text(file.getvalue(), "utf-8-sig")
    (delivery,) = take_returns(district.authority, actor=district.officer(Role.FINANCE_MAKER))
    assert delivery.outcome == "taken", delivery.words


def _answer(transfer: Transfer, fails: bool) -> dict[str, str]:
    return {
        "流水号": transfer.number,
        "交易状态": "F" if fails else "S",
        "错误信息": "账号户名不符" if fails else "",
        "账号": transfer.account,
        "金额": f"{transfer.fen // 100}.{transfer.fen % 100:02}",
        "银行流水号": f"B{transfer.number}",
    }
