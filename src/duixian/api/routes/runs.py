"""Runs: a policy decided over the whole registry as it was known at a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import ConfigDict, Field

from duixian.api.endpoints import reads, writes
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.paging import USUAL, Cursor, Fen, Limit, Page, page_of
from duixian.api.scopes import Scope
from duixian.api.words import policy_in_force
from duixian.authorities import clock
from duixian.decisions.store import running
from duixian.decisions.store.models import Difference, Run
from duixian.decisions.store.tasks import carry_out
from duixian.values.bilingual import Text

router = Router(tags=["runs"])
differences = Router(tags=["runs"])


class RunIn(Schema):
    """Which policies in force, and the day; the registry as known now."""

    model_config = ConfigDict(extra="forbid")

    policies: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=200)]], Field(min_length=1, max_length=20)
    ]
    as_of: date | None = None


class RunOut(Schema):
    """A run; `totals` by measure, money in fen."""

    number: str
    purpose: str
    as_of: date
    known_at: datetime
    state: str
    inputs_hash: str
    totals: list[Any]
    started_at: datetime
    finished_at: datetime | None
    error: str


class DifferenceOut(Schema):
    """A line for review: money to pay in addition (补发) or to take back (追回). `run`: null where one case was decided
    again by itself, after an objection."""

    id: int
    run: str | None = None
    entitlement: str | None = None
    policy: str
    measure: str
    case_id: str
    kind: str
    fen: Fen
    paid_fen: Fen
    state: str
    found_at: datetime
    old: int | None = Field(validation_alias="old_id")
    new: int | None = Field(validation_alias="new_id")

    @staticmethod
    def resolve_run(row: Difference) -> str | None:
        """Its number."""
        return row.run.number if row.run is not None else None

    @staticmethod
    def resolve_entitlement(row: Difference) -> str | None:
        """Its number."""
        return row.entitlement.number if row.entitlement is not None else None


@reads(router, "", Scope.RUNS_READ, Page[RunOut])
def list_runs(request: Call, cursor: Cursor = None, limit: Limit = USUAL) -> Page[RunOut]:
    """批量决定，新的在前 / runs, the newest first."""
    rows, after = page_of(Run.objects.filter(authority=request.auth.authority), cursor, limit)
    return Page[RunOut](items=[RunOut.from_orm(row) for row in rows], next=after)


@reads(router, "/{number}", Scope.RUNS_READ, RunOut)
def one_run(request: Call, number: str) -> RunOut:
    """一次批量决定 / one run."""
    found = Run.objects.filter(authority=request.auth.authority, number=number).first()
    if found is None:
        raise not_there(Text("批量决定", "run"), number)
    return RunOut.from_orm(found)


@writes(router, "", Scope.RUNS_WRITE, RunOut, status=202)
def start_run(request: Call, body: RunIn) -> RunOut:
    """开始一次批量决定；由后台办理 / order a run; a job carries it out."""
    token = request.auth
    versions = [policy_in_force(token.authority, policy) for policy in dict.fromkeys(body.policies)]
    as_of = body.as_of or clock.today()
    run = running.order(token.authority, versions, as_of, actor=token.account)
    carry_out.defer(run_id=run.pk)
    return RunOut.from_orm(run)


@reads(differences, "", Scope.RUNS_READ, Page[DifferenceOut])
def list_differences(
    request: Call,
    state: Annotated[str | None, Field(max_length=8)] = None,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[DifferenceOut]:
    """复算后的补发和追回 / what deciding again found."""
    kept = Difference.objects.filter(authority=request.auth.authority).select_related("run", "entitlement")
    rows, after = page_of(kept if state is None else kept.filter(state=state), cursor, limit)
    return Page[DifferenceOut](items=[DifferenceOut.from_orm(row) for row in rows], next=after)
