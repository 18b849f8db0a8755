"""A working draft looked at: what its check finds, and its open questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from duixian.decisions.store.archive import read_choices, replaced, spread
from duixian.decisions.store.folders import working_folder
from duixian.decisions.store.models import WorkingDraft
from duixian.engines.prose.changes import Comparison, changes_between
from duixian.language.problems import PolicyError, Problem, Problems
from duixian.language.rule import Policy
from duixian.policybook import Choice, load_policy
from duixian.policybook.check import check_policy
from duixian.policybook.interpretations import QuestionRecord
from duixian.policybook.load import build, forget, open_book
from duixian.policybook.report import Counts, Report
from duixian.policybook.settings import in_force
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Question:
    """An open question of the draft: the record as written, the option in force now, who decided it when and why.
    ``given``: parameters by name whose values were chosen for the draft, in the words of the expression language."""

    record: QuestionRecord
    option: str
    decided_by: str
    decided_on: str
    reason: str
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Effect:
    """What another option of a question would change; ``problems`` where the policy does not load under it."""

    option: Text
    changes: Comparison | None
    problems: tuple[Problem, ...] = ()


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


def policy_of_draft(draft: WorkingDraft) -> Policy:
    """The policy that it would be. Raises PolicyError."""
    with laid_out(draft) as folder:
        return load_policy(folder, choices=read_choices(draft.choices)).policy


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
    option, given = said.get("option") or record.chosen, said.get("parameters") or {}
    if option == record.chosen and not given and "decided_by" not in said:
        on = record.decided_on.isoformat() if record.decided_on else ""
        return Question(record, option, record.decided_by or "", on, "", {})
    who, when, why = (said.get(name, "") for name in ("decided_by", "decided_on", "reason"))
    return Question(record, option, who, when, why, given)


def check_answer(draft: WorkingDraft, record: str, option: str, parameters: Mapping[str, str]) -> None:
    """Raises PolicyError where the draft has no such record, option or parameter, or where a value is none."""
    with laid_out(draft) as folder:
        book, problems = open_book(folder), Problems()
        in_force(book.records, {record: Choice(option, parameters)}, book.declared.vocabulary, problems)
    if problems.errors:
        raise PolicyError(problems.errors)


def effects_of(draft: WorkingDraft, record: str) -> list[Effect]:
    """What each option of a question that is not chosen would change in the draft. Raises PolicyError where the draft
    does not load as it stands."""
    choices = read_choices(draft.choices)
    with laid_out(draft) as folder:
        present = load_policy(folder, choices=choices).policy
        found = present.interpretations.get(record)
        others = [one.name for one in found.options if one.name.zh != found.chosen] if found else []
        return [_effect(folder, present, {**choices, record: Choice(name.zh)}, name) for name in others]


def _effect(folder: Path, present: Policy, choices: Mapping[str, Choice], option: Text) -> Effect:
    try:
        return Effect(option, changes_between(present, load_policy(folder, choices=choices).policy))
    except PolicyError as error:
        return Effect(option, None, error.problems)


def by_place(problems: tuple[Problem, ...]) -> list[Problem]:
    """Errors first, each kind in the order of files and lines."""
    return sorted(problems, key=lambda one: (one.warning, one.spot))
