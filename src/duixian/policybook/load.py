"""The entrance: a policy's folder becomes a policy, or every problem in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from duixian.language.problems import PolicyError, Problem, Problems
from duixian.language.rule import Clause, Interpretation, Option, Policy, Window
from duixian.policybook.assemble import Assembly, assemble
from duixian.policybook.book import Book, read_book
from duixian.policybook.checks import static_problems, whole_problems
from duixian.policybook.choices import Choice
from duixian.policybook.document import Document
from duixian.policybook.interpretations import QuestionRecord
from duixian.policybook.settings import InForce, in_force
from duixian.policybook.shelf import fingerprint
from duixian.policybook.version import version_of

_BOOKS: dict[Path, tuple[object, Book]] = {}


@dataclass(frozen=True)
class LoadedPolicy:
    """A policy with its document (clauses with their blocks, for faces) and the warnings of its load."""

    policy: Policy
    warnings: tuple[Problem, ...]
    document: Document


def load_policy(folder: Path, *, choices: Mapping[str, Choice] | None = None) -> LoadedPolicy:
    """The policy of a folder, under the options in force or other ``choices``.

    Raises PolicyError with every problem found, each with file, line, column, clause, and what to do.
    """
    book = open_book(folder)
    policy, problems = build(book, choices or {})
    errors = tuple(p for p in problems if not p.warning)
    if errors or policy is None:
        raise PolicyError(errors)
    return LoadedPolicy(policy, tuple(p for p in problems if p.warning), book.document)


def open_book(folder: Path) -> Book:
    """The book of a folder, read again only when a file in it has changed."""
    key, state = folder.resolve(), fingerprint(folder)
    held = _BOOKS.get(key)
    if held is None or held[0] != state:
        held = _BOOKS[key] = (state, read_book(folder))
    return held[1]


def forget(folder: Path) -> None:
    """A folder that is gone: nothing of it is kept."""
    _BOOKS.pop(folder.resolve(), None)


def build(book: Book, choices: Mapping[str, Choice]) -> tuple[Policy | None, tuple[Problem, ...]]:
    """The policy under some choices, and every problem: of the folder, of the choices, of what was built."""
    problems = Problems()
    setting = in_force(book.records, choices, book.declared.vocabulary, problems)
    found = assemble(book, setting)
    everything = (*book.problems, *static_problems(book), *problems.found, *found.problems)
    unique = tuple(dict.fromkeys((*everything, *whole_problems(book, found))))
    ordered = tuple(sorted(unique, key=lambda p: p.spot))
    return _policy(book, setting, found), ordered


def _policy(book: Book, setting: InForce, found: Assembly) -> Policy | None:
    if found.term is None:
        return None
    front, document = book.front, book.document
    return Policy(
        document.id,
        front.title,
        front.authority,
        front.number,
        found.term.status or front.status,
        Window(found.term.window.start, found.term.window.end),
        front.tier,
        front.area,
        book.declared.vocabulary,
        {c.id: Clause(c.id, c.wording) for c in document.clauses},
        found.definitions,
        found.measures,
        found.groups,
        found.targets,
        {r.id: _interpretation(r, setting) for r in book.records.values()},
        front.supersedes,
        version_of(book, setting),
        front.channel,
    )


def _interpretation(record: QuestionRecord, setting: InForce) -> Interpretation:
    return Interpretation(
        record.id,
        record.clause,
        record.quote,
        record.question,
        tuple(Option(option.name) for option in record.options.values()),
        setting.chosen[record.id],
        record.basis,
        record.decided_by,
        record.decided_on,
        {n: setting.parameters[n].value for n in record.parameters if n in setting.parameters},
    )
