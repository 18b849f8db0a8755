"""Selection rounds: which are open, who is nominated, and the sheets that reviewers hand in."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Path, Router, Schema
from pydantic import ConfigDict, Field

from duixian.api.endpoints import reads, writes
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note
from duixian.api.paging import USUAL, Cursor, Limit, Page, page_of
from duixian.api.scopes import Scope
from duixian.casework.selection import nominating, reviewing
from duixian.casework.selection.models import Candidate, Round
from duixian.values.bilingual import Text

router = Router(tags=["rounds"])
Word = Annotated[str, Field(max_length=200)]
Position = Annotated[int, Path(ge=1, le=2**31 - 1)]


class RoundOut(Schema):
    """A round; `places` by category, the empty one where there are none."""

    number: str
    policy: str
    name: str
    label: str
    state: str
    places: dict[str, int]
    nominations_until: date
    announced_on: date | None


class CandidateOut(Schema):
    """A candidate, by the position in the round. Scores are decimal text."""

    position: int
    name: str
    unit: str
    category: str
    by: str
    state: str
    score: str | None
    rank: int | None


class NominationIn(Schema):
    """Who is nominated: a key of the register that the selection is about, in one of its ways."""

    model_config = ConfigDict(extra="forbid")

    key: Annotated[str, Field(min_length=1, max_length=200)]
    by: Annotated[str, Field(min_length=1, max_length=40)]
    category: Annotated[str, Field(max_length=40)] = ""
    unit: Word = ""
    statement: Annotated[str, Field(max_length=5000)] = ""
    details: Annotated[dict[str, Word], Field(max_length=50)] = Field(default_factory=dict)


class SheetIn(Schema):
    """Points by criterion, as decimal text such as "85.5"."""

    model_config = ConfigDict(extra="forbid")

    points: Annotated[dict[str, Annotated[str, Field(max_length=20)]], Field(min_length=1, max_length=50)]
    words: Annotated[str, Field(max_length=2000)] = ""


@reads(router, "", Scope.ROUNDS_READ, Page[RoundOut])
def list_rounds(request: Call, cursor: Cursor = None, limit: Limit = USUAL) -> Page[RoundOut]:
    """评选轮次，新的在前 / selection rounds, the newest first."""
    kept = Round.objects.filter(authority=request.auth.authority).prefetch_related("version")
    rows, after = page_of(kept.order_by(), cursor, limit)
    return Page[RoundOut](items=[_out(row) for row in rows], next=after)


@reads(router, "/{number}/candidates", Scope.ROUNDS_READ, Page[CandidateOut])
def list_candidates(
    request: Call, number: str, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[CandidateOut]:
    """一轮的候选对象 / the candidates of a round."""
    rows, after = page_of(_round(request, number).candidates.order_by(), cursor, limit)
    note(request, "view", "selection.Candidate", number, ["name", "score"])
    return Page[CandidateOut](items=[_candidate_out(row) for row in rows], next=after)


@writes(router, "/{number}/candidates", Scope.ROUNDS_WRITE, CandidateOut)
def nominate(request: Call, number: str, body: NominationIn) -> CandidateOut:
    """提名 / nominate."""
    candidate = nominating.nominate(
        _round(request, number),
        body.key,
        by=body.by,
        category=body.category,
        unit=body.unit,
        statement=body.statement,
        details=body.details,
        actor=request.auth.account,
    )
    note(request, "nominate", "selection.Candidate", f"{number}/{candidate.position}", ["name"])
    return _candidate_out(candidate)


@writes(router, "/{number}/candidates/{position}/sheet", Scope.ROUNDS_WRITE, CandidateOut)
def hand_in_sheet(request: Call, number: str, position: Position, body: SheetIn) -> CandidateOut:
    """评委交评分表；再交即替换 / a reviewer's sheet; handed in again it takes the place of the first."""
    candidate = _round(request, number).candidates.filter(position=position).first()
    if candidate is None:
        raise not_there(Text("候选对象", "candidate"), f"{number}/{position}")
    reviewing.score(request.auth.account, candidate, body.points, body.words)
    note(request, "score", "selection.Candidate", f"{number}/{position}", sorted(body.points))
    return _candidate_out(candidate)


def _round(call: Call, number: str) -> Round:
    found = Round.objects.filter(authority=call.auth.authority, number=number).first()
    if found is None:
        raise not_there(Text("评选轮次", "selection round"), number)
    return found


def _out(row: Round) -> RoundOut:
    return RoundOut(
        number=row.number,
        policy=row.version.policy,
        name=row.name,
        label=row.label,
        state=row.state,
        places=row.places,
        nominations_until=row.nominations_until,
        announced_on=row.announced_on,
    )


def _candidate_out(row: Candidate) -> CandidateOut:
    return CandidateOut(
        position=row.position,
        name=row.name,
        unit=row.unit,
        category=row.category,
        by=row.by_kind,
        state=row.state,
        score=None if row.score is None else str(row.score),
        rank=row.rank,
    )
