"""Find a decision, read it whole, make it again, hold it against another."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from duixian.authorities.clock import OFFICE
from duixian.console.audit.differing import fields
from duixian.console.audit.finding import find
from duixian.console.audit.navigation import AUDITOR
from duixian.console.audit.streaming import Line, told_while_done
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import seen
from duixian.decisions.store.chain import link
from duixian.decisions.store.lookup import document, text
from duixian.decisions.store.models import Decision
from duixian.decisions.store.replay import replay
from duixian.decisions.store.texts import hash_of
from duixian.design.decision.view import decision_view

_TABLE = "decisions.Decision"


@office(*AUDITOR)
def home(request: OfficeRequest) -> HttpResponse:
    """One field for whatever is in hand."""
    words = request.GET.get("q", "").strip()
    found = find(request.office.authority, words) if words else None
    if words:
        # The words may be a person's number: the log says that there was a search, the index says for whom.
        seen(request, "audit", "" if found is not None and found.people else words[:60], ["search"])
    context = {"q": words, "found": found, "last": _last(request)}
    return render(request, "console/audit/home.html", context)


def _last(request: OfficeRequest) -> list[Decision]:
    rows = Decision.objects.filter(authority=request.office.authority).select_related("version", "run")
    return list(rows.defer("document", "version__archive").order_by("-place")[:10])


def decision_at(request: OfficeRequest, place: int) -> Decision:
    """A decision by its place in the chain."""
    rows = Decision.objects.select_related("authority", "version", "run", "made_by")
    return get_object_or_404(rows, authority=request.office.authority, place=place)


@office(*AUDITOR)
def decision(request: OfficeRequest, place: int) -> HttpResponse:
    """One decision whole, with its place in the chain."""
    found = decision_at(request, place)
    seen(request, _TABLE, str(place), ["document"])
    around = Decision.objects.filter(authority=found.authority).defer("document")
    context = {
        "decision": found,
        "view": decision_view(document(found), found.version.loaded()),
        "intact": hash_of(text(found)) == found.document_sha256,
        "linked": link(found) == found.sha256,
        "same_case": around.filter(policy=found.policy, case_id=found.case_id)
        .exclude(pk=found.pk)
        .order_by("-place")[:20],
    }
    return render(request, "console/audit/decision.html", context)


@office(*AUDITOR)
def replayed(request: OfficeRequest, place: int) -> StreamingHttpResponse:
    """The decision made again from what was known then, byte by byte the same or not."""
    found = decision_at(request, place)
    seen(request, _TABLE, str(place), ["replay"])
    title = gettext("重放决定 #{place}").format(place=place)
    back = reverse("console:audit:decision", args=[place])
    return told_while_done(request, title, back, lambda: _replay(found))


def _replay(found: Decision) -> Iterator[Line]:
    known = gettext("按 {known} 已知的事实、{day} 的情况和政策版本 {version} 重新计算……")
    yield Line(
        known.format(
            known=f"{found.known_at.astimezone(OFFICE):%Y-%m-%d %H:%M:%S}",
            day=found.as_of,
            version=found.version.version,
        ),
        "waiting",
    )
    if found.run is not None:
        yield Line(gettext("这一件出自批量决定 {run}，须把当时的登记整体重放。").format(run=found.run.number))
    again = replay(found)
    yield Line(gettext("留存的决定摘要"), detail=again.expected)
    yield Line(gettext("重放得到的摘要"), detail=again.sha256 or gettext("已没有这一件"))
    if again.same:
        yield Line(gettext("重放结果与留存的逐字节相同。"), "good")
    else:
        differing = "、".join(again.differing) or gettext("决定书")
        yield Line(gettext("重放结果不同：{what}").format(what=differing), "bad")


@office(*AUDITOR)
def compare(request: OfficeRequest) -> HttpResponse:
    """Two decisions, field by field."""
    places = [request.GET.get(name, "").lstrip("#") for name in ("a", "b")]
    if not all(place.isdigit() for place in places):
        return redirect("console:audit:home")
    left, right = (decision_at(request, int(place)) for place in places)
    seen(request, _TABLE, f"{left.place},{right.place}", ["compare"])
    rows = fields(document(left), document(right))
    everything = bool(request.GET.get("all"))
    context = {
        "left": left,
        "right": right,
        "rows": rows if everything else [row for row in rows if row.differs],
        "differing": sum(row.differs for row in rows),
        "count": len(rows),
        "everything": everything,
    }
    return render(request, "console/audit/compare.html", context)
