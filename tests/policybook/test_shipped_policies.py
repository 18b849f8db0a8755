"""The policies that ship load, fast, and every number of their wording is held to."""

import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from duixian.policybook import all_policies, find_policy
from duixian.policybook.check import check_policy, main
from duixian.policybook.figures import Figure
from duixian.policybook.load import open_book
from duixian.policybook.numbers import ClauseNumbers, Stated, numbers_of
from duixian.policybook.shelf import ROOT_VARIABLE, PolicyNotFound, place_of_new

SHIPPED = all_policies()
NAMES = [folder.name for folder in SHIPPED]


def numbers(folder: Path) -> tuple[ClauseNumbers, ...]:
    return numbers_of(open_book(folder))


@pytest.mark.parametrize("folder", SHIPPED, ids=NAMES)
def test_a_shipped_policy_passes_its_check(folder: Path) -> None:
    report = check_policy(folder)
    assert report.passed, report.render("en")
    assert not report.warnings, report.render("en")


def test_a_check_of_the_largest_policy_takes_less_than_three_seconds() -> None:
    open_books = [(len(open_book(f).records), f) for f in SHIPPED]
    _, largest = max(open_books)
    book = open_book(largest)
    book.built.clear()
    started = time.process_time()
    check_policy(largest)
    assert time.process_time() - started < 3


@pytest.mark.parametrize("folder", SHIPPED, ids=NAMES)
def test_no_number_of_the_wording_can_change_unnoticed(folder: Path) -> None:
    for clause in numbers(folder):
        for stated in clause.required:
            changed = tuple(_other(s) if s is stated else s for s in clause.stated)
            altered = replace(clause, stated=changed)
            assert altered.unused or altered.strangers, (clause.clause.id, stated.mention.text)


@pytest.mark.parametrize("folder", SHIPPED, ids=NAMES)
def test_no_number_of_a_rule_can_change_unnoticed(folder: Path) -> None:
    for clause in numbers(folder):
        for figure in clause.figures:
            if figure.bound and figure.type is not None:
                changed = tuple(_raised(f) if f is figure else f for f in clause.figures)
                altered = replace(clause, figures=changed)
                assert altered.unused or altered.strangers, (clause.clause.id, figure.text, figure.spot)


def _other(stated: Stated) -> Stated:
    mention = stated.mention
    return replace(stated, mention=replace(mention, value=_next(mention.value), text=mention.text + "′"))


def _raised(figure: Figure) -> Figure:
    return replace(figure, value=_next(figure.value))


def _next(value: Any) -> Any:
    """A value that stands nowhere else."""
    if isinstance(value, tuple):
        return (*value[:-1], value[-1] + 7919)
    if isinstance(value, int | Fraction):
        return value + 7919
    return value.replace(year=value.year + 79)


def test_a_policy_is_found_by_its_id_and_by_its_folder() -> None:
    folder = SHIPPED[0]
    assert find_policy(f"{folder.parent.name}/{folder.name}").samefile(folder)
    assert find_policy(str(folder)).samefile(folder)


def test_the_root_of_policies_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIXIAN_POLICIES", str(tmp_path))
    assert all_policies() == ()
    with pytest.raises(PolicyNotFound) as raised:
        find_policy("nowhere/nothing")
    assert raised.value.code == "policy-not-found"


def test_the_check_is_a_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([str(SHIPPED[0]), "--lang=en"]) == 0
    assert "passed" in capsys.readouterr().out
    assert main([str(tmp_path)]) == 1


def test_a_new_policy_is_written_where_one_works_and_never_into_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert place_of_new("city/grants") == tmp_path / "city" / "grants"
    (tmp_path / "policies").mkdir()
    assert place_of_new("city/grants") == tmp_path / "policies" / "city" / "grants"
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "elsewhere"))
    assert place_of_new("city/grants") == tmp_path / "elsewhere" / "city" / "grants"
