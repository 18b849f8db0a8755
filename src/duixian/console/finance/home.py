"""The first page: budget by item and year, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.console.doors import OfficeRequest, office
from duixian.console.finance import queries
from duixian.console.finance.finding import item_of
from duixian.console.finance.forms import BudgetForm, ItemForm
from duixian.console.finance.roles import CHECKER, FINANCE, READERS
from duixian.console.seeing import exported, seen
from duixian.design.downloads import XLSX, to_keep
from duixian.design.paging import page
from duixian.ledger import budgets, refunds
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Item
from duixian.papers.sheets import Cell, Column, workbook
from duixian.papers.sheets import Kind as Of


@office(*READERS)
def home(request: OfficeRequest) -> HttpResponse:
    """Items of a year and where their money stands."""
    authority = request.office.authority
    known = queries.years(authority)
    year = _year(request, known)
    rows = queries.standings(authority, year)
    kinds, total = queries.kinds_of(rows), queries.totals(rows)
    seen(request, "ledger.Item", str(year))
    context = {
        "year": year,
        "years": known or [year],
        "kinds": kinds,
        "rows": [(row, list(zip(kinds, row.columns(kinds), strict=True))) for row in rows],
        "total": (total.whole, total.columns(kinds)) if total else None,
        "waiting": queries.waiting(authority),
        "may_open": request.office.holds(*FINANCE),
    }
    return render(request, "console/finance/home.html", context)


def _year(request: HttpRequest, known: list[int]) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and len(asked) == 4 else (known or [clock.today().year])[0]


@office(*READERS)
def sheet(request: OfficeRequest) -> HttpResponse:
    """The same figures as a workbook."""
    year = _year(request, queries.years(request.office.authority))
    rows = queries.standings(request.office.authority, year)
    columns = [
        Column(gettext("项目编码")),
        Column(gettext("项目名称")),
        Column(gettext("预算总额（元）"), Of.MONEY),
        *(Column(f"{kind.label}（元）", Of.MONEY) for kind in queries.SHOWN),
    ]
    title = gettext("{year} 年预算执行").format(year=year)
    exported(request, "ledger.Item", str(year))
    lines: list[Sequence[Cell]] = [(row.item.code, row.item.name, row.whole, *row.columns()) for row in rows]
    notes = [
        (gettext("部门"), request.office.authority.name),
        (gettext("导出人"), str(request.office.account)),
    ]
    content = workbook(title, columns, lines, made_at=clock.now(), notes=notes)
    return to_keep(content, f"{title}.xlsx", XLSX)


@office(*FINANCE)
def open_item(request: OfficeRequest) -> HttpResponse:
    """A new item with its budget."""
    form = ItemForm(request.POST or None, initial={"year": clock.today().year, "shares": "本级财政 1"})
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        item = budgets.open_item(
            request.office.authority,
            held["year"],
            held["code"],
            held["name"],
            held["fen"],
            shares=held["shares"],
            payer=form.payer(),
            actor=request.office.account,
        )
        messages.success(request, gettext("已设立预算项目。"))
        return redirect("console:finance:item", pk=item.pk)
    return render(request, "console/finance/open_item.html", {"form": form})


@office(*READERS)
def item(request: OfficeRequest, pk: int) -> HttpResponse:
    """One item: by source, and its lines of the journal."""
    found = item_of(request, pk)
    kind = _kind(request.GET.get("kind", ""))
    rows = page(queries.entries(found, kind), request, by=("-number",))
    standing = next(row for row in queries.standings(found.authority, found.year) if row.item == found)
    kinds = queries.kinds_of([standing])
    seen(request, "ledger.Item", found.code)
    context = {
        "item": found,
        "kinds": kinds,
        "kind": kind,
        "sources": queries.by_source(found, kinds),
        "columns": standing.columns(kinds),
        "page": rows,
        "lines": [(entry, *queries.ends(entry)) for entry in rows.rows],
        "form": BudgetForm() if request.office.holds(CHECKER) and found.closed_at is None else None,
    }
    return render(request, "console/finance/item.html", context)


def _kind(name: str) -> Kind | None:
    return Kind(name) if name in Kind.values else None


@office(CHECKER)
def change_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """More, less, or what came back made free."""
    found = item_of(request, pk)
    form = BudgetForm(request.POST)
    if form.is_valid():
        _change(found, form, request)
        messages.success(request, gettext("预算已变更，账簿已记。"))
        return redirect("console:finance:item", pk=pk)
    context = {"item": found, "form": form}
    return render(request, "console/finance/change_item.html", context, status=422)


def _change(found: Item, form: BudgetForm, request: OfficeRequest) -> None:
    kind, fen, reason = (form.cleaned_data[name] for name in ("kind", "fen", "reason"))
    actor = request.office.account
    if kind == BudgetForm.SUPPLEMENT:
        budgets.supplement(found, fen, reason=reason, actor=actor)
    elif kind == BudgetForm.CUT:
        budgets.cut(found, fen, reason=reason, actor=actor)
    else:
        refunds.restore(found, fen, actor=actor)
