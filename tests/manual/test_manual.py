"""Every paragraph of the manual holds: its fragment loads, its examples are decided as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.manual.chapters import Section, chapters
from tests.manual.mistakes import cell_errors_of, code_of, problems_of, refusals_of
from tests.manual.trials import formulas_of, trial_of
from tests.manual.workspace import ran_at

SECTIONS = [section for chapter in chapters() for section in chapter.sections]


def _with(*kinds: str) -> pytest.MarkDecorator:
    """The test, for every section that has a fence of one of these kinds."""
    chosen = [pytest.param(s, id=s.name) for s in SECTIONS if _is_meant(s, kinds)]
    return pytest.mark.parametrize("section", chosen)


def _is_meant(section: Section, kinds: tuple[str, ...]) -> bool:
    wrong = bool(section.fences("mistake"))
    return any(section.fences(kind) for kind in kinds) and (not wrong or "mistake" in kinds)


@_with("examples", "examples-file")
def test_the_fragment_loads_without_a_warning_and_decides_as_the_manual_says(
    section: Section, tmp_path: Path
) -> None:
    trial = trial_of(section, tmp_path)
    assert [warning.render("zh") for warning in trial.warnings] == []
    assert [f.zh for one in trial.examples for f in one.result.failures] == []


@_with("policy")
def test_every_fragment_has_an_example_with_expectations(section: Section) -> None:
    assert section.fences("examples") or section.fences("examples-file")


@_with("formulas")
def test_the_formula_has_the_value_that_the_manual_states(section: Section, tmp_path: Path) -> None:
    worked = formulas_of(section, tmp_path)
    assert [(f.expression, f.found) for f in worked] == [(f.expression, f.stated) for f in worked]


@_with("mistake")
def test_the_mistake_is_found_under_the_code_that_the_manual_names(section: Section) -> None:
    for mistake in section.fences("mistake"):
        assert code_of(mistake) in {p.code for p in problems_of(section, mistake)}


@_with("refused")
def test_the_expression_is_refused_with_the_code_that_the_manual_names(section: Section) -> None:
    tried = [refusal for fence in section.fences("refused") for refusal in refusals_of(fence)]
    assert [(r.expression, [p.code for p in r.problems]) for r in tried if r.problem is None] == []


@_with("cells")
def test_the_cell_is_refused_with_the_code_that_the_manual_names(section: Section) -> None:
    for fence in section.fences("cells"):
        tried = cell_errors_of(fence)
        assert [(column, e.code if e else None) for column, _, _, e in tried] == [
            (c, code) for c, _, code, _ in tried
        ]


@_with("console")
def test_the_command_ends_as_the_manual_says(section: Section) -> None:
    for fence in section.fences("console"):
        done = ran_at(section.chapter.name, fence)
        assert [(ran.command, ran.code) for ran in done] == [(ran.command, ran.stated) for ran in done]
