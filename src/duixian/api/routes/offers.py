"""Offers: what is due without a claim, answered by its payees or by the office at the counter."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from duixian.api.endpoints import reads, writes
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note
from duixian.api.paging import USUAL, Cursor, Limit, Page, page_of
from duixian.api.routes.claims import AccountIn, ClaimOut
from duixian.api.scopes import Scope
from duixian.api.tokens import holds_office
from duixian.casework import offers
from duixian.casework.content import BankAccount
from duixian.casework.models.case import Case
from duixian.casework.states import State
from duixian.values.bilingual import Text

router = Router(tags=["offers"])


class ObjectionIn(Schema):
    """What is wrong with an offer, in the payee's own words."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[str, Field(min_length=1, max_length=2000)]


@reads(router, "", Scope.CLAIMS_READ, Page[ClaimOut])
def list_offers(request: Call, cursor: Cursor = None, limit: Limit = USUAL) -> Page[ClaimOut]:
    """待确认的，新的在前 / offers that wait for an answer, the newest first."""
    rows, after = page_of(_cases(request).filter(state=State.OFFERED), cursor, limit)
    return Page[ClaimOut].model_construct(items=[ClaimOut.from_orm(row) for row in rows], next=after)


@writes(router, "/{number}/confirm", Scope.CLAIMS_WRITE, ClaimOut, status=200)
def confirm_offer(request: Call, number: str, body: AccountIn) -> ClaimOut:
    """确认收款账户（或给出另一个） / confirm the account that is known, or give another."""
    account = BankAccount(body.holder, body.number, body.bank) if body.number else None
    case = offers.confirm(_case(request, number), request.auth.account, account)
    note(request, "confirm", "casework.Case", number, ["account"])
    return ClaimOut.from_orm(case)


@writes(router, "/{number}/object", Scope.CLAIMS_WRITE, ClaimOut, status=200)
def object_to_offer(request: Call, number: str, body: ObjectionIn) -> ClaimOut:
    """提出异议，转人工审核 / say that something is wrong: the case is checked like a claim."""
    case = offers.object_to(_case(request, number), request.auth.account, body.words)
    note(request, "object", "casework.Case", number, [])
    return ClaimOut.from_orm(case)


def _case(call: Call, number: str) -> Case:
    found = _cases(call).filter(number=number).first()
    if found is None:
        raise not_there(Text("待确认的补贴", "offer"), number)
    return found


def _cases(call: Call) -> QuerySet[Case]:
    """Offers of the token's authority; a claimant's token sees those whose payee its account stands for."""
    token = call.auth
    kept = Case.objects.filter(authority=token.authority, listing__isnull=False).prefetch_related("version")
    if holds_office(token):
        return kept
    return kept.filter(pk__in=offers.lines_for(token.account, token.authority).values("case"))
