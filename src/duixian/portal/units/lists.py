"""Lists of people: a sheet to fill in, the faults of each row, the rejected rows back as a sheet, then filed together."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from duixian.authorities import clock
from duixian.authorities.access import log_access
from duixian.casework import listed, long_rosters, rosters
from duixian.casework.content import BankAccount
from duixian.casework.errors import ClaimFaulty
from duixian.casework.long_rosters import CHECKED_AT_ONCE, FILED_AT_ONCE
from duixian.casework.models import Roster
from duixian.casework.tasks import check_roster, file_roster
from duixian.design.downloads import XLSX, to_keep
from duixian.design.paging import page
from duixian.design.refusals import refusal_of
from duixian.language.rule import Measure
from duixian.papers.sheets import Column, workbook
from duixian.portal.doors import Claimant, unit
from duixian.portal.policies import policy_of, title_of
from duixian.portal.units.reading import page_of
from duixian.portal.units.vocabulary import Offer, measure_named, measures_for, pays_unit
from duixian.portal.words import said
from duixian.registry.templates import write_template

_LARGEST = 10 * 1024 * 1024
_ENDINGS = (".xlsx", ".csv")


class ListForm(forms.Form):
    """Which benefit, and the sheet."""

    measure = forms.ChoiceField(label=gettext_lazy("申报项目"))
    sheet = forms.FileField(
        label=gettext_lazy("名单文件"),
        help_text=gettext_lazy("XLSX 或 CSV，第一行是表头，一行一条，不超过 10 MB。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, offers: list[Offer], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["measure"].choices = [  # type: ignore[attr-defined]
            (f"{version.pk}|{measure.name}", said(measure.source.name)) for version, measure in offers
        ]

    def clean_sheet(self) -> object:
        """Of a kind and size that is read."""
        given = self.cleaned_data["sheet"]
        if Path(given.name).suffix.lower() not in _ENDINGS:
            raise forms.ValidationError(_("请上传 XLSX 或 CSV 文件。"))
        if given.size > _LARGEST:
            raise forms.ValidationError(_("文件超过 10 MB，请分成几份上传。"))
        return given


class AccountForm(forms.Form):
    """Where money that goes to the unit is paid."""

    holder = forms.CharField(label=gettext_lazy("户名"), max_length=100)
    number = forms.CharField(
        label=gettext_lazy("账号"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    bank = forms.CharField(label=gettext_lazy("开户银行"), max_length=100)

    def clean_number(self) -> str:
        """Digits, however they are grouped."""
        number = "".join(self.cleaned_data["number"].split())
        if not (number.isdecimal() and 8 <= len(number) <= 32):
            raise forms.ValidationError(_("账号应为 8 到 32 位数字。"))
        return number


@unit
def lists(request: HttpRequest, who: Claimant) -> HttpResponse:
    """What was uploaded, and the form."""
    offers = measures_for(who)
    form = ListForm(offers, request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            roster = _taken(who, form)
        except ClaimFaulty as error:
            refusal = refusal_of(error)
        else:
            return redirect("portal:unit-roster", pk=roster.pk)
    shown = page(_of(who), request, size=20)
    context = {
        "form": form,
        "offers": offers,
        "refusal": refusal,
        "page": shown,
        "rows": [(one, title_of(one.version, one.measure)) for one in shown.rows],
    }
    return render(request, "units/lists.html", context)


def _taken(who: Claimant, form: ListForm) -> Roster:
    version, _sign, name = form.cleaned_data["measure"].partition("|")
    offer = _offer(who, int(version), name)
    sheet = form.cleaned_data["sheet"]
    roster = rosters.take(
        who.authority,
        offer[0],
        name,
        who.account,
        who.pair,
        sheet.name,
        sheet.read(),
        at_once=CHECKED_AT_ONCE,
    )
    if roster.busy:
        check_roster.defer(roster_id=roster.pk)
    return roster


@unit
def sheet(request: HttpRequest, who: Claimant, version: int, measure: str) -> HttpResponse:
    """The empty sheet of a benefit: its table's columns, with drop-downs and formats that keep every digit."""
    offer = _offer(who, version, measure)
    with tempfile.TemporaryDirectory() as folder:
        vocabulary = policy_of(offer[0]).vocabulary
        (path,) = write_template(vocabulary, [offer[1].table], Path(folder), request.LANGUAGE_CODE[:2])
        return to_keep(path.read_bytes(), f"{measure}.xlsx", XLSX)


@unit
def one(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """One list: its rows, what is wrong in which cell, and what became of it. Of a long one that a job has in hand, how
    far it is; the page asks again by itself."""
    roster = _one(who, pk)
    if request.headers.get("HX-Request") and not roster.busy:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if roster.busy:
        return _busy(request, roster)
    log_access(who.account, "view", "casework_roster", str(pk), ["rows"], authority=who.authority)
    return render(
        request, "units/list.html", _context(who, roster, AccountForm(initial={"holder": who.subject.name}))
    )


@require_POST
@unit
def submit(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Every good row becomes a case; the others say why."""
    roster = _one(who, pk)
    form = AccountForm(request.POST)
    wants = pays_unit((roster.version, _measure(roster)), who.subject.table)
    if wants and not form.is_valid():
        return render(request, "units/list.html", _context(who, roster, form), status=422)
    account = BankAccount(**form.cleaned_data) if wants else BankAccount()
    if roster.rows > FILED_AT_ONCE:
        ordered = long_rosters.order_filing(roster, who.account, account)
        file_roster.defer(roster_id=ordered.pk)
        return redirect("portal:unit-roster", pk=pk)
    filed = rosters.submit(roster, who.account, account)
    number = len(filed.cases)
    if number:
        words = ngettext("已提交 %(n)d 件。本人会收到通知。", "已提交 %(n)d 件。本人都会收到通知。", number)
        messages.success(request, words % {"n": number})
    else:
        messages.error(request, _("没有一行提交成功，原因见每一行。"))
    return redirect("portal:unit-roster", pk=pk)


@unit
def rejects(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """The rows that were not taken, as a sheet with the reason beside each: mend it and upload it again."""
    roster = _one(who, pk)
    found = listed.rejected(roster, who.account)
    if not found:
        raise Http404(str(pk))
    table = policy_of(roster.version).vocabulary.tables[_measure(roster).table]
    used = [column for column in table.columns.values() if any(column.name in row.cells for row in found)]
    columns = [*(Column(column.header) for column in used), Column(rosters.REASON)]
    rows = [
        [
            *(row.cells.get(column.name, "") for column in used),
            "；".join(f"{why.column} {said(why.what)}".strip() for why in row.reasons),
        ]
        for row in found
    ]
    log_access(who.account, "export", "casework_roster", str(pk), ["rows"], authority=who.authority)
    made = workbook(roster.measure, columns, rows, made_at=clock.now())
    return to_keep(made, f"{Path(roster.file).stem}-待更正.xlsx", XLSX)


def _busy(request: HttpRequest, roster: Roster) -> HttpResponse:
    part = "units/progress.html" if request.headers.get("HX-Request") else "units/busy.html"
    title = title_of(roster.version, roster.measure)
    return render(request, part, {"roster": roster, "title": title})


def _context(who: Claimant, roster: Roster, form: AccountForm) -> dict[str, object]:
    offer = roster.version, _measure(roster)
    return {
        "roster": roster,
        "title": title_of(roster.version, roster.measure),
        "form": form,
        "to_unit": pays_unit(offer, who.subject.table),
        **page_of(who, roster),
    }


def _of(who: Claimant) -> QuerySet[Roster]:
    table, key = who.pair
    held = Roster.objects.filter(authority=who.authority, claimant_table=table, claimant_key=key)
    return held.select_related("version", "account").defer("version__archive", "content")


def _one(who: Claimant, pk: int) -> Roster:
    """A list of the unit's. Raises Http404 for anybody else's."""
    found = _of(who).filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def _offer(who: Claimant, version: int, measure: str) -> Offer:
    offer = measure_named(who, version, measure)
    if offer is None:
        raise Http404(measure)
    return offer


def _measure(roster: Roster) -> Measure:
    return policy_of(roster.version).measures[roster.measure]
