"""Evidence: files handed in with a draft or a claim, as multipart form; kept sealed, told by their hash."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from duixian.api.endpoints import writes
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.masks import note
from duixian.api.routes.claims import cases_of
from duixian.api.routes.drafts import draft_of
from duixian.api.scopes import Scope
from duixian.casework import evidence
from duixian.casework.models.case import Case
from duixian.casework.models.filing import Draft
from duixian.values.bilingual import Text

router = Router(tags=["evidence"])


class EvidenceIn(Schema):
    """What the file belongs to, one of the two, and what it is to show."""

    draft: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    case: Annotated[str | None, Field(max_length=32)] = None
    purpose: Annotated[str, Field(max_length=200)] = ""


class EvidenceOut(Schema):
    """A file as it was taken in."""

    id: int
    name: str
    purpose: str
    media_type: str
    size: int
    sha256: str
    at: datetime


@writes(router, "", Scope.CLAIMS_WRITE, EvidenceOut)
def hand_in(request: Call, about: Form[EvidenceIn], file: File[UploadedFile]) -> EvidenceOut:
    """上传一份材料 / hand in a file."""
    kept = evidence.attach(
        _owner(request, about), request.auth.account, file.name or "", file.read(), about.purpose
    )
    note(request, "submit", "casework.Evidence", str(kept.pk), [kept.name])
    return EvidenceOut.from_orm(kept)


def _owner(call: Call, about: EvidenceIn) -> Draft | Case:
    if about.draft is not None:
        return draft_of(call, about.draft)
    found = cases_of(call).filter(number=about.case or "").first()
    if found is None:
        raise not_there(Text("草稿或办件", "draft or case"), about.case or "")
    return found
