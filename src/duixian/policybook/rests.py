"""What a measure rests on: its own records, and those of the terms, groups and window it draws on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from duixian.language.nodes import Use
from duixian.language.rule import Condition, Definition, Group, Measure
from duixian.policybook.walking import nodes_in


def with_all_interpretations(
    measures: Mapping[str, Measure], definitions: Mapping[str, Definition], groups: Mapping[str, Group]
) -> dict[str, Measure]:
    """The measures, each with every record that a decision on it may rest on, its own first."""
    return {
        name: replace(found, interpretations=_everything(found, definitions, groups))
        for name, found in measures.items()
    }


def _everything(
    found: Measure, definitions: Mapping[str, Definition], groups: Mapping[str, Group]
) -> tuple[str, ...]:
    ids = [*found.interpretations, *_of(found.window), *_of(found.deadline)]
    for membership in found.memberships:
        if membership.group in groups:
            ids += groups[membership.group].source.interpretations
    for name in _terms(found, definitions):
        ids += definitions[name].source.interpretations
    return tuple(dict.fromkeys(ids))


def _of(condition: Condition | None) -> tuple[str, ...]:
    return condition.source.interpretations if condition is not None else ()


def _terms(found: Measure, definitions: Mapping[str, Definition]) -> Iterator[str]:
    """Every definition used, directly or by another, once."""
    seen: set[str] = set()
    waiting: list[Measure | Definition] = [found]
    while waiting:
        for node in nodes_in(waiting.pop()):
            if isinstance(node, Use) and node.definition not in seen and node.definition in definitions:
                seen.add(node.definition)
                waiting.append(definitions[node.definition])
                yield node.definition
