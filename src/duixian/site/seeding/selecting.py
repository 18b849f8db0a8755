"""Rounds of selection, yearly lists and referrals of the demo, out of the policy's own terms and the month's run.

The first round with places goes all the way; the second waits in review; a cycle enrols whom it assesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.casework import keys
from duixian.casework.selection import (
    announcing,
    calling,
    concluding,
    eligibility,
    nominating,
    referrals,
    reviewing,
    rosters,
)
from duixian.casework.selection.errors import RegisterError, RoundError
from duixian.casework.selection.finding import all_terms, terms_of_round
from duixian.casework.selection.models import Candidate, Round
from duixian.casework.selection.states import CandidateState, EntryState, RoundState
from duixian.casework.selection.subjects import surroundings
from duixian.casework.selection.terms import Terms
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Run
from duixian.language.outcome import Verdict
from duixian.language.rule import Measure, MeasureKind
from duixian.language.vocabulary import Table, Vocabulary
from duixian.notices import calendar, publicity
from duixian.registry.store import facts
from duixian.registry.store.tokens import Veil
from duixian.site.seeding.scene import Scene

_NOMINATED, _PLACES, _LOOKED_AT = 8, 3, 400
_DAYS_TO_NOMINATE, _DAYS_TO_ANSWER = 2, 10
_REFERRED = 5


def call_rounds(scene: Scene) -> list[Round]:
    """A round of every kind that the policy knows."""
    until = calendar.after(clock.today(), _DAYS_TO_NOMINATE)
    return [
        calling.call(
            scene.staff.district,
            scene.version,
            terms.name,
            str(clock.today().year),
            until,
            places={category: _PLACES for category, stated in terms.places.items() if not stated},
            actor=scene.staff["first"],
        )
        for terms in all_terms(scene.version).values()
    ]


def nominate(scene: Scene, run: Run) -> None:
    """Whom the run granted something is nominated; a cycle enrols; the rule says who is eligible."""
    for row in _rounds(scene, RoundState.CALLED):
        terms = terms_of_round(row)
        if terms.enrolment is not None:
            nominating.enrol(row, scene.staff["first"])
        elif terms.measure is not None:
            _nominate(scene, run, row, terms)


def _nominate(scene: Scene, run: Run, row: Round, terms: Terms) -> None:
    for n, key in enumerate(islice(_granted(scene, run, terms.subject), _NOMINATED)):
        unit = _unit(scene, terms, key)
        category = sorted(row.places)[n % len(row.places)]
        nominating.nominate(row, key, by=terms.nominators[-1], category=category, unit=unit)
    eligibility.check(row, scene.staff["first"])
    for candidate in row.candidates.filter(state=CandidateState.UNDECIDED):
        eligibility.admit(candidate, "已核对原件", scene.staff["first"])


def _granted(scene: Scene, run: Run, table: str) -> Iterator[str]:
    """The keys, as kept, of those of a table whom the run grants something, each once."""
    veil, seen = Veil(scene.staff.district), set()
    for decision in run.decisions.filter(verdict=Verdict.ELIGIBLE.value).order_by("place")[:_LOOKED_AT]:
        for payee in document(decision)["payees"]:
            key = veil.within(payee["key"])
            if payee["table"] == table and key not in seen:
                seen.add(key)
                yield key


def _unit(scene: Scene, terms: Terms, key: str) -> str:
    """The first unit that a candidate belongs to now."""
    if terms.unit is None:
        return ""
    near = surroundings(scene.staff.district, terms.subject, key, [terms.unit])
    return min((link.split(":", 1)[1] for link in near), default="")


def review(scene: Scene) -> None:
    """The panel scores; the first round is ranked and published, another stays in review."""
    panel = [scene.staff[name] for name in ("reviewer1", "reviewer2", "reviewer3")]
    for place, row in enumerate(_rounds(scene, RoundState.CALLED)):
        try:
            reviewing.begin(row, panel, scene.staff["first"])
        except RoundError:
            continue  # Nobody eligible, or the panel too near: the round stays where it is, and shows why.
        for candidate in row.candidates.filter(state=CandidateState.ELIGIBLE):
            _score(panel, candidate)
        if place == 0:
            concluding.conclude(row, scene.staff["first"])
            _break_ties(scene, row)
            announcing.publish(row, scene.staff["first"])


def _score(panel: list[Account], candidate: Candidate) -> None:
    for n, account in enumerate(panel):
        if not candidate.recusals.filter(reviewer__account=account).exists():
            points = {
                criterion.name: str(60 + (candidate.position * 7 + n * 3) % 40)
                for criterion in terms_of_round(candidate.round).scoring.criteria
            }
            reviewing.score(account, candidate, points)


def _break_ties(scene: Scene, row: Round) -> None:
    tied = list(row.candidates.filter(state=CandidateState.TIED).order_by("position"))
    if tied:
        left = concluding.places_left(row, tied[0].category)
        concluding.choose(row, tied[:left], "一线工作年限较长", scene.staff["first"])


def announce(scene: Scene) -> None:
    """The publicity of the round is over: its result becomes facts."""
    for row in _rounds(scene, RoundState.PUBLISHED):
        if row.publicity is not None and (row.publicity.public_until or clock.today()) < clock.today():
            publicity.close(row.publicity)
            announcing.announce(row, scene.staff["first"])


def serve(scene: Scene, run: Run) -> None:
    """The yearly lists of services, and requests that go to other departments."""
    measures = scene.version.loaded().measures.values()
    for measure in measures:
        if measure.kind is MeasureKind.SERVICE and measure.yearly:
            _draw(scene, run, measure)
    # All requests first: each new fact has the registry decided anew for whoever is referred next.
    asked = [(one, _requests(scene, run, one)) for one in measures if one.kind is MeasureKind.REFERRAL]
    for measure, requests in asked:
        _refer(scene, measure, requests)


def _draw(scene: Scene, run: Run, measure: Measure) -> None:
    until = calendar.after(clock.today(), _DAYS_TO_ANSWER)
    try:
        drawn = rosters.draw(
            run, scene.version.policy, measure.name, clock.today().year, until, scene.staff["first"]
        )
    except RegisterError:
        return  # Nobody is entitled in this registry.
    for entry in drawn.entries.order_by("pk")[:_REFERRED]:
        rosters.note(entry, EntryState.ATTENDED, clock.today(), scene.staff["first"])


def _refer(scene: Scene, measure: Measure, requests: list[tuple[str, str]]) -> None:
    """Requests are referred where the rule holds for them."""
    done = 0
    for table, key in requests:
        try:
            referral = referrals.refer(
                scene.staff.district,
                scene.version,
                measure.name,
                table,
                key,
                working_days=_DAYS_TO_ANSWER,
                actor=scene.staff["first"],
            )
        except RegisterError:
            continue  # The rule does not hold for this one: the decision says why.
        done += 1
        if done % 2:
            referrals.answer(referral, True, "已办结", scene.staff["first"])


def _requests(scene: Scene, run: Run, measure: Measure) -> list[tuple[str, str]]:
    """A request of every kind that the table of requests knows, each of another person."""
    table = scene.vocabulary.tables[measure.table]
    links = [column for column in table.columns.values() if column.link and column.required]
    if table.key is None or len(links) != 1:
        return []
    people = islice(_granted(scene, run, str(links[0].link)), _REFERRED)
    kinds = cycle(_kinds(scene.vocabulary, table) or [{}])
    found = []
    for n, (person, kind) in enumerate(zip(people, kinds, strict=False), start=1):
        own = {table.key: f"{measure.name}-{n}", links[0].name: keys.written(scene.staff.district, person)}
        day = {table.event: clock.today().isoformat()} if table.event else {}
        facts.register(
            scene.staff.district,
            table.name,
            {**own, **day, **kind},
            actor=scene.staff["intake"],
            source="窗口",
            vocabulary=scene.vocabulary,
        )
        found.append((table.name, own[table.key]))
    return found


def _kinds(vocabulary: Vocabulary, table: Table) -> list[dict[str, str]]:
    """The members of the first category among the table's columns, as cells."""
    for column in table.columns.values():
        category = vocabulary.categories.get(str(column.type.of))
        if category is not None:
            return [{column.name: member} for member in category.members]
    return []


def _rounds(scene: Scene, state: RoundState) -> list[Round]:
    return list(Round.objects.filter(authority=scene.staff.district, state=state).order_by("pk"))
