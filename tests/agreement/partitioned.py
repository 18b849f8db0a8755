"""Generated registries as Parquet files, decided in partitions: here, or by Spark."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from duixian.decisions.compact.files import CompactFile
from duixian.decisions.deciding import decide
from duixian.decisions.document import decision_line
from duixian.decisions.partitions.running import Runner, run_in_stages
from duixian.registry import read_registry
from duixian.registry.writing import write_registry
from tests.agreement.cases import AS_OF, Case, loaded
from tests.agreement.grammar.documents import drafts
from tests.agreement.grammar.registries import Weather, registry

SOUND = Weather("sound", unknown=0.02, crowd=2, sound=True)


@dataclass(frozen=True)
class Registered:
    """A case whose registry lies in a folder, as offices hand it in."""

    case: Case
    folder: Path

    def by_reference(self) -> list[str]:
        """What the reference engine says of the whole, in one order."""
        facts = read_registry(self.folder, self.case.policies[0].vocabulary).facts
        return sorted(decision_line(o) for o in decide(self.case.policies, facts, self.case.as_of))

    def in_parts(self, into: Path, runner: Runner, partitions: int) -> list[str]:
        """What a run in partitions writes, in one order."""
        staged = run_in_stages(
            self.case.policies, self.folder, self.case.as_of, into, runner, partitions=partitions
        )
        assert not staged.failed, staged.failed
        files = [CompactFile(staged.folder / name, self.case.policies) for name in staged.case_files()]
        return sorted(decision_line(outcome) for file in files for outcome in file)


def registered(number: int, folder: Path) -> Registered:
    """One case in a folder."""
    dice = Random(number)
    found = drafts(dice)
    policies = loaded(found)
    facts = registry(dice, policies[0].vocabulary, SOUND)
    write_registry(facts, folder, "parquet")
    return Registered(Case(found, facts, dice.choice(AS_OF), policies), folder)
