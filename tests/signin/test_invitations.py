from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from duixian.authorities import inviting
from duixian.authorities.models import Account, Authority, Role
from duixian.values.bilingual import DuixianError
from tests.signin.conftest import PASSWORD

UNIT = ("用人单位", "91330113123456788B")


@pytest.fixture
def invited(authority: Authority) -> inviting.Invited:
    return inviting.invite("13800000001", "周某", "", authority, Role.EMPLOYER_CLERK, UNIT)


def test_an_invited_colleague_chooses_a_password_and_is_in(client: Client, invited: inviting.Invited) -> None:
    page = f"/accounts/invited/{invited.ticket}/"
    assert "13800000001" in client.get(page).content.decode()
    answer = client.post(page, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer["Location"] == "/my/"
    assert client.session["_auth_user_id"] == str(invited.account.pk)


def test_two_different_passwords_are_refused(client: Client, invited: inviting.Invited) -> None:
    page = f"/accounts/invited/{invited.ticket}/"
    answer = client.post(page, {"password1": PASSWORD, "password2": PASSWORD + "x"})
    assert "两次输入的密码不一样" in answer.content.decode()


def test_an_invitation_works_once(client: Client, invited: inviting.Invited) -> None:
    inviting.accept(invited.ticket, PASSWORD)
    answer = client.get(f"/accounts/invited/{invited.ticket}/")
    assert answer.status_code == 410
    assert "已失效" in answer.content.decode()


def test_an_invitation_works_for_three_days(
    invited: inviting.Invited, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = (timezone.now() + timedelta(days=3, minutes=1)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(DuixianError, match="邀请链接已失效"):
        inviting.read(invited.ticket)


def test_a_forged_invitation_is_refused(invited: inviting.Invited) -> None:
    with pytest.raises(DuixianError, match="邀请链接已失效"):
        inviting.read(invited.ticket[:-2] + "xx")


def test_somebody_with_an_account_is_appointed_and_gets_no_ticket(
    authority: Authority, account: Account
) -> None:
    made = inviting.invite("shen", "沈某", "", authority, Role.EMPLOYER_CLERK, UNIT)
    assert made.account == account
    assert made.ticket == ""


def test_a_second_unit_cannot_take_over_an_invitation_not_yet_accepted(
    authority: Authority, invited: inviting.Invited
) -> None:
    other = inviting.invite("13800000001", "周某", "", authority, Role.EMPLOYER_CLERK, ("用人单位", "X"))
    assert other.account == invited.account
    assert other.ticket == ""


def test_the_same_appointment_twice_is_refused(authority: Authority, invited: inviting.Invited) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        inviting.invite("13800000001", "周某", "", authority, Role.EMPLOYER_CLERK, UNIT)
