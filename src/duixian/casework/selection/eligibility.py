"""Who is eligible: the rule itself is asked, on the rows that the round would write if the candidate were selected."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from duixian.authorities import clock, sealing
from duixian.authorities.models import Account
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.locking import demand_organiser, locked, refusal
from duixian.casework.selection.models import Candidate, Round
from duixian.casework.selection.rows import Cells, Result, rows_of
from duixian.casework.selection.states import CandidateState, RoundState
from duixian.casework.selection.terms import Terms
from duixian.decisions.scope import Subject
from duixian.decisions.store import deciding
from duixian.decisions.store.keys import Key, written
from duixian.notices.messages import tell
from duixian.values.bilingual import Text

CHECKED = (CandidateState.NOMINATED, CandidateState.UNDECIDED)


@transaction.atomic
def check(row: Round, actor: Account | None = None) -> list[Candidate]:
    """Ask the rule about every candidate not yet decided. A condition that does not hold makes them ineligible and
    they are told which; one that is unknown leaves them for an officer to admit."""
    held = locked(row, of=(RoundState.CALLED,))
    demand_organiser(actor, held.authority)
    terms = terms_of_round(held)
    candidates = list(held.candidates.filter(state__in=CHECKED).order_by("position"))
    around = [key for candidate in candidates for key in _keys(candidate, terms)]
    for candidate in candidates:
        _decide(candidate, terms, around)
    return candidates


@transaction.atomic
def admit(candidate: Candidate, evidence: str, actor: Account) -> Candidate:
    """Let a candidate take part of whom the registers do not say enough; the evidence is kept.

    Raises RoundError unless a condition is unknown, or without evidence."""
    held = locked(candidate.round, of=(RoundState.CALLED,))
    demand_organiser(actor, held.authority)
    if candidate.state != CandidateState.UNDECIDED or not evidence.strip():
        raise refusal(
            "candidate-not-undecided",
            "只能凭依据确认“条件待核”的候选对象",
            "Only a candidate with an unknown condition is admitted, on evidence",
            candidate.name,
        )
    candidate.state = CandidateState.ELIGIBLE
    candidate.reasons = [*candidate.reasons, {"zh": evidence.strip(), "en": evidence.strip(), "by": actor.pk}]
    candidate.save(update_fields=["state", "reasons"])
    return candidate


def result_of(candidate: Candidate, terms: Terms, *, selected: bool, **known: Any) -> Result:
    """What the rows of a candidate are made from; keys as people write them."""
    row = candidate.round
    keys = [key for _, key in written(row.authority, _keys(candidate, terms))]
    return Result(
        number=f"{row.number}-{candidate.position:03d}",
        label=row.label,
        category=candidate.category,
        subject=keys[0],
        unit=keys[1] if len(keys) > 1 else "",
        selected=selected,
        digits=terms.scoring.digits,
        details=details_of(candidate),
        **known,
    )


def details_of(candidate: Candidate) -> Mapping[str, str]:
    """What the nomination adds."""
    if candidate.details is None:
        return {}
    details: Mapping[str, str] = json.loads(sealing.unseal(bytes(candidate.details)))
    return details


def _decide(candidate: Candidate, terms: Terms, around: Sequence[Key]) -> None:
    reasons = failing(candidate, terms, around) if terms.measure else []
    if any(reason["truth"] is False for reason in reasons):
        candidate.state = CandidateState.INELIGIBLE
    else:
        candidate.state = CandidateState.UNDECIDED if reasons else CandidateState.ELIGIBLE
    candidate.reasons = reasons
    candidate.save(update_fields=["state", "reasons"])
    if candidate.state == CandidateState.INELIGIBLE:
        _tell(candidate)


def _keys(candidate: Candidate, terms: Terms) -> list[Key]:
    """The candidate's own record and the unit's."""
    own = [(candidate.table, candidate.key)]
    return [*own, (terms.unit, candidate.unit_key)] if terms.unit and candidate.unit_key else own


def failing(candidate: Candidate, terms: Terms, around: Sequence[Key] = ()) -> list[dict[str, Any]]:
    """The conditions that do not hold or are unknown, in the order of the rule, were the candidate selected.
    ``around``: records of all who are asked about together, so that what is known of them is read once."""
    assert terms.measure is not None
    grade = terms.grades[0][0] if terms.grades else ""
    result = result_of(candidate, terms, selected=True, day=clock.today(), grade=grade)
    tables: dict[str, list[Cells]] = {}
    for table, cells in rows_of(terms, result):
        tables.setdefault(table, []).append(cells)
    row = candidate.round
    found = deciding.check(
        row.version,
        tables,
        clock.today(),
        beside=(row.authority, around or _keys(candidate, terms)),
        measure=terms.measure,
        about=Subject(row.version.loaded().measures[terms.measure].table, result.number),
    )
    mine = [
        document
        for document in found
        if document["case"]["table"] in tables and document["case"]["key"] == result.number
    ]
    if not mine:
        raise refusal(
            "selection-rule-silent",
            f"规则“{terms.measure}”对拟写入的结果没有作出判断，请核对评选条款",
            f"The rule {terms.measure} says nothing of the row to be written: check the terms",
            terms.name,
        )
    return [_reason(one) for one in mine[0]["conditions"] if one["truth"] is not True]


def _reason(finding: Mapping[str, Any]) -> dict[str, Any]:
    name = finding.get("name") or {"zh": finding["expression"], "en": finding["expression"]}
    return {
        "clause": finding.get("clause"),
        "quote": finding.get("quote"),
        "zh": name["zh"],
        "en": name["en"],
        "truth": finding["truth"],
    }


def _tell(candidate: Candidate) -> None:
    failing = [reason for reason in candidate.reasons if reason["truth"] is False]
    words = Text(
        "；".join(one["zh"] + _cited(one, "（{}）") for one in failing),
        "; ".join(one["en"] + _cited(one, " ({})") for one in failing),
    )
    tell(
        candidate.round.authority,
        "not_eligible",
        {"round": str(candidate.round), "reason": words},
        table=candidate.table,
        key=candidate.key,
        reference=candidate.round.number,
    )


def _cited(reason: Mapping[str, Any], form: str) -> str:
    """The clause as the policy numbers it, with its words."""
    clause = reason.get("clause")
    if not clause:
        return ""
    quote = f"“{reason['quote']}”" if reason.get("quote") else ""
    return form.format(f"{clause}{quote}" if clause.startswith("第") else f"第 {clause} 条{quote}")
