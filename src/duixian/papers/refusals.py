"""The refusal: every reason with the words of the policy it rests on, and how to contest it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duixian.casework import appeals
from duixian.casework.models import Case, Happening
from duixian.casework.states import State, Verb
from duixian.papers.drawing import pdf
from duixian.papers.errors import not_due
from duixian.papers.saying import grouped, head, matter, on_day, ordinal
from duixian.values.capitals import day_in_figures

TITLE = "不予支持决定书"


def refusal(case: Case) -> bytes:
    """The refusal of a case, as PDF. Raises PaperError (``paper-not-due``, ``fonts-missing``)."""
    return pdf("refusal", data_of(case))


def data_of(case: Case) -> dict[str, Any]:
    """What the last refusal says. Raises PaperError."""
    refused = Happening.objects.filter(case=case, verb=Verb.REFUSE).order_by("-id").first()
    if refused is None:
        raise not_due(case.number, "本件没有不予支持的决定", "the case was not refused")
    reasons = [_reason(place, one) for place, one in enumerate(refused.details["citations"], start=1)]
    return {
        **head(case.authority, TITLE, f"{case.number}号", on_day(refused.at)),
        **matter(case),
        "reasons": reasons,
        "words": refused.words.strip(),
        "ordinal": ordinal(len(reasons) + 1),
        "appeal_until": _until(case, refused),
        "traces": _traces(case),
    }


def _reason(place: int, one: Mapping[str, Any]) -> dict[str, str]:
    name = one["name"]
    return {
        "ordinal": ordinal(place),
        "title": f"不满足“{name}”" if name else "不符合政策规定",
        "reason": one["reason"]["zh"].rstrip("。"),
        "clause": one["clause"],
        "quote": one["quote"],
        "interpretation": one["interpretation"],
        "decided_on": one["decided_on"],
    }


def _until(case: Case, refused: Happening) -> str:
    day = appeals.last_day(case)
    return day_in_figures(day if day is not None else on_day(refused.at))


def _traces(case: Case) -> list[tuple[str, str]]:
    held = case.decision
    if case.state == State.REFUSED and held is not None:
        return [("决定摘要（SHA-256）", grouped(held.document_sha256)), ("政策版本", held.version.version)]
    return [("政策版本", case.version.version)]
