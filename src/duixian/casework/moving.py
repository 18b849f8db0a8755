"""The one way a case changes: under a lock on its row, by a transition of ``states``, with a line in its history.

Two officers may press at once. The row is locked and compared with what each of them had before his eyes
(``revision``): the first wins, the second is told who was first and where the case stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.casework.errors import CaseMoved, NotPossible
from duixian.casework.models.case import Case
from duixian.casework.models.happening import Happening
from duixian.casework.states import TRANSITIONS, State, Verb, sources
from duixian.values.bilingual import Text

OFFICE = Text("系统", "the system")


@contextmanager
def locked(case: Case) -> Iterator[Case]:
    """The case's row, locked until the block's transaction ends. Raises CaseMoved."""
    with transaction.atomic():
        row = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if row.revision != case.revision:
            raise _moved(row)
        _lend(case, row)
        yield row


def locked_all(cases: Sequence[Case]) -> list[Case]:
    """The rows of several cases, locked until the transaction ends (there must be one). Raises CaseMoved."""
    wanted = {case.pk: case for case in cases}
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=list(wanted)).order_by("pk")
    by_key = {row.pk: row for row in rows}
    for key, case in wanted.items():
        if by_key[key].revision != case.revision:
            raise _moved(by_key[key])
        _lend(case, by_key[key])
    return [by_key[key] for key in wanted]


def _lend(case: Case, row: Case) -> None:
    """What never changes and was fetched already is not fetched again: a version holds a whole policy's files."""
    if Case.version.is_cached(case):
        row.version = case.version
    if Case.authority.is_cached(case):
        row.authority = case.authority


def move(
    row: Case,
    verb: Verb,
    actor: Account | None,
    *,
    words: str = "",
    details: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Happening:
    """Change a locked case: its state as the verb says, and other fields. Raises NotPossible."""
    before = State(row.state)
    after = after_verb(row, verb)
    for name, value in changes.items():
        setattr(row, name, value)
    row.state = after
    row.revision += 1
    row.changed_at = clock.now()
    row.save()
    return _record(row, verb, actor, before, words, details)


def begin(case: Case, verb: Verb, actor: Account | None, words: str = "") -> Case:
    """Save a new case with the first line of its history."""
    case.created_at = case.changed_at = clock.now()
    case.save(force_insert=True)
    _record(case, verb, actor, "", words, None)
    return case


def note(row: Case, actor: Account | None, words: str, details: Mapping[str, Any] | None = None) -> Happening:
    """A line in the history that changes nothing."""
    return _record(row, Verb.NOTE, actor, State(row.state), words, details)


def after_verb(case: Case, verb: Verb) -> State:
    """The state a verb leads to; verbs that are no transition leave it. Raises NotPossible."""
    if verb not in TRANSITIONS:
        return State(case.state)
    after = TRANSITIONS[verb].get(State(case.state))
    if after is None:
        raise _not_possible(case, verb)
    return after


def next_number() -> str:
    """The number of the next case: the year and a sequence of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('casework_case_number')")
        (number,) = cursor.fetchone()
    return f"{clock.today().year}-{number:07d}"


def _record(
    row: Case,
    verb: Verb,
    actor: Account | None,
    before: State | str,
    words: str,
    details: Mapping[str, Any] | None,
) -> Happening:
    return Happening.objects.create(
        authority_id=row.authority_id,
        case=row,
        at=clock.now(),
        actor=actor,
        verb=verb,
        before=before,
        after=row.state,
        step=row.step,
        attempt=row.attempt,
        words=words,
        details=dict(details or {}),
    )


def _moved(row: Case) -> CaseMoved:
    last = row.history.select_related("actor").last()
    who = OFFICE.zh if last is None or last.actor is None else last.actor.name or last.actor.username
    english = OFFICE.en if last is None or last.actor is None else who
    when = row.changed_at.astimezone(clock.OFFICE)
    verb = "" if last is None else Verb(last.verb)
    return CaseMoved(
        "case-moved",
        Text(
            f"{who}已先办理：{verb or '改动'}（{when:%Y-%m-%d %H:%M}），该件现为“{row.state}”。",
            f"{english} was first ({last.get_verb_display() if last else 'change'}, {when:%Y-%m-%d %H:%M}); "
            f"the case is now {State(row.state).label}.",
        ),
        row.number,
        Text("请刷新后按现在的状态办理。", "Reload it and go on from where it stands."),
    )


def _not_possible(case: Case, verb: Verb) -> NotPossible:
    zh = "、".join(state.value for state in sources(verb))
    en = ", ".join(str(state.label) for state in sources(verb))
    return NotPossible(
        "not-possible",
        Text(
            f"该件现为“{case.state}”，不能“{verb.value}”。",
            f"The case is {State(case.state).label}; one cannot {verb.label} now.",
        ),
        case.number,
        Text(f"“{verb.value}”只适用于：{zh}。", f"That is for cases that are: {en}."),
    )
