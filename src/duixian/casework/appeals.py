"""异议 and 复核: a case is opened again, with all that happened to it, before other eyes.

Against a refusal it goes back to the procedure's step for it. Against the amount of what was granted the case stays
where it stands and nothing more of it is paid until ``amounts`` has answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.casework import clocks, told
from duixian.casework.citing import Citing
from duixian.casework.errors import NotPossible, NotYours
from duixian.casework.guarding import require_step
from duixian.casework.models.appeal import Appeal, AppealAbout, AppealKind, AppealState
from duixian.casework.models.case import Case
from duixian.casework.models.happening import Happening
from duixian.casework.moving import locked, move
from duixian.casework.procedure.finding import procedure_of, step_of
from duixian.casework.refusing import citations_of
from duixian.casework.standing import stands_for_case, stands_for_payee
from duixian.casework.states import GRANTED, State, Verb
from duixian.decisions.store.models import Difference
from duixian.notices import calendar
from duixian.values.bilingual import Text

REVERSED = Text("改正，重新办理", "reversed; the case is taken up again")
UPHELD = Text("维持原决定", "the refusal stands")


def open_appeal(case: Case, claimant: Account, grounds: str, kind: AppealKind = AppealKind.REVIEW) -> Appeal:
    """The claimant contests a refusal, or the claimant or a payee the amount, in time. Nobody who checked it before
    may decide. Raises NotYours, NotPossible (too late, asked before, neither refused nor granted), CaseMoved."""
    with locked(case) as row:
        about = AppealAbout.AMOUNT if row.state in GRANTED else AppealAbout.REFUSAL
        _check(row, claimant, grounds, kind, about)
        procedure = procedure_of(row.version)
        step = procedure.step(procedure.appeal_step)
        clock_of_step = clocks.started(step.days)
        beside = about is AppealAbout.AMOUNT
        appeal = Appeal.objects.create(
            authority_id=row.authority_id,
            case=row,
            kind=kind,
            about=about,
            grounds=grounds,
            opened_by=claimant,
            opened_at=clock.now(),
            due=clock_of_step["due"] if beside else None,
            decision=row.entitlement.decision if beside and row.entitlement is not None else row.decision,
        )
        details = {"appeal": kind.value, "about": about.value}
        again = {"step": step.name.zh, "attempt": row.attempt + 1, "taken_by": None, **clock_of_step}
        move(row, Verb.REOPEN, claimant, words=grounds, details=details, **({} if beside else again))
        return appeal


def uphold(appeal: Appeal, officer: Account, given: Sequence[Citing] = (), words: str = "") -> Appeal:
    """The refusal stands, with its clauses once more as the facts are now. Raises RefusalWithoutClause: what the
    policy grants by now cannot be refused; and what a step raises."""
    with transaction.atomic(), locked(appeal.case) as row:
        held = held_open(appeal)
        require_step(row, step_of(row), officer)
        cited = citations_of(row, officer, given)
        details = {"citations": [citing.as_json() for citing in cited], "appeal": held.kind}
        move(row, Verb.REFUSE, officer, words=words, details=details, **clocks.off())
        told.appeal_decided(row, UPHELD, cited[0].reason)
        return decided(held, AppealState.UPHELD, officer)


def reverse(appeal: Appeal, officer: Account, words: str) -> Appeal:
    """The refusal was wrong: the case goes through its steps again from the first."""
    with transaction.atomic(), locked(appeal.case) as row:
        held = held_open(appeal)
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
        return decided(held, AppealState.REVERSED, officer)


def last_day(case: Case) -> date | None:
    """Until when a refusal, or the amount of what was granted, may be contested; None for any other case."""
    told = _told_last(case)
    if told is None:
        return None
    return calendar.after(told.at.astimezone(clock.OFFICE).date(), procedure_of(case.version).appeal_days)


def _told_last(case: Case) -> Happening | None:
    """When the claimant was told of the refusal, or of the amount: a difference that was confirmed tells another."""
    if case.state == State.REFUSED:
        said = Q(verb=Verb.REFUSE)
    elif case.state in GRANTED:
        said = Q(verb__in=(Verb.APPROVE, Verb.CONFIRM)) | Q(verb=Verb.NOTE, details__has_key="difference")
    else:
        return None
    return Happening.objects.filter(said, case=case).order_by("-id").first()


def _check(row: Case, claimant: Account, grounds: str, kind: AppealKind, about: AppealAbout) -> None:
    paid = about is AppealAbout.AMOUNT and stands_for_payee(claimant, row)
    if not paid and not stands_for_case(claimant, row):
        raise NotYours(
            "not-yours",
            Text("只有申请人、收款人本人或其经办人可以提出。", "Only the claimant or payee may appeal."),
            row.number,
            Text("请用申请人或收款人的账户登录。", "Sign in with the claimant's or payee's account."),
        )
    until = last_day(row)
    if until is not None and clock.today() > until:
        raise not_possible(row, f"提出期限为 {until}，已过", f"the time to appeal was over on {until}")
    if Appeal.objects.filter(case=row, state=AppealState.OPEN).exists():
        raise not_possible(row, "前一件还没有答复", "an earlier appeal is not answered yet")
    if Appeal.objects.filter(case=row, kind=kind, about=about).exists():
        raise not_possible(
            row, f"已提出过{kind.value}", f"an appeal of this kind ({kind.label}) was made before"
        )
    if not grounds.strip():
        raise not_possible(row, "没有写明理由", "no grounds are given")


def held_open(appeal: Appeal) -> Appeal:
    """The appeal, locked. Raises NotPossible where it was answered."""
    held = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if held.state != AppealState.OPEN:
        raise not_possible(appeal.case, "这件申诉已处理", "this appeal was decided")
    return held


def decided(held: Appeal, state: AppealState, officer: Account, line: Difference | None = None) -> Appeal:
    """What came of a locked appeal is written down; ``line``: the difference it ended in."""
    held.state, held.decided_by, held.decided_at, held.line = state, officer, clock.now(), line
    held.save(update_fields=["state", "decided_by", "decided_at", "line"])
    return held


def not_possible(row: Case, zh: str, en: str) -> NotPossible:
    """Why an appeal is not taken or answered so."""
    return NotPossible(
        "appeal-not-possible",
        Text(f"不能提出或处理：{zh}。", f"Not possible: {en}."),
        row.number,
        Text(
            "可以依法申请行政复议或提起诉讼。", "Administrative reconsideration and the courts remain open."
        ),
    )
