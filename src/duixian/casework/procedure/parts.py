"""What a procedure consists of. All days are working days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from duixian.authorities.duties import Role
from duixian.casework.errors import ProcedureFaulty
from duixian.values.bilingual import Text


class StepKind(StrEnum):
    """What a step asks for besides an officer's word."""

    CHECK = "审核"
    JOINT = "联审"
    VISIT = "现场"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``roles``: any of them may pass it. ``another``: nobody who passed an earlier step. ``asks``: may send
    the list of what is missing. ``registers``: claimed facts become facts. ``measures``, ``origins``: empty is all."""

    name: Text
    kind: StepKind
    roles: tuple[Role, ...]
    days: int
    another: bool = False
    asks: bool = False
    registers: bool = False
    departments: tuple[str, ...] = ()
    measures: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()

    def meant_for(self, measure: str, origin: str) -> bool:
        """Whether a case of this measure and origin goes through this step."""
        by_measure = not self.measures or measure in self.measures
        return by_measure and (not self.origins or origin in self.origins)


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure. ``stages``: the names of the public notices, one after another. ``sample_percent``,
    ``sample_least``: how many cases of a batch are drawn to be read before it passes. ``correction_days``: within
    which a request to correct a fact is answered."""

    steps: tuple[Step, ...]
    supplement_days: int
    stages: tuple[str, ...]
    notice_days: int
    appeal_days: int
    appeal_step: str
    escalate_to: tuple[Role, ...]
    media_types: frozenset[str]
    largest_file: int
    sample_percent: int
    sample_least: int
    correction_days: int

    def steps_of(self, measure: str, origin: str) -> tuple[Step, ...]:
        """The steps that a case goes through, in order."""
        return tuple(step for step in self.steps if step.meant_for(measure, origin))

    def step(self, name: str) -> Step:
        """The step of that name. Raises ProcedureFaulty: the case stands at a step that is no longer there."""
        found = next((step for step in self.steps if step.name.zh == name), None)
        if found is None:
            raise ProcedureFaulty(
                "procedure-lost",
                Text(f"办理流程中没有「{name}」这一步。", f"The procedure has no step '{name}'."),
                "procedure.yaml",
                Text(
                    "请在该政策的 procedure.yaml 中补上这一步，或退回上一步。",
                    "Add the step to the policy's procedure.yaml, or send the case back.",
                ),
            )
        return found

    def after(self, name: str, measure: str, origin: str) -> Step | None:
        """The step after a step, None after the last."""
        return self._beside(name, measure, origin, 1)

    def before(self, name: str, measure: str, origin: str) -> Step | None:
        """The step before a step, None before the first."""
        return self._beside(name, measure, origin, -1)

    def _beside(self, name: str, measure: str, origin: str, offset: int) -> Step | None:
        steps = self.steps_of(measure, origin)
        at = next((n for n, step in enumerate(steps) if step.name.zh == name), None)
        place = None if at is None else at + offset
        return steps[place] if place is not None and 0 <= place < len(steps) else None
