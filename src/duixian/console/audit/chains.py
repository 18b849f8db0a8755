"""The chain of decisions and the journal, read from their start; and every run and decision made again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from duixian.authorities.models import Authority
from duixian.console.audit.navigation import AUDITOR
from duixian.console.audit.streaming import Line, told_while_done
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import seen
from duixian.decisions.store import chain, replay
from duixian.decisions.store.models import Decision, Run
from duixian.decisions.store.states import RunState
from duixian.design.refusals import said
from duixian.ledger.models import Entry, Journal
from duixian.ledger.verifying import faults_of
from duixian.values.bilingual import Text

_SHOWN = 200
"""Faults that are listed; one is enough to stop paying."""


@office(*AUDITOR)
def chains(request: OfficeRequest) -> HttpResponse:
    """What there is to verify."""
    authority = request.office.authority
    seen(request, "audit", "chains")
    last = Decision.objects.filter(authority=authority).defer("document").order_by("-place").first()
    context = {
        "decisions": last.place if last is not None else 0,
        "last": last,
        "journal": Journal.objects.filter(authority=authority).first(),
        "runs": Run.objects.filter(authority=authority, state=RunState.DONE).order_by("-pk")[:20],
        "alone": Decision.objects.filter(authority=authority, run=None).count(),
    }
    return render(request, "console/audit/chains.html", context)


@office(*AUDITOR)
def verify(request: OfficeRequest) -> StreamingHttpResponse:
    """Both chains, a line for each thing that does not hold."""
    authority = request.office.authority
    seen(request, "audit", "chains", ["verify"])
    back = reverse("console:audit:chains")
    return told_while_done(request, gettext("校验决定链和账簿"), back, lambda: _verified(authority))


def _verified(authority: Authority) -> Iterator[Line]:
    count = Decision.objects.filter(authority=authority).count()
    yield Line(gettext("决定链：逐行核对 {count} 份决定……").format(count=f"{count:,}"), "waiting")
    began = time.monotonic()
    breaks = [
        Text(f"#{one.place} {one.what.zh}", f"#{one.place} {one.what.en}") for one in chain.verify(authority)
    ]
    yield from _result(breaks, gettext("决定链完整"), began)
    entries = Entry.objects.filter(authority=authority).count()
    yield Line(gettext("账簿：逐笔核对 {count} 笔分录……").format(count=f"{entries:,}"), "waiting")
    began = time.monotonic()
    yield from _result(list(islice(faults_of(authority), _SHOWN)), gettext("账簿完整，借贷平衡"), began)


def _result(faults: list[Text], well: str, began: float) -> Iterator[Line]:
    seconds = gettext("用时 {seconds} 秒").format(seconds=f"{time.monotonic() - began:.1f}")
    if not faults:
        yield Line(well, "good", seconds)
        return
    yield Line(
        gettext("发现 {count} 处不符，请停止付款并保全数据。").format(count=len(faults)), "bad", seconds
    )
    for fault in faults[:_SHOWN]:
        yield Line(said(fault), "bad")


@office(*AUDITOR)
def replay_all(request: OfficeRequest) -> StreamingHttpResponse:
    """Every run with all its decisions, and every decision made alone, made again."""
    authority = request.office.authority
    seen(request, "audit", "chains", ["replay"])
    back = reverse("console:audit:chains")
    return told_while_done(request, gettext("全部重放"), back, lambda: _replayed(authority))


def _replayed(authority: Authority) -> Iterator[Line]:
    yield Line(gettext("按每次决定当时已知的事实重新计算，逐字节比对……"), "waiting")
    made = differing = 0
    for kept, found in replay.every(authority):
        made += 1
        differing += not found.same
        if isinstance(kept, Run):
            yield _of_run(kept, same=found.same)
        elif not found.same:
            yield Line(f"#{kept.place} {kept.measure}", "bad", " ".join(found.differing))
        elif made % 50 == 0:
            yield Line(gettext("已重放 {count} 项").format(count=made))
    words = gettext("共重放 {count} 项，{differing} 项不同。").format(count=made, differing=differing)
    yield Line(words, "bad" if differing else "good")


def _of_run(run: Run, *, same: bool) -> Line:
    words = gettext("批量决定 {run}：{count} 份决定").format(run=run.number, count=run.decisions.count())
    return Line(words, "good" if same else "bad", run.as_of.isoformat())
