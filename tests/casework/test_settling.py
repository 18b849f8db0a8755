from __future__ import annotations

from datetime import date

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import exempt, offers, paying, publishing, settling
from duixian.casework.content import BankAccount
from duixian.casework.models import Case
from duixian.decisions.store import differences
from duixian.decisions.store.deciding import decide_registry
from duixian.ledger import batches, returns
from duixian.ledger.models import Tax
from duixian.registry.store import facts
from tests.casework.office import CERTIFICATE, EMPLOYER, HIRING, Office, id_number

GRANT_FEN = 120_000


def paid(office: Office) -> Case:
    """A grant paid without a claim."""
    office.person(1, "张三", "6222020000000011")
    office.certificate("Z1", 1)
    run = decide_registry(office.authority, [office.version], clock.today(), actor=None)
    listing = exempt.confirm(exempt.start(run, [CERTIFICATE], office.first), office.second)
    case = offers.confirm(listing.cases.get(), office.account_of(1))
    notice = publishing.publish([case], office.first, "公示")
    with clock.at(date(2026, 10, 20)):
        orders = paying.order(publishing.conclude(notice), office.maker)
        checker = office.by(Role.FINANCE_CHECKER)
        batch = batches.set_tax(batches.make(office.item, orders, office.maker), Tax.GROSS, office.maker)
        batch = batches.release(batches.check(batch, checker), checker)
        returns.take(batch, [returns.Line(order.number, True) for order in orders])
        (case,) = paying.follow(office.authority)
    return case


def test_what_was_paid_by_a_wrong_fact_is_demanded_back(office: Office) -> None:
    case = paid(office)
    with clock.at(date(2026, 11, 2)):
        facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "中级工"}, actor=None, source="更正")
        lines = differences.after(office.authority, facts_changed={("技能证书", "Z1")})
        (settled,) = settling.settle(lines, office.second, "证书等级登记有误")
    (recovery,) = settled.recoveries
    assert (recovery.fen, settled.case and settled.case.number) == (GRANT_FEN, case.number)


def test_what_a_corrected_fact_adds_is_ordered_with_the_next_round(office: Office) -> None:
    office.employer()
    office.person(1, "职工")
    office.known("录用", hired("H1", 1, "高级工"))
    run = decide_registry(office.authority, [office.version], clock.today(), actor=None)
    listing = exempt.confirm(exempt.start(run, [HIRING], office.first), office.second)
    case = offers.confirm(listing.cases.get(), office.clerk(), BankAccount("", "571900000000001", "某银行"))
    case = Case.objects.get(pk=case.pk)
    notice = publishing.publish([case], office.first, "公示")
    facts.correct(office.authority, "录用", "H1", {"技能等级": "技师"}, actor=None, source="更正")
    lines = differences.after(office.authority, facts_changed={("录用", "H1")})
    (settled,) = settling.settle(lines, office.second, "合同等级登记有误")
    with clock.at(date(2026, 10, 20)):
        orders = paying.order(publishing.conclude(notice), office.maker)
    assert (settled.difference.kind, settled.difference.fen, settled.recoveries) == ("补发", 70_000, ())
    assert [order.amount_fen for order in orders] == [150_000]


def hired(number: str, serial: int, level: str) -> dict[str, str]:
    """The cells of a contract."""
    return {
        "合同编号": number,
        "人员": id_number(serial),
        "用人单位": EMPLOYER,
        "录用日": "2026-05-01",
        "技能等级": level,
    }
