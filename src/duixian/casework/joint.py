"""联审 and 现场核查: what departments and visitors say."""

from __future__ import annotations

from datetime import date

from duixian.authorities import clock, roles
from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.casework.errors import NotYourStep, SameOfficer
from duixian.casework.guarding import require_step
from duixian.casework.models.case import Case
from duixian.casework.models.checking import JointOpinion, Visit
from duixian.casework.moving import locked, note
from duixian.casework.procedure.finding import step_of
from duixian.casework.procedure.parts import Step, StepKind
from duixian.values.bilingual import Text

DEPARTMENT = "部门"
"""The subject table of an officer's appointment for one department of a joint check."""


def give_opinion(
    case: Case, officer: Account, department: str, *, agrees: bool, words: str = ""
) -> JointOpinion:
    """A department named by the step says yes or no; the officer is appointed for it. Raises NotYourStep."""
    with locked(case) as row:
        step = step_of(row)
        roles.require(officer, row.authority, Role.JOINT_CHECK)
        if department not in step.departments or not _speaks_for(officer, row, department):
            raise _not_asked(row, department, step)
        said, _ = JointOpinion.objects.get_or_create(
            case=row,
            attempt=row.attempt,
            department=department,
            defaults={
                "authority_id": row.authority_id,
                "officer": officer,
                "agrees": agrees,
                "words": words,
                "at": clock.now(),
            },
        )
        note(row, officer, words, {"department": department, "agrees": said.agrees})
        return said


def record_visit(
    case: Case,
    first: Account,
    second: Account,
    *,
    on: date,
    place: str,
    found: str,
    agrees: bool,
) -> Visit:
    """Two officers of the step's roles were there. Raises SameOfficer, RoleRefused, NotYourStep."""
    with locked(case) as row:
        step = step_of(row)
        if step.kind is not StepKind.VISIT:
            raise _not_asked(row, step.name.zh, step)
        if first.pk == second.pk:
            raise SameOfficer(
                "same-officer",
                Text("现场核查须由两名不同的人员进行。", "A visit takes two different officers."),
                row.number,
                Text("请登记另一名核查人员。", "Name the other officer."),
            )
        require_step(row, step, first)
        roles.require(second, row.authority, *step.roles)
        visit = Visit.objects.create(
            authority_id=row.authority_id,
            case=row,
            attempt=row.attempt,
            first=first,
            second=second,
            visited_on=on,
            place=place,
            found=found,
            agrees=agrees,
            at=clock.now(),
        )
        note(row, first, found, {"visit": on.isoformat(), "place": place, "agrees": agrees})
        return visit


def _speaks_for(officer: Account, row: Case, department: str) -> bool:
    return (
        roles.held(officer)
        .filter(
            authority_id=row.authority_id,
            role=Role.JOINT_CHECK,
            subject_table=DEPARTMENT,
            subject_key=department,
        )
        .exists()
    )


def _not_asked(row: Case, department: str, step: Step) -> NotYourStep:
    asked = "、".join(step.departments) or "—"
    return NotYourStep(
        "not-your-step",
        Text(
            f"本件现在的环节“{step.name.zh}”不由“{department}”办理（联审部门：{asked}）。",
            f"'{department}' has nothing to say at the step '{step.name.en}' (asked: {asked}).",
        ),
        row.number,
        Text("请由环节中写明的部门人员办理。", "Leave it to those the step names."),
    )
