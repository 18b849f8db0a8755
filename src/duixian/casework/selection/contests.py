"""Register a contest, import its results from a sheet, publish them, and record them as facts."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.authorities.turns import one_at_a_time
from duixian.casework.selection.errors import RegisterError
from duixian.casework.selection.finding import contest_terms, terms_of_contest
from duixian.casework.selection.fitting import check_fits
from duixian.casework.selection.locking import demand_organiser, next_number
from duixian.casework.selection.models import Contest, ContestResult
from duixian.casework.selection.results import held_rows, number_in
from duixian.casework.selection.states import ContestState
from duixian.decisions.store.models import PolicyVersion
from duixian.notices.masking import Line
from duixian.notices.models import PublicityLine
from duixian.notices.publicity import compose
from duixian.notices.publicity import publish as publish_list
from duixian.notices.states import LineState, PublicityState
from duixian.registry.store import facts
from duixian.values.bilingual import Text


@transaction.atomic
def register(
    authority: Authority,
    version: PolicyVersion,
    kind: str,
    name: str,
    final_on: date,
    *,
    organiser: str = "",
    actor: Account | None = None,
) -> Contest:
    """A contest of a kind that the policy's terms know. Raises TermsError, RegisterError (contest-exists)."""
    demand_organiser(actor, authority)
    check_fits(contest_terms(version, kind), version.loaded())
    one_at_a_time(authority, "selection.contest")
    if Contest.objects.filter(authority=authority, name=name, final_on=final_on).exists():
        raise refusal("contest-exists", f"“{name}”已经登记", f"{name} is registered already", name)
    year = f"JS{clock.today().year}"
    taken = Contest.objects.filter(authority=authority, number__startswith=year).count()
    return Contest.objects.create(
        authority=authority,
        number=next_number(authority, year, taken),
        version=version,
        kind=kind,
        name=name,
        organiser=organiser,
        final_on=final_on,
        registered_by=actor,
    )


def refusal(code: str, zh: str, en: str, where: str) -> RegisterError:
    """A step that a contest does not allow now."""
    return RegisterError(
        code, Text(f"{zh}。", f"{en}."), where, Text("请核对竞赛的状态。", "Look at the contest's state.")
    )


def locked(contest: Contest, *of: ContestState) -> Contest:
    """The row itself, locked to the end of the transaction. Raises RegisterError in any other state."""
    held = Contest.objects.select_for_update().get(pk=contest.pk)
    if held.state not in of:
        raise refusal(
            "contest-state",
            f"竞赛目前的状态是“{held.get_state_display()}”，不能这样办理",
            f"The contest is {held.state}: this step is not possible",
            held.number,
        )
    return held


@transaction.atomic
def publish(contest: Contest, actor: Account | None = None) -> Contest:
    """Publish the imported results for the working days of the terms."""
    held = locked(contest, ContestState.IMPORTED)
    demand_organiser(actor, held.authority)
    days = terms_of_contest(held).publicity_days
    lines = [_line(result) for result in held.results.order_by("position")]
    publicity = compose(held.authority, f"{held.name}成绩公示", lines, days, actor=actor)
    held.publicity, held.state = publish_list(publicity, actor), ContestState.PUBLISHED
    held.save(update_fields=["publicity", "state"])
    return held


def reference_of(result: ContestResult) -> str:
    """What the line of a result is known by."""
    return f"contest:{result.contest.number}:{result.position}"


def _line(result: ContestResult) -> Line:
    shown = result.shown
    reached = " ".join(part for part in (result.contest.name, shown["reached"]) if part)
    return Line(reference_of(result), shown["name"], shown["unit"], reached, None, number_in(result))


@transaction.atomic
def record(contest: Contest, actor: Account | None = None) -> Contest:
    """Record the results whose lines are free as facts, once the publicity is closed; a struck line is left out and
    one held by an objection waits: record again when it is decided.

    Raises RegisterError until the publicity is over; RowError or FactRefused where a fact cannot be registered."""
    held = locked(contest, ContestState.PUBLISHED)
    demand_organiser(actor, held.authority)
    publicity = held.publicity
    if publicity is None or publicity.state != PublicityState.CLOSED:
        raise refusal(
            "publicity-not-over", "公示期未满，或公示已撤回", "The publicity is not over", held.number
        )
    lines = {line.reference: line for line in publicity.lines.all()}
    for result in held.results.filter(recorded_at__isnull=True).order_by("position"):
        _record(result, lines[reference_of(result)], held, actor)
    if not publicity.lines.filter(state=LineState.HELD).exists():
        held.state = ContestState.RECORDED
        held.save(update_fields=["state"])
    return held


def _record(result: ContestResult, line: PublicityLine, contest: Contest, actor: Account | None) -> None:
    if line.state != LineState.FREE or contest.publicity is None:
        return
    for table, cells in held_rows(result):
        facts.register(
            contest.authority,
            table,
            cells,
            actor=actor,
            source=f"{contest.number} {contest.name}",
            evidence=f"{contest.publicity.number} {contest.publicity.sha256}",
            vocabulary=contest.version.loaded().vocabulary,
        )
    result.recorded_at = clock.now()
    result.save(update_fields=["recorded_at"])
