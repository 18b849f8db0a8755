"""The pages of figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duixian.authorities.duties import Role
from duixian.console.doors import READERS, OfficeRequest, office
from duixian.console.insight import naming
from duixian.console.insight.files import wanted
from duixian.console.insight.tables import money_grids, pace_grids, refusal_grids
from duixian.console.insight.targets import TargetPage
from duixian.console.seeing import seen
from duixian.console.tasks import count_targets
from duixian.insight import money
from duixian.insight.paths import last_paths, uncounted

WHO = (*READERS, Role.POLICY_AUTHOR)


@require_safe
@office(*WHO)
def targets(request: OfficeRequest) -> HttpResponse:
    """Targets with path and gap, as the last run knew the registry."""
    authority = request.office.authority
    counted = last_paths(authority)
    pages = [
        (c, naming.title(c.version), [TargetPage(c, p, n) for n, p in enumerate(c.paths)]) for c in counted
    ]
    file = wanted(request, tuple(one.grid for _c, _title, ones in pages for one in ones))
    if file is not None:
        return file
    seen(request, "insight.targets")
    context = {"pages": pages, "uncounted": uncounted(authority)}
    return render(request, "console/insight/targets.html", context)


@require_POST
@office(*WHO)
def count(request: OfficeRequest) -> HttpResponse:
    """Have the targets counted by the last run."""
    count_targets.defer(authority_id=request.office.authority.pk)
    messages.success(request, _("已开始统计，稍后刷新本页即可看到。"))
    return redirect("console:insight:home")


@require_safe
@office(*WHO)
def spent(request: OfficeRequest) -> HttpResponse:
    """Money by measure, month, employer and place."""
    authority = request.office.authority
    years = money.years(authority)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else None
    grids = money_grids(authority, year)
    file = wanted(request, grids)
    if file is not None:
        return file
    seen(request, "insight.money", asked)
    context = {"grids": grids, "years": years, "year": year, "asked": f"&year={year}" if year else ""}
    return render(request, "console/insight/money.html", context)


@require_safe
@office(*WHO)
def time(request: OfficeRequest) -> HttpResponse:
    """Time to pay, by step."""
    authority = request.office.authority
    names = naming.by_name(naming.measures(authority))
    measure = request.GET.get("measure", "")
    grids = pace_grids(authority, measure)
    file = wanted(request, grids)
    if file is not None:
        return file
    seen(request, "insight.time", measure)
    context = {
        "grids": grids,
        "measures": names.items(),
        "measure": measure,
        "asked": f"&measure={measure}" if measure else "",
    }
    return render(request, "console/insight/time.html", context)


@require_safe
@office(*WHO)
def refusals(request: OfficeRequest) -> HttpResponse:
    """Refusals by reason."""
    grids = refusal_grids(request.office.authority)
    file = wanted(request, grids)
    if file is not None:
        return file
    seen(request, "insight.refusals")
    return render(request, "console/insight/refusals.html", {"grids": grids})
