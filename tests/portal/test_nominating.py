from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duixian.authorities import clock, sealing
from duixian.authorities.appointing import appoint
from duixian.authorities.models import Account, Authority, Role
from duixian.casework.selection.models import Candidate, Nomination, Round
from duixian.casework.selection.states import CandidateState
from duixian.registry.store.kinds import ID_NUMBER
from tests.casework.selection.panel import AFTER, CALLED, FIRMS, PEOPLE, District, called, district
from tests.console.cases.conftest import Enter, enter
from tests.portal.conftest import BACKEND
from tests.service import Officer

__all__ = ["enter"]
PDF = b"%PDF-1.4 a made-up paper"


@dataclass(frozen=True)
class Call:
    """A round whose nominations are open, and where it is answered."""

    home: District
    row: Round

    @property
    def place(self) -> str:
        """Where a nomination begins."""
        return f"/my/nominations/for/{self.home.authority.code}/{self.row.number}/"


@pytest.fixture
def call(authority: Authority, officer: Officer) -> Iterator[Call]:
    home = district(authority, officer)
    row = called(home)
    with clock.at(CALLED):
        yield Call(home, row)


def signed_in(account: Account) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(account, backend=BACKEND)
    return client


def craftsman(n: int = 0) -> Client:
    index = sealing.index(ID_NUMBER, PEOPLE[n])
    return signed_in(Account.objects.create(username=f"person-{n}", name=f"工匠{n}", person_index=index))


def clerk(call: Call) -> Client:
    account = Account.objects.create(username="clerk", name="经办")
    appoint(account, call.home.authority, Role.EMPLOYER_CLERK, subject=("用人单位", FIRMS[0]))
    return signed_in(account)


def begun(client: Client, call: Call, name: str) -> str:
    """The page of a draft, begun by the button beside a name."""
    page = client.get(call.place).content.decode()
    key = (
        page[: page.index(f'提名<span class="unseen"> {name}')]
        .rsplit('name="key" value="', 1)[1]
        .split('"')[0]
    )
    return str(client.post(call.place, {"key": key})["Location"])


def test_somebody_nominates_himself_from_the_public_call_and_finds_it_among_his_cases(call: Call) -> None:
    me = craftsman()
    public = Client().get(f"/calls/{call.home.authority.code}/{call.row.number}/").content.decode()
    assert call.place in public
    place = begun(me, call, "工匠0")
    assert me.post(place, {"statement": "改进工装", "submit": "yes"}).status_code == 302
    number = Nomination.objects.get().number or "none"
    assert number in me.get(place).content.decode()
    assert number in me.get("/my/cases/").content.decode()


def test_a_draft_is_kept_while_one_writes_and_says_what_the_rule_would_say(call: Call) -> None:
    me = craftsman()
    place = begun(me, call, "工匠0")
    said = me.post(f"{place}keep/", {"statement": "半句"}, headers={"hx-request": "true"}).content.decode()
    assert "上次保存" in said
    assert "半句" in me.get(place).content.decode()
    assert not Candidate.objects.exists()


def test_what_lacks_is_told_in_the_form_and_nothing_is_lost(call: Call) -> None:
    me = craftsman()
    answer = me.post(begun(me, call, "工匠0"), {"statement": " ", "submit": "yes"})
    assert answer.status_code == 422
    assert "还没有填写：事迹" in answer.content.decode()


def test_a_unit_chooses_among_its_own_people_and_sees_no_register_of_theirs(call: Call) -> None:
    firm = clerk(call)
    page = firm.get(call.place).content.decode()
    assert "工匠1" in page
    assert "工匠4" not in page
    assert "登记里已有的信息" not in firm.get(begun(firm, call, "工匠1")).content.decode()


def test_a_nomination_is_withdrawn_until_the_call_closes(call: Call) -> None:
    me = craftsman()
    place = begun(me, call, "工匠0")
    me.post(place, {"statement": "改进工装", "submit": "yes"})
    me.post(f"{place}withdraw/")
    assert Candidate.objects.get().state == CandidateState.WITHDRAWN
    assert "提名已撤回" in me.get(place).content.decode()


def test_after_the_call_closed_the_page_says_so(call: Call) -> None:
    me = craftsman()
    with clock.at(AFTER):
        assert "提名已截止" in me.get(call.place).content.decode()


def test_files_go_with_it_to_the_office_and_a_look_at_them_is_logged(call: Call, enter: Enter) -> None:
    me = craftsman()
    place = begun(me, call, "工匠0")
    me.post(f"{place}files/", {"file": SimpleUploadedFile("证明.pdf", PDF)})
    me.post(place, {"statement": "改进工装", "submit": "yes"})
    desk = enter(call.home.clerk)
    round_page = desk.get(f"/office/selection/rounds/{call.row.number}/").content.decode()
    assert "证明.pdf" in round_page
    file = Nomination.objects.get().evidence.get()
    answer = desk.get(f"/office/selection/rounds/{call.row.number}/1/files/{file.pk}/")
    assert answer.content == PDF


def test_the_nomination_of_somebody_else_is_not_there(call: Call) -> None:
    place = begun(craftsman(0), call, "工匠0")
    other = craftsman(1)
    assert other.get(place).status_code == 404
    assert other.post(f"{place}withdraw/").status_code == 404
