"""Nominations that people and units write themselves."""

from __future__ import annotations

import pytest

from duixian.authorities import clock, sealing
from duixian.authorities.appointing import appoint
from duixian.authorities.models import Account, Authority, Role
from duixian.casework import keys
from duixian.casework.errors import NotYours
from duixian.casework.selection import nominations
from duixian.casework.selection.errors import RoundError
from duixian.casework.selection.models import Candidate, Nomination, Round
from duixian.casework.selection.states import CandidateState
from duixian.notices.models import Message
from duixian.registry.store.kinds import ID_NUMBER
from tests.casework.selection.panel import AFTER, CALLED, FIRMS, PEOPLE, District, called, district
from tests.service import Officer

pytestmark = pytest.mark.django_db

FIRM = ("用人单位", FIRMS[0])


@pytest.fixture
def home(authority: Authority, officer: Officer) -> District:
    return district(authority, officer)


def person(n: int) -> Account:
    index = sealing.index(ID_NUMBER, PEOPLE[n])
    return Account.objects.create(username=f"person-{n}", name=f"工匠{n}", person_index=index)


def clerk(home: District) -> Account:
    account = Account.objects.create(username="clerk", name="经办")
    with clock.at(CALLED):
        appoint(account, home.authority, Role.EMPLOYER_CLERK, subject=FIRM)
    return account


def own(home: District, n: int) -> tuple[str, str]:
    return "人员", keys.kept(home.authority, PEOPLE[n])


def drafted(home: District, row: Round, n: int = 0) -> tuple[Nomination, Account]:
    """Somebody's own nomination with his achievements written down."""
    account, subject = person(n), own(home, n)
    draft = nominations.start(row, account, subject, subject[1])
    return nominations.save(draft, account, category="", statement="改进了工装", details={}), account


def test_somebody_nominates_himself_and_is_a_candidate_with_a_number(home: District) -> None:
    row = called(home)
    with clock.at(CALLED):
        done = nominations.submit(*drafted(home, row))
        again = nominations.submit(done, done.account)
    candidate = Candidate.objects.get(round=row)
    assert (candidate.by_kind, candidate.statement, candidate.unit_key) == ("本人", "改进了工装", FIRMS[0])
    assert done.number == again.number
    assert Message.objects.filter(kind="nominated").count() == 1


def test_nobody_nominates_somebody_else_in_his_own_name(home: District) -> None:
    row = called(home)
    with clock.at(CALLED), pytest.raises(RoundError, match="只能提名自己"):
        nominations.start(row, person(0), own(home, 0), own(home, 1)[1])


def test_a_unit_nominates_its_own_people_and_no_others(home: District) -> None:
    row = called(home)
    with clock.at(CALLED):
        account = clerk(home)
        draft = nominations.start(row, account, FIRM, own(home, 1)[1])
        assert (draft.by_kind, draft.name) == ("单位", "工匠1")
        with pytest.raises(RoundError, match="只能提名自己"):
            nominations.start(row, account, FIRM, own(home, 4)[1])


def test_who_does_not_act_for_the_unit_nominates_nobody(home: District) -> None:
    row = called(home)
    with clock.at(CALLED), pytest.raises(NotYours):
        nominations.start(row, person(0), FIRM, own(home, 0)[1])


def test_beginning_twice_finds_the_same_draft(home: District) -> None:
    row = called(home)
    with clock.at(CALLED):
        draft, account = drafted(home, row)
        assert nominations.start(row, account, own(home, 0), own(home, 0)[1]) == draft


def test_what_lacks_is_named_before_it_is_handed_in(home: District) -> None:
    row = called(home, "工作室认定", places={"区级": 2})
    with clock.at(CALLED):
        draft = nominations.start(row, clerk(home), FIRM, FIRMS[0])
        with pytest.raises(RoundError, match="工作室名称、事迹"):
            nominations.submit(draft, draft.account)


def test_what_the_rows_to_be_written_need_is_asked_and_kept_sealed(home: District) -> None:
    row = called(home, "工作室认定", places={"区级": 2})
    with clock.at(CALLED):
        account = clerk(home)
        draft = nominations.start(row, account, FIRM, FIRMS[0])
        details = {"工作室名称": "某某工作室", "别的": "不问"}
        draft = nominations.save(draft, account, category="区级", statement="十年", details=details)
        done = nominations.submit(draft, account)
    assert nominations.details_of(done) == {"工作室名称": "某某工作室"}
    assert "某某工作室".encode() not in bytes(done.details or b"")


def test_what_would_come_of_it_is_foreseen_without_a_candidate(home: District) -> None:
    row = called(home)
    with clock.at(CALLED):
        draft, _account = drafted(home, row)
        reasons = nominations.foreseen(draft)
    assert all({"zh", "truth"} <= set(reason) for reason in reasons)
    assert not Candidate.objects.exists()


def test_it_is_withdrawn_until_the_call_closes_and_may_be_written_again(home: District) -> None:
    row = called(home)
    with clock.at(CALLED):
        done = nominations.submit(*drafted(home, row))
        nominations.withdraw(done, done.account)
        again = nominations.start(row, done.account, own(home, 0), own(home, 0)[1])
    assert Candidate.objects.get().state == CandidateState.WITHDRAWN
    assert again != done


def test_after_the_call_closed_nothing_is_withdrawn_or_begun(home: District) -> None:
    row = called(home)
    with clock.at(CALLED):
        done = nominations.submit(*drafted(home, row))
    with clock.at(AFTER):
        assert nominations.way_of(row, "人员") == ""
        with pytest.raises(RoundError, match="截止"):
            nominations.withdraw(done, done.account)


def test_a_round_that_only_units_nominate_for_takes_nothing_from_people(home: District) -> None:
    row = called(home, "工作室认定", places={"区级": 2})
    with clock.at(CALLED):
        assert nominations.way_of(row, "人员") == ""
        assert nominations.way_of(row, "用人单位") == "单位"
