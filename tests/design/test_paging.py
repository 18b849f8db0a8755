"""Long lists by key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpRequest, QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from duixian.authorities import clock
from duixian.authorities.models import AccessLog
from duixian.design import paging

NAMES = ("audit", "case", "list")


def asked(query: str = "") -> HttpRequest:
    request = HttpRequest()
    request.GET = QueryDict(query.removeprefix("?"))
    return request


def looks(count: int) -> None:
    """Rows of which many share table and moment."""
    now = clock.now()
    AccessLog.objects.bulk_create(
        AccessLog(action="view", table=NAMES[n % 3], at=now - timedelta(microseconds=n // 4))
        for n in range(count)
    )


def walked(by: tuple[str, ...], size: int) -> tuple[list[int], list[int]]:
    """The keys of all pages forwards, and of all pages back again from the last."""
    rows = AccessLog.objects.all()
    there: list[int] = []
    back: list[int] = []
    page = paging.page(rows, asked(), by=by, size=size)
    there += [row.pk for row in page.rows]
    while page.next:
        page = paging.page(rows, asked(page.next), by=by, size=size)
        there += [row.pk for row in page.rows]
    back[:0] = [row.pk for row in page.rows]
    while page.previous:
        page = paging.page(rows, asked(page.previous), by=by, size=size)
        back[:0] = [row.pk for row in page.rows]
    return there, back


@pytest.mark.django_db
@settings(max_examples=12)
@given(size=st.integers(1, 9), by=st.sampled_from([("-pk",), ("table", "-at"), ("-at", "table"), ("at",)]))
def test_every_row_is_shown_once_in_order_there_and_back(size: int, by: tuple[str, ...]) -> None:
    if not AccessLog.objects.exists():
        looks(17)
    there, back = walked(by, size)
    order = by if by == ("-pk",) else (*by, "pk")
    assert there == list(AccessLog.objects.order_by(*order).values_list("pk", flat=True))
    assert sorted(back) == sorted(there)


@pytest.mark.django_db
def test_the_sieve_of_a_list_stays_in_the_addresses_of_its_pages() -> None:
    looks(9)
    page = paging.page(AccessLog.objects.all(), asked("?state=open&after="), size=4)
    assert page.next.startswith("?state=open&after=")
    assert page.previous == ""


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["x", "W10", "eyJhIjoxfQ", "WyJ4Il0", "é"])
def test_an_address_that_no_list_wrote_is_refused(mark: str) -> None:
    with pytest.raises(paging.PageUnknown):
        paging.page(AccessLog.objects.all(), asked(f"?after={mark}"), size=4)


@pytest.mark.django_db
def test_few_rows_are_counted_and_many_are_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    looks(30)
    assert str(paging.about(AccessLog.objects.all())) == "30"
    monkeypatch.setattr(paging, "EXACT", 10)
    assert str(paging.about(AccessLog.objects.all())).startswith("约 ")
