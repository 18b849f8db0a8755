"""A list as a workbook for the place that gives the service: with the ends of numbers, or, for whoever works on the
list and says so, with whole ones. Each is written down; whole numbers are written down as uncovered."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from duixian.authorities import clock
from duixian.casework.selection.attendance import DAY, IDENTITY, NAME, NUMBER, RESULT, RESULTS
from duixian.casework.selection.locking import ORGANISERS
from duixian.casework.selection.models import YearlyList
from duixian.casework.selection.states import EntryState
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import exported, revealed
from duixian.console.selection.roles import READERS
from duixian.console.services.lists import TABLE, list_of
from duixian.console.services.people import people
from duixian.console.worklist.steps import measures_of
from duixian.design.downloads import XLSX, to_keep
from duixian.papers.sheets import Cell, Column, Kind, workbook
from duixian.values.bilingual import Text


@office(*READERS)
def masked_sheet(request: OfficeRequest, pk: int) -> HttpResponse:
    """Names, and the ends of the numbers."""
    found = list_of(request, pk)
    exported(request, TABLE, str(pk), ["name"])
    return _sheet(found, whole=False)


@office(*ORGANISERS)
def whole_sheet(request: OfficeRequest, pk: int) -> HttpResponse:
    """Names and whole numbers."""
    found = list_of(request, pk)
    exported(request, TABLE, str(pk), ["name", "identity"])
    revealed(request, TABLE, str(pk), ["identity"])
    return _sheet(found, whole=True)


def _sheet(found: YearlyList, *, whole: bool) -> HttpResponse:
    language = (get_language() or "zh")[:2]
    entries = list(found.entries.order_by("pk"))
    known = people(found.authority, [(entry.table, entry.key) for entry in entries])
    heads = [NUMBER, NAME, IDENTITY if whole else Text("证件尾号", "End of the number"), RESULT, DAY]
    columns = [Column(head.lang(language), Kind.DAY if head is DAY else Kind.TEXT) for head in heads]
    rows: list[list[Cell]] = []
    for entry in entries:
        who = known[entry.table, entry.key]
        number = who.number if whole else f"••••{who.end}"
        state = RESULTS.get(EntryState(entry.state))
        rows.append([str(entry.pk), who.name, number, state.lang(language) if state else "", entry.on])
    name = measures_of(found.authority).get(found.measure, Text(found.measure, found.measure))
    title = f"{name.lang(language)} {found.year}"
    allowed = "、".join(words.lang(language) for words in RESULTS.values())
    notes = [(RESULT.lang(language), _("填写：{words}；还没有来的空着。").format(words=allowed))]
    content = workbook(title, columns, rows, made_at=clock.now(), notes=notes)
    return to_keep(content, f"{title}.xlsx", XLSX)
