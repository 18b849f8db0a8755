"""Decisions as they are stored, to be compared byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable

from duixian.decisions.document import decision_document
from duixian.decisions.runs.lending import Lent
from duixian.language.outcome import Outcome

__all__ = ["Lent", "written"]


def written(outcomes: Iterable[Outcome]) -> list[str]:
    """Decisions as they are stored."""
    return [json.dumps(decision_document(o), ensure_ascii=False, sort_keys=True) for o in outcomes]
