"""Facts: what the registry knows, registered, corrected and withdrawn; nothing is ever overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from duixian.api.endpoints import reads, writes
from duixian.api.guard import Call, may_see_personal
from duixian.api.masks import seen
from duixian.api.paging import USUAL, Cursor, Limit, Page, page_of
from duixian.api.scopes import Scope
from duixian.api.words import vocabulary_of_authority
from duixian.registry.store import facts
from duixian.registry.store.models import Fact
from duixian.registry.store.tokens import TOKEN, numbers_of, unveiled

router = Router(tags=["facts"])
Name = Annotated[str, Field(min_length=1, max_length=100)]
Key = Annotated[str, Field(min_length=1, max_length=500)]
Cells = Annotated[
    dict[Name, Annotated[str, Field(max_length=2000)]],
    Field(
        description="列名或表头 → 登记表中的文字 / column → text as in a register",
        min_length=1,
        max_length=200,
    ),
]
Source = Annotated[str, Field(description="来源 / where it is from", min_length=1, max_length=200)]
Evidence = Annotated[str, Field(description="依据 / what proves it", max_length=500)]


class Given(Schema):
    """What every act on a fact says."""

    model_config = ConfigDict(extra="forbid")

    table: Name
    source: Source
    evidence: Evidence = ""


class FactIn(Given):
    """A new fact; a column not given reads as an empty cell."""

    cells: Cells


class CorrectionIn(Given):
    """Cells to change of a fact that is there."""

    key: Key
    changes: Cells


class WithdrawalIn(Given):
    """A fact that never was, or is no more."""

    key: Key


class FactOut(Schema):
    """A row as it was known from one moment to another; numbers are tokens unless the token may see them."""

    id: int
    table: str
    key: str
    cells: dict[str, str | None]
    valid_from: date | None
    valid_to: date | None
    known_at: datetime
    superseded_at: datetime | None
    withdrawn: bool
    source: str
    evidence: str


class FactFilter(Schema):
    """Which facts: of one table, or all that was ever known of one of its keys."""

    table: Name
    key: Annotated[str | None, Field(min_length=1, max_length=500)] = None
    history: bool = False


@reads(router, "", Scope.FACTS_READ, Page[FactOut])
def list_facts(
    request: Call, chosen: Query[FactFilter], cursor: Cursor = None, limit: Limit = USUAL
) -> Page[FactOut]:
    """现在所知的事实，或一条的全部历史 / facts as known now, or the whole history of one."""
    authority = request.auth.authority
    kept = Fact.objects.filter(authority=authority, table=chosen.table)
    if chosen.key is not None:
        kept = kept.filter(key=facts.kept_key(authority, chosen.key))
    if not chosen.history:
        kept = kept.filter(superseded_at=None, withdrawn=False)
    rows, after = page_of(kept, cursor, limit)
    return Page[FactOut](items=_shown(request, rows, chosen.table, chosen.key or ""), next=after)


@writes(router, "", Scope.FACTS_WRITE, FactOut)
def register_fact(request: Call, body: FactIn) -> FactOut:
    """登记一条事实 / register a fact."""
    token = request.auth
    made = facts.register(
        token.authority,
        body.table,
        body.cells,
        actor=token.account,
        source=body.source,
        evidence=body.evidence,
        vocabulary=vocabulary_of_authority(token.authority),
    )
    return _shown(request, [made], made.table, made.key)[0]


@writes(router, "/corrections", Scope.FACTS_WRITE, FactOut)
def correct_fact(request: Call, body: CorrectionIn) -> FactOut:
    """更正一条事实：从现在起这样得知 / correct a fact: known so from now on."""
    token = request.auth
    made = facts.correct(
        token.authority,
        body.table,
        body.key,
        body.changes,
        actor=token.account,
        source=body.source,
        evidence=body.evidence,
        vocabulary=vocabulary_of_authority(token.authority),
    )
    return _shown(request, [made], made.table, made.key)[0]


@writes(router, "/withdrawals", Scope.FACTS_WRITE, FactOut)
def withdraw_fact(request: Call, body: WithdrawalIn) -> FactOut:
    """撤销一条事实 / withdraw a fact."""
    token = request.auth
    made = facts.withdraw(
        token.authority,
        body.table,
        body.key,
        actor=token.account,
        source=body.source,
        evidence=body.evidence,
    )
    return _shown(request, [made], made.table, made.key)[0]


def _shown(call: Call, rows: list[Fact], table: str, key: str) -> list[FactOut]:
    """Facts as this token may see them: real numbers only where it may, and every look noted."""
    forms = [FactOut.from_orm(row) for row in rows]
    columns = sorted({name for form in forms for name in form.cells})
    values = seen(call, [form.model_dump(mode="json") for form in forms], f"registry.{table}", key, columns)
    if may_see_personal(call):
        values = _with_numbers(call, values)
    return [FactOut.model_validate(value) for value in values]


def _with_numbers(call: Call, values: list[dict[str, object]]) -> list[dict[str, object]]:
    tokens = {token for value in values for token in TOKEN.findall(str(value))}
    numbers = numbers_of(call.auth.authority, tokens)
    return [{name: _unveiled(item, numbers) for name, item in value.items()} for value in values]


def _unveiled(item: object, numbers: dict[str, str]) -> object:
    match item:
        case str():
            return unveiled(item, numbers)
        case dict():
            return {name: _unveiled(part, numbers) for name, part in item.items()}
    return item
