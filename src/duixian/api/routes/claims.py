"""Claims: checked beforehand, submitted, followed to their end. A claimant's token sees its own, an office's all."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from duixian.api.endpoints import asks, reads, writes
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note, seen
from duixian.api.paging import USUAL, Cursor, Fen, Limit, Page, page_of
from duixian.api.routes.checks import MOST_ROWS, Row
from duixian.api.scopes import Scope
from duixian.api.tokens import holds_office
from duixian.api.words import measure_in_force
from duixian.casework.citing import Citing
from duixian.casework.claims import Filing, file
from duixian.casework.content import BankAccount, Content
from duixian.casework.models.case import Case
from duixian.casework.models.happening import Happening
from duixian.casework.precheck import precheck
from duixian.registry.store import facts
from duixian.values.bilingual import Text

router = Router(tags=["claims"])
Word = Annotated[str, Field(max_length=200)]


class AccountIn(Schema):
    """Where the money is to go."""

    model_config = ConfigDict(extra="forbid")

    holder: Word = ""
    number: Annotated[str, Field(max_length=40)] = ""
    bank: Word = ""


class ClaimIn(Schema):
    """What is claimed: rows of cells by table as people write them; the first row of the measure's table is the
    matter itself, and a row that only names its key stands for what is registered."""

    model_config = ConfigDict(extra="forbid")

    policy: Annotated[str, Field(min_length=1, max_length=200)]
    measure: Annotated[str, Field(min_length=1, max_length=200)]
    tables: Annotated[dict[str, Annotated[list[Row], Field(max_length=MOST_ROWS)]], Field(max_length=50)]
    year: Annotated[int | None, Field(ge=1949, le=2200)] = None
    account: AccountIn = Field(default_factory=AccountIn)

    def content(self) -> Content:
        """As casework reads it."""
        given = self.account
        return Content(self.tables, self.year, BankAccount(given.holder, given.number, given.bank))


class SubmittedIn(ClaimIn):
    """A claim, and for whom: a row of a register by its table and key."""

    claimant_table: Annotated[str, Field(min_length=1, max_length=64)]
    claimant_key: Annotated[str, Field(min_length=1, max_length=200)]


class ReasonOut(Schema):
    """One reason: a sentence, the clause it rests on and the words in it, or a dated interpretation."""

    reason_zh: str
    reason_en: str
    clause: str
    quote: str
    interpretation: str
    decided_on: str


class PrecheckOut(Schema):
    """The decision there would be today; nothing is stored."""

    verdict: str
    payable_fen: Fen
    refused: list[ReasonOut]
    open: list[ReasonOut]
    late: list[ReasonOut]


class ClaimOut(Schema):
    """Where a case stands. `due`: the last day of its step's clock."""

    number: str
    origin: str
    policy: str = Field(validation_alias="version.policy")
    measure: str
    case_id: str
    state: str
    step: str
    due: date | None
    claimed_on: date
    payable_fen: Fen
    changed_at: datetime


class HappeningOut(Schema):
    """One thing that happened to a case; `details` hold the citations of a refusal."""

    at: datetime
    verb: str
    before: str
    after: str
    step: str
    words: str
    details: Any


class ClaimWhole(ClaimOut):
    """A case with all that happened to it."""

    history: list[HappeningOut]


class ClaimFilter(Schema):
    """Which cases."""

    state: Annotated[str | None, Field(max_length=16)] = None
    measure: Annotated[str | None, Field(max_length=200)] = None
    origin: Annotated[str | None, Field(max_length=8)] = None


@asks(router, "/precheck", Scope.CHECK, PrecheckOut)
def precheck_claim(request: Call, body: ClaimIn) -> PrecheckOut:
    """预审：提交前看结果和全部理由 / what would be decided today, with every reason."""
    authority = request.auth.authority
    version = measure_in_force(authority, body.policy, body.measure)
    found = precheck(authority, version, body.measure, body.content())
    note(request, "check", "casework.precheck", body.measure, sorted(body.tables))
    return PrecheckOut(
        verdict=found.verdict,
        payable_fen=found.payable_fen,
        refused=[_reason(one) for one in found.refused],
        open=[_reason(one) for one in found.open],
        late=[_reason(one) for one in found.late],
    )


@writes(router, "", Scope.CLAIMS_WRITE, ClaimOut)
def submit_claim(request: Call, body: SubmittedIn) -> ClaimOut:
    """提交一件申报 / submit a claim."""
    token = request.auth
    version = measure_in_force(token.authority, body.policy, body.measure)
    claimant = body.claimant_table, facts.kept_key(token.authority, body.claimant_key)
    filing = Filing(token.authority, version, body.measure, token.account, claimant, body.content())
    case = file(filing)
    note(request, "submit", "casework.Case", case.number, sorted(body.tables))
    return ClaimOut.from_orm(case)


@reads(router, "", Scope.CLAIMS_READ, Page[ClaimOut])
def list_claims(
    request: Call, chosen: Query[ClaimFilter], cursor: Cursor = None, limit: Limit = USUAL
) -> Page[ClaimOut]:
    """办件，新的在前 / cases, the newest first."""
    wanted = {name: said for name, said in chosen if said is not None}
    rows, after = page_of(cases_of(request).filter(**wanted), cursor, limit)
    return Page[ClaimOut].model_construct(items=[ClaimOut.from_orm(row) for row in rows], next=after)


@reads(router, "/{number}", Scope.CLAIMS_READ, ClaimWhole)
def follow_claim(request: Call, number: str) -> ClaimWhole:
    """一件的进度和经过 / one case and all that happened to it."""
    found = cases_of(request).filter(number=number).first()
    if found is None:
        raise not_there(Text("办件", "case"), number)
    history = [_happening(one) for one in found.history.order_by("pk")]
    said = seen(
        request, [one.model_dump(mode="json") for one in history], "casework.Case", number, ["history"]
    )
    told = [HappeningOut.model_validate(one) for one in said]
    return ClaimWhole.model_construct(**dict(ClaimOut.from_orm(found)), history=told)


def cases_of(call: Call) -> QuerySet[Case]:
    """Those this token may follow."""
    token = call.auth
    kept = Case.objects.filter(authority=token.authority).select_related("version").defer("version__archive")
    return kept if holds_office(token) else kept.filter(filed_by=token.account)


def _happening(row: Happening) -> HappeningOut:
    return HappeningOut(
        at=row.at,
        verb=row.verb,
        before=row.before,
        after=row.after,
        step=row.step,
        words=row.words,
        details=row.details,
    )


def _reason(one: Citing) -> ReasonOut:
    return ReasonOut(
        reason_zh=one.reason.zh,
        reason_en=one.reason.en,
        clause=one.clause,
        quote=one.quote,
        interpretation=one.interpretation,
        decided_on=one.decided_on,
    )
