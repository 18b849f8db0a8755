"""Drafts: claims half filled in, kept for the account of the token until it submits them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Path, Router, Schema
from pydantic import ConfigDict, Field

from duixian.api.endpoints import reads, writes
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note
from duixian.api.paging import USUAL, Cursor, Limit, Page, page_of
from duixian.api.routes.claims import ClaimIn, ClaimOut
from duixian.api.scopes import Scope
from duixian.api.words import measure_in_force
from duixian.casework import claims, drafts
from duixian.casework.models.filing import Draft
from duixian.registry.store import facts
from duixian.values.bilingual import Text

router = Router(tags=["drafts"])
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class DraftOut(Schema):
    """A draft as it stands; `case`: the number of the claim it became."""

    id: int
    policy: str
    measure: str
    created_at: datetime
    changed_at: datetime
    case: str | None


class ClaimantIn(Schema):
    """For whom: a row of a register by its table and key."""

    model_config = ConfigDict(extra="forbid")

    claimant_table: Annotated[str, Field(min_length=1, max_length=64)]
    claimant_key: Annotated[str, Field(min_length=1, max_length=200)]


@writes(router, "", Scope.CLAIMS_WRITE, DraftOut)
def start_draft(request: Call, body: ClaimIn) -> DraftOut:
    """保存一份草稿 / keep a draft."""
    token = request.auth
    version = measure_in_force(token.authority, body.policy, body.measure)
    draft = drafts.start(token.authority, version, body.measure, token.account)
    return _out(drafts.save(draft, token.account, body.content()))


@writes(router, "/{number}", Scope.CLAIMS_WRITE, DraftOut, status=200, method="PUT")
def save_draft(request: Call, number: Number, body: ClaimIn) -> DraftOut:
    """改写草稿的内容 / write a draft anew; its policy and benefit stay."""
    draft = draft_of(request, number)
    return _out(drafts.save(draft, request.auth.account, body.content()))


@writes(router, "/{number}/submit", Scope.CLAIMS_WRITE, ClaimOut)
def submit_draft(request: Call, number: Number, body: ClaimantIn) -> ClaimOut:
    """提交草稿，连同已上传的材料 / submit a draft with the files handed in for it."""
    token = request.auth
    claimant = body.claimant_table, facts.kept_key(token.authority, body.claimant_key)
    case = claims.submit(draft_of(request, number), token.account, claimant)
    note(request, "submit", "casework.Case", case.number, ["draft"])
    return ClaimOut.from_orm(case)


@reads(router, "", Scope.CLAIMS_READ, Page[DraftOut])
def list_drafts(request: Call, cursor: Cursor = None, limit: Limit = USUAL) -> Page[DraftOut]:
    """自己的草稿，新的在前 / one's own drafts, the newest first."""
    rows, after = page_of(_mine(request), cursor, limit)
    return Page[DraftOut](items=[_out(row) for row in rows], next=after)


@reads(router, "/{number}", Scope.CLAIMS_READ, DraftOut)
def see_draft(request: Call, number: Number) -> DraftOut:
    """一份草稿 / one draft."""
    return _out(draft_of(request, number))


def draft_of(call: Call, number: int) -> Draft:
    """A draft of the token's own account. Raises NotThere."""
    found = _mine(call).filter(pk=number).first()
    if found is None:
        raise not_there(Text("草稿", "draft"), str(number))
    return found


def _mine(call: Call) -> QuerySet[Draft]:
    kept = Draft.objects.filter(authority=call.auth.authority, account=call.auth.account)
    return kept.select_related("case").prefetch_related("version")


def _out(draft: Draft) -> DraftOut:
    return DraftOut(
        id=draft.pk,
        policy=draft.version.policy,
        measure=draft.measure,
        created_at=draft.created_at,
        changed_at=draft.changed_at,
        case=draft.case.number if draft.case is not None else None,
    )
