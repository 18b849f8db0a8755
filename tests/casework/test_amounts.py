from __future__ import annotations

from datetime import date

import pytest

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import amounts, appeals, exempt, offers, paying, publishing, settling, steps
from duixian.casework.citing import Citing
from duixian.casework.content import BankAccount
from duixian.casework.errors import NotPossible, NotYours, RefusalWithoutClause, SameOfficer
from duixian.casework.escalating import escalate
from duixian.casework.models import Appeal, Case
from duixian.casework.models.appeal import AppealKind, AppealState
from duixian.casework.states import State
from duixian.decisions.store import differences
from duixian.decisions.store.deciding import decide_registry
from duixian.decisions.store.models import Difference
from duixian.ledger.kinds import Kind
from duixian.ledger.queries import balance
from duixian.notices.models import Message
from duixian.registry.store import facts
from duixian.values.bilingual import Text
from tests.casework.office import HIRING, Office, certificate
from tests.casework.test_settling import hired, paid
from tests.casework.test_whole_way_of_a_claim import checked

LATER = date(2026, 10, 20)
GRANT_FEN, HIRED_FEN, MORE_FEN = 120_000, 80_000, 70_000


def granted(office: Office) -> Case:
    """A claim approved by every step."""
    office.person(1, "张三")
    return checked(office, office.claim(1, certificate("Z1", 1)))


def hired_and_granted(office: Office) -> Case:
    """An employer's grant for somebody whose level the register has too low."""
    office.employer()
    office.person(1, "职工")
    office.known("录用", hired("H1", 1, "高级工"))
    run = decide_registry(office.authority, [office.version], clock.today(), actor=None)
    listing = exempt.confirm(exempt.start(run, [HIRING], office.first), office.second)
    offers.confirm(listing.cases.get(), office.clerk(), BankAccount("", "571900000000001", "某银行"))
    return listing.cases.get()


def corrected(office: Office) -> None:
    """The register had the level wrong."""
    facts.correct(office.authority, "录用", "H1", {"技能等级": "技师"}, actor=None, source="更正")


def contested(case: Case, office: Office) -> Appeal:
    """The payee objects to the amount."""
    who = office.clerk() if case.measure == HIRING else office.account_of(1)
    appeal = appeals.open_appeal(case, who, "等级登记错误，金额少了")
    appeal.case = Case.objects.get(pk=case.pk)
    return appeal


def test_an_amount_is_contested_without_undoing_what_was_granted(office: Office) -> None:
    case = granted(office)
    appeal = contested(case, office)
    row = Case.objects.get(pk=case.pk)
    assert (row.state, appeal.about, row.payable_fen) == (State.APPROVED, "金额", GRANT_FEN)
    assert [one.verb for one in row.history.all()][-2:] == ["同意", "重新办理"]


def test_a_payee_contests_what_his_employer_claimed_and_a_stranger_does_not(office: Office) -> None:
    case = granted(office)
    Case.objects.filter(pk=case.pk).update(claimant_table="", claimant_key="", filed_by=None)
    case.refresh_from_db()
    with pytest.raises(NotYours):
        appeals.open_appeal(case, office.account_of(2), "金额不对")
    assert appeals.open_appeal(case, office.account_of(1), "金额不对").state == AppealState.OPEN


def test_what_is_contested_is_not_ordered_before_it_is_answered(office: Office) -> None:
    notice = publishing.publish([granted(office)], office.first, "公示")
    contested(Case.objects.get(), office)
    with clock.at(LATER):
        free = publishing.conclude(notice)
        with pytest.raises(NotPossible, match="提出了异议"):
            paying.order(free, office.maker)
        assert paying.order_due(office.authority, office.maker) == []


def test_an_amount_that_stands_cites_its_clause_and_is_paid_then(office: Office) -> None:
    notice = publishing.publish([granted(office)], office.first, "公示")
    appeal = contested(Case.objects.get(), office)
    held = amounts.uphold(appeal, office.by(Role.SECOND_CHECK, 2), words="等级与证书一致")
    last = held.case.history.last()
    assert last
    assert (last.verb, bool(last.details["citations"][0]["quote"])) == ("维持金额", True)
    assert Message.objects.filter(kind="appeal_decided").count() == 1
    with clock.at(LATER):
        (order,) = paying.order(publishing.conclude(notice), office.maker)
    assert order.amount_fen == GRANT_FEN


def test_words_that_do_not_stand_in_the_clause_carry_no_amount(office: Office) -> None:
    appeal = contested(granted(office), office)
    invented = Citing("一", "内部掌握的标准", Text("内部标准", "inner rule"))
    with pytest.raises(RefusalWithoutClause):
        amounts.uphold(appeal, office.by(Role.SECOND_CHECK, 2), [invented])


def test_nobody_who_had_a_say_in_the_amount_judges_it(office: Office) -> None:
    appeal = contested(granted(office), office)
    with pytest.raises(SameOfficer):
        amounts.uphold(appeal, office.second)
    with pytest.raises(SameOfficer):
        amounts.revise(appeal, office.second, "改")


def test_an_amount_that_is_another_by_now_cannot_stand(office: Office) -> None:
    appeal = contested(hired_and_granted(office), office)
    corrected(office)
    with pytest.raises(NotPossible, match="不能维持"):
        amounts.uphold(appeal, office.by(Role.SECOND_CHECK, 2))


def test_a_case_decided_anew_changes_nothing_but_leaves_a_line_for_review(office: Office) -> None:
    appeal = contested(hired_and_granted(office), office)
    corrected(office)
    held = amounts.revise(appeal, office.by(Role.SECOND_CHECK, 2), "等级登记有误，已更正")
    line = Difference.objects.get()
    row = Case.objects.get()
    assert (held.state, held.line, line.kind, line.fen) == (AppealState.REVERSED, line, "补发", MORE_FEN)
    assert (line.run, line.state, row.payable_fen) == (None, "待核", HIRED_FEN)
    assert row.entitlement
    assert row.entitlement.amount_fen == HIRED_FEN


def test_the_line_of_an_appeal_is_reviewed_by_another_and_holds_the_payment_till_then(office: Office) -> None:
    notice = publishing.publish([hired_and_granted(office)], office.first, "公示")
    appeal = contested(Case.objects.get(), office)
    corrected(office)
    amounts.revise(appeal, office.by(Role.SECOND_CHECK, 2), "等级登记有误，已更正")
    with clock.at(LATER):
        free = publishing.conclude(notice)
        with pytest.raises(NotPossible, match="提出了异议"):
            paying.order(free, office.maker)
        with pytest.raises(SameOfficer):
            settling.settle(list(Difference.objects.all()), office.by(Role.SECOND_CHECK, 2), "属实")
        settling.settle(list(Difference.objects.all()), office.second, "属实")
        (order,) = paying.order([Case.objects.get()], office.maker)
    assert order.amount_fen == HIRED_FEN + MORE_FEN


def test_an_appeal_against_a_paid_amount_ends_in_money_demanded_back_where_it_was_too_much(
    office: Office,
) -> None:
    case = paid(office)
    with clock.at(date(2026, 10, 26)):
        appeal = contested(case, office)
        facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "中级工"}, actor=None, source="更正")
        amounts.revise(appeal, office.by(Role.SECOND_CHECK, 2), "等级登记有误")
        (settled,) = settling.settle(list(Difference.objects.all()), office.second, "属实")
    assert Case.objects.get().state == State.PAID
    assert [one.fen for one in settled.recoveries] == [GRANT_FEN]
    assert balance(office.item)[Kind.RECEIVABLE] == GRANT_FEN


def test_what_comes_out_the_same_is_no_new_decision(office: Office) -> None:
    appeal = contested(granted(office), office)
    with pytest.raises(NotPossible, match="没有变化"):
        amounts.revise(appeal, office.by(Role.SECOND_CHECK, 2), "改")


def test_an_amount_is_contested_in_time_and_once_of_each_kind(office: Office) -> None:
    case = granted(office)
    with clock.at(date(2026, 12, 1)), pytest.raises(NotPossible, match="期限"):
        appeals.open_appeal(case, office.account_of(1), "少了")
    amounts.uphold(contested(case, office), office.by(Role.SECOND_CHECK, 2))
    case = Case.objects.get()
    with pytest.raises(NotPossible, match="已提出过"):
        appeals.open_appeal(case, office.account_of(1), "还是少了")
    again = appeals.open_appeal(case, office.account_of(1), "还是少了", AppealKind.OBJECTION)
    again.case.refresh_from_db()
    with pytest.raises(SameOfficer):
        amounts.uphold(again, office.by(Role.SECOND_CHECK, 2))


def test_whoever_contested_an_amount_may_take_it_back(office: Office) -> None:
    appeal = contested(granted(office), office)
    with pytest.raises(NotYours):
        amounts.take_back(appeal, office.account_of(2))
    assert amounts.take_back(appeal, office.account_of(1)).state == AppealState.ENDED


def test_a_claim_withdrawn_leaves_no_amount_to_contest(office: Office) -> None:
    appeal = contested(granted(office), office)
    steps.withdraw(appeal.case, office.account_of(1))
    appeal.refresh_from_db()
    assert (appeal.state, Case.objects.get().state) == (AppealState.ENDED, State.WITHDRAWN)


def test_an_appeal_that_nobody_answers_is_told_to_its_superiors_once(office: Office) -> None:
    contested(granted(office), office)
    office.by(Role.SECOND_CHECK, 2)
    with clock.at(LATER):
        assert [one.number for one in escalate(office.authority)] == [Case.objects.get().number]
        assert escalate(office.authority) == []
    assert Message.objects.filter(kind="overdue").count() == 2


def test_the_whole_registry_decided_again_takes_the_line_of_an_appeal_over(office: Office) -> None:
    appeal = contested(hired_and_granted(office), office)
    corrected(office)
    amounts.revise(appeal, office.by(Role.SECOND_CHECK, 2), "等级登记有误，已更正")
    differences.after(office.authority, facts_changed={("录用", "H1")})
    assert list(Difference.objects.order_by("pk").values_list("state", "fen")) == [
        ("已撤销", MORE_FEN),
        ("待核", MORE_FEN),
    ]
