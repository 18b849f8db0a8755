"""Publicity: the lists as they were shown, already masked when they were composed and frozen."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from ninja import Router, Schema

from duixian.api.endpoints import reads
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note
from duixian.api.paging import USUAL, Cursor, Limit, Page, page_of
from duixian.api.scopes import Scope
from duixian.notices.models import Publicity
from duixian.values.bilingual import Text

router = Router(tags=["publicity"])


class PublicityOut(Schema):
    """A list: its clock and where it stands."""

    number: str
    title: str
    state: str
    sha256: str
    inside_from: date | None
    inside_until: date | None
    public_from: date | None
    public_until: date | None
    closed_at: datetime | None


class PublicityWhole(PublicityOut):
    """A list with its document: the masked lines whose hash is `sha256`, and where each stands now."""

    document: Any
    lines: list[LineOut]


class LineOut(Schema):
    """Where one line of the list stands."""

    position: int
    name: str
    unit: str
    benefit: str
    amount_fen: int | None
    state: str


PublicityWhole.model_rebuild()


@reads(router, "", Scope.PUBLICITY_READ, Page[PublicityOut])
def list_publicities(
    request: Call, state: str | None = None, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[PublicityOut]:
    """公示名单，新的在前 / lists, the newest first."""
    kept = Publicity.objects.filter(authority=request.auth.authority)
    rows, after = page_of(kept if state is None else kept.filter(state=state), cursor, limit)
    return Page[PublicityOut](items=[PublicityOut.from_orm(row) for row in rows], next=after)


@reads(router, "/{number}", Scope.PUBLICITY_READ, PublicityWhole)
def one_publicity(request: Call, number: str) -> PublicityWhole:
    """一份名单，含各行 / one list with its lines."""
    found = Publicity.objects.filter(authority=request.auth.authority, number=number).first()
    if found is None:
        raise not_there(Text("公示", "publicity"), number)
    note(request, "view", "notices.Publicity", number, ["name", "unit"])
    return PublicityWhole(
        **PublicityOut.from_orm(found).model_dump(),
        document=json.loads(found.document),
        lines=[LineOut.from_orm(line) for line in found.lines.all()],
    )
