"""A quarter of one district, from the import of its registers to the audit, with the money at every step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import exempt, offers, paying, publishing, settling
from duixian.casework.models.case import Case
from duixian.casework.states import State
from duixian.decisions.store import auditing, deciding, differences
from duixian.decisions.store.models import Decision, Run
from duixian.ledger import orders, reconciling, recoveries, verifying
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Order
from duixian.ledger.payees import Payee
from duixian.notices import publicity
from duixian.notices.models import Objection, Publicity
from duixian.registry.store import facts
from duixian.registry.store.importing import import_folder
from tests.journeys.quarter.audit import baseless
from tests.journeys.quarter.bank import answered, released, sent
from tests.journeys.quarter.counter import checked, claimed, failing, refused, refused_by_run
from tests.journeys.quarter.district import District, founded, registers

EXEMPT, CLAIMED = "技能提升补助", "继续教育补助"
LEVEL, HIGHER, LOWER = "技能等级", "技师", "高级工"


@pytest.mark.django_db(transaction=True)
def test_a_quarter_of_a_district_from_registers_to_money_and_back(tmp_path: Path) -> None:
    with clock.at(date(2023, 4, 3)):
        district, run = opened(tmp_path)
    due = sum(line["payable_fen"] for line in run.totals if line["measure"] == EXEMPT)
    approved = offered_and_claimed(district, run, due)
    with clock.at(date(2023, 4, 20)):
        notice = published(district, approved, due)
    contested = objected(district, notice, len(approved))
    paid_with_two_failures(district, due, contested)
    paid_in_the_end(district, due, contested)
    more, less = corrected(district, due)
    with clock.at(date(2023, 6, 30)):
        assert district.money() == {Kind.PAID: due + more - less, Kind.RECOVERED: less}
        audited(district, tmp_path)


def opened(folder: Path) -> tuple[District, Run]:
    """Registers brought in, a second time without effect, and the policy decided over them."""
    district = founded()
    files, words = registers(folder / "registers"), district.version.loaded().vocabulary
    first = import_folder(district.authority, files, words)
    again = import_folder(district.authority, files, words)
    assert first.inserted > 0
    assert (again.inserted, again.corrected, again.unchanged) == (0, 0, first.inserted)
    run = deciding.decide_registry(district.authority, [district.version], clock.today())
    assert district.money() == {}
    return district, run


def offered_and_claimed(district: District, run: Run, due: int) -> list[Case]:
    """A list without claims, offered and confirmed; one case left off it is claimed by hand, two claims are refused."""
    intake, second = district.officer(Role.INTAKE), district.officer(Role.SECOND_CHECK)
    with clock.at(date(2023, 4, 4)):
        listing = exempt.start(run, [EXEMPT], intake)
        assert [line["fen"] for line in listing.totals] == [due]
        own = exempt.drop(listing.cases.order_by("pk")[0], intake, "本人要求自行申报")
        exempt.confirm(listing, second)
        assert district.money() == {Kind.RESERVED: due - own.payable_fen}
    with clock.at(date(2023, 4, 10)):
        offered = listing.cases.filter(state=State.OFFERED).order_by("pk")
        approved = [offers.confirm(case, intake) for case in offered]
        approved.append(checked(district, claimed(district, EXEMPT, own.key, "6222020000000012345")))
        assert {case.state for case in approved} == {State.APPROVED}
        assert district.money() == {Kind.RESERVED: due}
        refusals(district, run)
        assert district.money() == {Kind.RESERVED: due}
    return approved


def refusals(district: District, run: Run) -> None:
    """A claim that no clause grants is refused by the first check, one that is late by the rule's own words at once."""
    unskilled = next(d for d in refused_by_run(run, CLAIMED) if "申请期限" not in failing(d))
    case = claimed(district, CLAIMED, unskilled["case"]["key"], "6222020000000012346")
    assert case.state == State.CHECKING
    assert refused(district, case).state == State.REFUSED
    late = next(d for d in refused_by_run(run, EXEMPT) if "申请期限" in failing(d))
    assert claimed(district, EXEMPT, late["case"]["key"], "6222020000000012347").state == State.REFUSED
    assert baseless(district.authority, district.version.loaded()) == []


def published(district: District, approved: Sequence[Case], due: int) -> Publicity:
    """The masked list of all that is approved: the same money, and no number of anybody."""
    notice = publishing.publish(approved, district.officer(Role.INTAKE), "技能提升补助公示")
    assert sum(line.amount_fen or 0 for line in notice.lines.all()) == due
    assert re.findall(r"\d{8,}", " ".join(f"{line.name}{line.unit}" for line in notice.lines.all())) == []
    assert district.money() == {Kind.RESERVED: due}
    return notice


def objected(district: District, notice: Publicity, count: int) -> Case:
    """One line is objected to and held; when the clock has run out all others are free."""
    with clock.at(date(2023, 4, 24)):
        publicity.object_to(notice.lines.order_by("position")[0], "此人取证时不在临平工作")
        publishing.follow(district.authority)
    with clock.at(date(2023, 5, 4)):
        assert len(publishing.conclude(notice)) == count - 1
    return Case.objects.get(authority=district.authority, state=State.CONTESTED)


def paid_with_two_failures(district: District, due: int, contested: Case) -> None:
    """A batch of all that is free; the bank pays it but for two lines."""
    free = due - contested.payable_fen
    held = {Kind.RESERVED: contested.payable_fen}
    with clock.at(date(2023, 5, 8)):
        cases = Case.objects.filter(authority=district.authority, state=State.CLEARED).order_by("pk")
        ordered = paying.order(list(cases), district.officer(Role.FINANCE_MAKER))
        assert district.money() == {**held, Kind.PAYABLE: free}
        batch = released(district, ordered)
        transfers = sent(district, batch)
        assert sum(transfer.fen for transfer in transfers) == free
        assert district.money() == {**held, Kind.IN_TRANSIT: free}
    with clock.at(date(2023, 5, 9)):
        failing_lines = transfers[:2]
        answered(district, batch, transfers, {line.number for line in failing_lines})
        back = sum(line.fen for line in failing_lines)
        assert district.money() == {**held, Kind.PAID: free - back, Kind.RETURNED: back}
        reconciled = reconciling.reconcile(batch)
        assert (reconciled.sent_fen, reconciled.returned_fen) == (free, back)
        paying.follow(district.authority)


def paid_in_the_end(district: District, due: int, contested: Case) -> None:
    """Two payments re-issued to corrected accounts and the case whose objection did not hold: nothing is left over."""
    second, maker = district.officer(Role.SECOND_CHECK), district.officer(Role.FINANCE_MAKER)
    with clock.at(date(2023, 5, 15)):
        objection = Objection.objects.get(authority=district.authority)
        publicity.resolve(objection, upheld=False, reason="经核查，取证时在临平参保", actor=second)
        (freed,) = publishing.follow(district.authority)
        returned = Order.objects.filter(authority=district.authority, state="returned").order_by("pk")
        again = [orders.reissue(order, new_account(order, place)) for place, order in enumerate(returned)]
        batch = released(district, [*again, *paying.order([freed], maker)])
        transfers = sent(district, batch)
        assert len(transfers) == 3
        answered(district, batch, transfers)
        reconciling.reconcile(batch, bank_fen=sum(transfer.fen for transfer in transfers))
        paying.follow(district.authority)
    assert district.money() == {Kind.PAID: due}
    entitled = Case.objects.filter(authority=district.authority, entitlement__isnull=False, state=State.PAID)
    assert sum(entitled.values_list("payable_fen", flat=True)) == due


def new_account(order: Order, place: int) -> Payee:
    """The account that the payee gave after the bank had sent the payment back."""
    return Payee(order.payee_name, f"62220200000000990{place:02}", order.bank)


def corrected(district: District, due: int) -> tuple[int, int]:
    """Two facts were wrong: one payee gets the rest, another pays back what was too much. Returns both in fen.

    Everything is decided again as of this day, two months after the run: what was taken up in time is not late."""
    with clock.at(date(2023, 6, 5)):
        raised, lowered = paid_case(district, LOWER), paid_case(district, HIGHER)
        changed = [level_of(district, raised, HIGHER), level_of(district, lowered, LOWER)]
        found = differences.after(district.authority, facts_changed=changed, as_of=clock.today())
        lines = {line.case_id: line for line in found if line.entitlement is not None}
        assert set(lines) == {raised.case_id, lowered.case_id}
        more, less = lines[raised.case_id], lines[lowered.case_id]
        assert (more.kind, less.kind) == ("补发", "追回")
        assert district.money() == {Kind.PAID: due}
        settled = settling.settle([more, less], district.officer(Role.SECOND_CHECK), "证书等级登记有误")
        assert district.money() == {
            Kind.PAID: due - less.fen,
            Kind.RESERVED: more.fen,
            Kind.RECEIVABLE: less.fen,
        }
        pay_the_rest(district, raised, more.fen)
        assert district.money() == {Kind.PAID: due + more.fen - less.fen, Kind.RECEIVABLE: less.fen}
        (recovery,) = settled[1].recoveries
        recoveries.receive(recovery, less.fen, "收款凭证-1")
    return more.fen, less.fen


def paid_case(district: District, level: str) -> Case:
    """A paid case whose certificate is of a level."""
    paid = Case.objects.filter(authority=district.authority, state=State.PAID, measure=EXEMPT).order_by("pk")
    known = ((case, facts.history(district.authority, case.table, case.key)[-1]) for case in paid)
    return next(case for case, fact in known if fact.cells[LEVEL] == level)


def level_of(district: District, case: Case, level: str) -> tuple[str, str]:
    """The level of a case's certificate, corrected in the registry."""
    officer = district.officer(Role.FIRST_CHECK)
    facts.correct(
        district.authority,
        case.table,
        case.key,
        {LEVEL: level},
        actor=officer,
        source="发证机构复核",
        vocabulary=district.version.loaded().vocabulary,
    )
    return case.table, case.key


def pay_the_rest(district: District, case: Case, fen: int) -> None:
    """What is due in addition is ordered, sent, paid and reconciled like any payment."""
    case.refresh_from_db()
    ordered = paying.order([case], district.officer(Role.FINANCE_MAKER))
    assert [order.amount_fen for order in ordered] == [fen]
    batch = released(district, ordered)
    answered(district, batch, sent(district, batch))
    reconciling.reconcile(batch, bank_fen=fen)
    paying.follow(district.authority)


def audited(district: District, folder: Path) -> None:
    """Chains hold, the export is what was decided, every run and decision comes out the same, no refusal is baseless."""
    assert verifying.verify(district.authority) > 0
    made = auditing.export(district.authority, folder / "audit", district.officer(Role.AUDITOR))
    assert (made.differing, made.breaks) == ((), ())
    assert made.decisions == Decision.objects.filter(authority=district.authority).count()
    assert made.replayed > 0
    assert auditing.faults_of(made.folder) == []
    assert baseless(district.authority, district.version.loaded()) == []
