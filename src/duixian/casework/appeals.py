"""异议 and 复核 against a refusal: the case is opened again, with all that happened to it, before other eyes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.casework import clocks, told
from duixian.casework.citing import Citing
from duixian.casework.errors import NotPossible, NotYours
from duixian.casework.guarding import require_step
from duixian.casework.models.appeal import Appeal, AppealKind, AppealState
from duixian.casework.models.case import Case
from duixian.casework.models.happening import Happening
from duixian.casework.moving import locked, move
from duixian.casework.procedure.finding import procedure_of, step_of
from duixian.casework.refusing import citations_of
from duixian.casework.standing import stands_for_case
from duixian.casework.states import State, Verb
from duixian.notices import calendar
from duixian.values.bilingual import Text

REVERSED = Text("改正，重新办理", "reversed; the case is taken up again")
UPHELD = Text("维持原决定", "the refusal stands")


def open_appeal(case: Case, claimant: Account, grounds: str, kind: AppealKind = AppealKind.REVIEW) -> Appeal:
    """The claimant contests a refusal in time; the case goes to the procedure's step for it, where nobody who
    checked it before may decide. Raises NotYours, NotPossible (too late, asked before), CaseMoved."""
    with locked(case) as row:
        _check(row, claimant, grounds, kind)
        procedure = procedure_of(row.version)
        step = procedure.step(procedure.appeal_step)
        appeal = Appeal.objects.create(
            authority_id=row.authority_id,
            case=row,
            kind=kind,
            grounds=grounds,
            opened_by=claimant,
            opened_at=clock.now(),
            decision=row.decision,
        )
        move(
            row,
            Verb.REOPEN,
            claimant,
            words=grounds,
            details={"appeal": kind.value},
            step=step.name.zh,
            attempt=row.attempt + 1,
            taken_by=None,
            **clocks.started(step.days),
        )
        return appeal


def uphold(appeal: Appeal, officer: Account, given: Sequence[Citing] = (), words: str = "") -> Appeal:
    """The refusal stands, with its clauses once more as the facts are now. Raises RefusalWithoutClause: what the
    policy grants by now cannot be refused; and what a step raises."""
    with transaction.atomic(), locked(appeal.case) as row:
        held = _held(appeal)
        require_step(row, step_of(row), officer)
        cited = citations_of(row, officer, given)
        details = {"citations": [citing.as_json() for citing in cited], "appeal": held.kind}
        move(row, Verb.REFUSE, officer, words=words, details=details, **clocks.off())
        told.appeal_decided(row, UPHELD, cited[0].reason)
        return _decided(held, AppealState.UPHELD, officer)


def reverse(appeal: Appeal, officer: Account, words: str) -> Appeal:
    """The refusal was wrong: the case goes through its steps again from the first."""
    with transaction.atomic(), locked(appeal.case) as row:
        held = _held(appeal)
        require_step(row, step_of(row), officer)
        first = procedure_of(row.version).steps_of(row.measure, row.origin)[0]
        move(
            row,
            Verb.RETURN,
            officer,
            words=words,
            details={"appeal": held.kind},
            step=first.name.zh,
            attempt=row.attempt + 1,
            taken_by=None,
            **clocks.started(first.days),
        )
        told.appeal_decided(row, REVERSED, Text(words, words))
        return _decided(held, AppealState.REVERSED, officer)


def last_day(case: Case) -> date | None:
    """Until when a refusal may be contested; None for a case that is not refused."""
    refused = Happening.objects.filter(case=case, verb=Verb.REFUSE).order_by("-id").first()
    if refused is None or case.state != State.REFUSED:
        return None
    day = refused.at.astimezone(clock.OFFICE).date()
    return calendar.after(day, procedure_of(case.version).appeal_days)


def _check(row: Case, claimant: Account, grounds: str, kind: AppealKind) -> None:
    if not stands_for_case(claimant, row):
        raise NotYours(
            "not-yours",
            Text("只有申请人本人或其经办人可以提出。", "Only the claimant may appeal."),
            row.number,
            Text("请用申请人的账户登录。", "Sign in with the claimant's account."),
        )
    until = last_day(row)
    if until is not None and clock.today() > until:
        raise _no(row, f"提出期限为 {until}，已过", f"the time to appeal was over on {until}")
    if Appeal.objects.filter(case=row, kind=kind).exists():
        raise _no(row, f"已提出过{kind.value}", f"an appeal of this kind ({kind.label}) was made before")
    if not grounds.strip():
        raise _no(row, "没有写明理由", "no grounds are given")


def _held(appeal: Appeal) -> Appeal:
    held = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if held.state != AppealState.OPEN:
        raise _no(appeal.case, "这件申诉已处理", "this appeal was decided")
    return held


def _decided(held: Appeal, state: AppealState, officer: Account) -> Appeal:
    held.state, held.decided_by, held.decided_at = state, officer, clock.now()
    held.save(update_fields=["state", "decided_by", "decided_at"])
    return held


def _no(row: Case, zh: str, en: str) -> NotPossible:
    return NotPossible(
        "appeal-not-possible",
        Text(f"不能提出或处理：{zh}。", f"Not possible: {en}."),
        row.number,
        Text(
            "可以依法申请行政复议或提起诉讼。", "Administrative reconsideration and the courts remain open."
        ),
    )
