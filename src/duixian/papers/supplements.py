"""补正: everything that is missing, asked for once."""

from __future__ import annotations

from typing import Any

from duixian.casework.models import Case, Supplement
from duixian.papers.drawing import pdf
from duixian.papers.errors import not_due
from duixian.papers.saying import head, matter, on_day
from duixian.values.capitals import day_in_figures

TITLE = "补正告知书"


def supplement(case: Case) -> bytes:
    """The one list of what a case lacks, as PDF. Raises PaperError (``paper-not-due``, ``fonts-missing``)."""
    return pdf("supplement", data_of(case))


def data_of(case: Case) -> dict[str, Any]:
    """What the notice says. Raises PaperError."""
    asked = Supplement.objects.filter(case=case).first()
    if asked is None:
        raise not_due(case.number, "本件没有要求补正", "nothing was asked for in this case")
    return {
        **head(case.authority, TITLE, f"{case.number}号", on_day(asked.asked_at)),
        **matter(case),
        "items": [item["zh"].strip() for item in asked.items],
        "due": day_in_figures(asked.due),
        "traces": [("办件编号", case.number), ("政策版本", case.version.version)],
    }
