"""What the page of one case shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from duixian.authorities import clock
from duixian.casework import appeals
from duixian.casework.contested import contested_amount
from duixian.casework.models import Appeal, Case, Evidence, Supplement
from duixian.casework.models.appeal import AppealAbout, AppealState
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.progress import code_of
from duixian.casework.states import GRANTED, State, Verb, sources
from duixian.decisions.store.lookup import document
from duixian.design.decision.view import decision_view
from duixian.portal.cases.queries import is_claimants, is_mine, my_lines
from duixian.portal.cases.timeline import clock_of, timeline
from duixian.portal.doors import Claimant
from duixian.portal.money.queries import instalments_of
from duixian.portal.policies import policy_of, title_of
from duixian.portal.words import said
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the list of what is missing, and the files handed in for it."""

    name: str
    purpose: str
    files: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """The one list. ``other``: files handed in since for nothing on it by name."""

    supplement: Supplement
    items: tuple[Item, ...]

    @property
    def complete(self) -> bool:
        """Whether there is a file for each."""
        return all(item.files for item in self.items)


def case_page(who: Claimant, case: Case) -> dict[str, Any]:
    """The context of the page."""
    mine = is_mine(who, case)
    return {
        "case": case,
        "title": title_of(case.version, case.measure),
        "mine": mine,
        "claimant": is_claimants(who, case),
        "clock": clock_of(case),
        "timeline": timeline(case),
        "lines": list(my_lines(who, case)),
        "code": code_of(case.number) if mine else "",
        **(_own(who, case) if mine else {}),
    }


def _own(who: Claimant, case: Case) -> dict[str, Any]:
    """What only the claimant and the payee see."""
    claimant = is_claimants(who, case)
    return {
        "view": _decision(who, case),
        "missing": missing_of(case) if claimant else None,
        **limits_of(case),
        "evidence": case.evidence.order_by("pk") if claimant else Evidence.objects.none(),
        "may_withdraw": claimant and State(case.state) in sources(Verb.WITHDRAW),
        "appeal": _appeal(case) if claimant or case.state in GRANTED else None,
        "contested": contested_amount(case),
        "own_appeal": Appeal.objects.filter(
            case=case, state=AppealState.OPEN, opened_by=who.account
        ).exists(),
        "appeals": case.appeals.order_by("pk"),
        "refusal": _refusal(case),
        "instalments": list(instalments_of(who).filter(entitlement=case.entitlement_id)),
    }


def limits_of(case: Case) -> dict[str, int]:
    """How large a file may be: in bytes, and in megabytes as people are told."""
    most = procedure_of(case.version).largest_file
    return {"largest_file": most, "largest": most // 1024**2}


def missing_of(case: Case) -> Missing | None:
    """What is still asked for; None where nothing is."""
    if case.state != State.SUPPLEMENTING:
        return None
    handed = list(case.evidence.order_by("pk"))
    listed = case.supplement
    items = [_item(raw, handed) for raw in listed.items]
    return Missing(listed, tuple(items))


def _item(raw: Mapping[str, str], handed: list[Evidence]) -> Item:
    purpose = raw["zh"]
    files = tuple(one for one in handed if one.purpose == purpose[:200])
    return Item(said(Text(raw["zh"], raw["en"])), purpose, files)


def _decision(who: Claimant, case: Case) -> object | None:
    if case.decision is None:
        return None
    names = {(line.table, line.key): line.name for line in my_lines(who, case)}
    return decision_view(document(case.decision), policy_of(case.version), names)


@dataclass(frozen=True, slots=True)
class MayAppeal:
    """Until when, and which kinds were not used yet."""

    until: object
    kinds: tuple[str, ...]


def _appeal(case: Case) -> MayAppeal | None:
    """Whether a refusal, or the amount of what was granted, may be contested now."""
    until = appeals.last_day(case)
    held = Appeal.objects.filter(case=case)
    if until is None or clock.today() > until or held.filter(state=AppealState.OPEN).exists():
        return None
    about = AppealAbout.AMOUNT if case.state in GRANTED else AppealAbout.REFUSAL
    used = set(held.filter(about=about).values_list("kind", flat=True))
    kinds = tuple(kind for kind in ("复核", "异议") if kind not in used)
    return MayAppeal(until, kinds) if kinds else None


def _refusal(case: Case) -> list[dict[str, str]]:
    """The citations of the last refusal."""
    if case.state != State.REFUSED:
        return []
    line = case.history.filter(verb=Verb.REFUSE).last()
    cited = line.details.get("citations", ()) if line is not None else ()
    return [
        {
            "clause": one["clause"],
            "quote": one["quote"],
            "reason": said(Text(one["reason"]["zh"], one["reason"]["en"])),
            "decided_on": one.get("decided_on", ""),
        }
        for one in cited
    ]
