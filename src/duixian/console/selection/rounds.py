"""Rounds: called, nominated for, checked by rule, scored, ranked, published, announced."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.authorities.models import Account, Appointment
from duixian.casework.selection import announcing, calling, concluding, eligibility, nominating, reviewing
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.locking import ORGANISERS
from duixian.casework.selection.models import Candidate, Recusal, Round
from duixian.casework.selection.states import TAKING_PART, CandidateState, RoundState
from duixian.casework.selection.terms import Terms
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import exported, seen
from duixian.console.selection import kinds
from duixian.console.selection.forms import CallForm, NominateForm, PanelForm, ReasonForm
from duixian.console.selection.roles import READERS, REVIEWER
from duixian.design.downloads import to_look_at
from duixian.design.paging import page
from duixian.design.refusals import refusal_of
from duixian.notices.states import PublicityState
from duixian.papers.certificates import certificate as certificate_of
from duixian.values.bilingual import DuixianError

_TABLE = "casework.Round"


@office(*READERS)
def home(request: OfficeRequest) -> HttpResponse:
    """Rounds, the latest first, and assessments that are due."""
    authority = request.office.authority
    rows = Round.objects.filter(authority=authority).annotate(count=Count("candidates"))
    seen(request, _TABLE, "*")
    context = {
        "page": page(rows, request, by=("-called_at", "-pk")),
        "due": kinds.due_cycles(authority),
        "may_call": request.office.holds(*ORGANISERS),
    }
    return render(request, "console/selection/home.html", context)


@office(*ORGANISERS)
def call(request: OfficeRequest) -> HttpResponse:
    """A new round."""
    authority = request.office.authority
    form = CallForm(
        request.POST or None,
        kinds=kinds.selections(authority),
        initial={"label": str(clock.today().year)},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        version, name = kinds.chosen(authority, held["kind"])
        try:
            row = calling.call(
                authority,
                version,
                name,
                held["label"],
                held["until"],
                places=held["places"],
                actor=request.office.account,
            )
        except DuixianError as error:
            refusal = refusal_of(error)
        else:
            messages.success(request, gettext("评选已启动，可以提名。"))
            return redirect("console:selection:round", number=row.number)
    return render(request, "console/selection/call.html", {"form": form, "refusal": refusal})


def round_of(request: OfficeRequest, number: str) -> Round:
    """A round of the authority somebody works for."""
    rows = Round.objects.select_related("version", "publicity", "authority", "called_by")
    return get_object_or_404(rows, authority=request.office.authority, number=number)


@office(*READERS)
def one(request: OfficeRequest, number: str) -> HttpResponse:
    """One round: its candidates, its panel, and what can be done now."""
    found = round_of(request, number)
    seen(request, _TABLE, number)
    return shown(request, found)


def shown(request: OfficeRequest, found: Round, status: int = 200, **more: object) -> HttpResponse:
    """The page of a round; ``more`` are forms that were sent back and what was refused."""
    terms, works = terms_of_round(found), request.office.holds(*ORGANISERS)
    tied = [one for one in _candidates(found) if one.state == CandidateState.TIED]
    context = {
        "round": found,
        "terms": terms,
        "works": works,
        "steps": _steps(),
        "at": _AT.get(RoundState(found.state), 0),
        "candidates": _candidates(found),
        "panel": _panel(found),
        "recusals": Recusal.objects.filter(candidate__round=found).select_related(
            "reviewer__account", "candidate"
        ),
        "places": [(name, n, _left(found, name)) for name, n in found.places.items()],
        "tied": tied,
        "nominate_form": NominateForm(terms=terms) if _may_nominate(found, terms, works=works) else None,
        "panel_form": PanelForm(accounts=_reviewers(request)) if works else None,
        "reason_form": ReasonForm(),
        "publicity_over": found.publicity is not None and found.publicity.state == PublicityState.CLOSED,
        "over": clock.today() > found.nominations_until,
        **more,
    }
    return render(request, "console/selection/round.html", context, status=status)


def _left(found: Round, category: str) -> int | None:
    """How many places are left while a tie is decided; None at other times."""
    return concluding.places_left(found, category) if found.state == RoundState.RANKED else None


def _steps() -> list[str]:
    return [gettext("提名"), gettext("评审"), gettext("排序"), gettext("公示"), gettext("公布")]


_AT = {
    RoundState.CALLED: 0,
    RoundState.REVIEWING: 1,
    RoundState.RANKED: 2,
    RoundState.PUBLISHED: 3,
    RoundState.ANNOUNCED: 5,
}


def _may_nominate(found: Round, terms: Terms, *, works: bool) -> bool:
    open_ = found.state == RoundState.CALLED and clock.today() <= found.nominations_until
    return works and open_ and bool(terms.nominators)


def _candidates(found: Round) -> list[Candidate]:
    """By category and rank once they are ranked; as they came before."""
    held = found.candidates.select_related("nomination").prefetch_related("nomination__evidence")
    rows = held.annotate(sheets_in=Count("sheets", filter=Q(sheets__replaced=False)))
    ranked = found.state not in (RoundState.CALLED, RoundState.REVIEWING)
    return sorted(
        rows, key=lambda one: (one.category, one.rank or 9999, one.position) if ranked else (one.position,)
    )


def _panel(found: Round) -> list[tuple[str, int, int]]:
    """Each reviewer with the sheets handed in and those still to come."""
    taking_part = found.candidates.filter(state__in=TAKING_PART).count()
    rows = found.reviewers.select_related("account").annotate(
        done=Count("sheets", filter=Q(sheets__replaced=False), distinct=True),
        aside=Count("recusals", distinct=True),
    )
    return [(str(row.account), row.done, max(taking_part - row.aside - row.done, 0)) for row in rows]


def _reviewers(request: OfficeRequest) -> object:
    day = clock.today()
    held = Appointment.objects.filter(authority=request.office.authority, role=REVIEWER, since__lte=day)
    held = held.filter(Q(until__isnull=True) | Q(until__gt=day))
    return Account.objects.filter(pk__in=held.values("account")).order_by("name")


def _done(request: OfficeRequest, number: str, verb: Callable[[Round], object], words: str) -> HttpResponse:
    """One verb on a round; what it refuses is told on the round's own page."""
    found = round_of(request, number)
    try:
        verb(found)
    except DuixianError as error:
        return shown(request, found, status=409, refusal=refusal_of(error))
    messages.success(request, words)
    return redirect("console:selection:round", number=number)


@office(*ORGANISERS)
def nominate(request: OfficeRequest, number: str) -> HttpResponse:
    """Somebody is nominated by the office."""
    found = round_of(request, number)
    form = NominateForm(request.POST, terms=terms_of_round(found))
    if not form.is_valid():
        return shown(request, found, status=422, nominate_form=form)
    held = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    key = form.cleaned_data["key"].strip()
    return _done(
        request,
        number,
        lambda row: nominating.nominate(row, key, actor=request.office.account, **held),
        gettext("已提名，并告知本人。"),
    )


@office(*ORGANISERS)
def enrol(request: OfficeRequest, number: str) -> HttpResponse:
    """Everybody whom the cycle assesses becomes a candidate."""
    actor = request.office.account
    return _done(request, number, lambda row: nominating.enrol(row, actor), gettext("登记名单已列入。"))


@office(*ORGANISERS)
def check(request: OfficeRequest, number: str) -> HttpResponse:
    """The rule itself is asked about every candidate."""
    actor = request.office.account
    return _done(request, number, lambda row: eligibility.check(row, actor), gettext("资格已按规则审查。"))


@office(*ORGANISERS)
def admit(request: OfficeRequest, number: str, position: int) -> HttpResponse:
    """One of whom the registers do not say enough, on evidence."""
    candidate = get_object_or_404(Candidate, round=round_of(request, number), position=position)
    evidence, actor = request.POST.get("reason", ""), request.office.account
    return _done(
        request,
        number,
        lambda row: eligibility.admit(candidate, evidence, actor),
        gettext("已确认符合条件。"),
    )


@office(*ORGANISERS)
def decline(request: OfficeRequest, number: str, position: int) -> HttpResponse:
    """One who does not want to take part."""
    candidate = get_object_or_404(Candidate, round=round_of(request, number), position=position)
    reason = request.POST.get("reason", "")
    return _done(request, number, lambda row: nominating.decline(candidate, reason), gettext("已退出本轮。"))


@office(*ORGANISERS)
def begin(request: OfficeRequest, number: str) -> HttpResponse:
    """The panel is named; conflicts that the registers show are found."""
    found = round_of(request, number)
    form = PanelForm(request.POST, accounts=_reviewers(request))
    if not form.is_valid():
        return shown(request, found, status=422, panel_form=form)
    panel, actor = list(form.cleaned_data["panel"]), request.office.account
    return _done(
        request,
        number,
        lambda row: reviewing.begin(row, panel, actor),
        gettext("评审开始，回避已按登记查出。"),
    )


@office(*ORGANISERS)
def conclude(request: OfficeRequest, number: str) -> HttpResponse:
    """Ranked, and the places filled."""
    actor = request.office.account
    return _done(request, number, lambda row: concluding.conclude(row, actor), gettext("已按得分排序。"))


@office(*ORGANISERS)
def choose(request: OfficeRequest, number: str) -> HttpResponse:
    """The panel's word on those who are equal on the edge of the places."""
    ids, reason = request.POST.getlist("candidate"), request.POST.get("reason", "")
    actor = request.office.account

    def verb(row: Round) -> object:
        chosen = list(row.candidates.filter(position__in=[one for one in ids if one.isdigit()]))
        return concluding.choose(row, chosen, reason, actor)

    return _done(request, number, verb, gettext("并列已由评委会选定。"))


@office(*ORGANISERS)
def publish(request: OfficeRequest, number: str) -> HttpResponse:
    """The chosen go on notice."""
    actor = request.office.account
    return _done(request, number, lambda row: announcing.publish(row, actor), gettext("拟入选名单已公示。"))


@office(*ORGANISERS)
def announce(request: OfficeRequest, number: str) -> HttpResponse:
    """The result is written down as facts, which the rules pay."""
    actor = request.office.account
    return _done(
        request, number, lambda row: announcing.announce(row, actor), gettext("结果已公布，并写入登记。")
    )


@office(*ORGANISERS)
def cancel(request: OfficeRequest, number: str) -> HttpResponse:
    """A round that has not been published ends."""
    reason, actor = request.POST.get("reason", ""), request.office.account
    return _done(request, number, lambda row: calling.cancel(row, reason, actor), gettext("本轮已取消。"))


@office(*READERS)
def certificate(request: OfficeRequest, number: str, position: int) -> HttpResponse:
    """The certificate of somebody who was selected."""
    candidate = get_object_or_404(
        Candidate.objects.select_related("round__publicity", "authority"),
        round=round_of(request, number),
        position=position,
    )
    content = certificate_of(candidate)
    exported(request, "casework.Candidate", f"{number}/{position}", ["certificate"])
    return to_look_at(content, f"{number}-{position:03d}.pdf")
