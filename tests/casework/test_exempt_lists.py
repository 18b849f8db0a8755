from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duixian.authorities import clock
from duixian.authorities.acting import acting_for
from duixian.casework import exempt, offers, paying, publishing
from duixian.casework.content import BankAccount
from duixian.casework.errors import CaseMoved, ClaimFaulty, NotYours, SameOfficer
from duixian.casework.models import Case, Listing, PayTo
from duixian.casework.states import State
from duixian.decisions.store import differences
from duixian.decisions.store.deciding import decide_registry
from duixian.ledger.budgets import cut
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Reservation
from duixian.ledger.queries import balance
from duixian.notices.models import Message
from duixian.registry.store import facts
from tests.casework.office import BUDGET_FEN, CERTIFICATE, Office

GRANT_FEN = 120_000


def listed(office: Office) -> Listing:
    """Two persons to whom the grant is due, one of them with a known account."""
    office.person(1, "张三", "6222020000000011")
    office.person(2, "李四")
    office.certificate("Z1", 1)
    office.certificate("Z2", 2)
    office.certificate("Z3", 2, level="中级工")
    run = decide_registry(office.authority, [office.version], clock.today(), actor=None)
    return exempt.start(run, [CERTIFICATE], office.first)


def case_of(listing: Listing, key: str) -> Case:
    """The case of a certificate."""
    return Case.objects.get(listing=listing, key=key)


def test_a_list_goes_from_a_run_to_payment_orders(office: Office) -> None:
    listing = exempt.confirm(listed(office), office.second)
    first = offers.confirm(case_of(listing, "Z1"), office.account_of(1))
    second = offers.confirm(
        case_of(listing, "Z2"), office.account_of(2), BankAccount("", "6222020000000022", "某银行")
    )
    notice = publishing.publish([first, second], office.first, "免申即享公示")
    with clock.at(date(2026, 10, 20)):
        orders = paying.order(publishing.conclude(notice), office.maker)
    assert [order.amount_fen for order in orders] == [GRANT_FEN, GRANT_FEN]
    assert listing.totals == [{"measure": CERTIFICATE, "cases": 2, "fen": 2 * GRANT_FEN, "passed_over": 0}]


def test_money_is_reserved_when_the_payees_are_told(office: Office) -> None:
    listing = listed(office)
    assert balance(office.item)[Kind.RESERVED] == 0
    exempt.confirm(listing, office.second)
    assert balance(office.item)[Kind.RESERVED] == 2 * GRANT_FEN
    assert Message.objects.filter(kind="due").count() == 2
    assert set(listing.cases.values_list("state", flat=True)) == {State.OFFERED}


def test_a_confirmed_list_is_known_as_claims_of_the_day_it_was_decided_for(office: Office) -> None:
    listing = listed(office)
    with clock.at(date(2026, 9, 29)):
        exempt.confirm(listing, office.second)
    claims = [
        facts.history(office.authority, "申报", case.number)[-1] for case in listing.cases.order_by("key")
    ]
    told = [(claim.cells["事项编号"], claim.cells["申请日期"], claim.source) for claim in claims]
    source = f"免申名单 {listing.number}"
    assert told == [("Z1", "2026-09-28", source), ("Z2", "2026-09-28", source)]


def test_what_was_offered_in_time_is_not_late_when_decided_again_a_year_later(office: Office) -> None:
    listing = exempt.confirm(listed(office), office.second)
    offers.confirm(case_of(listing, "Z1"), office.account_of(1))
    with clock.at(date(2027, 9, 28)):
        assert differences.after(office.authority, as_of=clock.today()) == []


def test_what_was_never_listed_is_late_a_year_later(office: Office) -> None:
    listing = listed(office)
    exempt.drop(case_of(listing, "Z1"), office.first, "另行处理")
    exempt.confirm(listing, office.second)
    with clock.at(date(2027, 9, 28)):
        (line,) = differences.after(office.authority, as_of=clock.today())
    assert (line.kind, line.fen, line.old and line.old.key) == ("追回", GRANT_FEN, "Z1")


def test_a_list_sets_its_money_aside_in_one_entry_of_the_journal(office: Office) -> None:
    listing = listed(office)
    with CaptureQueriesContext(connection) as asked:
        exempt.confirm(listing, office.second)
    locks = [q for q in asked if 'FROM "ledger_item"' in q["sql"] and "UPDATE" in q["sql"]]
    assert len(locks) == 1
    assert [one.left_fen for one in Reservation.objects.all()] == [GRANT_FEN, GRANT_FEN]


def test_what_no_budget_covers_stays_on_the_list_and_says_why(office: Office) -> None:
    listing = listed(office)
    cut(office.item, BUDGET_FEN - GRANT_FEN, reason="压减")
    listing = exempt.confirm(listing, office.second)
    (left,) = exempt.waiting(listing)
    last = left.history.last()
    assert last is not None
    assert last.details["code"] == "budget-short"


def test_a_list_is_made_and_confirmed_behind_the_wall_between_authorities(office: Office) -> None:
    with acting_for(office.first):
        listing = listed(office)
    with acting_for(office.second):
        listing = exempt.confirm(listing, office.second)
        assert set(listing.cases.values_list("state", flat=True)) == {State.OFFERED}


def test_whoever_made_a_list_does_not_confirm_it(office: Office) -> None:
    listing = listed(office)
    Listing.objects.filter(pk=listing.pk).update(started_by=office.second)
    with pytest.raises(SameOfficer):
        exempt.confirm(listing, office.second)


def test_a_second_list_of_the_same_run_finds_nobody_left(office: Office) -> None:
    listing = listed(office)
    with pytest.raises(Exception, match="没有可以列入名单"):
        exempt.start(listing.run, [CERTIFICATE], office.first)


def test_a_payee_without_a_known_account_has_to_give_one(office: Office) -> None:
    listing = exempt.confirm(listed(office), office.second)
    with pytest.raises(ClaimFaulty) as found:
        offers.confirm(case_of(listing, "Z2"), office.account_of(2))
    assert found.value.code == "no-account"


def test_nobody_confirms_for_somebody_else(office: Office) -> None:
    listing = exempt.confirm(listed(office), office.second)
    with pytest.raises(NotYours):
        offers.confirm(case_of(listing, "Z1"), office.account_of(2))


def test_a_payee_who_objects_is_checked_like_a_claim_and_promised_nothing(office: Office) -> None:
    listing = exempt.confirm(listed(office), office.second)
    case = offers.object_to(case_of(listing, "Z1"), office.account_of(1), "证书等级登记有误")
    assert (case.state, case.step) == (State.CHECKING, "受理")
    assert case.entitlement is not None
    case.entitlement.refresh_from_db()
    assert case.entitlement.amount_fen == 0


def test_an_offer_answered_twice_tells_who_was_first(office: Office) -> None:
    listing = exempt.confirm(listed(office), office.second)
    case = case_of(listing, "Z1")
    offers.confirm(case, office.account_of(1))
    with pytest.raises(CaseMoved, match="本人1已先办理"):
        offers.object_to(case, office.account_of(1), "不对")


def two_payees(office: Office) -> tuple[Case, tuple[str, str]]:
    """An offer whose money two persons share, the second without an account; the second's table and key."""
    listing = exempt.confirm(listed(office), office.second)
    case = case_of(listing, "Z1")
    first = case.payees.get()
    second = PayTo.objects.create(
        authority=case.authority,
        case=case,
        table=first.table,
        key=office.person(3, "王五"),
        name="王五",
        amount_fen=GRANT_FEN // 2,
    )
    return case, (second.table, second.key)


def test_at_the_counter_one_account_is_nobody_elses(office: Office) -> None:
    case, _ = two_payees(office)
    with pytest.raises(ClaimFaulty) as found:
        offers.confirm(case, office.intake, BankAccount("", "6222020000000033", "某银行"))
    assert found.value.code == "which-payee"
    assert not case.payees.filter(confirmed_at__isnull=False).exists()


def test_at_the_counter_each_payee_is_confirmed_with_the_own_account(office: Office) -> None:
    case, wang = two_payees(office)
    given = BankAccount("", "6222020000000033", "某银行")
    offers.confirm(case, office.intake, given, payee=wang)
    case.refresh_from_db()
    assert {one.name: one.account_end for one in case.payees.all()} == {"张三": "0011", "王五": "0033"}
    assert (case.state, case.payees.filter(confirmed_at__isnull=True).count()) == (State.OFFERED, 1)
    zhang = case.payees.get(name="张三")
    assert offers.confirm(case, office.intake, payee=(zhang.table, zhang.key)).state == State.APPROVED


def test_a_payee_confirms_the_own_line_and_waits_for_the_others(office: Office) -> None:
    case, _ = two_payees(office)
    assert offers.confirm(case, office.account_of(1)).state == State.OFFERED
    case.refresh_from_db()
    given = BankAccount("", "6222020000000033", "某银行")
    assert offers.confirm(case, office.account_of(3), given).state == State.APPROVED


def test_nobody_confirms_a_line_that_is_not_the_own(office: Office) -> None:
    case, wang = two_payees(office)
    with pytest.raises(ClaimFaulty) as found:
        offers.confirm(case, office.account_of(1), payee=wang)
    assert found.value.code == "which-payee"
