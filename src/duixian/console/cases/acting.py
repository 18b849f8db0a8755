"""What an officer does to a case from its page. Each act posts the revision he had read; the verb refuses an old one.

After it he stands before the next case of his list.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duixian.authorities.models import Account
from duixian.casework import amounts, appeals, exempt, joint, offers, steps, supplementing
from duixian.casework.content import BankAccount
from duixian.casework.errors import ClaimFaulty
from duixian.casework.foreseeing import shown
from duixian.casework.models import Appeal, Case
from duixian.casework.screens.models import Flag
from duixian.casework.screens.reviewing import review
from duixian.casework.states import State
from duixian.console.cases.asking import chosen, wanted_of
from duixian.console.cases.citations import given_of
from duixian.console.cases.finding import as_read, case_of
from duixian.console.cases.neighbours import following
from duixian.console.doors import OfficeRequest, office
from duixian.console.worklist import sieve as sieves
from duixian.values.bilingual import Text

Act = Callable[[Case, Account, QueryDict], object]


def _pass(case: Case, officer: Account, said: QueryDict) -> object:
    return steps.pass_(case, officer, said.get("words", ""))


def _return(case: Case, officer: Account, said: QueryDict) -> object:
    return steps.return_(case, officer, said.get("words", ""))


def _take(case: Case, officer: Account, said: QueryDict) -> object:
    return steps.take(case, officer)


def _let_go(case: Case, officer: Account, said: QueryDict) -> object:
    return steps.let_go(case, officer)


def _ask(case: Case, officer: Account, said: QueryDict) -> object:
    document, _kept = shown(case)
    items = chosen(wanted_of(case, document), said.getlist("item"), said.get("more", ""))
    return supplementing.ask(case, officer, items)


def _refuse(case: Case, officer: Account, said: QueryDict) -> object:
    return steps.refuse(case, officer, given_of(case, said), said.get("words", ""))


def _uphold(case: Case, officer: Account, said: QueryDict) -> object:
    return appeals.uphold(_appeal(case), officer, given_of(case, said), said.get("words", ""))


def _reverse(case: Case, officer: Account, said: QueryDict) -> object:
    return appeals.reverse(_appeal(case), officer, said.get("words", ""))


def _stand(case: Case, officer: Account, said: QueryDict) -> object:
    return amounts.uphold(_appeal(case), officer, given_of(case, said), said.get("words", ""))


def _revise(case: Case, officer: Account, said: QueryDict) -> object:
    return amounts.revise(_appeal(case), officer, said.get("words", ""))


def _opinion(case: Case, officer: Account, said: QueryDict) -> object:
    agrees = said.get("agrees") == "yes"
    department = said.get("department", "")
    return joint.give_opinion(case, officer, department, agrees=agrees, words=said.get("words", ""))


def _visit(case: Case, officer: Account, said: QueryDict) -> object:
    on = parse_date(said.get("on", ""))
    if on is None:
        raise ClaimFaulty(
            "visit-no-day",
            Text("没有写核查日期。", "The day of the visit is missing."),
            case.number,
            Text("请填写核查的日期。", "Fill in the day of the visit."),
        )
    other = get_object_or_404(Account, pk=said.get("second") or 0)
    return joint.record_visit(
        case,
        officer,
        other,
        on=on,
        place=said.get("place", ""),
        found=said.get("found", ""),
        agrees=said.get("agrees") == "yes",
    )


def _confirm(case: Case, officer: Account, said: QueryDict) -> object:
    number = said.get("account", "").strip()
    account = BankAccount(said.get("holder", ""), number, said.get("bank", "")) if number else None
    return offers.confirm(case, officer, account)


def _drop(case: Case, officer: Account, said: QueryDict) -> object:
    return exempt.drop(case, officer, said.get("words", ""))


_ACTS: dict[str, Act] = {
    "pass": _pass,
    "return": _return,
    "take": _take,
    "let-go": _let_go,
    "ask": _ask,
    "refuse": _refuse,
    "uphold": _uphold,
    "reverse": _reverse,
    "stand": _stand,
    "revise": _revise,
    "opinion": _opinion,
    "visit": _visit,
    "confirm": _confirm,
    "drop": _drop,
}
_STAYS = {"take", "let-go", "opinion", "visit"}
"""Acts after which the officer goes on with the same case."""


@require_POST
@office()
def act(request: OfficeRequest, number: str, name: str) -> HttpResponse:
    """``/office/cases/<number>/<act>/``."""
    if name not in _ACTS:
        raise Http404(name)
    case = as_read(request, number)
    sieve = sieves.read(QueryDict(request.POST.get("from", "")))
    after = following(sieve, request.office, case)
    _ACTS[name](case, request.office.account, request.POST)
    messages.success(request, _told(case_of(request, number), name))
    return _onwards(case if name in _STAYS else after, sieve)


@require_POST
@office()
def settle_flag(request: OfficeRequest, number: str, pk: int) -> HttpResponse:
    """What a screen found is looked at: it is so, or it means nothing."""
    flag = get_object_or_404(Flag, case=case_of(request, number), pk=pk)
    upheld = request.POST.get("upheld") == "yes"
    review(flag, request.office.account, upheld, request.POST.get("reason", ""))
    messages.success(request, _("疑点已核查。"))
    return _onwards(flag.case, sieves.read(QueryDict(request.POST.get("from", ""))))


def _appeal(case: Case) -> Appeal:
    appeal = get_object_or_404(Appeal, case=case, state="办理中")
    appeal.case = case
    return appeal


def _told(case: Case, name: str) -> str:
    said = {
        "pass": _("已通过"),
        "return": _("已退回"),
        "take": _("已接办"),
        "let-go": _("已放回"),
        "ask": _("已一次性告知补正"),
        "refuse": _("已作出不予支持"),
        "uphold": _("已维持原决定"),
        "reverse": _("已改正，重新办理"),
        "stand": _("金额不变，已答复"),
        "revise": _("已作出新的决定，差额待复核"),
        "opinion": _("意见已记录"),
        "visit": _("现场核查已登记"),
        "confirm": _("已代为确认"),
        "drop": _("已移出名单"),
    }[name]
    done = _("同意") if name == "pass" and case.state == State.APPROVED else said
    return f"{case.number} {done}"


def _onwards(case: Case | None, sieve: sieves.Sieve) -> HttpResponse:
    """To a case, or back to the list where none is left."""
    to = reverse("console:case", args=[case.number]) if case is not None else reverse("console:home")
    return HttpResponseRedirect(f"{to}?{sieve.address}" if sieve.address else to)
