"""What an officer may do with a case just now, and if nothing, why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from duixian.authorities import roles
from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.casework.contested import contested_amount
from duixian.casework.guarding import require_fresh_eyes, require_step
from duixian.casework.joint import DEPARTMENT
from duixian.casework.models import Case, JointOpinion, Supplement
from duixian.casework.models.appeal import Appeal, AppealState
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.procedure.parts import Step, StepKind
from duixian.casework.screens.reviewing import REVIEWERS
from duixian.casework.states import State
from duixian.console.doors import Office
from duixian.values.bilingual import NO_REMEDY, DuixianError, Text

Require = Callable[[Case, Step, Account], None]
_AT_THE_COUNTER = Role.INTAKE
_DROPS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK)


@dataclass(frozen=True, slots=True)
class Acts:
    """``checks``: may take, pass, return, refuse. ``last``: passing approves. ``why``: why he may not check.
    ``departments``: for which of a joint check he has not spoken yet. ``appeal``: one that is to be decided;
    ``judges``: it is against the amount, and he may answer it."""

    step: Step | None = None
    checks: bool = False
    why: Text = NO_REMEDY
    last: bool = False
    following: Step | None = None
    former: Step | None = None
    asks: bool = False
    visits: bool = False
    colleagues: tuple[Account, ...] = ()
    departments: tuple[str, ...] = ()
    appeal: Appeal | None = None
    judges: bool = False
    confirms: bool = False
    drops: bool = False
    reviews: bool = False

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return self.checks or self.judges or bool(self.departments) or self.confirms or self.drops


def acts_of(case: Case, office: Office) -> Acts:
    """What the office's officer may do with the case."""
    if case.state == State.CHECKING:
        return _checking(case, office)
    contested = contested_amount(case)
    if contested is not None:
        return _contested(case, contested, office)
    return Acts(
        confirms=case.state == State.OFFERED and office.holds(_AT_THE_COUNTER),
        drops=case.state == State.LISTED and office.holds(*_DROPS),
        reviews=office.holds(*REVIEWERS),
    )


def _checking(case: Case, office: Office) -> Acts:
    procedure = procedure_of(case.version)
    step = procedure.step(case.step)
    why = _why_not(case, step, office.account)
    following = procedure.after(step.name.zh, case.measure, case.origin)
    appeal = Appeal.objects.filter(case=case, state=AppealState.OPEN).select_related("opened_by").first()
    return Acts(
        step=step,
        checks=why is None,
        why=why or NO_REMEDY,
        last=following is None,
        following=following,
        former=procedure.before(step.name.zh, case.measure, case.origin),
        asks=why is None and step.asks and not Supplement.objects.filter(case=case).exists(),
        visits=why is None and step.kind is StepKind.VISIT,
        colleagues=_colleagues(case, step, office) if step.kind is StepKind.VISIT else (),
        departments=_departments(case, step, office),
        appeal=appeal,
        reviews=office.holds(*REVIEWERS),
    )


def _contested(case: Case, appeal: Appeal, office: Office) -> Acts:
    procedure = procedure_of(case.version)
    step = procedure.step(procedure.appeal_step)
    why = _why_not(case, step, office.account, require_fresh_eyes)
    return Acts(
        step=step,
        appeal=appeal,
        judges=why is None,
        why=why or NO_REMEDY,
        reviews=office.holds(*REVIEWERS),
    )


def _why_not(case: Case, step: Step, officer: Account, require: Require = require_step) -> Text | None:
    try:
        require(case, step, officer)
    except DuixianError as error:
        return error.message
    return None


def _colleagues(case: Case, step: Step, office: Office) -> tuple[Account, ...]:
    held = Account.objects.filter(
        appointments__authority=case.authority, appointments__role__in=step.roles, is_active=True
    )
    others = held.exclude(pk=office.account.pk).distinct().order_by("name", "pk")
    return tuple(one for one in others if roles.holds(one, case.authority, *step.roles))


def _departments(case: Case, step: Step, office: Office) -> tuple[str, ...]:
    if step.kind is not StepKind.JOINT or not office.holds(Role.JOINT_CHECK):
        return ()
    held = roles.held(office.account).filter(authority=case.authority, subject_table=DEPARTMENT)
    own = set(held.values_list("subject_key", flat=True))
    said = set(
        JointOpinion.objects.filter(case=case, attempt=case.attempt).values_list("department", flat=True)
    )
    return tuple(name for name in step.departments if name in own - said)
