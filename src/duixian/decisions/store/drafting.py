"""Write a policy as a branch of a version: its files changed and saved, its open questions answered, then proposed.

Every change is made under a lock and against the revision that its writer saw: of two who write at once the second is
told, and nothing of the first is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Role
from duixian.authorities.roles import require
from duixian.decisions.store import publish
from duixian.decisions.store.archive import replaced, texts_in
from duixian.decisions.store.errors import draft_moved, no_such_file, not_written_now
from duixian.decisions.store.examining import laid_out
from duixian.decisions.store.models import PolicyVersion, WorkingDraft
from duixian.decisions.store.states import VersionState, WorkState

WRITERS = (Role.POLICY_AUTHOR, Role.ADMIN)


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


def choose(draft: WorkingDraft, author: Account, record: str, option: str, revision: int) -> WorkingDraft:
    """An open question is answered: by whom and when is kept with it. Raises as ``save``."""
    with _written(draft, author, revision) as held:
        said = {**held.choices.get(record, {}), "option": option}
        said |= {"decided_by": author.name or author.username, "decided_on": clock.today().isoformat()}
        held.choices = {**held.choices, record: said}
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
