"""The rounds of selection: which are open for nomination, what they ask for, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.authorities import clock
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.models import Round
from duixian.casework.selection.states import RoundState
from duixian.casework.selection.terms import Terms
from duixian.design.paging import page as paged
from duixian.notices.states import PublicityState
from duixian.values.bilingual import Text

_ON_NOTICE = (PublicityState.PUBLIC, PublicityState.CLOSED)


@dataclass(frozen=True, slots=True)
class Call:
    """A round and its terms. ``open``: somebody may be nominated today. ``shown``: its result is on notice."""

    row: Round
    terms: Terms
    open: bool

    @property
    def name(self) -> Text:
        """The selection's name."""
        return Text(self.row.name, self.terms.english or self.row.name)

    @property
    def on_notice(self) -> bool:
        """Whether everybody can read the result."""
        notice = self.row.publicity
        return notice is not None and notice.public_from is not None and notice.state in _ON_NOTICE


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Open calls first, then the rounds that are being judged or are decided."""
    today = clock.today()
    open_ = _rounds().filter(state=RoundState.CALLED, nominations_until__gte=today)
    later = _rounds().exclude(pk__in=open_.values("pk"))
    found = paged(later, request, by=("-called_at",), size=30)
    context = {
        "open": [_call(row) for row in open_],
        "later": [_call(row) for row in found.rows],
        "page": found,
    }
    return render(request, "public/calls/list.html", context)


@require_safe
def page(request: HttpRequest, office: str, number: str) -> HttpResponse:
    """One round. Raises Http404."""
    row = _rounds().filter(authority__code=office, number=number).first()
    if row is None:
        raise Http404(number)
    terms = terms_of_round(row)
    measure = terms.measure
    office_of_policy, _, name = row.version.policy.partition("/")
    context = {
        "call": _call(row),
        "criteria": [
            {"name": one.name, "weight": f"{_plain(100 * one.weight)}%", "full": _plain(one.full)}
            for one in terms.scoring.criteria
        ],
        "grades": [(name, _plain(points)) for name, points in terms.grades],
        "measure": row.version.loaded().measures.get(measure) if measure else None,
        "office": office_of_policy,
        "name": name,
    }
    return render(request, "public/calls/page.html", context)


def _plain(number: Fraction) -> str:
    """A ratio as people write it: whole, or with two digits after the point."""
    return str(number) if number.denominator == 1 else f"{Decimal(number.numerator) / number.denominator:.2f}"


def _rounds() -> QuerySet[Round]:
    found = Round.objects.exclude(state=RoundState.CANCELLED)
    return (
        found.select_related("authority", "version", "publicity__authority")
        .defer("version__archive", "publicity__document")
        .order_by("nominations_until", "pk")
    )


def _call(row: Round) -> Call:
    is_open = row.state == RoundState.CALLED and row.nominations_until >= clock.today()
    return Call(row, terms_of_round(row), is_open)
