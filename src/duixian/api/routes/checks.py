"""One case checked: what somebody would get and why, or why not; nothing is stored."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import ConfigDict, Field

from duixian.api.endpoints import asks
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note
from duixian.api.scopes import Scope
from duixian.authorities import clock
from duixian.decisions.store.checking import check
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.queries import in_force
from duixian.values.bilingual import Text

router = Router(tags=["check"])
MOST_ROWS = 200
Cell = Annotated[str, Field(max_length=2000)]
Row = Annotated[dict[str, Cell], Field(max_length=200)]


class CheckIn(Schema):
    """Facts as a register writes them; an empty list says: it is known that there is nothing."""

    model_config = ConfigDict(extra="forbid")

    policy: Annotated[str, Field(min_length=1, max_length=200)]
    version: Annotated[str | None, Field(max_length=64)] = None
    as_of: date | None = None
    measure: Annotated[str | None, Field(max_length=200)] = None
    tables: Annotated[
        dict[str, Annotated[list[Row], Field(max_length=MOST_ROWS)]],
        Field(description="登记表 → 各行：列名 → 文字 / register → rows: column → text", max_length=50),
    ]


class CheckOut(Schema):
    """The decisions that these facts would give; their form is published as duixian.decision/1."""

    policy: str
    version: str
    may_pay: bool
    decisions: list[Any]


@asks(router, "", Scope.CHECK, CheckOut)
def check_case(request: Call, body: CheckIn) -> CheckOut:
    """试算：不留存 / check a case without storing it."""
    version = _version(request, body)
    documents = check(version, body.tables, body.as_of or clock.today(), measure=body.measure)
    note(request, "check", "decisions.check", body.policy, sorted(body.tables))
    return CheckOut(
        policy=version.policy, version=version.version, may_pay=version.may_pay, decisions=documents
    )


def _version(call: Call, body: CheckIn) -> PolicyVersion:
    """The version named, else the latest in force."""
    authority = call.auth.authority
    if body.version is None:
        found = in_force(authority, body.policy).last()
    else:
        kept = PolicyVersion.objects.filter(authority=authority, policy=body.policy)
        found = kept.filter(version=body.version).first()
    if found is None:
        raise not_there(
            Text("施行中的政策", "policy in force"), f"{body.policy} {body.version or ''}".strip()
        )
    return found
