"""A list of those an office asks an outside register about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.authorities.roles import require
from duixian.casework.people import names_of
from duixian.connectors.channels import channel_of
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Delivery, System
from duixian.connectors.registers.known import outgoing_of, register_layout, vocabulary_of
from duixian.connectors.registers.taking import OFFICERS
from duixian.connectors.sending import send
from duixian.connectors.sheets.writing import Value, write_sheet
from duixian.registry.store import snapshot
from duixian.values.bilingual import Text

Pair = tuple[str, str]
"""A table and a key as the registry keeps it."""


def ask(authority: Authority, system: System, pairs: Iterable[Pair], *, actor: Account) -> Delivery:
    """Leaves a list of persons or employers for a register, each once; the same list of one day is left once.

    The export is logged. Raises RoleRefused, ConnectorError (``nobody-asked``, ``channel-unknown``), FileRefused.
    """
    require(actor, authority, *OFFICERS)
    wanted = sorted(set(pairs))
    if not wanted:
        raise _nobody(authority)
    layout = outgoing_of(register_layout(system))
    lines = list(_lines(authority, wanted))
    digest = hashlib.sha256(repr(wanted).encode()).hexdigest()[:8]
    name = f"{system.value}-{clock.today():%Y%m%d}-{digest}.{layout.form}"
    content = write_sheet(layout, lines, name)
    return send(channel_of(authority, system), name, content, subject=f"{len(lines)}", actor=actor)


def _lines(authority: Authority, wanted: list[Pair]) -> Iterable[dict[str, Value]]:
    names = names_of(authority, wanted, vocabulary_of(authority))
    numbers = snapshot.keys_as_written(authority, wanted)
    for place, pair in enumerate(wanted, start=1):
        yield {"序号": place, "名称": names.get(pair, ""), "号码": numbers[pair], "日期": clock.today()}


def _nobody(authority: Authority) -> ConnectorError:
    return ConnectorError(
        "nobody-asked",
        Text("查询名单是空的。", "The list of questions is empty."),
        authority.name,
        Text("请先选定要查询的人员或单位。", "Choose whom to ask about first."),
    )
