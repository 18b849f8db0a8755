"""A policy's folder becomes a version; two persons set it in force under a document number."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority, Role
from duixian.authorities.roles import require
from duixian.decisions.store.archive import Choices, packed, read_choices, unpacked
from duixian.decisions.store.errors import no_number, same_person, still_a_draft
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.states import VersionState
from duixian.language.rule import Policy
from duixian.policybook import load_policy


def publish(
    folder: Path,
    *,
    authority: Authority,
    document_number: str,
    choices: Choices,
    author: Account,
    approver: Account,
) -> PolicyVersion:
    """Take a folder in and set it in force. Raises PolicyError, PublicationRefused, RoleRefused."""
    if author.pk == approver.pk:
        raise same_person(folder.name)
    with transaction.atomic():
        version = propose(
            folder, authority=authority, document_number=document_number, choices=choices, author=author
        )
        return approve(version, approver)


def take_in(folder: Path, *, authority: Authority, choices: Choices, author: Account) -> PolicyVersion:
    """A folder as it stands, to decide and simulate with: it pays nothing. The same folder and choices are the same
    version, taken in once. Raises PolicyError, RoleRefused."""
    require(author, authority, Role.POLICY_AUTHOR, Role.ADMIN)
    return _taken_in(folder, authority, "", choices, author)


def propose(
    folder: Path, *, authority: Authority, document_number: str, choices: Choices, author: Account
) -> PolicyVersion:
    """A version with its number and choices, waiting for another person. Raises PublicationRefused where it would
    not be in force."""
    require(author, authority, Role.POLICY_AUTHOR, Role.ADMIN)
    with transaction.atomic():
        version = _taken_in(folder, authority, document_number.strip(), choices, author)
        policy = version.loaded()
        if not policy.number:
            raise no_number(policy.title.zh)
        if not policy.may_pay:
            raise still_a_draft(policy.title.zh)
        if version.state == VersionState.DRAFT:
            version.state = VersionState.PROPOSED
            version.save(update_fields=["state"])
        return version


def approve(version: PolicyVersion, approver: Account) -> PolicyVersion:
    """Set a proposed version in force. Raises PublicationRefused where the author is the approver."""
    require(approver, version.authority, Role.POLICY_AUTHOR, Role.ADMIN)
    with transaction.atomic():
        held = PolicyVersion.objects.select_for_update().get(pk=version.pk)
        if held.published_by_id == approver.pk:
            raise same_person(held.title)
        if held.state == VersionState.DRAFT:
            raise still_a_draft(held.title)
        if held.state == VersionState.PROPOSED:
            held.state, held.approved_by, held.approved_at = VersionState.IN_FORCE, approver, clock.now()
            held.save(update_fields=["state", "approved_by", "approved_at"])
        return held


def withdraw(version: PolicyVersion, actor: Account) -> PolicyVersion:
    """Nothing more is promised under a version; what was promised stands."""
    require(actor, version.authority, Role.POLICY_AUTHOR, Role.ADMIN)
    with transaction.atomic():
        held = PolicyVersion.objects.select_for_update().get(pk=version.pk)
        held.state = VersionState.WITHDRAWN
        held.save(update_fields=["state"])
        return held


def _taken_in(
    folder: Path, authority: Authority, number: str, choices: Choices, author: Account
) -> PolicyVersion:
    archive = packed(folder, number)
    digest = sha256(archive).hexdigest()
    policy = load_policy(unpacked(archive, digest), choices=read_choices(choices)).policy
    version, _ = PolicyVersion.objects.get_or_create(
        authority=authority,
        policy=policy.id,
        version=policy.version,
        defaults={
            "archive": archive,
            "archive_sha256": digest,
            "choices": choices,
            "published_by": author,
            "taken_in_at": clock.now(),
            **_said_of(policy),
        },
    )
    return version


def _said_of(policy: Policy) -> dict[str, object]:
    return {
        "title": policy.title.zh,
        "english": policy.title.en,
        "document_number": policy.number or "",
        "in_force_from": policy.window.start,
        "in_force_until": policy.window.end,
    }
