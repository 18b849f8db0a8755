from __future__ import annotations

from datetime import date

from duixian.authorities import clock
from duixian.casework import paying, publishing, steps
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.ledger.queries import balance
from duixian.notices.models import Message
from tests.casework.office import BUDGET_FEN, Office, certificate

GRANT_FEN = 120_000


def checked(office: Office, case: Case) -> Case:
    """A claim through every step of the house."""
    case = steps.pass_(case, office.intake)
    case = steps.pass_(case, office.first)
    return steps.pass_(case, office.second)


def test_a_claim_goes_from_a_form_to_a_payment_order(office: Office) -> None:
    office.person(1, "张三")
    case = checked(office, office.claim(1, certificate("Z1", 1)))
    assert (case.state, case.payable_fen) == (State.APPROVED, GRANT_FEN)
    assert balance(office.item).budget_fen == BUDGET_FEN
    notice = publishing.publish([case], office.first, "技能补贴公示")
    with clock.at(date(2026, 10, 20)):
        (free,) = publishing.conclude(notice)
        (order,) = paying.order([free], office.maker)
    assert (order.amount_fen, order.payee_name, order.reference) == (
        GRANT_FEN,
        "张三",
        case.entitlement.number if case.entitlement else "",
    )
    assert Case.objects.get(pk=case.pk).state == State.ORDERED


def test_each_turn_of_a_claim_is_in_its_history_and_told(office: Office) -> None:
    office.person(1, "张三")
    case = checked(office, office.claim(1, certificate("Z1", 1)))
    assert list(case.history.values_list("verb", flat=True)) == ["提交", "记录", "通过", "通过", "同意"]
    assert set(Message.objects.values_list("kind", flat=True)) == {"accepted", "passed"}
