"""From a case that is free to be paid to orders in the ledger, and back by what the bank did with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from duixian.authorities import clock, roles
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework.budgeting import reserving
from duixian.casework.contested import held_by_appeal
from duixian.casework.errors import NotPossible
from duixian.casework.keys import person_table
from duixian.casework.models.account import PayTo
from duixian.casework.models.case import Case
from duixian.casework.moving import locked_all, move
from duixian.casework.ordering import order_rows
from duixian.casework.people import cells_of
from duixian.casework.returned.asking import ask
from duixian.casework.screens import matters
from duixian.casework.screens.queries import held_back, open_flags
from duixian.casework.states import State, Verb
from duixian.decisions.store import paying as instalments
from duixian.decisions.store import streams
from duixian.decisions.store.models import Instalment
from duixian.decisions.store.states import TAKEN_UP, InstalmentState
from duixian.ledger.models import Order
from duixian.ledger.states import LIVE, OrderState
from duixian.notices.messages.about_people import Concerned, tell_paid
from duixian.notices.messages.telling import tell
from duixian.notices.messages.templates import Word
from duixian.values.bilingual import Text

PAYABLE = (State.CLEARED, State.ORDERED, State.PAID)
"""States of cases whose money may be ordered: the notice is over."""


def order(cases: Sequence[Case], officer: Account) -> list[Order]:
    """Order what is due of these cases now, all or none. Raises RoleRefused, NotPossible (``not-possible``;
    ``held-back``: a screen's finding is open or was upheld; ``amount-contested``), ClaimFaulty (``no-account``), and
    what the ledger raises."""
    with transaction.atomic():
        prefetch_related_objects(cases, "version", "authority")
        held = held_back(cases)
        if held:
            raise _held_back([case for case in cases if case.pk in held])
        rows = locked_all(cases)
        contested = held_by_appeal(rows)
        if contested:
            raise _contested([row for row in rows if row.pk in contested])
        for row in rows:
            _require_payable(row, officer)
        made = order_rows(rows, officer)
        matters.mark_paid(cases)
        return made


def order_due(authority: Authority, officer: Account, day: date | None = None) -> list[Order]:
    """Order everything that has fallen due by a day, streams decided again before: the monthly round. Cases that a
    screen holds back wait for its review, those whose amount is contested for the answer."""
    by = day or clock.today()
    streams.advance(authority, by, actor=officer, reserve=reserving(officer))
    instalments.fall_due(authority, by)
    cases = Case.objects.filter(
        authority=authority,
        state__in=[state.value for state in PAYABLE],
        entitlement__instalments__state=InstalmentState.DUE,
        entitlement__instalments__amount_fen__gt=0,
    ).distinct()
    due = list(cases.order_by("pk"))
    held = held_back(due) | held_by_appeal(due)
    return order([case for case in due if case.pk not in held], officer)


def follow(authority: Authority) -> list[Case]:
    """Bring instalments and cases in line with the bank's answers; payees are told, and asked for an account
    where their payment came back. Doing it again changes nothing."""
    moved = {case.pk: case for case in _paid(authority)}
    moved |= {case.pk: case for case in _came_back(authority)}
    moved |= {case.pk: case for case in _all_paid(authority)}
    ask(authority)
    return list(moved.values())


def _require_payable(row: Case, officer: Account) -> None:
    roles.require(officer, row.authority, Role.FINANCE_MAKER)
    if row.entitlement_id is None or row.state not in PAYABLE:
        raise _not_payable(row)


def _paid(authority: Authority) -> Iterable[Case]:
    for order_, instalment in _paid_by_bank(authority):
        with transaction.atomic():
            # Whoever follows at the same moment has told, or is telling, this payee.
            if not _in_payment(instalment).select_for_update(skip_locked=True).exists():
                continue
            instalments.paid(instalment)
            case = _case_of(instalment)
            if case is not None:
                _tell_paid(case, order_)
                yield case


def _came_back(authority: Authority) -> Iterable[Case]:
    """Payments given up, before or after the bank had reported them as paid: their instalments are due again. What was
    sent back and not given up stays as it is until it is re-issued; what was given up after its year was closed has
    gone back to its sources."""
    given_up = Order.objects.filter(
        authority=authority, state=OrderState.CANCELLED, item__closed_at__isnull=True
    ).order_by("pk")
    by_name = _taken_up(authority, given_up.values("reference"))
    for order_ in given_up if by_name else ():
        instalment = by_name.get((order_.reference, order_.instalment))
        if instalment is None or _is_live(order_):
            continue
        instalments.sent_back(instalment)
        del by_name[order_.reference, order_.instalment]
        case = _case_of(instalment)
        if case is not None:
            yield case


def _is_live(order_: Order) -> bool:
    """Whether another order stands for the same instalment."""
    same = Order.objects.filter(
        authority=order_.authority_id, reference=order_.reference, instalment=order_.instalment
    )
    return same.filter(state__in=LIVE).exists()


def _taken_up(authority: Authority, references: QuerySet[Order, Any]) -> dict[tuple[str, str], Instalment]:
    """Instalments of some references that were ordered, or paid, by reference and name."""
    held = Instalment.objects.filter(
        authority=authority, state__in=TAKEN_UP, entitlement__number__in=references
    )
    return {(one.entitlement.number, one.code): one for one in held.select_related("entitlement", "payee")}


def _paid_by_bank(authority: Authority) -> Iterable[tuple[Order, Instalment]]:
    """Paid orders and the instalments that do not say so yet."""
    waiting = Instalment.objects.filter(authority=authority, state=InstalmentState.IN_PAYMENT).select_related(
        "entitlement", "payee"
    )
    by_name = {(one.entitlement.number, one.code): one for one in waiting}
    found = Order.objects.filter(
        authority=authority, state=OrderState.PAID, reference__in={reference for reference, _ in by_name}
    )
    for order_ in found.order_by("pk"):
        instalment = by_name.get((order_.reference, order_.instalment))
        if instalment is not None:
            yield order_, instalment


def _case_of(instalment: Instalment) -> Case | None:
    return Case.objects.filter(entitlement=instalment.entitlement_id).order_by("-pk").first()


def _all_paid(authority: Authority) -> Iterable[Case]:
    """Ordered cases of which nothing is on its way any more."""
    on_its_way = Instalment.objects.filter(
        entitlement=OuterRef("entitlement"), state=InstalmentState.IN_PAYMENT
    )
    arrived = Case.objects.filter(~Exists(on_its_way), authority=authority, state=State.ORDERED)
    for key in arrived.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = arrived.select_for_update(of=("self",), skip_locked=True).filter(pk=key).first()
            if row is not None:
                move(row, Verb.PAY, None)
                yield row


def _in_payment(instalment: Instalment) -> QuerySet[Instalment]:
    return Instalment.objects.filter(pk=instalment.pk, state=InstalmentState.IN_PAYMENT)


def _tell_paid(case: Case, order_: Order) -> None:
    """The payee is told; where a unit is paid because of a person, the person is told too."""
    benefit = case.version.loaded().measures[case.measure].source.name
    line = PayTo.objects.filter(case=case, account_index=order_.account_index).first()
    if line is None:
        return
    words: dict[str, Word] = {
        "benefit": benefit,
        "amount": order_.amount_fen,
        "day": clock.today(),
        "tail": line.account_end,
    }
    tell(case.authority, "paid", words, table=line.table, key=line.key, reference=case.number)
    tell_paid(case.authority, _persons(case, line, order_.amount_fen), line.name, benefit, case.number)


def _persons(case: Case, line: PayTo, fen: int) -> list[Concerned]:
    """Persons whom the case's record names and who are not the payee."""
    vocabulary = case.version.loaded().vocabulary
    person, own = person_table(vocabulary), (case.table, case.key)
    if line.table == person:
        return []
    cells = cells_of(case.authority, [own]).get(own, {})
    links = vocabulary.tables[case.table].links_to(person)
    return [Concerned(person, str(cells[name]), fen) for name in links if cells.get(name)]


def _held_back(cases: Sequence[Case]) -> NotPossible:
    titles = dict.fromkeys(open_flags(cases).values_list("title", flat=True))
    english = dict.fromkeys(open_flags(cases).values_list("title_english", flat=True))
    return NotPossible(
        "held-back",
        Text(
            f"筛查发现的问题尚未核销：{'、'.join(titles) or '已认定的问题'}。",
            f"A screen's findings are not cleared: {', '.join(english) or 'they were upheld'}.",
        ),
        "、".join(case.number for case in cases),
        Text("请先在筛查清单中核查并写明结论。", "Review them on the list of findings first, with a reason."),
    )


def _contested(cases: Sequence[Case]) -> NotPossible:
    return NotPossible(
        "amount-contested",
        Text(
            "申请人对金额提出了异议，尚未了结。", "The claimant contests the amount; it is not answered yet."
        ),
        "、".join(case.number for case in cases),
        Text(
            "请先答复异议；已作出新决定的，请先复核差额。",
            "Answer the appeal first; where it was decided anew, review the difference.",
        ),
    )


def _not_payable(row: Case) -> NotPossible:
    return NotPossible(
        "not-possible",
        Text(f"“{row.state}”的不能付款。", f"A case that is {State(row.state).label} cannot be paid."),
        row.number,
        Text("公示期满且无异议的才能付款。", "Only what was on notice and stands can be paid."),
    )
