"""A draft on the desk, and what its writer's browser sends."""

from __future__ import annotations

import pytest
from django.test import Client

from duixian.authorities.duties import Role
from duixian.decisions.store.archive import texts_in
from duixian.decisions.store.models import WorkingDraft
from tests.casework.office import Office
from tests.console.cases.conftest import Enter

DESK = "/office/policies/"


@pytest.fixture
def author(office: Office, enter: Enter) -> Client:
    """A policy author signed in."""
    return enter(office.by(Role.POLICY_AUTHOR))


@pytest.fixture
def draft(office: Office, author: Client) -> WorkingDraft:
    """A branch of the policy in force."""
    assert author.post(f"{DESK}versions/{office.version.pk}/branch/").status_code == 302
    return WorkingDraft.objects.get()


def at(draft: WorkingDraft, step: str = "") -> str:
    return f"{DESK}drafts/{draft.pk}/{step}"


def text_of(draft: WorkingDraft) -> str:
    return texts_in(bytes(draft.archive))["policy.md"]


def sent(draft: WorkingDraft, text: str) -> dict[str, object]:
    """What the form of the editor sends."""
    return {"file": "policy.md", "text": text, "revision": draft.revision}


def saved(author: Client, draft: WorkingDraft, old: str, new: str) -> None:
    """Words changed and saved."""
    assert author.post(at(draft, "save/"), sent(draft, text_of(draft).replace(old, new))).status_code == 302
    draft.refresh_from_db()
