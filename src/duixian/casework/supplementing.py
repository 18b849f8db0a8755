"""补正: everything that is missing, asked for once; the clock stands still until it is there or the time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.casework import clocks, told
from duixian.casework.errors import AskedAlready, NotYours, NotYourStep
from duixian.casework.guarding import require_step
from duixian.casework.models.case import Case
from duixian.casework.models.checking import Supplement
from duixian.casework.moving import locked, move
from duixian.casework.procedure.finding import procedure_of, step_of
from duixian.casework.standing import stands_for_case
from duixian.casework.states import State, Verb
from duixian.notices import calendar
from duixian.values.bilingual import Text


def ask(case: Case, officer: Account, items: Sequence[Text]) -> Case:
    """Send the one complete list. Raises AskedAlready, NotYourStep (a step that may not ask), RoleRefused …"""
    with locked(case) as row:
        step = step_of(row)
        require_step(row, step, officer)
        if not step.asks or not items:
            raise _not_here(row, step.name)
        if Supplement.objects.filter(case=row).exists():
            raise _asked(row)
        due = calendar.after(clock.today(), procedure_of(row.version).supplement_days)
        listed = [{"zh": item.zh, "en": item.en} for item in items]
        Supplement.objects.create(
            authority_id=row.authority_id,
            case=row,
            items=listed,
            asked_by=officer,
            asked_at=clock.now(),
            due=due,
        )
        move(row, Verb.ASK, officer, details={"items": listed, "due": due.isoformat()}, **clocks.stopped(row))
        told.asked(row, items, due)
        return row


def supply(case: Case, claimant: Account, words: str = "") -> Case:
    """The claimant says that all is there (files and cells were handed in before); the clock goes on."""
    with locked(case) as row:
        if not stands_for_case(claimant, row):
            raise NotYours(
                "not-yours",
                Text("只有申请人本人或其经办人可以补正。", "Only the claimant may supply it."),
                row.number,
                Text("请用申请人的账户登录。", "Sign in with the claimant's account."),
            )
        move(row, Verb.SUPPLY, claimant, words=words, **clocks.resumed(row))
        Supplement.objects.filter(case=row).update(supplied_at=clock.now())
        return row


def lapse(authority: Authority, day: date | None = None) -> list[Case]:
    """Cases whose list was not answered in time count as withdrawn; the claimant is told. For a timer."""
    over = Case.objects.filter(
        authority=authority, state=State.SUPPLEMENTING, supplement__due__lt=day or clock.today()
    )
    return [_lapsed(case) for case in over]


def _lapsed(case: Case) -> Case:
    with locked(case) as row:
        move(row, Verb.LAPSE, None, details={"due": row.supplement.due.isoformat()}, **clocks.off())
        told.lapsed(row)
        return row


def _asked(row: Case) -> AskedAlready:
    listed = row.supplement
    return AskedAlready(
        "asked-already",
        Text(
            f"本件已于 {listed.asked_at.astimezone(clock.OFFICE):%Y-%m-%d} 一次性告知补正，不能再次要求。",
            "What is missing was asked for once already; it cannot be asked for again.",
        ),
        row.number,
        Text(
            "请按现有材料办理；可以通过数据核查取得的不得再要求申请人提供。",
            "Go on with what is there; what registers hold must not be asked of the claimant.",
        ),
    )


def _not_here(row: Case, step: Text) -> NotYourStep:
    return NotYourStep(
        "not-your-step",
        Text(
            f"“{step.zh}”环节不能要求补正，或清单是空的。", f"'{step.en}' may not ask, or the list is empty."
        ),
        row.number,
        Text(
            "请退回到可以补正的环节，并列全所缺内容。", "Send it back to a step that may ask; list all of it."
        ),
    )
