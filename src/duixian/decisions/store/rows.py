"""Outcomes as rows of decisions, before the chain takes them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.decisions.document import decision_line
from duixian.decisions.identity import case_id
from duixian.decisions.store.keys import KeptKeys, Key
from duixian.decisions.store.models import Decision, PolicyVersion, Run
from duixian.decisions.store.schedule import entitled
from duixian.decisions.store.texts import hash_of, kept
from duixian.language.outcome import Outcome


def text_of(outcome: Outcome) -> str:
    """The canonical text of a decision: its document on one line."""
    return decision_line(outcome)[:-1]


@dataclass(frozen=True)
class Making:
    """What all decisions of one go have in common."""

    authority: Authority
    versions: Sequence[PolicyVersion]
    as_of: date
    known_at: datetime
    inputs_hash: str
    run: Run | None = None
    asked: Sequence[Key] = ()
    actor: Account | None = None
    made_at: datetime = field(default_factory=clock.now)

    def rows(self, outcomes: Iterable[Outcome]) -> Iterator[Decision]:
        """A row for each outcome, in their order."""
        keys = KeptKeys(self.authority)
        by_policy = {version.policy: version for version in self.versions}
        return (self._row(outcome, by_policy, keys) for outcome in outcomes)

    def _row(self, outcome: Outcome, versions: Mapping[str, PolicyVersion], keys: KeptKeys) -> Decision:
        text, payable = text_of(outcome), outcome.payable if outcome.open else 0
        verdict, due_now = outcome.verdict.value, outcome.due_now
        return Decision(
            authority=self.authority,
            run=self.run,
            version=versions[outcome.policy.id],
            policy=outcome.policy.id,
            measure=outcome.measure.name,
            case_id=case_id(outcome),
            table=outcome.record.table,
            key=keys.of(str(outcome.record.key)),
            year=outcome.year,
            as_of=self.as_of,
            known_at=self.known_at,
            asked=[list(key) for key in self.asked],
            verdict=verdict,
            payable_fen=payable,
            due_now_fen=due_now,
            recovery_fen=outcome.recovery,
            entitled_fen=entitled(verdict, payable, due_now, outcome.paid, outcome.recovery),
            inputs_hash=self.inputs_hash,
            document=kept(text),
            document_sha256=hash_of(text),
            made_by=self.actor,
            made_at=self.made_at,
        )
