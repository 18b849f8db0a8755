"""A bank's return file that an officer uploads for one batch, instead of leaving it on the bank's channel."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities.access import log_access
from duixian.authorities.models import Account, Role
from duixian.authorities.roles import require
from duixian.connectors.bank.incoming import line_of, nothing_settled
from duixian.connectors.bank.outgoing import payment_of
from duixian.connectors.bank.paying import layout_named, own_layouts
from duixian.connectors.bank.returned import match, returned_lines
from duixian.connectors.bank.shape import Answer
from duixian.ledger import returns
from duixian.ledger.errors import BatchRefused
from duixian.ledger.models import Batch
from duixian.ledger.states import BatchState


@transaction.atomic
def take_upload(batch: Batch, name: str, content: bytes, layout: str, *, actor: Account) -> Answer:
    """The file's lines into the ledger, whole or not at all; lines taken before are passed over.

    Raises RoleRefused, ConnectorError (``bank-unknown``, ``return-pending``, ``payer-missing``), FileRefused with
    every fault of a line, and what the ledger refuses.
    """
    require(actor, batch.authority, Role.FINANCE_MAKER, Role.FINANCE_CHECKER)
    if batch.released_at is None:
        raise BatchRefused.state(batch, BatchState.RECONCILED)
    said = returned_lines(layout_named(layout, own_layouts()), name, content)
    answer = match(payment_of(batch), said, name)
    if not answer.settled:
        raise nothing_settled(name, batch)
    log_access(actor, "import", "ledger.Return", batch.number, [name], authority=batch.authority)
    returns.take(batch, [line_of(line) for line in answer.settled], actor=actor)
    return answer
