"""Versions of policies: taken in by one person, set in force by two."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Authority, Role
from duixian.decisions.store import publish
from duixian.decisions.store.archive import numbered, packed
from duixian.decisions.store.errors import PublicationRefused
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.states import VersionState
from duixian.policybook import find_policy
from tests.decisions.store import office
from tests.service import Officer

pytestmark = pytest.mark.django_db


def test_two_persons_a_number_and_a_choice_set_a_draft_in_force(version: PolicyVersion) -> None:
    policy = version.loaded()
    assert version.may_pay
    assert policy.may_pay
    assert policy.number == version.document_number == office.NUMBER
    assert version.state == VersionState.IN_FORCE


def test_the_same_person_cannot_prepare_and_approve(authority: Authority, officer: Officer) -> None:
    author = officer(Role.POLICY_AUTHOR)
    with pytest.raises(PublicationRefused) as caught:
        publish.publish(
            office.FOLDER,
            authority=authority,
            document_number=office.NUMBER,
            choices=office.IN_FORCE,
            author=author,
            approver=author,
        )
    assert caught.value.code == "publish-same-person"
    assert not PolicyVersion.objects.exists()


def test_a_draft_is_not_published_without_the_choice_that_sets_it_in_force(
    authority: Authority, officer: Officer
) -> None:
    author = officer(Role.POLICY_AUTHOR)
    with pytest.raises(PublicationRefused) as caught:
        publish.propose(
            office.FOLDER, authority=authority, document_number=office.NUMBER, choices={}, author=author
        )
    assert caught.value.code == "publish-still-draft"


def test_nothing_is_published_without_a_number(authority: Authority, officer: Officer) -> None:
    author = officer(Role.POLICY_AUTHOR)
    with pytest.raises(PublicationRefused) as caught:
        publish.propose(
            office.FOLDER, authority=authority, document_number=" ", choices=office.IN_FORCE, author=author
        )
    assert caught.value.code == "publish-no-number"


def test_a_checker_of_cases_cannot_publish(authority: Authority, officer: Officer) -> None:
    with pytest.raises(RoleRefused):
        publish.take_in(office.FOLDER, authority=authority, choices={}, author=officer(Role.FIRST_CHECK))


def test_a_draft_taken_in_twice_is_one_version(authority: Authority, officer: Officer) -> None:
    author = officer(Role.POLICY_AUTHOR)
    first, again = (
        publish.take_in(office.FOLDER, authority=authority, choices={}, author=author) for _ in range(2)
    )
    assert first == again
    assert not first.may_pay


def test_the_archive_gives_the_policy_again_when_the_folder_is_gone(
    authority: Authority, officer: Officer, tmp_path: Path
) -> None:
    folder = tmp_path / "hiring" / "award"
    shutil.copytree(office.FOLDER, folder)
    version = office.published(authority, officer, folder)
    shutil.rmtree(folder)
    assert PolicyVersion.objects.get(pk=version.pk).loaded().version == version.version


def test_the_same_files_give_the_same_archive() -> None:
    assert packed(office.FOLDER, "甲") == packed(office.FOLDER, "甲") != packed(office.FOLDER)


def test_a_number_is_written_into_the_front_matter_alone() -> None:
    text = "---\n名称: 某办法\n文号:\n---\n文号: 正文\n"
    assert numbered(text, '甲"乙') == '---\n名称: 某办法\n文号: "甲\\"乙"\n---\n文号: 正文\n'


def test_the_draft_that_ships_becomes_payable_through_its_interpretation(
    authority: Authority, officer: Officer
) -> None:
    folder = find_policy("linping/skilled-talent-2021")
    choices = {"D0.1": {"option": "自施行日起", "parameters": {"施行日": "2021-07-01"}}}
    author, approver = officer(Role.POLICY_AUTHOR), officer(Role.ADMIN)
    version = publish.publish(
        folder,
        authority=authority,
        document_number="某政办〔2021〕61号",
        choices=choices,
        author=author,
        approver=approver,
    )
    assert version.loaded().may_pay


def test_the_database_refuses_a_version_in_force_without_a_second_person(version: PolicyVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(approved_by=version.published_by)


def test_an_archive_cannot_be_changed(version: PolicyVersion) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(archive=b"")
