"""Entitlements: promised once, after money was reserved, and in step with later decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from duixian.authorities.models import Authority, Role
from duixian.decisions.store import granting, paying, publish, queries, streams
from duixian.decisions.store.deciding import decide_case
from duixian.decisions.store.errors import GrantRefused
from duixian.decisions.store.models import Decision, Entitlement, Grant, Instalment, PolicyVersion
from duixian.decisions.store.states import EntitlementState
from duixian.registry.store import facts
from duixian.registry.store.snapshot import person_token
from duixian.values.bilingual import DuixianError, Text
from tests.decisions.store import office
from tests.service import Officer

pytestmark = pytest.mark.django_db

SPRING, SUMMER = date(2022, 5, 31), date(2022, 9, 30)


def decided(authority: Authority, version: PolicyVersion, measure: str, day: date = office.DAY) -> Decision:
    """The case of the first contract."""
    (decision,) = decide_case(authority, version, measure, [("录用", "H0")], day)
    return decision


def states(entitlement: Entitlement) -> list[str]:
    """Of the employer's instalments, by number."""
    return list(
        entitlement.instalments.filter(payee__table="用人单位")
        .order_by("number")
        .values_list("state", flat=True)
    )


def test_a_decision_becomes_an_entitlement_with_its_payee_and_instalment(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    entitlement = granting.grant(decided(authority, version, "引才奖励"))
    assert (entitlement.amount_fen, entitlement.number[:7]) == (3000_00, "330113-")
    assert [(p.table, p.key, p.amount_fen) for p in entitlement.payees.all()] == [
        ("用人单位", office.EMPLOYER, 3000_00)
    ]
    assert [(i.code, i.amount_fen, i.state) for i in entitlement.instalments.all()] == [
        ("1.1.1", 3000_00, "应付")
    ]


def test_each_month_is_shared_between_person_and_employer(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    entitlement = granting.grant(decided(authority, version, "生活补贴"))
    person = entitlement.payees.get(table="人员")
    assert person.key == person_token(authority, office.PEOPLE[0])
    months = person.instalments.values_list("period", "amount_fen", "state")
    assert [(period, fen) for period, fen, state in months if state == "应付"] == [
        ("2022-04", 150_00),
        ("2022-05", 150_00),
        ("2022-06", 150_00),
        ("2022-07", 150_00),
    ]
    assert (
        sum(queries.due(authority, office.DAY).values_list("amount_fen", flat=True)) == entitlement.amount_fen
    )


def test_the_same_decision_is_granted_once(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    decision = decided(authority, version, "引才奖励")
    assert granting.grant(decision) == granting.grant(decision)
    assert Instalment.objects.count() == Grant.objects.count() == 1


def test_another_decision_of_a_granted_case_is_refused(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    granting.grant(decided(authority, version, "引才奖励"))
    with pytest.raises(GrantRefused) as caught:
        granting.grant(decided(authority, version, "引才奖励"))
    assert caught.value.code == "grant-again"


def test_a_decision_that_a_later_one_has_overtaken_is_refused(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    first = decided(authority, version, "引才奖励")
    decided(authority, version, "引才奖励")
    with pytest.raises(GrantRefused) as caught:
        granting.grant(first)
    assert caught.value.code == "grant-stale"


def test_a_refusal_is_not_granted(authority: Authority, version: PolicyVersion, registry: Path) -> None:
    (refused,) = decide_case(authority, version, "引才奖励", [("录用", "H2")], office.DAY)
    with pytest.raises(GrantRefused) as caught:
        granting.grant(refused)
    assert caught.value.code == "grant-nothing"


def test_a_draft_pays_nothing(
    authority: Authority, officer: Officer, version: PolicyVersion, registry: Path
) -> None:
    author = officer(Role.POLICY_AUTHOR)
    draft = publish.take_in(office.FOLDER, authority=authority, choices={}, author=author)
    decision = decided(authority, draft, "引才奖励")
    assert decision.payable_fen == 3000_00
    with pytest.raises(GrantRefused) as caught:
        granting.grant(decision)
    assert caught.value.code == "grant-draft"


def test_nothing_is_promised_where_the_budget_refuses(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    asked: list[int] = []

    def refuses(entitlement: Entitlement, fen: int) -> None:
        asked.append(fen)
        raise DuixianError("budget-spent", Text("预算已用完。", "The budget is spent."))

    decision = decided(authority, version, "引才奖励")
    with pytest.raises(DuixianError):
        granting.grant(decision, reserve=refuses)
    assert asked == [3000_00]
    assert not Entitlement.objects.exists()


def test_the_database_refuses_a_second_entitlement_of_a_case(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    entitlement = granting.grant(decided(authority, version, "引才奖励"))
    entitlement.pk, entitlement.number = None, "另一个"
    with pytest.raises(IntegrityError), transaction.atomic():
        entitlement.save(force_insert=True)


def test_a_stream_stops_when_insurance_ends_and_resumes_when_it_goes_on(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    entitlement = granting.grant(decided(authority, version, "生活补贴", SPRING))
    assert states(entitlement) == ["应付", "应付", "未到期", "未到期", "未到期", "未到期"]
    streams.advance(authority, SUMMER)
    assert states(entitlement) == ["应付"] * 4 + ["不满足"] * 2
    again = {"人员": office.PEOPLE[0], "用人单位": office.EMPLOYER, "起月": "2022-09", "止月": "2022-12"}
    facts.register(authority, "参保", again, actor=None, source="申报")
    streams.advance(authority, office.DAY)
    assert states(entitlement) == ["应付"] * 4 + ["不满足", "应付"]
    entitlement.refresh_from_db()
    assert entitlement.amount_fen == 5 * 300_00


def test_what_was_taken_up_for_payment_is_not_written_over(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    entitlement = granting.grant(decided(authority, version, "引才奖励"))
    paying.take_up(entitlement.instalments.get())
    facts.correct(authority, "技能证书", "C0", {"技能等级": "高级工"}, actor=None, source="更正")
    refreshed = granting.refresh(entitlement, decided(authority, version, "引才奖励"))
    assert (refreshed.amount_fen, refreshed.overpaid_fen) == (2000_00, 1000_00)
    assert [(i.amount_fen, i.state) for i in refreshed.instalments.all()] == [(3000_00, "付款中")]


def test_more_than_was_paid_becomes_a_second_part(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    facts.correct(authority, "技能证书", "C0", {"技能等级": "高级工"}, actor=None, source="更正")
    entitlement = granting.grant(decided(authority, version, "引才奖励"))
    paying.paid(paying.take_up(entitlement.instalments.get()))
    facts.correct(authority, "技能证书", "C0", {"技能等级": "技师"}, actor=None, source="更正")
    reserved: list[int] = []
    decision = decided(authority, version, "引才奖励")
    granting.refresh(entitlement, decision, reserve=lambda _, fen: reserved.append(fen))
    found = [(i.code, i.amount_fen, i.state) for i in entitlement.instalments.all()]
    assert found == [("1.1.1", 2000_00, "已付"), ("1.1.2", 1000_00, "应付")]
    assert reserved == [1000_00]


def test_a_case_that_is_gone_ends_its_entitlement(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    entitlement = granting.grant(decided(authority, version, "引才奖励"))
    ended = granting.refresh(entitlement, None)
    assert (ended.state, ended.amount_fen, ended.overpaid_fen) == (EntitlementState.ENDED, 0, 0)
    assert [i.state for i in ended.instalments.all()] == ["取消"]


def test_money_sent_back_is_due_again_and_paid_once_more(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    instalment = granting.grant(decided(authority, version, "引才奖励")).instalments.get()
    assert paying.sent_back(paying.take_up(instalment)).state == "应付"
    assert paying.paid(paying.take_up(instalment)).state == "已付"
    with pytest.raises(GrantRefused):
        paying.take_up(instalment)


def test_the_database_refuses_to_change_money_on_its_way(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    instalment = paying.take_up(granting.grant(decided(authority, version, "引才奖励")).instalments.get())
    with pytest.raises(DatabaseError), transaction.atomic():
        Instalment.objects.filter(pk=instalment.pk).update(amount_fen=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        instalment.delete()


def test_every_amount_has_a_history(authority: Authority, version: PolicyVersion, registry: Path) -> None:
    entitlement = granting.grant(decided(authority, version, "引才奖励"))
    facts.correct(authority, "技能证书", "C0", {"技能等级": "高级工"}, actor=None, source="更正")
    granting.refresh(entitlement, decided(authority, version, "引才奖励"))
    assert [(g.before_fen, g.after_fen) for g in entitlement.grants.all()] == [
        (0, 3000_00),
        (3000_00, 2000_00),
    ]
