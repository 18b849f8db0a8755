"""What is made once for a measure of a version of a policy is kept under a key."""

from __future__ import annotations

from duixian.language.rule import Measure, Policy


class MeasureKey:
    """A measure of a policy; the same version of a policy is the same object."""

    def __init__(self, policy: Policy, measure: Measure) -> None:
        self.policy, self.measure = policy, measure

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MeasureKey) and other.measure is self.measure

    def __hash__(self) -> int:
        return id(self.measure)
