"""Object to one line of a list: the form, and the receipt that tells later what became of it."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from duixian.authorities import clock
from duixian.casework import contesting
from duixian.design.refusals import refusal_of
from duixian.notices.models import Objection, PublicityLine
from duixian.public.headers import unlisted
from duixian.public.limiting import Limit, TooOften, address_of, count
from duixian.public.notices.forms import ObjectionForm
from duixian.public.notices.lists import one_line, one_list

BY_ADDRESS = Limit("objections by address", 10, 60)
BY_LINE = Limit("objections to a line", 20, 24 * 60)
_SALT = "duixian.public.objection"
_SAME = timedelta(minutes=30)
"""The same words against the same line within this time are one objection, sent twice."""


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def object_to_line(request: HttpRequest, office: str, number: str, position: int) -> HttpResponse:
    """The form, and what is sent by it. Sent twice it is one objection."""
    notice = one_list(office, number)
    line = one_line(notice, position)
    form = ObjectionForm(request.POST or None)
    context = {"notice": notice, "line": line, "form": form}
    if request.method == "POST" and form.is_valid():
        if form.trapped:
            # A program is told nothing that would help it to do better.
            return redirect("public:notice", office, number)
        try:
            filed = _filed(request, line, form)
        except TooOften as error:
            return render(
                request, "public/notices/object.html", context | {"refusal": refusal_of(error)}, status=429
            )
        return redirect("public:objection", signing.dumps(filed.pk, salt=_SALT))
    status = 422 if form.is_bound else 200
    return render(request, "public/notices/object.html", context, status=status)


def _filed(request: HttpRequest, line: PublicityLine, form: ObjectionForm) -> Objection:
    words = form.cleaned_data["words"].strip()
    since = clock.now() - _SAME
    with transaction.atomic():
        PublicityLine.objects.select_for_update().get(pk=line.pk)
        same = Objection.objects.filter(line=line, words=words, filed_at__gte=since).first()
        if same is not None:
            return same
        count(BY_ADDRESS, address_of(request))
        count(BY_LINE, str(line.pk))
        return contesting.contest(
            line, words, name=form.cleaned_data["name"], contact=form.cleaned_data["contact"]
        )


@unlisted
@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """The receipt: its number, until when it is decided, and where it stands now. Raises Http404."""
    try:
        key = signing.loads(receipt, salt=_SALT)
    except signing.BadSignature:
        raise Http404(receipt) from None
    filed = Objection.objects.select_related("line__publicity__authority").filter(pk=key).first()
    if filed is None:
        raise Http404(receipt)
    context = {"objection": filed, "number": number_of(filed), "notice": filed.line.publicity}
    return render(request, "public/notices/receipt.html", context)


def number_of(objection: Objection) -> str:
    """The receipt's number: the list, the line, and which objection."""
    return f"{objection.line.publicity.number}-{objection.line.position}-{objection.pk}"
