from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.tidy import soundness, tree

MONEY_PACKAGES = ("values", "language", "engines", "policybook", "registry", "decisions", "ledger")


def found(check: Callable[[ast.Module], Iterable[object]], paths: Iterable[Path]) -> list[str]:
    return [f"{tree.named(path)}: {problem}" for path in paths for problem in check(tree.module(path))]


def test_no_source_catches_every_exception() -> None:
    assert found(soundness.broad_excepts, tree.files(".py")) == []


def test_no_package_that_handles_money_knows_floats() -> None:
    for package in MONEY_PACKAGES:
        assert found(soundness.float_uses, tree.files(".py", under=f"src/duixian/{package}/")) == []


def test_every_path_names_a_thing_of_the_domain() -> None:
    assert [tree.named(path) for path in tree.tracked() if soundness.banned_parts(tree.named(path))] == []


def test_every_package_says_what_it_is_for() -> None:
    packages = {path.parent for path in tree.files(".py", under="src/duixian/")}
    inits = [package / "__init__.py" for package in sorted(packages)]
    assert [
        tree.named(init) for init in inits if not init.exists() or soundness.lacks_story(tree.module(init))
    ] == []


def test_every_test_is_named_by_a_sentence() -> None:
    assert found(soundness.nameless_tests, tree.files(".py", under="tests/")) == []


@pytest.mark.parametrize(
    "handler",
    [
        "except:",
        "except Exception:",
        "except (ValueError, BaseException) as e:",
        "except builtins.Exception:",
    ],
)
def test_an_except_that_catches_everything_is_found(handler: str) -> None:
    assert soundness.broad_excepts(ast.parse(f"try:\n    x()\n{handler}\n    pass\n")) == [3]


def test_suppressing_everything_is_found() -> None:
    assert soundness.broad_excepts(ast.parse("with contextlib.suppress(Exception):\n    x()\n")) == [1]


def test_an_except_that_names_its_error_is_allowed() -> None:
    source = (
        "try:\n    x()\nexcept (ValueError, KeyError):\n    raise Refused\nwith suppress(OSError):\n    y()\n"
    )
    assert soundness.broad_excepts(ast.parse(source)) == []


@pytest.mark.parametrize(
    "use", ["x = 0.5", "x = 1e3", "x = float(y)", "def f(x: float): ...", "x.cast(pl.Float64)", "x = 2j"]
)
def test_every_way_to_a_float_is_found(use: str) -> None:
    assert soundness.float_uses(ast.parse(use)) == [1]


def test_the_likeness_of_two_words_may_be_a_float() -> None:
    assert soundness.float_uses(ast.parse("get_close_matches(word, words, cutoff=0.4)")) == []


def test_refusing_a_float_is_allowed() -> None:
    assert soundness.float_uses(ast.parse("if isinstance(x, float | int):\n    raise Refused\n")) == []
    assert soundness.float_uses(ast.parse("match x:\n    case float():\n        raise Refused\n")) == []


@pytest.mark.parametrize("path", ["src/duixian/utils/money.py", "tests/helpers.py", "docs/Misc/a.md"])
def test_a_drawer_for_anything_is_found(path: str) -> None:
    assert len(soundness.banned_parts(path)) == 1


def test_a_domain_word_that_contains_a_banned_one_is_allowed() -> None:
    assert soundness.banned_parts("src/duixian/values/commonwealth.py") == []


def test_a_package_without_a_story_is_found() -> None:
    assert soundness.lacks_story(ast.parse(""))
    assert soundness.lacks_story(ast.parse('"""Money."""'))


def test_a_test_without_a_sentence_is_found() -> None:
    source = "def test_money(): ...\nclass X:\n    def test_it_works(): ...\n    def test_a_sum_fits(): ...\n"
    assert soundness.nameless_tests(ast.parse(source)) == ["test_money", "test_it_works"]
