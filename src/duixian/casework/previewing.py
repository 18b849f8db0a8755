"""What a notice of some cases would show, before anybody opens it: masked as it will be, and nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from duixian.casework.models.case import Case
from duixian.casework.publishing import lines_of, one_procedure
from duixian.notices.masking import Shown, masked


@dataclass(frozen=True, slots=True)
class Preview:
    """``stages``: the names of the notices, one after another; ``days``: working days of each."""

    stages: tuple[str, ...]
    days: int
    lines: tuple[Shown, ...]

    @property
    def total_fen(self) -> int:
        """The sum of all lines."""
        return sum(line.fen or 0 for line in self.lines)


def preview(cases: Sequence[Case]) -> Preview:
    """The masked list of these cases in their order. Raises NotPossible (``mixed-procedures``)."""
    prefetch_related_objects(cases, "version", "authority")
    procedure = one_procedure(cases)
    shown = masked([line for case in cases for line in lines_of(case)])
    return Preview(procedure.stages, procedure.notice_days, tuple(shown))
