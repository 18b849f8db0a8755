"""Which cases are clean: decided as granted by what is known now, with nothing found, asked or contested about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.casework.errors import CaseworkError
from duixian.casework.guarding import require_step
from duixian.casework.models.appeal import Appeal, AppealState
from duixian.casework.models.case import Case
from duixian.casework.procedure.finding import step_of
from duixian.casework.procedure.parts import StepKind
from duixian.casework.screens.queries import held_back
from duixian.casework.states import State
from duixian.decisions.identity import case_id
from duixian.decisions.store.inputs import moment
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.single import concerning
from duixian.language.outcome import Verdict
from duixian.values.bilingual import DuixianError, Text

Why = Mapping[int, Text]
"""By the primary key of a case: why it is to be read by itself."""


def not_clean(authority: Authority, cases: Sequence[Case], officer: Account) -> Why:
    """Those cases that no batch may hold, each with the reason; a case that is not named is clean."""
    flagged, contested = held_back(cases), _contested(cases)
    found = {case.pk: why for case in cases if (why := _by_itself(case, officer)) is not None}
    found |= {pk: Text("有未了结的筛查疑点", "a screen found something") for pk in flagged}
    found |= {pk: Text("申请人提出了异议或复核", "the claimant contests it") for pk in contested}
    rest = [case for case in cases if case.pk not in found]
    granted = set(_granted(authority, rest))
    not_granted = Text("按现有事实不是“符合”", "by what is known it is not granted")
    return {**found, **{case.pk: not_granted for case in rest if case.pk not in granted}}


def _by_itself(case: Case, officer: Account) -> Text | None:
    if case.state != State.CHECKING:
        return Text(f"现为“{case.state}”", f"it is {State(case.state).label}")
    try:
        step = step_of(case)
        require_step(case, step, officer)
    except DuixianError as error:
        return error.message
    if step.registers:
        return Text("本环节要逐件核对材料", "at this step every paper is looked at")
    if step.kind is not StepKind.CHECK:
        return Text("本环节要有部门意见或现场核查", "this step needs opinions or a visit")
    return None


def _contested(cases: Sequence[Case]) -> set[int]:
    """Cases with an open appeal, and offers that their payees objected to."""
    numbers = [case.pk for case in cases]
    appealed = Appeal.objects.filter(case__in=numbers, state=AppealState.OPEN).values_list(
        "case_id", flat=True
    )
    objected = Case.objects.filter(pk__in=numbers).exclude(payees__objection="").filter(payees__isnull=False)
    return {*appealed, *objected.values_list("pk", flat=True)}


def _granted(authority: Authority, cases: Sequence[Case]) -> Iterator[int]:
    """Primary keys of the cases that are granted by what is known now, all of a version decided together."""
    for version, some in groupby(sorted(cases, key=lambda case: case.version_id), lambda case: case.version):
        yield from _granted_under(authority, version, list(some))


def _granted_under(authority: Authority, version: PolicyVersion, cases: Sequence[Case]) -> Iterator[int]:
    keys = sorted({(case.table, case.key) for case in cases})
    found = concerning(authority, version, keys, clock.today(), moment(authority, None))
    holding = {case_id(one) for one in found.outcomes if one.verdict is Verdict.ELIGIBLE and one.payable >= 0}
    yield from (case.pk for case in cases if case.case_id in holding)


class NothingClean(CaseworkError):
    """None of the cases is clean (``nothing-clean``)."""
