from __future__ import annotations

import pytest

from duixian.casework import citing, steps
from duixian.casework.citing import Citing
from duixian.casework.errors import NotGranted, RefusalWithoutClause
from duixian.casework.models import Case, Happening
from duixian.casework.states import State
from duixian.notices.models import Message
from duixian.values.bilingual import Text
from tests.casework.office import Office, certificate


def too_low(office: Office) -> Case:
    """A claim for a level that the policy does not grant, at the first check."""
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1, level="中级工"))
    return steps.pass_(case, office.intake)


def cited(case: Case) -> list[dict[str, object]]:
    """What the last line of the history cites."""
    found = Happening.objects.filter(case=case, verb="不予").latest("id").details["citations"]
    return list(found)


def test_a_refusal_cites_the_words_that_the_decision_found_not_to_hold(office: Office) -> None:
    case = steps.refuse(too_low(office), office.first)
    (reason,) = cited(case)
    assert (case.state, reason["quote"]) == (State.REFUSED, "高级工及以上证书")
    assert "实际为中级工" in str(reason["reason"])


def test_the_claimant_reads_the_clause_of_a_refusal(office: Office) -> None:
    steps.refuse(too_low(office), office.first)
    message = Message.objects.get(kind="refused")
    assert "“高级工及以上证书”" in message.body_zh
    assert "中级工" in message.body_zh


def test_what_the_policy_grants_cannot_be_refused_without_a_clause(office: Office) -> None:
    office.person(1, "张三")
    case = steps.pass_(office.claim(1, certificate("Z1", 1)), office.intake)
    with pytest.raises(RefusalWithoutClause):
        steps.refuse(case, office.first, words="不想给")


def test_an_officer_may_refuse_by_words_that_stand_in_a_clause(office: Office) -> None:
    office.person(1, "张三")
    case = steps.pass_(office.claim(1, certificate("Z1", 1)), office.intake)
    policy = office.version.loaded()
    clause = next(iter(c.id for c in policy.clauses.values() if "劳动者取得" in c.wording))
    given = citing.by_clause(policy, clause, "劳动者取得", Text("证书系伪造", "the certificate is forged"))
    assert [one["quote"] for one in cited(steps.refuse(case, office.first, [given]))] == ["劳动者取得"]


def test_words_that_stand_nowhere_in_the_policy_refuse_nothing(office: Office) -> None:
    case = too_low(office)
    invented = Citing("1", "须有本地户籍满五年", Text("无户籍", "no hukou"))
    with pytest.raises(RefusalWithoutClause):
        steps.refuse(case, office.first, [invented])
    assert Case.objects.get(pk=case.pk).state == State.CHECKING


def test_a_late_claim_is_refused_by_the_rule_as_it_comes_in(office: Office) -> None:
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1, on="2025-06-01"))
    assert case.state == State.REFUSED
    assert [one["quote"] for one in cited(case)] == ["应当自发证之日起12个月内申请"]


def test_what_the_policy_refuses_cannot_be_approved(office: Office) -> None:
    case = steps.pass_(too_low(office), office.first)
    with pytest.raises(NotGranted, match="高级工及以上"):
        steps.pass_(case, office.second)
