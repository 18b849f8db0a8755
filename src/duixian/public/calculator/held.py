"""A policy as the key of a memory: one version is one object, and looking at all of it for every look-up would take long."""

from __future__ import annotations

from duixian.language.rule import Policy


class Held:
    """Equal to another one of the same object."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and other.policy is self.policy

    def __hash__(self) -> int:
        return id(self.policy)
