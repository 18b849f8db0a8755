"""The publicity desk: seen masked first, opened, objected to, decided, withdrawn, concluded."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from duixian.authorities import clock
from duixian.authorities.models import AccessLog
from duixian.casework import steps
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.notices import publicity as notices
from duixian.notices.models import Objection, Publicity
from duixian.notices.states import LineState, PublicityState
from tests.casework.office import CERTIFICATE, Office, certificate, id_number
from tests.console.cases.conftest import Enter

HOME = "/office/publicity/"
GROUP = f"{CERTIFICATE}|申报|"


def approved(office: Office, *serials: int) -> None:
    """Claims that went through every step; all of these people bear one name."""
    for serial in serials:
        office.person(serial, "王芳")
        case = office.claim(serial, certificate(f"Z{serial}", serial), f"622202000000000{serial}")
        for officer in (office.intake, office.first, office.second):
            case = steps.pass_(case, officer)


@pytest.fixture
def keeper(office: Office, enter: Enter) -> Client:
    """Somebody who keeps publicity, and two approved cases."""
    approved(office, 1, 2)
    return enter(office.first)


def opened(keeper: Client) -> Publicity:
    """A notice of both."""
    keeper.post(f"{HOME}compose/open/", {"group": [GROUP], "title": "技能补贴公示"})
    return Publicity.objects.get()


def test_the_list_is_seen_masked_before_it_opens_and_nothing_is_kept(keeper: Client) -> None:
    page = keeper.post(f"{HOME}compose/preview/", {"group": [GROUP]}).content.decode()
    tails = [id_number(n)[-4:] for n in (1, 2)]
    assert all(f"王芳（{tail}）" in page for tail in tails)
    assert id_number(1) not in page
    assert Publicity.objects.count() == 0


def test_a_notice_opens_with_what_was_previewed(keeper: Client) -> None:
    notice = opened(keeper)
    assert (notice.state, notice.lines.count()) == (PublicityState.PUBLIC, 2)
    assert set(Case.objects.values_list("state", flat=True)) == {State.PUBLISHED}
    page = keeper.get(f"{HOME}lists/{notice.number}/").content.decode()
    assert notice.sha256 in page
    assert "名单与冻结时一致" in page


def test_a_title_with_a_number_of_somebody_is_refused_beside_the_preview(keeper: Client) -> None:
    title = f"公示 {id_number(1)}"
    answer = keeper.post(f"{HOME}compose/open/", {"group": [GROUP], "title": title})
    assert answer.status_code == 409
    assert "六位以上的数字" in answer.content.decode()
    assert Publicity.objects.count() == 0


def test_an_objection_is_decided_with_a_reason_and_its_case_follows(keeper: Client) -> None:
    notice = opened(keeper)
    objection = notices.object_to(notice.lines.get(position=2), "并未取得证书", contact="13800000000")
    place = f"{HOME}objections/{objection.pk}/"
    assert "13800000000" not in keeper.get(place).content.decode()
    assert keeper.post(f"{place}resolve/", {"upheld": "yes", "reason": ""}).status_code == 422
    keeper.post(f"{place}resolve/", {"upheld": "yes", "reason": "查证属实"})
    assert notice.lines.get(position=2).state == LineState.STRUCK
    assert Case.objects.filter(state=State.CHECKING).count() == 1


def test_a_contact_is_shown_to_who_asks_and_the_asking_is_written_down(keeper: Client) -> None:
    notices.object_to(opened(keeper).lines.get(position=1), "不符", contact="13800000000")
    pk = Objection.objects.get().pk
    assert "13800000000" in keeper.post(f"{HOME}objections/{pk}/contact/").content.decode()
    assert AccessLog.objects.filter(action="reveal", table="notices.Objection", key=str(pk)).exists()


def test_a_withdrawn_notice_gives_its_cases_back(keeper: Client) -> None:
    notice = opened(keeper)
    keeper.post(f"{HOME}lists/{notice.number}/withdraw/", {"reason": "标题有误"})
    assert Publicity.objects.get().state == PublicityState.WITHDRAWN
    assert set(Case.objects.values_list("state", flat=True)) == {State.APPROVED}


def test_a_notice_is_concluded_when_its_days_are_over_and_not_before(keeper: Client) -> None:
    place = f"{HOME}lists/{opened(keeper).number}/close/"
    assert keeper.post(place).status_code == 422
    with clock.at(date(2026, 10, 20)):
        assert keeper.post(place).status_code == 302
    assert set(Case.objects.values_list("state", flat=True)) == {State.CLEARED}


def test_a_list_is_taken_away_as_a_paper_and_as_a_workbook(keeper: Client) -> None:
    number = opened(keeper).number
    assert keeper.get(f"{HOME}lists/{number}/paper/").content.startswith(b"%PDF")
    assert keeper.get(f"{HOME}lists/{number}/sheet/").content.startswith(b"PK")
    taken = AccessLog.objects.filter(action="export", key=number).order_by("pk")
    assert [row.fields for row in taken] == [["pdf"], ["xlsx"]]


def test_a_maker_of_payments_keeps_no_publicity(keeper: Client, office: Office, enter: Enter) -> None:
    assert enter(office.maker).get(HOME).status_code == 403
