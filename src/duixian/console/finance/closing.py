"""The end of a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from duixian.console.doors import OfficeRequest, office
from duixian.console.finance import queries
from duixian.console.finance.roles import CHECKER, READERS
from duixian.console.seeing import seen
from duixian.design.refusals import refusal_of
from duixian.ledger import closing as ledger_closing
from duixian.ledger.kinds import Kind
from duixian.ledger.models import YearClose
from duixian.values.bilingual import DuixianError

OPEN_ENDS = (Kind.PAYABLE, Kind.IN_TRANSIT, Kind.WITHHELD, Kind.RETURNED)
"""What must be empty before an item is closed."""


@office(*READERS)
def year_end(request: OfficeRequest, year: int) -> HttpResponse:
    """What closing a year would do, and what stands against it."""
    seen(request, "ledger.YearClose", str(year))
    return _shown(request, year)


def _shown(request: OfficeRequest, year: int, status: int = 200, **more: object) -> HttpResponse:
    rows = queries.standings(request.office.authority, year)
    closed = {one.item_id: one for one in YearClose.objects.filter(item__in=[row.item for row in rows])}
    context = {
        "year": year,
        "rows": [(row, _open_ends(row), closed.get(row.item.pk)) for row in rows],
        "may_close": request.office.holds(CHECKER) and any(row.item.pk not in closed for row in rows),
        **more,
    }
    return render(request, "console/finance/year_end.html", context, status=status)


def _open_ends(row: queries.Standing) -> list[tuple[str, int]]:
    return [(str(kind.label), row.fen[kind]) for kind in OPEN_ENDS if row.fen.get(kind)]


@office(CHECKER)
def close(request: OfficeRequest, year: int) -> HttpResponse:
    """Every item of the year, all or none."""
    try:
        closed = ledger_closing.close(request.office.authority, year, request.office.account)
    except DuixianError as error:
        return _shown(request, year, status=409, refusal=refusal_of(error))
    messages.success(request, gettext("已结账 {count} 个项目。").format(count=len(closed)))
    return redirect("console:finance:year-end", year=year)
