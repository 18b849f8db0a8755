"""Read the library, add to it, take out of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duixian.authorities.duties import Role
from duixian.casework import reasons
from duixian.casework.citing import Citing
from duixian.casework.models import Reason
from duixian.console.doors import OfficeRequest, office
from duixian.console.worklist.steps import measures_of
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.queries import in_force
from duixian.design.paging import page
from duixian.values.bilingual import Text

LOOKERS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK, Role.AUDITOR)


@office(*LOOKERS)
def library(request: OfficeRequest) -> HttpResponse:
    """``/office/reasons/``."""
    authority = request.office.authority
    held = Reason.objects.filter(authority=authority, retired_at__isnull=True).select_related("written_by")
    versions = list(in_force(authority))
    words = {
        "page": page(held, request),
        "versions": versions,
        "clauses": [(v, c) for v in versions for c in v.loaded().clauses.values() if c.wording.strip()],
        "decided": [
            (v, one) for v in versions for one in v.loaded().interpretations.values() if one.decided_on
        ],
        "measures": measures_of(authority),
        "keeps": request.office.holds(*reasons.KEEPERS),
    }
    return render(request, "console/reasons/library.html", words)


@require_POST
@office(*reasons.KEEPERS)
def keep(request: OfficeRequest) -> HttpResponse:
    """A reason is kept; words that do not stand in the clause are refused."""
    said, authority = request.POST, request.office.authority
    version = get_object_or_404(PolicyVersion, authority=authority, pk=said.get("version") or 0)
    words = said.get("words", "").strip()
    citing = Citing(
        said.get("clause", "").strip(),
        said.get("quote", "").strip(),
        Text(words, said.get("english", "").strip() or words),
        said.get("interpretation", ""),
    )
    reasons.keep(authority, version, citing, request.office.account, measure=said.get("measure", ""))
    messages.success(request, _("理由已存入。"))
    return HttpResponseRedirect(reverse("console:reasons"))


@require_POST
@office(*reasons.KEEPERS)
def retire(request: OfficeRequest, pk: int) -> HttpResponse:
    """It is offered no more."""
    held = get_object_or_404(Reason, authority=request.office.authority, pk=pk)
    reasons.retire(held, request.office.account)
    messages.success(request, _("理由已停用。"))
    return HttpResponseRedirect(reverse("console:reasons"))
