"""How a case stands, for whoever holds its number and a second secret: no names, no amounts, no reasons.

The secret is the case's own look-up code (it follows from the number under the installation's key, so nothing is kept
and nothing can be guessed from other numbers), or the last six signs of the ID number of the person who claims or is
paid. Whether a number exists is no secret: numbers count on. Who asks too often is stopped by the face.
"""

from __future__ import annotations

import hmac
import unicodedata
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from duixian.authorities.keys import key_for
from duixian.casework.keys import written
from duixian.casework.models.case import Case
from duixian.casework.models.checking import Supplement
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.states import Origin, State
from duixian.registry.store.tokens import is_token
from duixian.values.bilingual import Text

_HALF = 4
_LAST = 6
_YEAR = 4
_CHECKED = (State.CHECKING, State.SUPPLEMENTING)
_RANKS = (
    (State.LISTED, State.OFFERED),
    _CHECKED,
    (State.APPROVED, State.PUBLISHED, State.CONTESTED),
    (State.CLEARED, State.ORDERED),
    (State.PAID, State.CLOSED),
)
"""States in the order in which a case goes through them."""


class Mark(StrEnum):
    """Where a milestone stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One part of the way. ``days``: working days it may take, where it has a clock."""

    name: Text
    mark: Mark
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """``due``: the last day of the clock that runs. ``missing``: papers asked for by the names the rule gives them;
    ``others``: how many more things are asked for. ``supply_by``: the last day to bring them."""

    number: str
    benefit: Text
    claimed_on: date
    state: Text
    ended: bool
    milestones: tuple[Milestone, ...]
    due: date | None
    missing: tuple[Text, ...]
    others: int
    supply_by: date | None


def code_of(number: str) -> str:
    """The look-up code of a case, such as ``K7QM-2XHP``: for the receipt, the messages and the claimant's own page."""
    digest = hmac.new(key_for("progress of a case"), number.encode(), sha256).digest()
    signs = b32encode(digest).decode("ascii")[: 2 * _HALF]
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def look_up(number: str, secret: str) -> Progress | None:
    """The progress of a case; None where number and secret do not belong together."""
    asked, said = _number(number), _secret(secret)
    # Compared before the case is looked for, and always: an unknown number takes the same way.
    right = hmac.compare_digest(_secret(code_of(asked)), said)
    case = Case.objects.filter(number=asked).select_related("version", "authority").first()
    if case is None:
        return None
    for tail in _tails(case):
        right |= hmac.compare_digest(tail, said)
    return progress_of(case) if right else None


def progress_of(case: Case) -> Progress:
    """How a case stands, whoever asks."""
    measure = case.version.loaded().measures[case.measure]
    state = State(case.state)
    wanted = Supplement.objects.filter(case=case).first() if state is State.SUPPLEMENTING else None
    papers = {paper.zh: paper for paper in measure.evidence}
    items = [str(item["zh"]) for item in wanted.items] if wanted is not None else []
    missing = tuple(papers[item] for item in items if item in papers)
    return Progress(
        case.number,
        measure.source.name,
        case.claimed_on,
        Text(state.value, str(state.label)),
        state in (State.REFUSED, State.WITHDRAWN),
        tuple(_milestones(case, state)),
        case.due,
        missing,
        len(items) - len(missing),
        wanted.due if wanted is not None else None,
    )


def _milestones(case: Case, state: State) -> Iterator[Milestone]:
    """The way of a case; one that ended early shows only how it began."""
    rank = next((n for n, states in enumerate(_RANKS) if state in states), None)
    exempt = case.origin == Origin.EXEMPT
    first = Text("告知本人并确认", "told and confirmed") if exempt else Text("提交申请", "claim filed")
    yield Milestone(first, Mark.NOW if rank == 0 else Mark.DONE)
    if rank is None:
        return
    procedure = procedure_of(case.version)
    if not exempt or state in _CHECKED:
        yield from _steps(case, rank)
    yield Milestone(Text("公示", "public notice"), _mark(rank, 2), procedure.notice_days)
    yield Milestone(Text("支付", "payment"), _mark(rank, 3))


def _steps(case: Case, rank: int) -> Iterator[Milestone]:
    steps = procedure_of(case.version).steps_of(case.measure, case.origin)
    at = next((n for n, step in enumerate(steps) if step.name.zh == case.step), 0)
    for n, step in enumerate(steps):
        mark = _mark(rank, 1) if rank != 1 else _mark(at, n)
        yield Milestone(step.name, mark, step.days)


def _mark(reached: int, place: int) -> Mark:
    if reached == place:
        return Mark.NOW
    return Mark.DONE if reached > place else Mark.NEXT


def _tails(case: Case) -> Iterator[bytes]:
    """The last signs of the ID numbers of whoever claims or is paid. Units have none: their codes are public."""
    keys = {case.claimant_key, *case.payees.values_list("key", flat=True)}
    for key in sorted(keys):
        if is_token(key):
            yield _secret(written(case.authority, key)[-_LAST:])


def _number(text: str) -> str:
    """A case number as typed, in any width, with its hyphen or without."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return f"{plain[:_YEAR]}-{plain[_YEAR:]}" if plain.isdigit() else plain


def _secret(text: str) -> bytes:
    """Signs as they are compared: half width, capital, without blanks and hyphens."""
    return unicodedata.normalize("NFKC", text).upper().replace("-", "").replace(" ", "").strip().encode()
