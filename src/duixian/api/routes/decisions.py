"""Decisions: listed without personal data, read one by one with every reason, replayed to the same bytes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from duixian.api.endpoints import asks, reads
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note, seen
from duixian.api.paging import USUAL, Cursor, Fen, Limit, Page, page_of
from duixian.api.scopes import Scope
from duixian.decisions.store import lookup
from duixian.decisions.store.models import Decision
from duixian.decisions.store.replay import replay
from duixian.values.bilingual import Text

router = Router(tags=["decisions"])
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]


class DecisionOut(Schema):
    """A decision: what of, by which version, on which day, and the money. `key` holds tokens, no numbers."""

    id: int
    policy: str
    version: str = Field(validation_alias="version.version")
    measure: str
    case_id: str
    table: str
    key: str
    year: int | None
    as_of: date
    known_at: datetime
    verdict: str
    payable_fen: Fen
    due_now_fen: Fen
    recovery_fen: Fen
    run: str | None = None
    made_at: datetime
    sha256: str
    document_sha256: str

    @staticmethod
    def resolve_run(row: Decision) -> str | None:
        """The number of the run it was made in."""
        return row.run.number if row.run is not None else None


class DecisionWhole(DecisionOut):
    """With its document: every condition with its clause, the amount step by step. Masked unless the token may
    see personal data; `document_sha256` is of the document without masks."""

    document: Any


class ReplayedOut(Schema):
    """What deciding again from the same facts gave."""

    same: bool
    sha256: str
    expected: str


class DecisionFilter(Schema):
    """Which decisions."""

    policy: Annotated[str | None, Field(max_length=200)] = None
    measure: Annotated[str | None, Field(max_length=200)] = None
    verdict: Annotated[str | None, Field(max_length=8)] = None
    case_id: Annotated[str | None, Field(max_length=16)] = None
    run: Annotated[str | None, Field(max_length=60)] = None


@reads(router, "", Scope.DECISIONS_READ, Page[DecisionOut])
def list_decisions(
    request: Call, chosen: Query[DecisionFilter], cursor: Cursor = None, limit: Limit = USUAL
) -> Page[DecisionOut]:
    """决定，新的在前 / decisions, the newest first."""
    wanted = {"run__number" if name == "run" else name: said for name, said in chosen if said is not None}
    kept = Decision.objects.filter(authority=request.auth.authority, **wanted)
    rows, after = page_of(kept.select_related("version", "run").defer("document"), cursor, limit)
    note(request, "list", "decisions.Decision", str(wanted), ["key"])
    return Page[DecisionOut](items=[DecisionOut.from_orm(row) for row in rows], next=after)


@reads(router, "/{decision}", Scope.DECISIONS_READ, DecisionWhole)
def one_decision(request: Call, decision: Key) -> DecisionWhole:
    """一件决定，含每个条件的条款和事实 / one decision with every reason."""
    found = _decision(request, decision)
    document = seen(request, lookup.document(found), "decisions.Decision", str(decision), ["document"])
    return DecisionWhole.model_construct(**dict(DecisionOut.from_orm(found)), document=document)


@asks(router, "/{decision}/replay", Scope.DECISIONS_READ, ReplayedOut)
def replay_decision(request: Call, decision: Key) -> ReplayedOut:
    """按当时的政策和事实重新决定，逐字节比对 / decide again as it was, byte for byte."""
    replayed = replay(_decision(request, decision))
    note(request, "replay", "decisions.Decision", str(decision), ["document"])
    return ReplayedOut(same=replayed.same, sha256=replayed.sha256, expected=replayed.expected)


def _decision(call: Call, key: int) -> Decision:
    kept = Decision.objects.filter(authority=call.auth.authority).select_related("version", "run")
    found = kept.filter(pk=key).first()
    if found is None:
        raise not_there(Text("决定", "decision"), str(key))
    return found
