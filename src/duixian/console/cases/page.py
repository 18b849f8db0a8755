"""All that the page of one case shows, gathered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from duixian.casework.citing import Citing, failed_findings
from duixian.casework.foreseeing import foreseen, shown
from duixian.casework.grounds import columns_of, grounds_of
from duixian.casework.models import Case
from duixian.casework.people import names_of
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.reasons import offered
from duixian.console.cases.acts import Acts, acts_of
from duixian.console.cases.asking import Wanted, wanted_of
from duixian.console.cases.facts import Basis, Register, bases_of, registers_of
from duixian.console.cases.lately import Lately, lately_of
from duixian.console.doors import Office
from duixian.decisions.store.models import Decision
from duixian.decisions.store.schedule import entitled_by
from duixian.design.decision.conditions import ConditionView
from duixian.design.decision.view import DecisionView, decision_view
from duixian.language.rule import Interpretation
from duixian.values.bilingual import Text

Json = dict[str, Any]
_EMPTY: Json = {
    "variables": [],
    "workings": [],
    "amount": None,
    "payable": 0,
    "due_now": 0,
    "paid": 0,
    "recovery": 0,
    "payees": [],
    "instalments": [],
    "effects": [],
    "funding": [],
    "interpretations": [],
    "missing": [],
    "not_yet": None,
    "held_until": None,
    "broken_on": None,
    "event_on": None,
    "as_of": None,
    "warnings": [],
}
"""What the short document of a case that the measure is not about leaves out."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A condition with the facts it was decided by."""

    view: ConditionView
    bases: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """``kept``: the decision shown is the one kept with the case, else what would be decided now."""

    case: Case
    benefit: Text
    who: str
    decision: DecisionView | None
    kept: bool
    tested: tuple[Tested, ...]
    registers: Sequence[Register]
    lately: Lately
    acts: Acts
    failed: Sequence[Citing]
    wanted: Sequence[Wanted]
    interpretations: Sequence[Interpretation]


def page_of(case: Case, office: Office) -> CasePage:
    """The page of a case for an officer."""
    policy = case.version.loaded()
    measure = policy.measures[case.measure]
    document, kept = shown(case)
    before = _last(case)
    grounds = grounds_of(case, before.known_at if before is not None else None)
    registers = registers_of(case.authority, grounds, policy.vocabulary)
    view = _view(case, document)
    cells = columns_of(policy, measure)
    return CasePage(
        case=case,
        benefit=measure.source.name,
        who=_who(case),
        decision=view,
        kept=kept,
        tested=tuple(
            Tested(
                one,
                tuple(
                    bases_of(registers, cells.get(raw["name"]["zh"] if "name" in raw else "", frozenset()))
                ),
            )
            for one, raw in zip(view.conditions, document["conditions"], strict=True)
        )
        if view is not None and document is not None
        else (),
        registers=registers,
        lately=lately_of(before, document, grounds),
        acts=acts_of(case, office),
        failed=failed_findings(document, policy) if document is not None else (),
        wanted=wanted_of(case, document),
        interpretations=[one for one in policy.interpretations.values() if one.decided_on is not None],
    )


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that is contested, fen: promised, and by what is known now; None where nobody can say."""

    promised: int
    now: int | None


def amount_of(case: Case) -> Amount:
    """What the contested amount is, and would be now; nothing is kept."""
    document = foreseen(case)
    now = entitled_by(document) if document is not None else None
    return Amount(case.entitlement.amount_fen if case.entitlement is not None else 0, now)


def _view(case: Case, document: Json | None) -> DecisionView | None:
    if document is None:
        return None
    policy = case.version.loaded()
    kind = {"kind": policy.measures[case.measure].kind.value}
    about = {"id": policy.id, "version": policy.version, "may_pay": policy.may_pay}
    whole = {
        **_EMPTY,
        **document,
        "measure": {**kind, **document["measure"]},
        "policy": {**about, **document["policy"]},
    }
    return decision_view(whole, policy)


def _last(case: Case) -> Decision | None:
    """The decision of the case that was made last."""
    return (
        Decision.objects.filter(authority=case.authority, policy=case.version.policy, case_id=case.case_id)
        .order_by("place")
        .last()
    )


def _who(case: Case) -> str:
    lines = [line.name for line in case.payees.all()]
    if lines:
        return "、".join(lines)
    pair = (case.claimant_table, case.claimant_key) if case.claimant_table else (case.table, case.key)
    return names_of(case.authority, [pair], case.version.loaded().vocabulary).get(pair, "")


def words_of(page: CasePage) -> dict[str, Any]:
    """What the template asks for besides: rows that belong to the case."""
    case = page.case
    steps = procedure_of(case.version).steps_of(case.measure, case.origin)
    return {
        "page": page,
        "case": case,
        "steps": {step.name.zh: step for step in steps},
        "history": case.history.select_related("actor").order_by("-id"),
        "payees": case.payees.order_by("pk"),
        "evidence": case.evidence.order_by("pk"),
        "flags": case.flags.select_related("reviewer").order_by("state", "pk"),
        "opinions": case.opinions.select_related("officer").order_by("-pk"),
        "visits": case.visits.select_related("first", "second").order_by("-pk"),
        "appeals": case.appeals.select_related("opened_by", "decided_by").order_by("-pk"),
        "supplement": getattr(case, "supplement", None),
        "reasons": offered(case),
        "amount": amount_of(case) if page.acts.judges else None,
    }
