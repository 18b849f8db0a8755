"""From approval to the public notice, and back by what became of each line there.

Nothing below casework knows cases: ``publish`` hands lines over under references, ``follow`` reads what has become
of them. A case with several payees is free when every line of it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects

from duixian.authorities.models import Account, Authority
from duixian.casework import clocks
from duixian.casework.errors import NotPossible
from duixian.casework.keys import person_table, written
from duixian.casework.models.account import PayTo
from duixian.casework.models.case import Case
from duixian.casework.moving import locked, move
from duixian.casework.people import cells_of, unit_of
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.procedure.parts import Procedure
from duixian.casework.states import State, Verb
from duixian.language.vocabulary import Vocabulary
from duixian.notices import publicity as notices
from duixian.notices.masking import Line
from duixian.notices.models import Publicity, PublicityLine
from duixian.notices.states import LineState
from duixian.values.bilingual import Text

_STAGES = {
    ("公示",): notices.Stages.PUBLIC,
    ("单位",): notices.Stages.INSIDE,
    ("单位", "公示"): notices.Stages.INSIDE_THEN_PUBLIC,
}


@transaction.atomic
def publish(cases: Sequence[Case], officer: Account, title: str) -> Publicity:
    """One notice of approved cases that go through the same procedure. Raises NotPossible, CaseMoved, and what
    ``notices`` raises (RoleRefused, PublicityError)."""
    prefetch_related_objects(cases, "version", "authority")
    procedure = one_procedure(cases)
    rows = [_lock(case) for case in cases]
    lines = [line for row in rows for line in lines_of(row)]
    stage = _STAGES.get(procedure.stages, notices.Stages.PUBLIC)
    notice = notices.compose(rows[0].authority, title, lines, procedure.notice_days, stage, actor=officer)
    notice = notices.publish(notice, actor=officer)
    for row in rows:
        details = {"publicity": notice.number, "sha256": notice.sha256}
        move(row, Verb.PUBLISH, officer, details=details, publicity=notice, **clocks.off())
    return notice


def follow(
    authority: Authority, actor: Account | None = None, *, notice: Publicity | None = None
) -> list[Case]:
    """Bring cases on notice (on one notice) in line with their lines: objected to, standing again, struck, taken off,
    or free to be paid. For the timer, and after every verb of a notice. Doing it again changes nothing."""
    on_notice = Case.objects.filter(
        authority=authority, state__in=[State.PUBLISHED.value, State.CONTESTED.value]
    ).prefetch_related("version", "authority")
    if notice is not None:
        on_notice = on_notice.filter(publicity=notice)
    return [moved for case in on_notice.order_by("pk") if (moved := follow_case(case, actor)) is not None]


def conclude(notice: Publicity, actor: Account | None = None) -> list[Case]:
    """Close a notice whose clock has run out; the cases that are free now. Raises PublicityError."""
    with transaction.atomic():
        notices.close(notice)
        followed = follow(notice.authority, actor, notice=notice)
        return [case for case in followed if case.state == State.CLEARED]


def reference_of(case: Case, position: int) -> str:
    """How a payee's line of a case is named on notices."""
    return f"{case.number}/{position}"


def lines_on_notice(case: Case) -> list[PublicityLine]:
    """The lines of a case in its present notice."""
    head = reference_of(case, 0)[:-1]
    return list(
        PublicityLine.objects.filter(publicity=case.publicity_id, reference__startswith=head).order_by(
            "position"
        )
    )


def _lock(case: Case) -> Case:
    with locked(case) as row:
        if row.state != State.APPROVED:
            raise NotPossible(
                "not-possible",
                Text(f"“{row.state}”的不能公示。", "Only approved cases go on notice."),
                row.number,
                Text("请先办结审核。", "Finish checking it first."),
            )
        return row


def one_procedure(cases: Iterable[Case]) -> Procedure:
    """The procedure by which all of these are published. Raises NotPossible (``mixed-procedures``)."""
    found = {procedure_of(case.version) for case in cases}
    stages = {(one.stages, one.notice_days) for one in found}
    if len(stages) != 1:
        raise NotPossible(
            "mixed-procedures",
            Text(
                "公示名单为空，或其中的公示办法不一。",
                "The list is empty, or its cases are not published alike.",
            ),
            remedy=Text("请分开公示。", "Publish them apart."),
        )
    return next(iter(found))


def lines_of(row: Case) -> list[Line]:
    """What a notice will show of a case, before it is masked: a line for each payee."""
    vocabulary = row.version.loaded().vocabulary
    employer = _employer(row, vocabulary)
    benefit = row.version.loaded().measures[row.measure].source.name.zh
    return [
        Line(
            reference_of(row, position),
            payee.name,
            payee.unit,
            benefit,
            payee.amount_fen,
            _number(payee, vocabulary),
            employer,
        )
        for position, payee in enumerate(row.payees.order_by("pk"), 1)
    ]


def _number(payee: PayTo, vocabulary: Vocabulary) -> str:
    """The ID number of a person, only to tell equal names apart; it is not kept on the notice."""
    return written(payee.authority, payee.key) if payee.table == person_table(vocabulary) else ""


def _employer(row: Case, vocabulary: Vocabulary) -> str:
    own = (row.table, row.key)
    unit = unit_of(
        vocabulary.tables[row.table],
        cells_of(row.authority, [own]).get(own, {}),
        person_table(vocabulary),
        vocabulary,
    )
    return "" if unit is None else unit[1]


def follow_case(case: Case, actor: Account | None = None) -> Case | None:
    """Bring one case in line with its lines; None where it stands right."""
    if case.state not in (State.PUBLISHED, State.CONTESTED):
        return None
    states = {LineState(line.state) for line in lines_on_notice(case)}
    verb = _verb(State(case.state), states)
    if verb is None:
        return None
    with locked(case) as row:
        if verb is Verb.EXAMINE:
            _examine(row, actor)
        else:
            notice = None if verb is Verb.UNPUBLISH else row.publicity
            move(row, verb, actor, details={"lines": sorted(states)}, publicity=notice)
        return row


def _verb(state: State, lines: set[LineState]) -> Verb | None:
    """What has to happen to a case by where its lines stand; nothing where it stands right."""
    if LineState.STRUCK in lines:
        return Verb.EXAMINE
    if LineState.HELD in lines:
        return Verb.CONTEST if state is State.PUBLISHED else None
    if LineState.WITHDRAWN in lines:
        return Verb.UNPUBLISH
    if lines == {LineState.FREE}:
        return Verb.CLEAR
    return (
        Verb.DISMISS if state is State.CONTESTED and lines <= {LineState.STANDING, LineState.FREE} else None
    )


def _examine(row: Case, actor: Account | None) -> None:
    """An objection was right: the case is checked again from its first step."""
    first = procedure_of(row.version).steps_of(row.measure, row.origin)[0]
    move(
        row,
        Verb.EXAMINE,
        actor,
        words="公示异议成立",
        step=first.name.zh,
        attempt=row.attempt + 1,
        publicity=None,
        taken_by=None,
        **clocks.started(first.days),
    )
