"""Expressions of a measure in words: a document names them as they were written, the policy says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from duixian.engines.prose.speaking import Voice, voice_of
from duixian.language.nodes import ByBand, ByCategory, Expr, Marginal, Steps
from duixian.language.rule import Policy
from duixian.language.types import Type
from duixian.policybook.measure_key import MeasureKey
from duixian.policybook.walking import nodes_in
from duixian.values.bilingual import Text


@dataclass(frozen=True)
class Speaking:
    """A measure's voice. ``nodes``: by how they are written, those of the measure; ``terms``: those of the policy's
    terms, which know of no case; ``results``: of a step's operand, the type of the running amount."""

    voice: Voice
    nodes: Mapping[str, Expr]
    terms: Mapping[str, Expr]
    results: Mapping[str, Type]
    tables: Mapping[str, Expr]

    def words(self, expression: str) -> Text | None:
        """What an expression says; None where the policy has none written so."""
        node = self.nodes.get(expression)
        if node is not None:
            return self.voice.say(node)
        term = self.terms.get(expression)
        return self.voice.of_terms().say(term) if term is not None else None

    def type_of(self, expression: str) -> Type | None:
        """The type of an expression's value."""
        node = self.nodes.get(expression) or self.terms.get(expression)
        return node.type if node is not None else None


def speaking_of(policy: Policy, measure: str) -> Speaking | None:
    """The voice of a measure, made once for a version of a policy; None for a measure it does not have."""
    rule = policy.measures.get(measure)
    return _speaking(MeasureKey(policy, rule)) if rule is not None else None


@lru_cache(maxsize=256)
def _speaking(held: MeasureKey) -> Speaking:
    nodes = list(nodes_in(held.measure))
    terms = list(nodes_in(tuple(held.policy.definitions.values())))
    return Speaking(
        voice_of(held.policy, held.measure),
        {node.text: node for node in reversed(nodes)},
        {node.text: node for node in reversed(terms)},
        {step.operand.text: node.type for node in nodes if isinstance(node, Steps) for step in node.steps},
        {node.subject.text: node for node in nodes if isinstance(node, ByCategory | ByBand | Marginal)},
    )
