from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import Authority
from duixian.casework.models import Listing
from duixian.casework.models.listing import ListingState
from duixian.console.tasks import carry_out_errand
from tests.casework.office import CERTIFICATE, Office
from tests.console.cases.conftest import Enter
from tests.console.cases.test_runs_and_lists import decided

LATER = date(2026, 9, 29)


@pytest.fixture(autouse=True)
def everything_is_long(monkeypatch: pytest.MonkeyPatch, tmp_path: object, settings: object) -> None:
    """One case is too many for a request."""
    monkeypatch.setattr("duixian.console.listings.views.AT_ONCE", 0)
    settings.DUIXIAN_DATA = tmp_path  # type: ignore[attr-defined]


def ordered(office: Office, client: Client) -> str:
    """The page of the errand that makes a list."""
    run = decided(office, client)
    answer = client.post(reverse("console:listing-choose", args=[run.number]), {"measure": CERTIFICATE})
    return str(answer["Location"])


def carried_out() -> None:
    """What the worker does with the latest order."""
    job = ProcrastinateJob.objects.filter(task_name="console.carry_out_errand").order_by("-id")[0]
    carry_out_errand(**job.args)


def test_a_long_list_is_made_by_a_job_while_the_page_waits_and_may_be_left(
    office: Office, enter: Enter
) -> None:
    client = enter(office.first)
    place = ordered(office, client)
    assert 'hx-trigger="every' in client.get(place).content.decode()
    assert place in client.get(reverse("console:listings")).content.decode()
    carried_out()
    made = Listing.objects.get()
    assert client.get(place, headers={"hx-request": "true"})["HX-Redirect"].endswith(f"{made.number}/")
    assert place not in client.get(reverse("console:listings")).content.decode()


def test_a_job_that_is_done_again_makes_no_second_list(office: Office, enter: Enter) -> None:
    client = enter(office.first)
    ordered(office, client)
    ordered_twice = ProcrastinateJob.objects.filter(task_name="console.carry_out_errand").get()
    carry_out_errand(**ordered_twice.args)
    carry_out_errand(**ordered_twice.args)
    assert Listing.objects.count() == 1


def test_a_long_list_is_confirmed_by_a_job_as_the_officer_who_ordered_it(
    office: Office, enter: Enter
) -> None:
    client = enter(office.first)
    ordered(office, client)
    carried_out()
    made = Listing.objects.get()
    enter(office.second).post(reverse("console:listing-confirm", args=[made.number]))
    assert Listing.objects.get().state == ListingState.OPEN
    carried_out()
    assert Listing.objects.get().confirmed_by == office.second


def test_what_cannot_be_done_is_told_on_the_page(office: Office, enter: Enter) -> None:
    client = enter(office.first)
    ordered(office, client)
    carried_out()
    run = Listing.objects.get().run
    with clock.at(LATER):
        again = client.post(reverse("console:listing-choose", args=[run.number]), {"measure": CERTIFICATE})
        carried_out()
    page = client.get(str(again["Location"])).content.decode()
    assert "没有办成" in page
    assert "没有可以列入名单的" in page


def test_an_errand_of_another_authority_is_not_there(
    office: Office, enter: Enter, other_authority: Authority
) -> None:
    place = ordered(office, enter(office.first))
    assert enter(office.officer(Role.FIRST_CHECK, other_authority)).get(place).status_code == 404
