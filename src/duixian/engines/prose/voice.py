"""The context in which a rule is spoken, and the one register of speakers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from duixian.language.nodes import Expr
from duixian.language.rule import Measure, Policy
from duixian.values.bilingual import Text

Speaker = Callable[["Voice", Any], Text]
Function = TypeVar("Function", bound=Callable[..., Text])

SPEAKERS: dict[type, Speaker] = {}
"""What is said of each kind of node and each part of a rule."""

DENIALS: dict[type, Speaker] = {}
"""What is said where a test does not hold; other tests are denied as a whole."""


def speaks(*kinds: type) -> Callable[[Function], Function]:
    """Registers a speaker. Each kind has one."""

    def register(speaker: Function) -> Function:
        for kind in kinds:
            if kind in SPEAKERS:
                raise ValueError(f"{kind.__name__} has two speakers")
            SPEAKERS[kind] = speaker
        return speaker

    return register


def denies(*kinds: type) -> Callable[[Function], Function]:
    """Registers what is said where a test of a kind does not hold."""

    def register(speaker: Function) -> Function:
        DENIALS.update(dict.fromkeys(kinds, speaker))
        return speaker

    return register


Memory = dict[tuple[str, int, int, bool], tuple[Any, Text]]
"""What was said: by measure, depth, node (its identity; it is kept, so that no other takes its place) and denial."""


@dataclass(frozen=True)
class Voice:
    """Who speaks: for a policy, of a measure (None for terms and targets), of the record at ``depth``.

    ``depth`` is where the record in hand stands; it is said as 其, its. The case itself is at 0 of a measure.
    The words of a rule are the same for every case, so each is said once and remembered."""

    policy: Policy
    measure: Measure | None = None
    depth: int = 0
    memory: Memory = field(default_factory=dict, repr=False, compare=False)

    def say(self, thing: Any) -> Text:
        """The words of a node or of a part of a rule. Raises KeyError for a kind that has no speaker."""
        return self._remembered(thing, False, SPEAKERS[thing.__class__])

    def deny(self, test: Expr) -> Text:
        """The words for a test that does not hold."""
        return self._remembered(test, True, DENIALS.get(test.__class__, _denied_as_a_whole))

    def inside(self, depth: int) -> Voice:
        """The voice that speaks of a record an aggregate looks at."""
        return Voice(self.policy, self.measure, depth, self.memory)

    def of_terms(self) -> Voice:
        """The voice that speaks inside a term, which knows of no case."""
        return Voice(self.policy, None, 0, self.memory)

    def _remembered(self, thing: Any, denied: bool, speaker: Speaker) -> Text:
        key = (self.measure.name if self.measure is not None else "", self.depth, id(thing), denied)
        held = self.memory.get(key)
        if held is None:
            held = self.memory[key] = (thing, speaker(self, thing))
        return held[1]


def _denied_as_a_whole(voice: Voice, test: Expr) -> Text:
    said = voice.say(test)
    return Text(f"并非“{said.zh}”", f"it is not so that {said.en}")
