"""Many at once: a case is granted once, and the chain stays whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connection

from duixian.authorities.models import Authority
from duixian.decisions.store import chain, granting
from duixian.decisions.store.deciding import decide_case
from duixian.decisions.store.models import Decision, Entitlement, Instalment, PolicyVersion
from duixian.values.bilingual import DuixianError
from tests.decisions.store import office

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")


@contextmanager
def own_connection() -> Iterator[None]:
    """A thread's connection, closed at its end."""
    try:
        yield
    finally:
        connection.close()


def at_once(count: int, act: Callable[[], T]) -> list[T | DuixianError]:
    """What came of one act by many threads."""

    def one(_: int) -> T | DuixianError:
        with own_connection():
            try:
                return act()
            except DuixianError as error:
                return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_a_decision_granted_by_eight_at_once_is_granted_once(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    (decision,) = decide_case(authority, version, "引才奖励", [("录用", "H0")], office.DAY)
    found = at_once(8, lambda: granting.grant(Decision.objects.get(pk=decision.pk)))
    assert {one.pk if isinstance(one, Entitlement) else one for one in found} == {
        Entitlement.objects.get().pk
    }
    assert Entitlement.objects.count() == Instalment.objects.count() == 1


def test_eight_deciding_at_once_make_one_chain(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    at_once(8, lambda: decide_case(authority, version, None, [("录用", "H1")], office.DAY))
    assert chain.verify(authority) == []
    assert Decision.objects.count() == 16
