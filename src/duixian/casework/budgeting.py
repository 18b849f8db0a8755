"""Money is set aside before it is promised: the budget item of a measure, reserved under the entitlement's number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.casework.errors import NoBudget
from duixian.casework.models.budget import BudgetLine
from duixian.casework.models.case import Case
from duixian.decisions.store import granting
from duixian.decisions.store.granting import Reserve
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Entitlement
from duixian.ledger import budgets
from duixian.ledger.errors import BudgetShort, ItemRefused
from duixian.ledger.models import Item, Reservation
from duixian.values.bilingual import Text


def assign(authority: Authority, policy: str, item: str, measure: str = "") -> BudgetLine:
    """The budget item (its code, the same each year) that pays a policy's measures, or one of them."""
    line, _ = BudgetLine.objects.update_or_create(
        authority=authority, policy=policy, measure=measure, defaults={"item": item}
    )
    return line


def item_for(authority: Authority, policy: str, measure: str, year: int | None = None) -> Item:
    """The item that pays a measure in a year (this one). Raises NoBudget."""
    lines = BudgetLine.objects.filter(authority=authority, policy=policy)
    line = lines.filter(measure=measure).first() or lines.filter(measure="").first()
    of_year = year or clock.today().year
    if line is not None:
        item = Item.objects.filter(authority=authority, year=of_year, code=line.item).first()
        if item is not None:
            return item
    raise _none(measure, of_year, line)


def item_of(entitlement: Entitlement) -> Item:
    """The item that holds an entitlement's money; of one that holds none yet, the item of this year."""
    kept = (
        Reservation.objects.filter(authority_id=entitlement.authority_id, reference=entitlement.number)
        .select_related("item")
        .order_by("-item__year")
        .first()
    )
    if kept is not None:
        return kept.item
    return item_for(entitlement.authority, entitlement.policy, entitlement.measure)


def items_of(entitlements: Mapping[str, Entitlement]) -> dict[str, Item]:
    """``item_of`` each of several entitlements, by their numbers."""
    kept = Reservation.objects.filter(
        authority__in={one.authority_id for one in entitlements.values()}, reference__in=list(entitlements)
    ).select_related("item")
    found = {one.reference: one.item for one in kept.order_by("item__year")}
    items = {item.pk: item for item in found.values()}
    return {
        number: items[found[number].pk] if number in found else item_of(one)
        for number, one in entitlements.items()
    }


def set_aside(cases: Sequence[Case], actor: Account | None) -> frozenset[str]:
    """Set money aside at once for cases of one list that nothing was ever promised of; the numbers of their
    entitlements. None of an item that does not cover them all: there each case is asked for by itself."""
    items: dict[str, Item | None] = {}
    amounts: dict[Item, dict[str, int]] = {}
    for case, number in _never_promised(cases).items():
        fen = granting.owed(document(case.decision)) if case.decision is not None else 0
        if case.measure not in items:
            items[case.measure] = _item_or_none(case)
        item = items[case.measure]
        if fen and item is not None:
            amounts.setdefault(item, {})[number] = fen
    return frozenset(number for item, some in amounts.items() for number in _reserved(item, some, actor))


def give_back(case: Case, ahead: Collection[str], actor: Account | None) -> None:
    """What was set aside for a case that could not be promised is free again."""
    number = granting.number_of(case.authority, case.case_id)
    if number in ahead:
        budgets.free(item_for(case.authority, case.version.policy, case.measure), number, actor=actor)


def _never_promised(cases: Sequence[Case]) -> dict[Case, str]:
    numbers = {case: granting.number_of(case.authority, case.case_id) for case in cases}
    held = Reservation.objects.filter(reference__in=list(numbers.values()))
    taken = set(held.values_list("reference", flat=True))
    return {case: number for case, number in numbers.items() if number not in taken}


def _item_or_none(case: Case) -> Item | None:
    try:
        return item_for(case.authority, case.version.policy, case.measure)
    except NoBudget:
        return None  # The case itself says so when its turn comes.


def _reserved(item: Item, amounts: dict[str, int], actor: Account | None) -> Collection[str]:
    try:
        return budgets.reserve_all(item, amounts, actor=actor)
    except (BudgetShort, ItemRefused):
        return ()


def reserving(actor: Account | None, ahead: Collection[str] = ()) -> Reserve:
    """What ``granting`` calls: so many fen more for an entitlement, or less. ``ahead``: set aside already."""

    def reserve(entitlement: Entitlement, fen: int) -> None:
        if not fen or entitlement.number in ahead:
            return
        item = item_of(entitlement)
        kept = Reservation.objects.filter(item=item, reference=entitlement.number).first()
        if kept is None:
            budgets.reserve(item, entitlement.number, fen, actor=actor)
            return
        # What was ordered already cannot be given back here: it comes back as a recovery.
        least = kept.total_fen - kept.left_fen
        budgets.amend(item, entitlement.number, max(kept.total_fen + fen, least), actor=actor)

    return reserve


def _none(measure: str, year: int, line: BudgetLine | None) -> NoBudget:
    what = (
        Text(f"“{measure}”没有指定预算项目", f"no budget item is named for '{measure}'")
        if line is None
        else Text(f"{year} 年没有预算项目 {line.item}", f"there is no budget item {line.item} in {year}")
    )
    return NoBudget(
        "no-budget",
        Text(f"{what.zh}，不能承诺支付。", f"Nothing can be promised: {what.en}."),
        measure,
        Text("请财务人员指定或开立预算项目。", "Let the finance office name or open one."),
    )
