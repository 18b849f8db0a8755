from __future__ import annotations

from django.test import Client

from duixian.authorities.appointing import appoint
from duixian.authorities.duties import Role
from duixian.authorities.models import Authority
from duixian.portal.subjects import subjects_of
from tests.casework.office import EMPLOYER, Office
from tests.portal.conftest import BACKEND, Person


def both(office: Office, person: Person) -> None:
    """The person is the clerk of an employer as well."""
    office.employer()
    appoint(person.account, office.authority, Role.EMPLOYER_CLERK, subject=("用人单位", EMPLOYER))


def test_a_clerk_is_led_to_the_pages_of_the_unit(office: Office) -> None:
    office.employer()
    client = Client()
    client.force_login(office.clerk(), backend=BACKEND)
    assert client.get("/my/").headers["Location"] == "/my/unit/"


def test_whoever_may_act_for_several_is_asked_once(office: Office, zhang: Person) -> None:
    both(office, zhang)
    assert zhang.client.get("/my/cases/").headers["Location"].startswith("/my/subject/?next=")
    myself = subjects_of(zhang.account)[0]
    assert zhang.post("/my/subject/", subject=myself.code, next="/my/cases/") == "/my/cases/"
    assert zhang.client.get("/my/cases/").status_code == 200


def test_nobody_chooses_a_subject_that_is_not_his(office: Office, zhang: Person) -> None:
    both(office, zhang)
    stranger = f"{office.authority.pk}|人员|idn-somebody-else"
    assert zhang.client.post("/my/subject/", {"subject": stranger}).status_code == 200
    assert zhang.client.get("/my/cases/").status_code == 302


def test_the_choice_leads_to_no_other_site(office: Office, zhang: Person) -> None:
    both(office, zhang)
    myself = subjects_of(zhang.account)[0]
    assert zhang.post("/my/subject/", subject=myself.code, next="https://elsewhere.example/") == "/my/"


def test_an_appointment_that_ended_opens_nothing(office: Office, other_authority: Authority) -> None:
    office.employer()
    clerk = office.clerk()
    clerk.appointments.update(since="2020-01-01", until="2020-02-01")
    client = Client()
    client.force_login(clerk, backend=BACKEND)
    assert client.get("/my/").status_code == 403
