from __future__ import annotations

from datetime import date

from django.urls import reverse

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import steps
from tests.casework.office import Office
from tests.console.cases.claims import at_first_check, claimed
from tests.console.cases.conftest import Enter


def listed(page: str) -> list[str]:
    return [part.split("/")[0] for part in page.split("/office/cases/")[1:]]


def test_an_officer_sees_the_cases_of_his_own_steps_the_most_urgent_first(
    office: Office, enter: Enter
) -> None:
    late = at_first_check(office, 1)
    with clock.at(date(2026, 9, 29)):
        later = at_first_check(office, 2)
    claimed(office, 3)
    page = enter(office.first).get(reverse("console:home")).content.decode()
    assert listed(page) == [late.number, later.number]


def test_a_case_that_a_colleague_took_stands_on_his_list_alone(office: Office, enter: Enter) -> None:
    case = steps.take(at_first_check(office), office.first)
    other = office.by(Role.FIRST_CHECK, 2)
    assert case.number not in enter(other).get(reverse("console:home")).content.decode()
    mine = enter(office.first).get(reverse("console:home"), {"view": "mine"}).content.decode()
    assert listed(mine) == [case.number]


def test_a_list_is_sieved_by_what_its_address_says(office: Office, enter: Enter) -> None:
    case = claimed(office)
    client = enter(office.intake)
    assert case.number in client.get("/office/?step=受理&origin=申报&measure=取证补贴").content.decode()
    assert case.number not in client.get("/office/?measure=录用补贴").content.decode()
    assert case.number in client.get(f"/office/?number={case.number}").content.decode()


def test_cases_over_their_clock_stand_on_a_list_of_their_own(office: Office, enter: Enter) -> None:
    case = claimed(office)
    with clock.at(date(2026, 10, 30)):
        page = enter(office.intake).get(reverse("console:home"), {"view": "late"}).content.decode()
    assert listed(page) == [case.number]
    assert "state bad" in page


def test_words_that_nobody_knows_in_an_address_count_as_not_set(office: Office, enter: Enter) -> None:
    case = claimed(office)
    page = enter(office.intake).get("/office/?view=x&origin=y&state=z").content.decode()
    assert listed(page) == [case.number]


def test_the_list_goes_on_by_key_where_it_is_long(office: Office, enter: Enter) -> None:
    numbers = [claimed(office, serial).number for serial in range(1, 53)]
    client = enter(office.intake)
    first = client.get(reverse("console:home"))
    assert listed(first.content.decode()) == numbers[:50]
    after = first.content.decode().split('rel="next" href="')[1].split('"')[0]
    assert listed(client.get(reverse("console:home") + after).content.decode()) == numbers[50:]
