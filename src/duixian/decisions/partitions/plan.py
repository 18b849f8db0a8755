"""Which measures a partition by person decides, and which are left to the last stage, over everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duixian.decisions.deciding import vocabulary_of
from duixian.decisions.partitions.crossing import (
    Name,
    Standing,
    counted_names,
    crossing,
    spread,
    standings_of,
)
from duixian.decisions.partitions.homes import Homes, Link, homes_of
from duixian.decisions.partitions.looking import Walk
from duixian.decisions.partitions.reach import Reach
from duixian.language.rule import Policy
from duixian.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Division:
    """The measures of a run divided: ``near`` within partitions, ``far`` in the last stage."""

    near: frozenset[Name]
    far: frozenset[Name]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of some policies before any data are seen. ``across``: measures settled across persons;
    ``ties``: measures settled together."""

    policies: tuple[Policy, ...]
    vocabulary: Vocabulary
    homes: Homes
    reaches: Mapping[Name, Reach]
    across: frozenset[Name]
    ties: tuple[tuple[Name, Name], ...]

    def division(self, straying: frozenset[Link]) -> Division:
        """Who decides what, when these links lead to another person's rows somewhere in the data."""
        alone = {name for name, reach in self.reaches.items() if self._alone(reach) or reach.far(straying)}
        far = spread(alone | self.across, self.ties)
        return Division(frozenset(self.reaches) - far, far)

    def _alone(self, reach: Reach) -> bool:
        """Whether a measure's cases are nobody's in particular, or have no key that stays the same in a part."""
        table = self.vocabulary.tables[reach.measure.table]
        return not self.homes.splits(table.name) or table.key is None


def plan_of(policies: Sequence[Policy]) -> Plan:
    """The plan of policies that are decided together."""
    vocabulary = vocabulary_of(policies)
    homes = homes_of(vocabulary)
    walks = [Walk(p, m, homes, vocabulary) for p in policies for m in p.measures.values()]
    reaches = {walk.reach.name: walk.measure() for walk in walks}
    standings = [s for walk in walks for s in standings_of(walk.reach.policy, walk.reach.measure, walk)]
    ties = (*_meetings(standings), *_counted(reaches))
    return Plan(tuple(policies), vocabulary, homes, reaches, crossing(standings, ties), ties)


def _meetings(standings: Sequence[Standing]) -> Iterator[tuple[Name, Name]]:
    for place, one in enumerate(standings):
        for other in standings[place + 1 :]:
            if one.bond == other.bond and one.name != other.name and one.may_meet(other):
                yield one.name, other.name


def _counted(reaches: Mapping[Name, Reach]) -> Iterator[tuple[Name, Name]]:
    """A payment for a case of this run is that case: who counts a measure's payments must see its cases."""
    for name, reach in reaches.items():
        texts = counted_names(reach)
        yield from ((name, other) for other in reaches if other != name and other[1] in texts)


def restricted(policies: Sequence[Policy], names: frozenset[Name]) -> list[Policy]:
    """The policies with only these measures; one without any is left out."""
    kept = (
        replace(p, measures={n: m for n, m in p.measures.items() if (p.id, n) in names}) for p in policies
    )
    return [policy for policy in kept if policy.measures]
