"""The page of figures; ``?format=xlsx`` gives them as a workbook."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from duixian.authorities import clock
from duixian.decisions.store.models import PolicyVersion
from duixian.design.downloads import XLSX, to_keep
from duixian.insight.disclosure import FEWEST, Cell
from duixian.insight.published import Figures, figures
from duixian.papers.sheets import Cell as SheetCell
from duixian.papers.sheets import Column, Kind, workbook
from duixian.public.policies.versions import published
from duixian.values.bilingual import Text

_KEPT_SECONDS = 600
"""The figures move with payments, not by the minute."""


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Money by measure and by month, cases by where they stand."""
    counted = _counted()
    names = _names(counted)
    if request.GET.get("format") == "xlsx":
        return _workbook(counted, names)
    most = max((cell.fen or 0 for cell in counted.months.cells), default=0)
    context = {
        "figures": counted,
        "measures": [(names[cell.key], cell) for cell in counted.measures.cells],
        "months": [(cell, _share(cell.fen, most)) for cell in counted.months.cells],
        "fewest": FEWEST,
    }
    return render(request, "public/statistics/page.html", context)


def _counted() -> Figures:
    """The figures of some minutes ago, or counted now."""
    key = f"public-figures-{clock.today()}"
    held = cache.get(key)
    if not isinstance(held, Figures):
        held = figures()
        cache.set(key, held, _KEPT_SECONDS)
    return held


def _share(fen: int | None, most: int) -> int:
    """How long a bar is, in hundredths."""
    return 0 if not fen or not most else max(1, 100 * fen // most)


def _names(counted: Figures) -> dict[tuple[str, str], Text]:
    """The measures' names; the latest published version of each policy knows them."""
    latest: dict[str, PolicyVersion] = {}
    for version in published():
        latest.setdefault(version.policy, version)
    found = {}
    for cell in counted.measures.cells:
        policy, measure = cell.key
        rule = latest[policy].loaded().measures.get(measure) if policy in latest else None
        found[cell.key] = rule.source.name if rule is not None else Text(measure, measure)
    return found


def _workbook(counted: Figures, names: dict[tuple[str, str], Text]) -> HttpResponse:
    columns = [
        Column(gettext("分类")),
        Column(gettext("项目或月份")),
        Column(gettext("金额（元）"), Kind.MONEY),
        Column(gettext("收款人数"), Kind.COUNT),
    ]
    language = get_language() or "zh"
    rows = [_row(gettext("按项目"), names[cell.key].lang(language), cell) for cell in counted.measures.cells]
    rows += [_row(gettext("按月份"), f"{cell.key:%Y-%m}", cell) for cell in counted.months.cells]
    notes = [
        (gettext("统计到"), counted.upto.isoformat()),
        (gettext("说明"), gettext("人数少于 {fewest} 的不公布，空着。").format(fewest=FEWEST)),
    ]
    contents = workbook(gettext("公开统计"), columns, rows, made_at=clock.now(), notes=notes)
    return to_keep(contents, f"statistics-{counted.upto}.xlsx", XLSX, public=True)


def _row(kind: str, name: str, cell: Cell[Any]) -> tuple[SheetCell, ...]:
    return kind, name, cell.fen, cell.recipients
