"""Which measures and which persons the month is told about: chosen by what a run found, never by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from duixian.casework.keys import kept, person_table
from duixian.casework.models import Case
from duixian.casework.people import cells_of
from duixian.casework.states import ENDED
from duixian.decisions.store.lookup import document, files_of
from duixian.decisions.store.models import Decision, Run
from duixian.language.outcome import Verdict
from duixian.language.rule import Measure, MeasureKind
from duixian.registry.store.models import Fact
from duixian.site.seeding.scene import Scene

Pair = tuple[str, str]
_LOOKED_AT = 300


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


def unclaimed(run: Run) -> list[Decision]:
    """What holds by a run and is no case that is alive, the first of it."""
    alive = Case.objects.exclude(state__in=[state.value for state in ENDED]).values("case_id")
    holding = run.decisions.filter(verdict=Verdict.ELIGIBLE.value, payable_fen__gt=0, year=None)
    return list(holding.exclude(case_id__in=alive).select_related("version").order_by("pk")[:_LOOKED_AT])


def busiest_unit(scene: Scene, run: Run, table: str) -> Pair | None:
    """The unit that the most unclaimed records name; else any."""
    named: Counter[str] = Counter()
    for _, unit in naming(scene, unclaimed(run), table):
        named[unit] += 1
    if named:
        return table, named.most_common(1)[0][0]
    row = Fact.objects.filter(authority=scene.staff.district, table=table, superseded_at=None).first()
    return None if row is None else (table, row.key)


def naming(scene: Scene, decisions: list[Decision], table: str) -> Iterator[tuple[Decision, str]]:
    """Decisions whose record names a unit of a table, with the unit's key."""
    records = cells_of(scene.staff.district, [(one.table, one.key) for one in decisions])
    for decision in decisions:
        cells = records.get((decision.table, decision.key), {})
        for link in scene.vocabulary.tables[decision.table].links_to(table):
            if cells.get(link):
                yield decision, str(cells[link])
