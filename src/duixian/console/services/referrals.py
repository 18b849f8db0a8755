"""Requests that the rule sends to another department: waiting, handed over with a clock, answered in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.selection import referrals as verbs
from duixian.casework.selection.locking import ORGANISERS
from duixian.casework.selection.models import Referral
from duixian.casework.selection.states import ReferralState
from duixian.casework.selection.subjects import current
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import seen
from duixian.console.selection.roles import READERS
from duixian.console.services import kinds
from duixian.console.services.forms import AnswerForm
from duixian.console.services.people import people
from duixian.console.worklist.steps import measures_of
from duixian.decisions.store.lookup import document
from duixian.design.decision.view import decision_view
from duixian.design.paging import page
from duixian.design.refusals import refusal_of
from duixian.registry.store.models import Fact
from duixian.values.bilingual import DuixianError, Text

_TABLE = "casework.Referral"
_DAYS = 10
"""Working days for an answer, unless the officer says otherwise."""
_WAITING, _MOST_DAYS = 50, 250
OVERDUE = "overdue"


@office(*READERS)
def referrals(request: OfficeRequest) -> HttpResponse:
    """Those of a state, the most urgent first; above them the requests that nobody has handed over yet."""
    state = request.GET.get("state", ReferralState.OPEN)
    seen(request, _TABLE, state)
    return _home(request, state)


def _home(request: OfficeRequest, state: str, status: int = 200, **more: object) -> HttpResponse:
    authority = request.office.authority
    rows = _of_state(Referral.objects.filter(authority=authority), state)
    shown = page(rows, request, by=("due_on", "pk"), size=50)
    known = people(authority, [(row.table, row.key) for row in shown.rows])
    names, today = measures_of(authority), clock.today()
    counted = (
        Referral.objects.filter(authority=authority).order_by().values_list("state").annotate(Count("pk"))
    )
    context = {
        "state": state,
        "states": ReferralState,
        "counts": {**dict(counted), OVERDUE: verbs.overdue(authority).count()},
        "page": shown,
        "rows": [
            (row, names.get(row.measure), known[row.table, row.key], row.due_on < today) for row in shown.rows
        ],
        "waiting": _waiting(authority) if request.office.holds(*ORGANISERS) else [],
        "days": _DAYS,
        **more,
    }
    return render(request, "console/services/referrals.html", context, status=status)


def _of_state(rows: QuerySet[Referral], state: str) -> QuerySet[Referral]:
    if state == OVERDUE:
        return rows.filter(state=ReferralState.OPEN, due_on__lt=clock.today())
    return rows.filter(state=state) if state in ReferralState.values else rows


@dataclass(frozen=True, slots=True)
class Request:
    """A request on the registers, and the measures that may be about it."""

    fact: Fact
    names: tuple[Text, ...]


def _waiting(authority: Authority) -> list[Request]:
    """Requests that are with no department, the oldest first."""
    gone = Referral.objects.filter(authority=authority).exclude(state=ReferralState.WITHDRAWN)
    found = []
    for table, some in _by_table(authority).items():
        names = tuple(measure.source.name for _version, measure in some)
        taken = gone.filter(request_table=table).values("request_key")
        rows = current(authority).filter(table=table).exclude(key__in=taken).order_by("known_at", "pk")
        found += [Request(fact, names) for fact in rows[:_WAITING]]
    return found


def _by_table(authority: Authority) -> dict[str, list[kinds.Kind]]:
    """The measures by the table of their requests."""
    found: dict[str, list[kinds.Kind]] = {}
    for kind in kinds.referrals(authority):
        found.setdefault(kind[1].table, []).append(kind)
    return found


@office(*ORGANISERS)
def refer(request: OfficeRequest) -> HttpResponse:
    """Ask the rules about a request, and hand it to the department that the one that holds names; the person is told."""
    authority, days = request.office.authority, request.POST.get("days", "")
    table, _sign, key = request.POST.get("request", "").partition("|")
    some = _by_table(authority).get(table, [])
    if not some or not days.isdecimal() or not 0 < int(days) <= _MOST_DAYS:
        return _home(request, ReferralState.OPEN, status=422)
    refused = []
    for kind in some:
        try:
            made = _refer(request, kind, key, int(days))
        except DuixianError as error:
            refused.append((kind[1].source.name, refusal_of(error)))
        else:
            messages.success(
                request, gettext("已转{department}办理，并告知本人。").format(department=made.department)
            )
            return redirect("console:services:referral", pk=made.pk)
    return _home(request, ReferralState.OPEN, status=409, refused=refused)


def _refer(request: OfficeRequest, kind: kinds.Kind, key: str, days: int) -> Referral:
    version, measure = kind
    return verbs.refer(
        request.office.authority,
        version,
        measure.name,
        measure.table,
        key,
        working_days=days,
        actor=request.office.account,
    )


@office(*READERS)
def one(request: OfficeRequest, pk: int) -> HttpResponse:
    """One request: why it went where, until when, and the answer."""
    found = _referral(request, pk)
    seen(request, _TABLE, str(pk), ["name"])
    return _shown(request, found, AnswerForm())


def _referral(request: OfficeRequest, pk: int) -> Referral:
    rows = Referral.objects.select_related("authority", "decision__version", "answered_by")
    return get_object_or_404(rows, pk=pk, authority=request.office.authority)


def _shown(
    request: OfficeRequest, found: Referral, form: AnswerForm, status: int = 200, **more: object
) -> HttpResponse:
    pair = found.table, found.key
    somebody = people(found.authority, [pair])[pair]
    policy = found.decision.version.loaded()
    works = request.office.holds(*ORGANISERS) and found.state == ReferralState.OPEN
    context = {
        "referral": found,
        "name": policy.measures[found.measure].source.name,
        "somebody": somebody,
        "view": decision_view(document(found.decision), policy, {pair: somebody.name}),
        "late": found.state == ReferralState.OPEN and found.due_on < clock.today(),
        "form": form if works else None,
        **more,
    }
    return render(request, "console/services/referral.html", context, status=status)


@office(*ORGANISERS)
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the department said; the person is told."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, _referral(request, pk), form, status=422)
    held, actor = form.cleaned_data, request.office.account
    return _done(
        request,
        pk,
        lambda row: verbs.answer(row, held["done"] == "yes", held["words"], actor),
        gettext("答复已登记，并告知本人。"),
    )


@office(*ORGANISERS)
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take it back from the department, so that it can be handed over again."""
    actor = request.office.account
    return _done(request, pk, lambda row: verbs.withdraw(row, actor), gettext("转办已撤回。"))


def _done(request: OfficeRequest, pk: int, verb: Callable[[Referral], object], words: str) -> HttpResponse:
    found = _referral(request, pk)
    try:
        verb(found)
    except DuixianError as error:
        return _shown(request, found, AnswerForm(), status=409, refusal=refusal_of(error))
    messages.success(request, words)
    return redirect("console:services:referral", pk=pk)
