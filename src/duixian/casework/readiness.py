"""What a step asks for besides an officer's word: a visit by two, the opinion of every department named."""

from __future__ import annotations

from duixian.casework.errors import StepNotDone
from duixian.casework.models.case import Case
from duixian.casework.models.checking import JointOpinion, Visit
from duixian.casework.procedure.parts import Step, StepKind
from duixian.values.bilingual import Text


def require_ready(row: Case, step: Step) -> None:
    """Raises StepNotDone with what is still to be done."""
    if step.kind is StepKind.JOINT:
        _all_agree(row, step)
    if (
        step.kind is StepKind.VISIT
        and not Visit.objects.filter(case=row, attempt=row.attempt, agrees=True).exists()
    ):
        raise _not_done(
            row,
            Text(
                "没有两名人员现场核查通过的记录", "there is no visit by two officers that found it in order"
            ),
            Text("请先登记现场核查。", "Record the visit first."),
        )


def _all_agree(row: Case, step: Step) -> None:
    opinions = dict(
        JointOpinion.objects.filter(case=row, attempt=row.attempt).values_list("department", "agrees")
    )
    silent = [name for name in step.departments if name not in opinions]
    against = [name for name in step.departments if opinions.get(name) is False]
    if silent:
        names = "、".join(silent)
        raise _not_done(
            row,
            Text(f"尚无意见的部门：{names}", f"no opinion yet from: {names}"),
            Text("请这些部门在线提出意见。", "Let these departments answer."),
        )
    if against:
        names = "、".join(against)
        raise _not_done(
            row,
            Text(f"不同意的部门：{names}", f"these disagree: {names}"),
            Text("请退回核实，或引用条款不予支持。", "Send it back, or refuse it by a clause."),
        )


def _not_done(row: Case, what: Text, remedy: Text) -> StepNotDone:
    return StepNotDone(
        "step-not-done",
        Text(f"本环节尚未完成：{what.zh}。", f"The step is not done: {what.en}."),
        row.number,
        remedy,
    )
