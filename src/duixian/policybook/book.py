"""A policy's folder read once: what does not depend on the options in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duixian.language.problems import Problem, Problems
from duixian.policybook.document import Document, RuleBlock, read_document
from duixian.policybook.figures import Figure, figures_of, names_of
from duixian.policybook.frontmatter import FrontMatter, read_front_matter
from duixian.policybook.interpretations import QuestionRecord, read_records
from duixian.policybook.inventory import ids_in, written_in
from duixian.policybook.keys.blocks import BLOCKS
from duixian.policybook.reach import Reach, reaches
from duixian.policybook.reading import Reader, nearest
from duixian.policybook.vocabulary import Declared, read_vocabulary
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Contents:
    """A block with what is written in it. ``records``: ids of the interpretation records it depends on."""

    block: RuleBlock
    figures: tuple[Figure, ...]
    names: frozenset[str]
    records: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """A folder, read. ``problems``: found so far. ``built``: blocks already built, by what they depend on."""

    document: Document
    declared: Declared
    front: FrontMatter
    records: Mapping[str, QuestionRecord]
    contents: tuple[Contents, ...]
    problems: tuple[Problem, ...]
    reaches: Mapping[str, Reach]
    built: dict[Any, Any] = field(default_factory=dict, compare=False)

    def of_kind(self, kind: str) -> tuple[Contents, ...]:
        """Blocks of one kind, in order."""
        return tuple(c for c in self.contents if c.block.kind == kind)


def read_book(folder: Path) -> Book:
    """The folder of a policy. Raises PolicyError when policy.md cannot be taken apart."""
    problems = Problems()
    document = read_document(folder, problems)
    front = read_front_matter(document.front, problems)
    declared = read_vocabulary(folder, front.area, problems)
    records = read_records(document.records, declared.vocabulary, problems)
    owners: dict[str, str] = {}
    for record in records.values():
        owners = {**dict.fromkeys(record.parameters, record.id), **owners}
    contents = tuple(_contents(block, owners) for block in document.blocks)
    for block in document.blocks:
        _check_block(block, problems.of_clause(block.clause))
    return Book(
        document, declared, front, records, contents, tuple(problems.found), reaches(document.clauses)
    )


def _contents(block: RuleBlock, owners: Mapping[str, str]) -> Contents:
    written = written_in(block)
    names = frozenset(name for w in written for name in names_of(w))
    named = [s.text for s in ids_in(block)]
    used = sorted(owners[name] for name in names if name in owners)
    figures = tuple(f for w in written for f in figures_of(w))
    return Contents(block, figures, names, tuple(dict.fromkeys((*named, *used))))


def _check_block(block: RuleBlock, problems: Problems) -> None:
    table = BLOCKS.get(block.kind)
    if table is not None:
        Reader(problems).check_keys(block.body, table)
        return
    near = nearest(block.kind, tuple(BLOCKS))
    problems.add(
        "unknown-block",
        block.body.spot,
        Text(f"「{block.kind}」不是一种规则块", f"'{block.kind}' is no kind of rule block"),
        Text(
            f"第一个键写 {'、'.join(BLOCKS)} 之一{near.zh}",
            f"the first key is one of {', '.join(BLOCKS)}{near.en}",
        ),
    )
