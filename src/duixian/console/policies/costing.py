"""What a draft would cost: counted by a job over the registry as known now, shown by measure, and taken away as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from duixian.authorities import clock
from duixian.console.doors import OfficeRequest, office
from duixian.console.policies.counted import Cost, Line, cost_of
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import READERS, WRITERS
from duixian.console.policies.trying import ordered, problems_of
from duixian.console.seeing import exported, seen
from duixian.decisions.store import trials
from duixian.decisions.store.states import RunState, TrialKind, WorkState
from duixian.design.downloads import XLSX, to_keep
from duixian.papers.sheets import Cell, Column, Kind, workbook


@office(*READERS)
def cost(request: OfficeRequest, number: int) -> HttpResponse:
    """What was counted of the draft as it stands, or how far the job is; ``?file=xlsx`` is the workbook."""
    found = draft_of(request, number)
    trial = trials.latest(found, TrialKind.COST)
    counted = cost_of(found, trial) if trial is not None and trial.state == RunState.DONE else None
    if counted is not None and request.GET.get("file") == "xlsx":
        exported(request, "policies.cost", str(number))
        return to_keep(_workbook(counted), f"{found.title} {_('资金测算')}.xlsx", XLSX)
    seen(request, "policies.cost", str(number))
    context: dict[str, Any] = {
        "draft": found,
        "trial": trial,
        "cost": counted,
        "problems": problems_of(trial) if trial is not None else [],
        "before": trials.any_of(found, TrialKind.COST),
        "orders": request.office.holds(*WRITERS),
        "open": found.state in (WorkState.WRITING, WorkState.PROPOSED),
    }
    part = (
        "console/policies/part_cost.html"
        if request.headers.get("HX-Request")
        else "console/policies/cost.html"
    )
    return render(request, part, context)


@office(*WRITERS)
def order(request: OfficeRequest, number: int) -> HttpResponse:
    """The count is put to a job."""
    ordered(draft_of(request, number), TrialKind.COST, request)
    messages.success(request, _("已开始测算，完成后本页自动显示结果。"))
    return redirect("console:policies:cost", number)


def _workbook(counted: Cost) -> bytes:
    language = get_language() or "zh"
    columns = [
        Column(_("条款")),
        Column(_("项目")),
        Column(_("施行版本：符合"), Kind.COUNT),
        Column(_("草案：符合"), Kind.COUNT),
        Column(_("施行版本：待定"), Kind.COUNT),
        Column(_("草案：待定"), Kind.COUNT),
        Column(_("施行版本：金额（元）"), Kind.MONEY),
        Column(_("草案：金额（元）"), Kind.MONEY),
        Column(_("差额（元）"), Kind.MONEY),
        Column(_("增加的件数"), Kind.COUNT),
        Column(_("减少的件数"), Kind.COUNT),
    ]
    rows = [_row(line, line.name.lang(language)) for line in counted.lines]
    return workbook(_("资金测算"), columns, rows, made_at=clock.now(), notes=_notes(counted))


def _row(line: Line, name: str) -> list[Cell]:
    was, now, moves = line.before, line.after, line.moves
    counts: list[Cell] = [was.eligible, now.eligible, was.open, now.open, was.fen, now.fen]
    return [line.clause, name, *counts, line.difference_fen, moves.more, moves.less]


def _notes(counted: Cost) -> list[tuple[str, str]]:
    return [
        (_("比较的版本"), counted.against),
        (_("按哪一天"), counted.as_of.isoformat()),
        (_("依据的登记"), f"{counted.known_at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}"),
        (_("得到更多的人和单位"), str(counted.payees.more)),
        (_("得到更少的人和单位"), str(counted.payees.less)),
    ]
