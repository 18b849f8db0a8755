from __future__ import annotations

import pytest
from python_calamine import CalamineWorkbook

from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Authority, Role
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.connectors.channels import open_channel
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Channel, Delivery, Outcome, System
from duixian.connectors.qinqing.incoming import take_answers
from duixian.connectors.qinqing.outgoing import send_offers
from duixian.decisions.store.models import PolicyVersion
from tests.casework.screens.bench import case_about, know
from tests.connectors.dropping import drop, folder, reason
from tests.decisions.store import office
from tests.decisions.store.office import PEOPLE
from tests.service import Officer

HEADER = "事项编号,证件号码,答复,户名,收款账号,开户行,说明"


@pytest.fixture
def channel(authority: Authority) -> Channel:
    return open_channel(authority, System.QINQING)


@pytest.fixture
def clerk(officer: Officer) -> Account:
    return officer(Role.INTAKE)


@pytest.fixture
def version(authority: Authority, officer: Officer) -> PolicyVersion:
    return office.published(authority, officer)


@pytest.fixture
def offers(authority: Authority, version: PolicyVersion) -> list[Case]:
    cases = []
    for person in PEOPLE[:2]:
        know(authority, "人员", 身份证号=person, 姓名="甲")
        case = case_about(authority, version, person)
        Case.objects.filter(pk=case.pk).update(state=State.OFFERED)
        cases.append(case)
    return cases


def answered(channel: Channel, clerk: Account, *rows: str) -> Delivery:
    drop(channel, "a.csv", "\r\n".join([HEADER, *rows]).encode())
    [delivery] = take_answers(channel.authority, actor=clerk)
    return delivery


def states(cases: list[Case]) -> list[str]:
    return [str(Case.objects.get(pk=case.pk).state) for case in cases]


def test_the_offers_that_wait_are_listed_once_with_the_payees_own_number(
    channel: Channel, clerk: Account, offers: list[Case]
) -> None:
    assert send_offers(channel.authority, actor=clerk) == send_offers(channel.authority, actor=clerk)
    [path] = folder(channel, "out").glob("*.xlsx")
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [case.number for case in offers]
    assert (rows[1][2], rows[1][5]) == (PEOPLE[0], "300.00")


def test_nothing_is_sent_when_nobody_waits(channel: Channel, clerk: Account) -> None:
    with pytest.raises(ConnectorError) as refused:
        send_offers(channel.authority, actor=clerk)
    assert refused.value.code == "no-offers"


def test_one_payee_confirms_with_an_account_and_another_objects(
    channel: Channel, clerk: Account, offers: list[Case]
) -> None:
    delivery = answered(
        channel,
        clerk,
        f"{offers[0].number},{PEOPLE[0]},确认,甲,6222021001000100001,某银行,",
        f"{offers[1].number},{PEOPLE[1]},不同意,,,,金额不对",
    )
    assert "确认 1 件，异议 1 件" in delivery.words
    assert states(offers) == [State.APPROVED, State.CHECKING]
    assert offers[0].payees.get().account_end == "0001"


def test_an_answer_under_another_number_is_refused_and_nothing_of_the_file_is_taken(
    channel: Channel, clerk: Account, offers: list[Case]
) -> None:
    delivery = answered(
        channel,
        clerk,
        f"{offers[0].number},{PEOPLE[0]},确认,甲,6222021001000100001,某银行,",
        f"{offers[1].number},{PEOPLE[0]},确认,甲,6222021001000100001,某银行,",
    )
    assert delivery.outcome == Outcome.REJECTED
    assert "不是这个事项收款人的" in reason(channel, "a.csv")
    assert states(offers) == [State.OFFERED] * 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("没有的编号,330110199001011234,确认,,,,", "没有这个事项编号"),
        ("{number},{person},异议,,,,", "没有说明"),
        ("{number},{person},也许,,,,", "不认识「也许」"),
        ("{number},{person},确认,,,,", "收款账号"),
    ],
)
def test_an_answer_that_cannot_be_used_says_why(
    channel: Channel, clerk: Account, offers: list[Case], row: str, words: str
) -> None:
    answered(channel, clerk, row.format(number=offers[0].number, person=PEOPLE[0]))
    assert words in reason(channel, "a.csv")


def test_an_offer_that_was_answered_before_is_passed_over_and_named(
    channel: Channel, clerk: Account, offers: list[Case]
) -> None:
    Case.objects.filter(pk=offers[0].pk).update(state=State.APPROVED)
    delivery = answered(channel, clerk, f"{offers[0].number},{PEOPLE[0]},异议,,,,不要了")
    assert offers[0].number in delivery.words
    assert states(offers)[0] == State.APPROVED


def test_answers_are_taken_by_intake_alone(channel: Channel, officer: Officer) -> None:
    with pytest.raises(RoleRefused):
        take_answers(channel.authority, actor=officer(Role.FINANCE_MAKER))
