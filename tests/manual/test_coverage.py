"""Every word of the language has its paragraph, and every problem its example."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from duixian.language.functions import FUNCTIONS, RECORD_FUNCTIONS
from duixian.language.nodes import MomentName, StepKind
from duixian.language.resolve.names import UNITS
from duixian.language.rule import Exceeding, Gap, MeasureKind, Mode, Recovery, Shortage, Status, Ties
from duixian.language.syntax.words import AGGREGATES, KEYWORDS
from tests.manual.chapters import Fence, Section, chapters
from tests.manual.contents import sections_of_words
from tests.manual.reference import KEY_TABLES, codes
from tests.tidy import tree

_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_RECORDERS = {"add", "_add", "refuse", "Problem", "ClauseError", "MentionError", "_refusal", "CellError"}
NOT_OF_A_DOCUMENT = {
    "cell-required": "a whole row of a register is needed to see it",
    "cell-text": "only a number typed into Excel has it",
    "cell-type": "only a value that is neither text nor number has it",
    "clause-ambiguous": "a citation asked for by a program",
    "clause-unknown": "a citation asked for by a program",
    "example-name": "held by the check of examples",
    "example-row": "the shapes of cells are found before",
    "no-policy": "a folder without policy.md",
    "value-types": "the first row's type is asked of the others before",
}
"""Problems that no fragment can show, and why."""


def test_every_key_of_a_document_is_written_in_some_fragment() -> None:
    written = "\n".join(part.text for part in _fences())
    keys = {key.name for groups in KEY_TABLES.values() for group in groups for key in group.keys}
    assert sorted(key for key in keys if f"{key}:" not in written) == []


def test_every_key_of_a_document_is_explained_in_some_section() -> None:
    keys = {key.name for groups in KEY_TABLES.values() for group in groups for key in group.keys}
    assert sorted(keys - set(sections_of_words())) == []


def test_every_function_word_and_moment_is_explained_in_some_section() -> None:
    words = {*FUNCTIONS, *RECORD_FUNCTIONS, *KEYWORDS, *AGGREGATES, *UNITS, *(m.value for m in MomentName)}
    assert sorted(words - set(sections_of_words())) == []


def test_every_choice_of_words_is_explained_in_some_section() -> None:
    choices = (StepKind, Gap, Mode, Ties, Exceeding, Recovery, Shortage, MeasureKind, Status)
    words = {str(member.value) for choice in choices for member in choice}
    assert sorted(words - set(sections_of_words())) == []


def test_a_section_uses_the_words_that_it_explains() -> None:
    unused = [(s.name, word) for s in _sections() for word in s.words if word not in _all_of(s)]
    assert unused == []


def test_every_problem_of_a_document_has_an_example() -> None:
    assert sorted(set(_codes_of_the_program()) - set(codes()) - set(NOT_OF_A_DOCUMENT)) == []


def test_nothing_is_shown_that_is_not_run() -> None:
    ran = {"policy", "mistake", "formulas", "refused", "cells", "console"}
    parts = {"facts", "examples", "examples-file", "interpretations", "declarations", "front", "csv"}
    desk = {"file", "show", "default-front"}
    assert {fence.kind for fence in _fences()} <= ran | parts | desk
    idle = [s.name for s in _sections() if any(map(s.fences, parts)) and not any(map(s.fences, ran))]
    assert idle == []


def test_no_two_sections_of_a_chapter_have_the_same_title() -> None:
    for chapter in chapters():
        titles = [section.title for section in chapter.sections]
        assert len(titles) == len(set(titles))


def _sections() -> Iterator[Section]:
    return (section for chapter in chapters() for section in chapter.sections)


def _fences() -> Iterator[Fence]:
    for chapter in chapters():
        for section in (chapter.opening, *chapter.sections):
            yield from (part for part in section.parts if isinstance(part, Fence))


def _all_of(section: Section) -> str:
    return section.title + "".join(part.text for part in section.parts)


def _codes_of_the_program() -> Iterator[str]:
    for folder in ("src/duixian/language/", "src/duixian/policybook/"):
        for path in tree.files(".py", under=folder):
            for node in ast.walk(tree.module(path)):
                if isinstance(node, ast.Call) and _name(node.func) in _RECORDERS:
                    yield from _codes_in(node)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _codes_in(call: ast.Call) -> Iterator[str]:
    for argument in call.args[:2]:
        value = argument.value if isinstance(argument, ast.Constant) else None
        if isinstance(value, str) and _CODE.fullmatch(value):
            yield value
