"""Claims prepared by a program: drafts, files, lists of people, answers to offers; and how often it may call."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from duixian.api.models import ApiToken
from duixian.api.scopes import Scope
from duixian.authorities import clock
from duixian.authorities.appointing import appoint
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework import exempt
from duixian.casework.models import Case, Evidence
from duixian.casework.states import State
from duixian.decisions.store.deciding import decide_registry
from tests.api.programs import Json, Program, json_of
from tests.casework.conftest import MONDAY
from tests.casework.office import CERTIFICATE, EMPLOYER, HIRING, Office, certificate, id_number, opened

BOTH = (Scope.CLAIMS_READ, Scope.CLAIMS_WRITE)
PDF = b"%PDF-1.7\nscan"


@pytest.fixture
def office(authority: Authority, officer: Callable[..., Account]) -> Iterator[Office]:
    """An office with two persons on its registers, on a day of its year."""
    with clock.at(MONDAY):
        office = opened(authority, officer)
        office.person(1, "张三", "6222020000000011")
        office.person(2, "李四")
        yield office


def person(office: Office, serial: int) -> Program:
    """The program of a person."""
    account = office.account_of(serial)
    appoint(account, office.authority, Role.PERSON, subject=("人员", id_number(serial)))
    return Program(office.authority, account, BOTH)


def written(office: Office, serial: int = 1) -> Json:
    """What is claimed for a certificate."""
    return {
        "policy": office.version.policy,
        "measure": CERTIFICATE,
        "tables": {"技能证书": [certificate("Z1", serial)]},
        "account": {"number": "6222020000000001", "bank": "某银行"},
    }


def test_a_draft_with_a_file_becomes_a_claim_that_holds_the_file(office: Office) -> None:
    program = person(office, 1)
    draft = json_of(program.post("/drafts", written(office)), 201)
    json_of(program.upload("/evidence", {"draft": draft["id"], "purpose": "证书"}, ("证书.pdf", PDF)), 201)
    whom = {"claimant_table": "人员", "claimant_key": id_number(1)}
    claim = json_of(program.post(f"/drafts/{draft['id']}/submit", whom), 201)
    assert claim["state"] == State.CHECKING
    assert Evidence.objects.get(case__number=claim["number"]).name == "证书.pdf"
    assert json_of(program.get(f"/drafts/{draft['id']}"))["case"] == claim["number"]


def test_the_same_file_sent_again_under_the_same_key_is_kept_once(office: Office) -> None:
    program = person(office, 1)
    draft = json_of(program.post("/drafts", written(office)), 201)
    sent = [
        json_of(
            program.upload("/evidence", {"draft": draft["id"]}, ("a.pdf", PDF), idempotency_key="one"), 201
        )
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    other = program.upload("/evidence", {"draft": draft["id"]}, ("a.pdf", PDF + b"!"), idempotency_key="one")
    assert json_of(other, 409)["code"] == "idempotency-key-reused"


def test_somebody_elses_draft_is_not_there(office: Office) -> None:
    draft = json_of(person(office, 1).post("/drafts", written(office)), 201)
    other = person(office, 2)
    assert json_of(other.get(f"/drafts/{draft['id']}"), 404)["code"] == "not-there"
    assert json_of(other.get("/drafts"))["items"] == []


def test_a_roster_says_its_faults_and_files_its_good_rows(office: Office) -> None:
    office.employer()
    program = Program(office.authority, office.clerk(), BOTH)
    rows = f"合同编号,人员,录用日\nH1,{id_number(1)},2026-06-01\nH2,不是号码,2026-06-01\n"
    about = {"policy": office.version.policy, "measure": HIRING}
    about |= {"claimant_table": "用人单位", "claimant_key": EMPLOYER}
    roster = json_of(program.upload("/rosters", about, ("名单.csv", rows.encode())), 201)
    assert (roster["rows"], [fault["row"] for fault in roster["faults"]]) == (2, [2])
    filed = json_of(program.post(f"/rosters/{roster['id']}/submit", {}), 201)
    assert [claim["measure"] for claim in filed["claims"]] == [HIRING]
    assert len(json_of(program.get("/rosters"))["items"]) == 1


def offered(office: Office) -> None:
    """A list of two, confirmed."""
    office.certificate("Z1", 1)
    office.certificate("Z2", 2)
    run = decide_registry(office.authority, [office.version], clock.today())
    exempt.confirm(exempt.start(run, [CERTIFICATE], office.first), office.second)


def test_a_payee_sees_the_own_offer_alone_and_confirms_it(office: Office) -> None:
    offered(office)
    program = person(office, 1)
    (offer,) = json_of(program.get("/offers"))["items"]
    told = json_of(program.post(f"/offers/{offer['number']}/confirm", {}))
    assert told["state"] == State.APPROVED
    other = Case.objects.get(key="Z2")
    assert json_of(program.post(f"/offers/{other.number}/confirm", {}), 404)["code"] == "not-there"


def test_an_objection_to_an_offer_sends_it_to_be_checked(office: Office) -> None:
    offered(office)
    program = person(office, 2)
    (offer,) = json_of(program.get("/offers"))["items"]
    told = json_of(program.post(f"/offers/{offer['number']}/object", {"words": "证书等级有误"}))
    assert told["state"] == State.CHECKING


def test_a_token_used_too_often_is_told_when_to_come_again(office: Office) -> None:
    program = person(office, 1)
    ApiToken.objects.update(per_minute=2)
    assert [program.get("/drafts").status_code for _ in range(2)] == [200, 200]
    refused = program.get("/drafts")
    assert json_of(refused, 429)["code"] == "rate-exceeded"
    assert 1 <= int(refused["Retry-After"]) <= 60


def test_the_next_minute_counts_anew(office: Office) -> None:
    program = person(office, 1)
    ApiToken.objects.update(per_minute=1)
    assert program.get("/drafts").status_code == 200
    ApiToken.objects.update(minute=clock.now().replace(second=0, microsecond=0, year=2025))
    assert program.get("/drafts").status_code == 200
