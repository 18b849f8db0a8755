"""The offers that wait for an answer, listed for 亲清在线."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Count, Q

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority, Role
from duixian.authorities.roles import require
from duixian.casework.models import PayTo
from duixian.casework.states import State
from duixian.connectors.channels import channel_of
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Delivery, System
from duixian.connectors.sending import send
from duixian.connectors.sheets.layout import Layout, read_layout
from duixian.connectors.sheets.writing import Value, write_sheet
from duixian.registry.store import snapshot
from duixian.values.bilingual import Text

LAYOUT = Path(__file__).with_name("layout.yaml")


def qinqing_layout() -> Layout:
    """How both sheets are laid out."""
    return read_layout(LAYOUT)


def waiting_offers(authority: Authority) -> list[PayTo]:
    """The payees that have not answered, of offers with one payee, in order of case."""
    rows = PayTo.objects.filter(
        authority=authority, case__state=State.OFFERED, confirmed_at__isnull=True, amount_fen__gt=0
    )
    single = rows.annotate(payees=Count("case__payees", filter=Q(case__payees__amount_fen__gt=0))).filter(
        payees=1
    )
    return list(single.select_related("case__version").order_by("case__number"))


def send_offers(authority: Authority, *, actor: Account) -> Delivery:
    """Leaves the list of all offers that wait; the same list is left once. The export is logged.

    Raises RoleRefused, ConnectorError (``no-offers``, ``channel-unknown``), FileRefused.
    """
    require(actor, authority, Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK)
    layout = qinqing_layout().outgoing
    assert layout is not None
    lines = list(_lines(authority, waiting_offers(authority)))
    if not lines:
        raise _no_offers(authority)
    digest = hashlib.sha256(repr(lines).encode()).hexdigest()[:8]
    name = f"offers-{clock.today():%Y%m%d}-{digest}.{layout.form}"
    content = write_sheet(layout, lines, name)
    return send(channel_of(authority, System.QINQING), name, content, subject="offers", actor=actor)


def _lines(authority: Authority, offers: list[PayTo]) -> Iterator[dict[str, Value]]:
    written = snapshot.keys_as_written(authority, [(offer.table, offer.key) for offer in offers])
    for offer in offers:
        case = offer.case
        yield {
            "编号": case.number,
            "名称": offer.name,
            "号码": written[offer.table, offer.key],
            "政策": case.version.title,
            "项目": case.measure,
            "金额": offer.amount_fen,
            "尾号": offer.account_end,
            "开户行": offer.bank,
            "期限": case.due or "",
        }


def _no_offers(authority: Authority) -> ConnectorError:
    return ConnectorError(
        "no-offers",
        Text("没有待本人确认的事项。", "No offer waits for an answer."),
        authority.name,
        Text("名单确认后再导出。", "Export after a list has been confirmed."),
    )
