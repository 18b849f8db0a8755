"""The steps of a case: take, pass, send back, ask for what is missing, supply, refuse, withdraw.

Each verb locks the case, looks at what the step asks for, changes it once and leaves a line in its history.
"""

from __future__ import annotations

from collections.abc import Sequence

from duixian.authorities.models import Account
from duixian.casework import approving, clocks, told
from duixian.casework.accepting import accept
from duixian.casework.citing import Citing
from duixian.casework.errors import NotYours
from duixian.casework.guarding import require_step
from duixian.casework.models.case import Case
from duixian.casework.moving import locked, move
from duixian.casework.procedure.finding import procedure_of, step_of
from duixian.casework.readiness import require_ready
from duixian.casework.refusing import citations_of
from duixian.casework.standing import stands_for_case
from duixian.casework.states import Verb
from duixian.values.bilingual import Text


def take(case: Case, officer: Account) -> Case:
    """An officer takes the case on; no colleague passes it then. Raises CaseMoved, RoleRefused, SameOfficer."""
    with locked(case) as row:
        require_step(row, step_of(row), officer)
        move(row, Verb.TAKE, officer, taken_by=officer)
        return row


def let_go(case: Case, officer: Account) -> Case:
    """Whoever took the case leaves it to others."""
    with locked(case) as row:
        require_step(row, step_of(row), officer)
        move(row, Verb.TAKE, officer, taken_by=None, words="放回")
        return row


def pass_(case: Case, officer: Account, words: str = "") -> Case:
    """The step is done; the next one begins, or after the last one the case is approved.

    Raises CaseMoved, NotPossible, RoleRefused, SameOfficer, NotYourStep, StepNotDone; at the last step NotGranted.
    """
    with locked(case) as row:
        procedure, step = procedure_of(row.version), step_of(row)
        require_step(row, step, officer)
        require_ready(row, step)
        if step.registers:
            accept(row, officer)
        following = procedure.after(step.name.zh, row.measure, row.origin)
        if following is None:
            return approving.approve(row, officer, words)
        move(
            row,
            Verb.PASS,
            officer,
            words=words,
            details={"passed": step.name.zh},
            step=following.name.zh,
            taken_by=None,
            **clocks.started(following.days),
        )
        return row


def return_(case: Case, officer: Account, words: str) -> Case:
    """Back to the step before, with the reason; at the first step the case stays and only the clock starts again."""
    with locked(case) as row:
        procedure, step = procedure_of(row.version), step_of(row)
        require_step(row, step, officer)
        former = procedure.before(step.name.zh, row.measure, row.origin) or step
        move(
            row,
            Verb.RETURN,
            officer,
            words=words,
            details={"from": step.name.zh},
            step=former.name.zh,
            attempt=row.attempt + 1,
            taken_by=None,
            **clocks.started(former.days),
        )
        return row


def refuse(case: Case, officer: Account, given: Sequence[Citing] = (), words: str = "") -> Case:
    """不予: with every failed finding of the decision, and the clauses or interpretations an officer gives.

    Raises RefusalWithoutClause when nothing carries it, and what ``pass_`` raises.
    """
    with locked(case) as row:
        require_step(row, step_of(row), officer)
        cited = citations_of(row, officer, given)
        details = {"citations": [citing.as_json() for citing in cited]}
        approving.release(row, officer)
        move(row, Verb.REFUSE, officer, words=words, details=details, taken_by=None, **clocks.off())
        told.refused(row, cited)
        return row


def withdraw(case: Case, claimant: Account, words: str = "") -> Case:
    """The claimant takes the claim back. Raises NotYours."""
    with locked(case) as row:
        if not stands_for_case(claimant, row):
            raise NotYours(
                "not-yours",
                Text("只有申请人本人或其经办人可以撤回。", "Only the claimant may withdraw it."),
                row.number,
                Text(
                    "请由申请人撤回；确属错误的由经办人退回。",
                    "Let the claimant do it; an officer may send it back.",
                ),
            )
        approving.release(row)
        move(row, Verb.WITHDRAW, claimant, words=words, taken_by=None, **clocks.off())
        return row
