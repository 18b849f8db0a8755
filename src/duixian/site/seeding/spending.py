"""Money of the month: orders, batches, the bank's file out and its answer back, two lines of it failed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from duixian.casework import paying
from duixian.casework.models import Case
from duixian.casework.screens.queries import open_flags
from duixian.casework.screens.reviewing import review
from duixian.connectors.bank.incoming import take_returns
from duixian.connectors.bank.outgoing import send_batch
from duixian.connectors.channels import channel_of, open_channel
from duixian.connectors.models import System
from duixian.ledger import batches, orders, reconciling
from duixian.ledger.models import Batch, Order, Tax
from duixian.ledger.payees import Payee
from duixian.ledger.queries import bank_lines, returned
from duixian.site.seeding.offering import account_number
from duixian.site.seeding.scene import Scene

_LAYOUT = "text-yuan"
_CAUSES = ("账号户名不符", "账号不存在")


def open_bank(scene: Scene) -> None:
    """The drop folder of a bank."""
    open_channel(scene.staff.district, System.BANK, layout=_LAYOUT)


def order(scene: Scene, cases: Sequence[Case]) -> list[Order]:
    """Orders for all that is due of cases that are free; what a screen found is looked at first and lets them go."""
    for flag in open_flags(cases):
        review(flag, scene.staff["first"], upheld=False, reason="已核实：与本人及单位核对一致")
    payable = [case for case in cases if not case.payees.filter(account=b"", amount_fen__gt=0).exists()]
    return paying.order(payable, scene.staff["maker"])


def send(scene: Scene, made: Sequence[Order]) -> list[Batch]:
    """Batches made, checked by another, released, and their files left for the bank."""
    sent = []
    for heap in batches.divide(made):
        batch = batches.make(scene.item, heap, scene.staff["maker"])
        batches.set_tax(batch, Tax.GROSS, scene.staff["maker"])
        batches.check(batch, scene.staff["checker"])
        sent.append(batches.release(batch, scene.staff["checker"]))
        send_batch(sent[-1], actor=scene.staff["checker"])
    return sent


def answer(scene: Scene, sent: Sequence[Batch], failing: int = 0) -> None:
    """The bank pays every line but so many of the first batch, and says so in its return files."""
    for place, batch in enumerate(sent):
        _leave_return(scene, batch, failing if place == 0 else 0)
    take_returns(scene.staff.district, actor=scene.staff["checker"])
    paying.follow(scene.staff.district)


def reissue(scene: Scene, most: int) -> list[Order]:
    """Lines that came back go out again, to the account that the payee has corrected."""
    came_back = list(returned(scene.staff.district)[:most])
    return [orders.reissue(one, _corrected(one), actor=scene.staff["maker"]) for one in came_back]


def reconcile(scene: Scene, sent: Sequence[Batch]) -> None:
    """Batch, bank and journal say the same of every fen."""
    for batch in sent:
        reconciling.reconcile(batch, actor=scene.staff["checker"])


def _corrected(one: Order) -> Payee:
    return Payee(one.payee_name, account_number(10**9 + one.pk), one.bank, one.bank_code)


def _leave_return(scene: Scene, batch: Batch, failing: int) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["流水号", "交易状态", "错误信息"])
    for place, line in enumerate(bank_lines(batch)):
        failed = place < failing
        writer.writerow(
            [line.number, "F" if failed else "S", _CAUSES[place % len(_CAUSES)] if failed else ""]
        )
    where = channel_of(scene.staff.district, System.BANK).where
    folder = Path(settings.DUIXIAN_DATA) / where / "in"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{batch.number}-回盘.csv").write_text(out.getvalue(), encoding="utf-8-sig")
