"""Publish who is chosen, and after the publicity write the result down as facts, which the rules then pay."""

from __future__ import annotations

from fractions import Fraction

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.casework.selection.eligibility import result_of
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.locking import demand_organiser, locked, refusal
from duixian.casework.selection.models import Candidate, Round
from duixian.casework.selection.rows import rows_of
from duixian.casework.selection.states import CandidateState, RoundState
from duixian.casework.selection.terms import Terms
from duixian.decisions.store.keys import written
from duixian.notices.masking import Line
from duixian.notices.messages import tell
from duixian.notices.models import PublicityLine
from duixian.notices.publicity import compose
from duixian.notices.publicity import publish as publish_list
from duixian.notices.states import LineState, PublicityState
from duixian.registry.store import facts
from duixian.values.bilingual import Text

SELECTED = Text("入选", "selected")
NOT_SELECTED = Text("未入选", "not selected")


@transaction.atomic
def publish(row: Round, actor: Account | None = None) -> Round:
    """Publish the chosen for the working days of the terms. Raises RoundError while a tie is open."""
    held = locked(row, of=(RoundState.RANKED,))
    demand_organiser(actor, held.authority)
    if held.candidates.filter(state=CandidateState.TIED).exists():
        raise refusal("tie-open", "并列者还未选定", "A tie has not been decided", str(held))
    chosen = held.candidates.filter(state=CandidateState.CHOSEN).order_by("category", "rank", "position")
    if not chosen:
        raise refusal("nobody-chosen", "没有拟入选对象", "Nobody is chosen", str(held))
    terms = terms_of_round(held)
    lines = [_line(candidate, terms) for candidate in chosen]
    publicity = compose(
        held.authority, f"{held.name}（{held.label}）公示", lines, terms.publicity_days, actor=actor
    )
    held.publicity = publish_list(publicity, actor)
    held.state = RoundState.PUBLISHED
    held.save(update_fields=["publicity", "state"])
    return held


def reference_of(candidate: Candidate) -> str:
    """What the line of a candidate is known by."""
    return f"selection:{candidate.round.number}:{candidate.position}"


def _line(candidate: Candidate, terms: Terms) -> Line:
    ((_, number),) = written(candidate.authority, [(candidate.table, candidate.key)])
    parts = (candidate.round.name, candidate.category, candidate.grade)
    return Line(
        reference_of(candidate),
        candidate.name,
        candidate.unit,
        " ".join(part for part in parts if part),
        None,
        number,
        candidate.unit_key,
    )


@transaction.atomic
def announce(row: Round, actor: Account | None = None) -> Round:
    """Write the results of those whose lines are free, or fell out, as facts. A line held by an objection waits:
    announce again when it is decided; the round is announced when nobody waits any more.

    Raises RoundError until the publicity is closed, RowError or FactRefused where a fact cannot be registered."""
    held = locked(row, of=(RoundState.PUBLISHED,))
    demand_organiser(actor, held.authority)
    publicity = held.publicity
    if publicity is None or publicity.state != PublicityState.CLOSED:
        raise refusal(
            "publicity-not-over", "公示期未满，或公示已撤回", "The publicity is not over", str(held)
        )
    held.announced_on = held.announced_on or clock.today()
    lines = {line.reference: line for line in publicity.lines.all()}
    waiting = [
        candidate
        for candidate in held.candidates.filter(written_at__isnull=True).order_by("position")
        if not _write(candidate, lines.get(reference_of(candidate)), held, actor)
    ]
    held.state = RoundState.PUBLISHED if waiting else RoundState.ANNOUNCED
    held.save(update_fields=["announced_on", "state"])
    return held


def _write(candidate: Candidate, line: PublicityLine | None, row: Round, actor: Account | None) -> bool:
    """Whether the candidate's result is settled; those who took no part have none."""
    if line is not None and line.state == LineState.HELD:
        return False
    if line is not None:
        free = line.state == LineState.FREE
        candidate.state = CandidateState.SELECTED if free else CandidateState.STRUCK
    if line is not None or candidate.state == CandidateState.PASSED_OVER:
        _register(candidate, row, actor)
    return True


def _register(candidate: Candidate, row: Round, actor: Account | None) -> None:
    terms = terms_of_round(row)
    selected = candidate.state == CandidateState.SELECTED
    score = None if candidate.score is None else Fraction(candidate.score)
    day = row.announced_on or clock.today()
    result = result_of(candidate, terms, selected=selected, day=day, score=score, grade=candidate.grade)
    for table, cells in rows_of(terms, result):
        facts.register(
            row.authority,
            table,
            cells,
            actor=actor,
            source=f"{row.number} {row}",
            evidence=_evidence(row),
            vocabulary=row.version.loaded().vocabulary,
        )
    candidate.written_at = clock.now()
    candidate.save(update_fields=["state", "written_at"])
    _tell(candidate, SELECTED if selected else NOT_SELECTED)


def _evidence(row: Round) -> str:
    return f"{row.publicity.number} {row.publicity.sha256}" if row.publicity else ""


def _tell(candidate: Candidate, result: Text) -> None:
    said = Text(candidate.grade, candidate.grade) if candidate.grade else result
    tell(
        candidate.round.authority,
        "round_result",
        {"round": str(candidate.round), "result": said},
        table=candidate.table,
        key=candidate.key,
        reference=candidate.round.number,
    )
