"""Approval: decided once more, granted with its money reserved, payees written down; and the way back."""

from __future__ import annotations

from collections.abc import Collection

from duixian.authorities.models import Account
from duixian.casework import clocks, payees, told
from duixian.casework.budgeting import reserving
from duixian.casework.citing import failed_findings, open_findings
from duixian.casework.contested import end_appeals
from duixian.casework.deciding import decide
from duixian.casework.errors import NotGranted
from duixian.casework.models.case import Case
from duixian.casework.moving import move
from duixian.casework.screens import running as screening
from duixian.casework.screens.models import When
from duixian.casework.states import Verb
from duixian.decisions.store import granting
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision, Entitlement
from duixian.decisions.store.queries import entitlement_of
from duixian.language.outcome import Verdict
from duixian.language.rule import MeasureKind
from duixian.values.bilingual import Text


def approve(row: Case, officer: Account, words: str = "") -> Case:
    """Approve a locked case. Raises NotGranted with the reasons, NoBudget, BudgetShort."""
    decision = decide(row, officer)
    if decision is None or not _grants(decision):
        raise _not_granted(row, decision)
    promise(row, decision, officer)
    details = {"decision": decision.sha256, "fen": row.payable_fen}
    move(row, Verb.APPROVE, officer, words=words, details=details, taken_by=None, **clocks.off())
    told.passed(row)
    if not is_money(row):
        move(row, Verb.CLOSE, officer)
    screening.run(row.authority, [row], When.BEFORE, actor=officer)
    return row


def promise(row: Case, decision: Decision, actor: Account | None) -> None:
    """Grant a decision: entitlement, reservation, payees. What brings no money is only written down."""
    said = document(decision)
    row.decision = decision
    row.payable_fen = said["payable"] or decision.entitled_fen or 0
    if is_money(row):
        row.entitlement = granted(decision, actor)
    payees.settle(row, said)


def granted(decision: Decision, actor: Account | None, ahead: Collection[str] = ()) -> Entitlement:
    """The entitlement of a decision; one that another decision had granted before follows this one. ``ahead``: numbers
    of entitlements whose money is set aside already."""
    held = entitlement_of(decision.authority, decision.policy, decision.case_id)
    if held is not None and held.decision_id != decision.pk:
        return granting.refresh(held, decision, reserve=reserving(actor), actor=actor)
    return granting.grant(decision, reserve=reserving(actor, ahead), actor=actor)


def _grants(decision: Decision) -> bool:
    """Whether it is granted, or, while it is open, at least something is paid ahead."""
    open_ = decision.verdict == Verdict.UNDETERMINED.value
    return decision.verdict == Verdict.ELIGIBLE.value or (open_ and bool(decision.entitled_fen))


def release(row: Case, actor: Account | None = None) -> None:
    """Nothing is promised any more: the schedule ends and what was not ordered goes back to the budget."""
    end_appeals(row)
    if row.entitlement is not None:
        granting.refresh(row.entitlement, None, reserve=reserving(actor), actor=actor)


def is_money(case: Case) -> bool:
    """Whether the measure pays."""
    return case.version.loaded().measures[case.measure].kind is MeasureKind.MONEY


def _not_granted(row: Case, decision: Decision | None) -> NotGranted:
    if decision is None:
        zh = en = ""
    else:
        policy, said = row.version.loaded(), document(decision)
        reasons = [*failed_findings(said, policy), *open_findings(said, policy)]
        zh = "；".join(citing.told.zh for citing in reasons)
        en = "; ".join(citing.told.en for citing in reasons)
    return NotGranted(
        "not-granted",
        Text(
            f"按政策计算不能同意：{zh or '登记中没有这条记录'}。",
            f"The policy does not grant it: {en or 'the register does not hold the record'}.",
        ),
        row.number,
        Text(
            "事实有误的请更正登记；缺材料的请补正；确不符合的请作出不予支持并引用条款。",
            "Correct the facts if they are wrong, ask for what is missing, or refuse it by its clauses.",
        ),
    )
