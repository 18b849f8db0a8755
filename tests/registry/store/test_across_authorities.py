"""What officers of one authority see of another's rows."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction

from duixian.authorities.acting import acting_for
from duixian.authorities.models import Authority
from duixian.authorities.owned import Owned
from duixian.registry.store import elsewhere, facts
from duixian.registry.store.kinds import ID_NUMBER, MATTER
from duixian.registry.store.models import Fact, Moment, Sealed, Supplied
from tests.registry.store.test_facts import PERSON, person


def test_officers_see_the_rows_of_their_own_authority_only(
    authority: Authority, other_authority: Authority
) -> None:
    person(authority)
    with acting_for(other_authority):
        assert not any(model.objects.exists() for model in (Fact, Sealed, Supplied, Moment))
    with acting_for(authority):
        assert Fact.objects.count() == 1


def test_officers_register_for_their_own_authority_and_for_no_other(
    authority: Authority, other_authority: Authority
) -> None:
    with acting_for(authority):
        assert person(authority).pk
    with pytest.raises(ProgrammingError), transaction.atomic(), acting_for(authority):
        person(other_authority)


def test_every_table_of_the_registry_is_an_authoritys() -> None:
    assert all(issubclass(model, Owned) for model in apps.get_app_config("registry").get_models())


def test_the_same_person_has_another_token_in_every_authority(
    authority: Authority, other_authority: Authority
) -> None:
    assert person(authority).key != person(other_authority).key


def test_an_officer_learns_that_a_person_is_known_elsewhere_and_where(
    authority: Authority, other_authority: Authority
) -> None:
    person(other_authority)
    with acting_for(authority):
        assert elsewhere.find(ID_NUMBER, PERSON, beside=authority) == [other_authority]
        assert not Sealed.objects.exists()


def test_a_matter_is_found_by_its_mark(authority: Authority, other_authority: Authority) -> None:
    elsewhere.mark(other_authority, MATTER, "Z0001", "E-7")
    elsewhere.mark(other_authority, MATTER, "Z0001", "E-7")
    assert elsewhere.find(MATTER, "Z0001", beside=authority) == [other_authority]
    assert not elsewhere.find(MATTER, "Z0001", beside=other_authority)


def test_facts_of_one_key_in_two_authorities_do_not_meet(
    authority: Authority, other_authority: Authority
) -> None:
    person(authority)
    person(other_authority)
    facts.withdraw(authority, "人员", PERSON, actor=None, source="登记有误")
    assert not facts.history(other_authority, "人员", PERSON)[-1].withdrawn
