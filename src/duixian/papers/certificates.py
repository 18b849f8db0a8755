"""The certificate of somebody who was selected in a round, or graded in an assessment."""

from __future__ import annotations

from typing import Any

from duixian.casework.selection.models import Candidate
from duixian.casework.selection.states import CandidateState
from duixian.papers.drawing import pdf
from duixian.papers.errors import not_due
from duixian.papers.saying import grouped, head

TITLE = "荣誉证书"


def certificate(candidate: Candidate) -> bytes:
    """The certificate, as PDF. Raises PaperError (``paper-not-due`` until announced, ``fonts-missing``)."""
    return pdf("certificate", data_of(candidate))


def data_of(candidate: Candidate) -> dict[str, Any]:
    """What the certificate says. Raises PaperError."""
    row = candidate.round
    if candidate.state != CandidateState.SELECTED or row.announced_on is None:
        raise not_due(candidate.name, "尚未公布入选", "the selection is not announced")
    notice = row.publicity
    return {
        **head(candidate.authority, TITLE, f"{row.number}-{candidate.position:03d}", row.announced_on),
        "to": candidate.name,
        "unit": candidate.unit if candidate.unit != candidate.name else "",
        "how": "提名、评审和公示",
        "round": f"{row.name}（{row.label}）",
        "category": candidate.category,
        "grade": candidate.grade,
        "trace": f"公示 {notice.number}，名单摘要 {grouped(notice.sha256[:16])}"
        if notice is not None
        else "",
    }
