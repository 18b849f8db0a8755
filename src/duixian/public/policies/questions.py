"""Open questions of a text: what is read by default, what this version chose, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from duixian.decisions.store.models import PolicyVersion
from duixian.language.rule import Interpretation, Policy
from duixian.policybook.interpretations import QuestionRecord
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """One option. ``default``: the record's own; ``chosen``: the one that this version applies."""

    name: Text
    default: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answers. ``by``: who decided (a name, or two: prepared, approved); empty where nobody has,
    and the system's own reading holds. ``values``: parameters in force, as written. ``reason``: why those who prepared
    the version chose so, in their own words."""

    record: Interpretation
    answers: tuple[Answer, ...]
    values: tuple[tuple[str, str], ...]
    by: tuple[str, ...]
    on: datetime | None
    day: str
    reason: str

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def chosen(self) -> Answer | None:
        """The answer in force."""
        return next((answer for answer in self.answers if answer.chosen), None)

    @property
    def by_the_version(self) -> bool:
        """Whether those who published the version chose it."""
        return bool(self.by) and self.on is not None


def answered(
    version: PolicyVersion, policy: Policy, written: Mapping[str, QuestionRecord]
) -> Iterator[Answered]:
    """Every question of a policy, in its order."""
    for record in policy.interpretations.values():
        origin = written[record.id]
        answers = tuple(
            Answer(option.name, option.name.zh == origin.chosen, option.name.zh == record.chosen)
            for option in record.options
        )
        values, reason = tuple(_values(version, record, origin)), _reason(version, record)
        yield Answered(record, answers, values, *_decided(version, record), reason)


def _reason(version: PolicyVersion, record: Interpretation) -> str:
    return str((version.choices.get(record.id) or {}).get("reason") or "")


def _values(
    version: PolicyVersion, record: Interpretation, origin: QuestionRecord
) -> Iterator[tuple[str, str]]:
    said = (version.choices.get(record.id) or {}).get("parameters") or {}
    options = origin.options.get(record.chosen)
    written = {**origin.settings, **(options.settings if options is not None else {})}
    for name, value in record.parameters.items():
        if name in said:
            yield name, str(said[name])
        elif value is not None and name in written:
            yield name, written[name].text


def _decided(version: PolicyVersion, record: Interpretation) -> tuple[tuple[str, ...], datetime | None, str]:
    if record.id in version.choices and version.approved_by is not None:
        return (str(version.published_by), str(version.approved_by)), version.approved_at, ""
    if record.decided_by is not None:
        day = record.decided_on.isoformat() if record.decided_on is not None else ""
        return (record.decided_by,), None, day
    return (), None, ""
