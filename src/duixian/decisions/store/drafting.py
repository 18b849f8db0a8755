"""Write a policy as a branch of a version: its files changed and saved, its open questions answered, then proposed.

Every change is made under a lock and against the revision that its writer saw: of two who write at once the second is
told, and nothing of the first is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Role
from duixian.authorities.roles import require
from duixian.decisions.store import publish
from duixian.decisions.store.archive import added, replaced, texts_in, without
from duixian.decisions.store.errors import (
    draft_moved,
    file_there,
    no_reason,
    no_such_file,
    not_written_now,
    policy_stays,
    unfit_name,
)
from duixian.decisions.store.examining import check_answer, laid_out
from duixian.decisions.store.models import PolicyVersion, WorkingDraft
from duixian.decisions.store.states import VersionState, WorkState
from duixian.policybook.document import POLICY_FILE

WRITERS = (Role.POLICY_AUTHOR, Role.ADMIN)
FILE_NAME = re.compile(r"[^\W_][\w-]{0,60}\.(?:md|yaml|csv)")
"""Names of files that a draft may be given: letters of any script, digits, and what kind of text it is."""


def branch(version: PolicyVersion, author: Account) -> WorkingDraft:
    """A draft of one's own with the files and choices of a version. Raises RoleRefused."""
    require(author, version.authority, *WRITERS)
    now = clock.now()
    return WorkingDraft.objects.create(
        authority=version.authority,
        policy=version.policy,
        title=version.title,
        base=version,
        archive=bytes(version.archive),
        choices=version.choices,
        author=author,
        started_at=now,
        changed_by=author,
        changed_at=now,
    )


def save(draft: WorkingDraft, author: Account, name: str, text: str, revision: int) -> WorkingDraft:
    """One file's text from now on. Faults in it are told by the check, not here. Raises RoleRefused, DraftRefused
    (``draft-moved``, ``draft-not-open``, ``draft-no-file``)."""
    with _written(draft, author, revision) as held:
        archive = bytes(held.archive)
        if name not in texts_in(archive):
            raise no_such_file(name, str(held))
        held.archive = replaced(archive, name, text.replace("\r\n", "\n"))
        return held


def add_file(draft: WorkingDraft, author: Account, name: str, text: str, revision: int) -> WorkingDraft:
    """One more file. Raises as ``save``, DraftRefused (``draft-file-name``, ``draft-file-there``)."""
    with _written(draft, author, revision) as held:
        archive = bytes(held.archive)
        if not FILE_NAME.fullmatch(name):
            raise unfit_name(name)
        if any(one.lower() == name.lower() for one in texts_in(archive)):
            raise file_there(name, str(held))
        held.archive = added(archive, name, text.replace("\r\n", "\n"))
        return held


def delete_file(draft: WorkingDraft, author: Account, name: str, revision: int) -> WorkingDraft:
    """A file is gone from the draft; the version that it began with keeps its own. Raises as ``save``, DraftRefused
    (``draft-policy-stays``): the policy's text itself is never deleted."""
    with _written(draft, author, revision) as held:
        archive = bytes(held.archive)
        if name not in texts_in(archive):
            raise no_such_file(name, str(held))
        if name == POLICY_FILE:
            raise policy_stays(name)
        held.archive = without(archive, name)
        return held


def choose(
    draft: WorkingDraft,
    author: Account,
    record: str,
    option: str,
    revision: int,
    *,
    reason: str,
    parameters: Mapping[str, str] | None = None,
) -> WorkingDraft:
    """An open question is answered: by whom, when and why is kept with it. ``parameters``: values in the words of the
    expression language, by name, instead of those that the option has; an empty one stays as it has it. Raises as
    ``save``, DraftRefused (``draft-no-reason``), and PolicyError where there is no such option or value."""
    if not reason.strip():
        raise no_reason(record)
    given = {name: text.strip() for name, text in (parameters or {}).items() if text.strip()}
    with _written(draft, author, revision) as held:
        check_answer(held, record, option, given)
        held.choices = {
            **held.choices,
            record: {
                "option": option,
                "parameters": given,
                "decided_by": author.name or author.username,
                "decided_on": clock.today().isoformat(),
                "reason": reason.strip(),
            },
        }
        return held


def take_back(draft: WorkingDraft, author: Account, record: str, revision: int) -> WorkingDraft:
    """An answer is taken back: what the folder itself says holds again. Raises as ``save``."""
    with _written(draft, author, revision) as held:
        held.choices = {name: said for name, said in held.choices.items() if name != record}
        return held


def discard(draft: WorkingDraft, author: Account) -> WorkingDraft:
    """Nothing becomes of it. Raises RoleRefused, DraftRefused (``draft-not-open``)."""
    with _written(draft, author, draft.revision) as held:
        held.state = WorkState.DISCARDED
        return held


def propose(draft: WorkingDraft, author: Account, document_number: str) -> WorkingDraft:
    """The draft becomes a version with its document number, which another person sets in force. Raises PolicyError
    where it does not load, PublicationRefused, RoleRefused, DraftRefused."""
    with _written(draft, author, draft.revision) as held:
        with laid_out(held) as folder:
            held.proposed = publish.propose(
                folder,
                authority=held.authority,
                document_number=document_number,
                choices=held.choices,
                author=author,
            )
        held.state, held.document_number = WorkState.PROPOSED, document_number.strip()
        return held


def approve(draft: WorkingDraft, approver: Account) -> WorkingDraft:
    """Another person sets what is proposed in force. Raises PublicationRefused, RoleRefused, DraftRefused."""
    with _proposed(draft) as held:
        assert held.proposed is not None
        held.proposed = publish.approve(held.proposed, approver)
        held.state = WorkState.PUBLISHED
        return held


def send_back(draft: WorkingDraft, officer: Account) -> WorkingDraft:
    """What is proposed is written again. Raises RoleRefused, DraftRefused."""
    require(officer, draft.authority, *WRITERS)
    with _proposed(draft) as held:
        assert held.proposed is not None
        PolicyVersion.objects.filter(pk=held.proposed.pk, state=VersionState.PROPOSED).update(
            state=VersionState.DRAFT
        )
        held.state, held.proposed = WorkState.WRITING, None
        return held


def digest_of(draft: WorkingDraft) -> str:
    """What the files and choices are and what they began with, in one word: the same word, the same policy."""
    said = repr((draft.base_id, sorted(draft.choices.items()))).encode()
    return sha256(bytes(draft.archive) + said).hexdigest()


@contextmanager
def _written(draft: WorkingDraft, author: Account, revision: int) -> Iterator[WorkingDraft]:
    """The row, locked, while it is being written; what was set is kept at the end."""
    require(author, draft.authority, *WRITERS)
    with transaction.atomic():
        held = _locked(draft)
        if held.state != WorkState.WRITING:
            raise not_written_now(str(held), WorkState(held.state))
        if held.revision != revision:
            raise draft_moved(str(held), held.changed_by.name or held.changed_by.username)
        held.changed_by, held.changed_at, held.revision = author, clock.now(), held.revision + 1
        yield held
        held.save()


@contextmanager
def _proposed(draft: WorkingDraft) -> Iterator[WorkingDraft]:
    with transaction.atomic():
        held = _locked(draft)
        if held.state != WorkState.PROPOSED:
            raise not_written_now(str(held), WorkState(held.state))
        held.revision += 1
        yield held
        held.save()


def _locked(draft: WorkingDraft) -> WorkingDraft:
    rows = WorkingDraft.objects.select_for_update(of=("self",)).select_related("authority", "changed_by")
    return rows.get(pk=draft.pk)
