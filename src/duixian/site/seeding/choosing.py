"""Which measures and which persons the month is told about: chosen by what a run found, never by name."""

from __future__ import annotations

from collections.abc import Iterator

from duixian.casework.keys import kept, person_table
from duixian.casework.people import cells_of
from duixian.decisions.store.lookup import document, files_of
from duixian.decisions.store.models import Decision, Run
from duixian.language.outcome import Verdict
from duixian.language.rule import Measure, MeasureKind
from duixian.site.seeding.scene import Scene

Pair = tuple[str, str]


def measures_of_money(scene: Scene, run: Run) -> list[tuple[Measure, int]]:
    """Measures that pay, whose records have a key of their own, with how many hold; the fewest first."""
    measures, vocabulary = scene.version.loaded().measures, scene.vocabulary
    found = [
        (measures[line["measure"]], line["eligible"])
        for line in run.totals
        if line["eligible"] and line["payable_fen"]
    ]
    fit = [
        (measure, count)
        for measure, count in found
        if measure.kind is MeasureKind.MONEY and vocabulary.tables[measure.table].key is not None
    ]
    return sorted(fit, key=lambda pair: (pair[1], pair[0].name))


def holding(run: Run, measure: Measure, verdict: Verdict, most: int) -> list[Decision]:
    """Rows of a run of one verdict, the first of them."""
    found = Decision.objects.filter(run=run, measure=measure.name, verdict=verdict.value)
    return list(found.order_by("pk")[:most])


def refused_records(run: Run, measure: Measure, most: int) -> Iterator[str]:
    """Keys, as people write them, of records that a run refused."""
    file = next(file for file in files_of(run) if file.measure.name == measure.name)
    found = 0
    for record, year, worth in file.worths():
        if worth == 0 and year is None and found < most:
            found += 1
            yield record


def payee_of(scene: Scene, decision: Decision) -> Pair:
    """The first payee of a decision: table, and key as kept."""
    payee = document(decision)["payees"][0]
    return payee["table"], kept(scene.staff.district, payee["key"])


def person_of(scene: Scene, table: str, key: str) -> Pair | None:
    """The person a record is about, likewise; None where it names none."""
    people = person_table(scene.vocabulary)
    if table == people:
        return table, key
    cells = cells_of(scene.staff.district, [(table, key)]).get((table, key), {})
    links = scene.vocabulary.tables[table].links_to(people)
    return next(((people, str(cells[name])) for name in links if cells.get(name)), None)
