from __future__ import annotations

from datetime import date

import pytest

from duixian.authorities import clock
from duixian.authorities.acting import acting_for
from duixian.authorities.duties import Role
from duixian.casework import paying, publishing, steps
from duixian.casework.errors import NotPossible
from duixian.casework.models import Case
from duixian.casework.screens.queries import open_flags
from duixian.casework.screens.reviewing import review
from duixian.casework.states import State
from duixian.ledger import batches, returns
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Tax
from duixian.ledger.queries import balance
from duixian.notices import publicity as notices
from duixian.notices.models import Message
from duixian.registry.store import facts
from tests.casework.office import Office, certificate, id_number

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
    assert balance(office.item)[Kind.RESERVED] == GRANT_FEN
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


def test_officers_work_behind_the_wall_between_authorities(office: Office) -> None:
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    for officer in (office.intake, office.first, office.second):
        with acting_for(officer):
            case = steps.pass_(case, officer)
    assert case.state == State.APPROVED
    with acting_for(office.first):
        assert publishing.publish([case], office.first, "技能补贴公示").lines.count() == 1


def test_an_objection_in_public_holds_its_own_line_only(office: Office) -> None:
    office.person(1, "张三")
    office.person(2, "李四")
    cases = [checked(office, office.claim(n, certificate(f"Z{n}", n), f"62220200000000{n}")) for n in (1, 2)]
    notice = publishing.publish(cases, office.first, "技能补贴公示")
    objection = notices.object_to(notice.lines.get(name="李四"), "并未取得证书")
    publishing.follow(office.authority)
    assert [Case.objects.get(pk=case.pk).state for case in cases] == [State.PUBLISHED, State.CONTESTED]
    with clock.at(date(2026, 10, 20)):
        assert [case.number for case in publishing.conclude(notice)] == [cases[0].number]
        notices.resolve(objection, upheld=True, reason="查证属实", actor=office.first)
        (again,) = publishing.follow(office.authority)
    assert (again.number, again.state, again.step) == (cases[1].number, State.CHECKING, "受理")


def test_the_bank_s_answer_makes_a_case_paid_and_its_payee_is_told(office: Office) -> None:
    office.person(1, "张三")
    notice = publishing.publish(
        [checked(office, office.claim(1, certificate("Z1", 1)))], office.first, "技能补贴公示"
    )
    with clock.at(date(2026, 10, 20)):
        orders = paying.order(publishing.conclude(notice), office.maker)
        checker = office.by(Role.FINANCE_CHECKER)
        batch = batches.set_tax(batches.make(office.item, orders, office.maker), Tax.GROSS, office.maker)
        batch = batches.release(batches.check(batch, checker), checker)
        returns.take(batch, [returns.Line(order.number, True) for order in orders])
        (paid,) = paying.follow(office.authority)
    assert paid.state == State.PAID
    assert Message.objects.filter(kind="paid", reference=paid.number).count() == 1
    assert paying.follow(office.authority) == []


def test_what_a_screen_found_is_not_paid_before_somebody_cleared_it(office: Office) -> None:
    office.person(1, "张三")
    facts.correct(
        office.authority, "人员", id_number(1), {"死亡日期": "2026-08-01"}, actor=None, source="民政"
    )
    case = checked(office, office.claim(1, certificate("Z1", 1)))
    notice = publishing.publish([case], office.first, "技能补贴公示")
    with clock.at(date(2026, 10, 20)):
        free = publishing.conclude(notice)
        with pytest.raises(NotPossible, match="收款人已死亡"):
            paying.order(free, office.maker)
        (flag,) = open_flags(free)
        review(flag, office.first, upheld=False, reason="同名登记错误，已核实本人健在")
        assert len(paying.order(free, office.maker)) == 1
