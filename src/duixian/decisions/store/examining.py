"""A working draft looked at: what its check finds, whether its examples hold, what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from duixian.decisions.examples import ExampleResult, run_example, run_examples
from duixian.decisions.store.archive import read_choices, replaced, spread
from duixian.decisions.store.folders import working_folder
from duixian.decisions.store.models import WorkingDraft
from duixian.language.problems import PolicyError, Problem
from duixian.language.rule import Policy
from duixian.policybook import load_policy
from duixian.policybook.check import check_policy
from duixian.policybook.examples import Example, read_examples
from duixian.policybook.interpretations import QuestionRecord
from duixian.policybook.load import build, forget, open_book
from duixian.policybook.report import Counts, Report
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Question:
    """An open question of the draft: the record as written, the option in force now, and who decided it when."""

    record: QuestionRecord
    option: str
    decided_by: str
    decided_on: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An example of the version before that comes out otherwise now, and how."""

    example: Example
    differences: tuple[Text, ...]


@contextmanager
def laid_out(draft: WorkingDraft, changed: Mapping[str, str] | None = None) -> Iterator[Path]:
    """The draft's folder on disk, some files as they are being written; it is gone afterwards."""
    archive = bytes(draft.archive)
    for name, text in (changed or {}).items():
        archive = replaced(archive, name, text)
    with working_folder() as place:
        folder = spread(archive, place)
        try:
            yield folder
        finally:
            forget(folder)


def looked_over(draft: WorkingDraft, changed: Mapping[str, str] | None = None) -> Report:
    """What is wrong while somebody writes: everything that keeps it from loading under the options in force. Quick;
    ``checked`` also tries every other option."""
    with laid_out(draft, changed) as folder:
        try:
            book = open_book(folder)
        except PolicyError as error:
            return Report(draft.policy, error.problems, Counts())
        policy, problems = build(book, read_choices(draft.choices))
        counts = Counts(clauses=len(book.document.clauses), measures=len(book.of_kind("项目")))
        return Report(draft.policy, problems, counts, policy.version if policy is not None else "")


def checked(draft: WorkingDraft) -> Report:
    """The whole check, every option of every question tried, the numbers of the wording counted."""
    with laid_out(draft) as folder:
        return check_policy(folder)


def examples_run(draft: WorkingDraft) -> list[ExampleResult]:
    """The draft's own examples. Raises PolicyError where it does not load."""
    with laid_out(draft) as folder:
        return list(run_examples(folder))


def policy_of_draft(draft: WorkingDraft) -> Policy:
    """The policy that it would be. Raises PolicyError."""
    with laid_out(draft) as folder:
        return load_policy(folder, choices=read_choices(draft.choices)).policy


def examples_moved(draft: WorkingDraft) -> list[Moved]:
    """The examples of the version it branched off that come out otherwise under the draft. Raises PolicyError."""
    policy = policy_of_draft(draft)
    with working_folder() as place:
        folder = spread(bytes(draft.base.archive), place)
        examples = read_examples(folder, draft.base.loaded().vocabulary)
    found = ((one, tuple(run_example(policy, one))) for one in examples if not one.choices)
    return [Moved(one, differences) for one, differences in found if differences]


def questions_of(draft: WorkingDraft) -> list[Question]:
    """Every open question with its answer; none where the draft cannot be read."""
    with laid_out(draft) as folder:
        try:
            book = open_book(folder)
        except PolicyError:
            return []
        return [_question(record, draft) for record in book.records.values()]


def _question(record: QuestionRecord, draft: WorkingDraft) -> Question:
    said = draft.choices.get(record.id, {})
    option = said.get("option") or record.chosen
    if option == record.chosen and "decided_by" not in said:
        on = record.decided_on.isoformat() if record.decided_on else ""
        return Question(record, option, record.decided_by or "", on)
    return Question(record, option, said.get("decided_by", ""), said.get("decided_on", ""))


def by_place(problems: tuple[Problem, ...]) -> list[Problem]:
    """Errors first, each kind in the order of files and lines."""
    return sorted(problems, key=lambda one: (one.warning, one.spot))
