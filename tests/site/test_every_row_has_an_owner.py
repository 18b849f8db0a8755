"""The rule of all tables, asked of the database itself, whatever the models and migrations say."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from duixian.authorities.owned import Owned

OF_THE_INSTALLATION = {
    "authorities.Authority",  # the owners themselves
    "authorities.Account",  # a person may work for several
    "authorities.AccessLog",  # guarded by a policy of its own
    "decisions.PolicyVersion",  # published for everybody to read
    "notices.WorkingDay",  # the State Council's calendar
    "public.Asked",  # how often somebody asked, whoever it was
}
"""Tables whose rows belong to no single authority, each with its reason."""

pytestmark = pytest.mark.django_db


def ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("duixian.")]


def secured() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies JOIN pg_class ON relname = tablename WHERE relrowsecurity"
        )
        return {table for (table,) in cursor.fetchall()}


def test_each_table_of_an_authority_is_secured_in_the_database() -> None:
    open_tables = {model._meta.db_table for model in ours() if issubclass(model, Owned)} - secured()
    assert open_tables == set(), "end their migration with SecureRows"


def test_each_table_belongs_to_an_authority_or_says_why_not() -> None:
    ownerless = {model._meta.label for model in ours() if not issubclass(model, Owned)}
    assert ownerless == OF_THE_INSTALLATION


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
