"""Decisions stand in a chain: none is changed, taken out or put in unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from duixian.authorities.models import Authority
from duixian.decisions.store import chain
from duixian.decisions.store.deciding import decide_case, decide_registry
from duixian.decisions.store.models import Decision, PolicyVersion, Run
from duixian.decisions.store.texts import kept
from tests.decisions.store import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(authority: Authority, version: PolicyVersion, registry: Path) -> Run:
    """A run with five decisions, and a sixth of one case alone."""
    run = decide_registry(authority, [version], office.DAY)
    decide_case(authority, version, "引才奖励", [("录用", "H0")], office.DAY)
    return run


@contextmanager
def without_guards() -> Iterator[None]:
    """As somebody who owns the database and has switched its triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")


def places(authority: Authority) -> list[int]:
    """Where the chain breaks."""
    return [found.place for found in chain.verify(authority)]


def test_a_chain_that_nobody_touched_holds(authority: Authority, run: Run) -> None:
    assert chain.verify() == []
    assert list(Decision.objects.values_list("place", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("change", [{"payable_fen": 1}, {"verdict": "不符合"}, {"key": "H9"}, {"place": 99}])
def test_the_database_refuses_to_update_a_decision(run: Run, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(place=2).update(**change)


def test_the_database_refuses_to_delete_decisions(run: Run) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(place=2).delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE decisions_decision CASCADE")


@pytest.mark.parametrize(
    "change",
    [{"payable_fen": 1}, {"verdict": "不符合"}, {"key": "H9"}, {"made_by_id": None, "as_of": "2020-01-01"}],
)
def test_a_changed_row_is_found(authority: Authority, run: Run, change: dict[str, object]) -> None:
    with without_guards():
        Decision.objects.filter(place=2).update(**change)
    assert places(authority) == [2]


def test_a_changed_document_is_found(authority: Authority, run: Run) -> None:
    with without_guards():
        Decision.objects.filter(place=3).update(document=kept("{}"))
    assert places(authority) == [3]


def test_a_row_taken_out_is_found(authority: Authority, run: Run) -> None:
    with without_guards():
        Decision.objects.filter(place=2)._raw_delete("default")
    assert places(authority) == [3, 0]


def test_the_last_rows_of_a_run_cut_off_are_missed(authority: Authority, run: Run) -> None:
    with without_guards():
        Decision.objects.filter(place__gte=5)._raw_delete("default")
    assert [found.what.en for found in chain.verify(authority)] == [
        f"decisions of run {run.number} are missing"
    ]


def test_a_row_whose_hash_was_made_anew_is_found_by_the_next(authority: Authority, run: Run) -> None:
    row = Decision.objects.get(place=2)
    row.payable_fen = 1
    with without_guards():
        Decision.objects.filter(pk=row.pk).update(payable_fen=1, sha256=chain.link(row))
    assert places(authority) == [3]


def test_a_changed_run_is_found(authority: Authority, run: Run) -> None:
    with without_guards():
        Run.objects.filter(pk=run.pk).update(inputs_hash="0" * 64)
    assert [found.what.en for found in chain.verify(authority)] == [f"run {run.number} was altered"]


def test_each_authority_has_a_chain_of_its_own(run: Run, other_authority: Authority) -> None:
    assert places(other_authority) == []
