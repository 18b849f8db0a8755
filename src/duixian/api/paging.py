"""Lists by key: newest first, the next page starts after the last row seen, whatever was added meanwhile."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Generic, TypeVar

from django.db.models import Model, QuerySet
from ninja import Query, Schema
from pydantic import Field

from duixian.api.errors import cursor_refused

Row = TypeVar("Row", bound=Model)
Out = TypeVar("Out")
_MARK = "k:"
_LARGEST = 2**63 - 1
USUAL = 50
MOST = 200


class Page(Schema, Generic[Out]):
    """One page: its items, and the cursor of the next page, null on the last."""

    items: list[Out]
    next: str | None = None


Cursor = Annotated[
    str | None,
    Query(description="上一页的 next / `next` of the page before", max_length=100),
]
Limit = Annotated[int, Query(description="每页件数 / items a page", ge=1, le=MOST)]
Fen = Annotated[int, Field(description="分 / whole fen")]


def page_of(rows: QuerySet[Row], cursor: str | None, limit: int) -> tuple[list[Row], str | None]:
    """At most `limit` rows after the cursor, and the cursor of the page that follows.

    Raises CursorRefused for a cursor this service did not write.
    """
    after = _read(cursor)
    kept = rows if after is None else rows.filter(pk__lt=after)
    found = list(kept.order_by("-pk")[: limit + 1])
    return found[:limit], _written(int(found[limit - 1].pk)) if len(found) > limit else None


def _written(key: int) -> str:
    return base64.urlsafe_b64encode(f"{_MARK}{key}".encode()).decode().rstrip("=")


def _read(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        raise cursor_refused(cursor) from None
    digits = text.removeprefix(_MARK)
    if not text.startswith(_MARK) or not digits.isdigit() or len(digits) > len(str(_LARGEST)):
        raise cursor_refused(cursor)
    return min(int(digits), _LARGEST)
