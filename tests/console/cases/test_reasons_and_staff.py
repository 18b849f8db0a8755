from __future__ import annotations

from django.urls import reverse

from duixian.authorities.duties import Role
from duixian.authorities.models import AccessLog, Account, Appointment
from duixian.casework.models import Reason
from tests.casework.office import Office
from tests.console.cases.conftest import Enter


def test_a_reason_is_kept_only_with_words_of_its_clause(office: Office, enter: Enter) -> None:
    clauses = office.version.loaded().clauses.values()
    clause = next(one.id for one in clauses if "劳动者取得" in one.wording)
    said = {"version": office.version.pk, "clause": clause, "words": "证书系伪造"}
    client = enter(office.first)
    assert client.post(reverse("console:reason-keep"), {**said, "quote": "本地户籍"}).status_code == 422
    client.post(reverse("console:reason-keep"), {**said, "quote": "劳动者取得"})
    kept = Reason.objects.get()
    assert "证书系伪造" in client.get(reverse("console:reasons")).content.decode()
    client.post(reverse("console:reason-retire", args=[kept.pk]))
    assert "证书系伪造" not in client.get(reverse("console:reasons")).content.decode()


def test_two_roles_that_must_not_meet_are_refused_with_both_names(office: Office, enter: Enter) -> None:
    admin = enter(office.by(Role.ADMIN))
    said = {"username": office.first.username, "role": Role.SECOND_CHECK}
    answer = admin.post(reverse("console:staff-engage"), said)
    assert answer.status_code == 422
    assert "不能同时担任“复核”" in answer.content.decode()


def test_a_colleague_is_appointed_and_the_appointment_ended(office: Office, enter: Enter) -> None:
    admin = enter(office.by(Role.ADMIN))
    admin.post(reverse("console:staff-engage"), {"username": "new", "name": "新同事", "role": Role.INTAKE})
    held = Appointment.objects.get(account=Account.objects.get(username="new"))
    assert "新同事" in admin.get(reverse("console:staff")).content.decode()
    admin.post(reverse("console:staff-end", args=[held.pk]))
    held.refresh_from_db()
    assert held.until is not None
    assert AccessLog.objects.filter(action="dismiss", key="new").exists()
