"""What the papers say, and that the same paper has the same bytes."""

from __future__ import annotations

from datetime import date

import pytest

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import paying, publishing, steps, supplementing
from duixian.casework.models import Case
from duixian.ledger import batches, returns
from duixian.ledger.models import Order, Tax
from duixian.papers import decisions, receipts, refusals, supplements
from duixian.papers.errors import PaperError
from duixian.values.bilingual import Text
from tests.casework.office import Office, certificate

PDF_MARK = b"%PDF-1.7"


def granted(office: Office) -> Case:
    """A claim that went through every step."""
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    for officer in (office.intake, office.first, office.second):
        case = steps.pass_(case, officer)
    return case


def refused(office: Office) -> Case:
    """A claim for a level that the policy does not grant."""
    office.person(1, "张三")
    case = steps.pass_(office.claim(1, certificate("Z1", 1, level="中级工")), office.intake)
    return steps.refuse(case, office.first, words="请取得高级工证书后再申请")


def paid(office: Office) -> Order:
    """An order that the bank has paid."""
    notice = publishing.publish([granted(office)], office.first, "技能补贴公示")
    with clock.at(date(2026, 10, 20)):
        (order,) = paying.order(publishing.conclude(notice), office.maker)
        batch = batches.set_tax(batches.make(office.item, [order], office.maker), Tax.GROSS, office.maker)
        checker = office.by(Role.FINANCE_CHECKER)
        batch = batches.release(batches.check(batch, checker), checker)
        returns.take(batch, [returns.Line(order.number, True, bank_reference="BK1")])
    return Order.objects.get(pk=order.pk)


def test_a_decision_names_its_amount_in_capitals_and_every_condition(office: Office) -> None:
    said = decisions.data_of(granted(office))
    assert said["amount"] == {"figures": "¥1,200.00", "capitals": "人民币壹仟贰佰元整"}
    assert said["to"] == "张三"
    assert said["day"] == "二〇二六年九月二十八日"
    assert said["conditions"]
    assert {one["result"] for one in said["conditions"]} == {"符合"}
    assert said["payees"] == [{"name": "张三", "unit": "", "account": "尾号 0001", "fen": "1,200.00"}]


def test_the_same_decision_has_the_same_bytes_whenever_it_is_drawn(office: Office) -> None:
    case = granted(office)
    first = decisions.decision(case)
    with clock.at(date(2026, 12, 1)):
        assert decisions.decision(Case.objects.get(pk=case.pk)) == first
    assert first.startswith(PDF_MARK)


def test_a_refusal_quotes_the_words_it_rests_on_and_says_until_when_to_contest_it(office: Office) -> None:
    case = refused(office)
    said = refusals.data_of(case)
    (reason,) = said["reasons"]
    assert reason["quote"] == "高级工及以上证书"
    assert "实际为中级工" in reason["reason"]
    assert said["words"] == "请取得高级工证书后再申请"
    assert "年" in said["appeal_until"]
    assert refusals.refusal(case).startswith(PDF_MARK)


def test_there_is_no_decision_of_a_refused_case_and_no_refusal_of_a_granted_one(office: Office) -> None:
    with pytest.raises(PaperError) as found:
        decisions.decision(refused(office))
    assert found.value.code == "paper-not-due"
    assert "不予" in found.value.message.zh
    office.person(2, "李四")
    with pytest.raises(PaperError):
        refusals.refusal(office.claim(2, certificate("Z2", 2)))


def test_a_correction_notice_lists_everything_that_was_asked_for_at_once(office: Office) -> None:
    office.person(1, "张三")
    items = (Text("合同复印件", "contract"), Text("发票第二页", "invoice"))
    case = supplementing.ask(office.claim(1, certificate("Z1", 1)), office.intake, items)
    assert supplements.data_of(case)["items"] == ["合同复印件", "发票第二页"]
    assert supplements.supplement(case).startswith(PDF_MARK)


def test_a_receipt_shows_who_was_paid_what_by_whom_and_hides_the_accounts(office: Office) -> None:
    order = paid(office)
    said = receipts.data_of(order)
    assert said["amount"]["capitals"] == "人民币壹仟贰佰元整"
    assert said["bank_reference"] == "BK1"
    assert said["payee"]["account"] == "尾号 0001"
    assert "6222020000000001" not in str(said)
    assert receipts.receipt(order) == receipts.receipt(Order.objects.get(pk=order.pk))


def test_there_is_no_receipt_before_the_bank_has_paid(office: Office) -> None:
    order = paid(office)
    order.state = "sent"
    with pytest.raises(PaperError):
        receipts.receipt(order)
