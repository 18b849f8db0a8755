"""Rosters: an employer's or institution's list of people, read row by row, then filed together."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import File, Form, Path, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from duixian.api.endpoints import reads, writes
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note
from duixian.api.paging import USUAL, Cursor, Limit, Page, page_of
from duixian.api.routes.claims import AccountIn, ClaimOut
from duixian.api.scopes import Scope
from duixian.api.words import measure_in_force
from duixian.casework import rosters
from duixian.casework.content import BankAccount
from duixian.casework.models.filing import Roster
from duixian.registry.store import facts
from duixian.values.bilingual import Text

router = Router(tags=["rosters"])
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class RosterIn(Schema):
    """What is claimed for the people of the list, and for whom the list is filed."""

    policy: Annotated[str, Field(min_length=1, max_length=200)]
    measure: Annotated[str, Field(min_length=1, max_length=200)]
    claimant_table: Annotated[str, Field(min_length=1, max_length=64)]
    claimant_key: Annotated[str, Field(min_length=1, max_length=200)]


class FaultOut(Schema):
    """What is wrong in one row; rows are counted from 1, `column` is empty where it is the whole row."""

    row: int
    column: str
    zh: str
    en: str


class RosterOut(Schema):
    """A list as it was read."""

    id: int
    file: str
    measure: str
    rows: int
    faults: list[FaultOut]
    created_at: datetime
    submitted_at: datetime | None


class FiledOut(Schema):
    """What became of a list: its claims, and the rows that could not be filed."""

    claims: list[ClaimOut]
    faults: list[FaultOut]


@writes(router, "", Scope.CLAIMS_WRITE, RosterOut)
def take_roster(request: Call, about: Form[RosterIn], file: File[UploadedFile]) -> RosterOut:
    """上传一份名单，逐行核对，不提交 / take in a list and read it row by row; nothing is filed yet."""
    token = request.auth
    version = measure_in_force(token.authority, about.policy, about.measure)
    claimant = about.claimant_table, facts.kept_key(token.authority, about.claimant_key)
    roster = rosters.take(
        token.authority, version, about.measure, token.account, claimant, file.name or "", file.read()
    )
    return _out(roster)


@writes(router, "/{number}/submit", Scope.CLAIMS_WRITE, FiledOut)
def submit_roster(request: Call, number: Number, body: AccountIn) -> FiledOut:
    """提交名单中无误的各行 / file every good row as a claim."""
    roster = _roster(request, number)
    pay_to = BankAccount(body.holder, body.number, body.bank)
    filed = rosters.submit(roster, request.auth.account, pay_to)
    note(request, "submit", "casework.Roster", str(roster.pk), [case.number for case in filed.cases])
    faults = [FaultOut(row=f.row, column=f.column, zh=f.what.zh, en=f.what.en) for f in filed.faults]
    return FiledOut.model_construct(claims=[ClaimOut.from_orm(case) for case in filed.cases], faults=faults)


@reads(router, "", Scope.CLAIMS_READ, Page[RosterOut])
def list_rosters(request: Call, cursor: Cursor = None, limit: Limit = USUAL) -> Page[RosterOut]:
    """自己上传的名单，新的在前 / one's own lists, the newest first."""
    rows, after = page_of(_mine(request), cursor, limit)
    return Page[RosterOut](items=[_out(row) for row in rows], next=after)


def _roster(call: Call, number: int) -> Roster:
    found = _mine(call).filter(pk=number).first()
    if found is None:
        raise not_there(Text("名单", "roster"), str(number))
    return found


def _mine(call: Call) -> QuerySet[Roster]:
    kept = Roster.objects.filter(authority=call.auth.authority, account=call.auth.account)
    return kept.prefetch_related("version")


def _out(roster: Roster) -> RosterOut:
    faults: list[dict[str, Any]] = roster.faults
    return RosterOut(
        id=roster.pk,
        file=roster.file,
        measure=roster.measure,
        rows=roster.rows,
        faults=[FaultOut(**fault) for fault in faults],
        created_at=roster.created_at,
        submitted_at=roster.submitted_at,
    )
