"""Three official texts, taken apart and put together again."""

from __future__ import annotations

import pytest

from duixian.language.clauses import clause_named, split_clauses, wording_text
from tests.language.mentioned import OFFICIAL

NAMES = ["linping-skilled-talent-2021.txt", "nantong-510.txt", "shanghai-skill-upgrade.txt"]
IDS = {
    "linping-skilled-talent-2021.txt": "序 一 二 二.1 二.2 二.3 三 （一） 1 2 3 （二） 4 5 6 （三） 7 8 （四） 9 10 四",
    "nantong-510.txt": "序 1 2 3 4 5 6 7 8 9",
    "shanghai-skill-upgrade.txt": "序",
}


def text_of(name: str) -> str:
    return (OFFICIAL / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_clauses_have_the_labels_by_which_people_cite_them(name: str) -> None:
    assert [clause.id for clause in split_clauses(text_of(name))] == IDS[name].split()


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_an_official_text_is_lost(name: str) -> None:
    text = text_of(name)
    assert wording_text(text).split() == text.split()
    assert "\n".join(clause.wording for clause in split_clauses(text)) == wording_text(text)


@pytest.mark.parametrize("name", NAMES)
def test_each_clause_starts_on_the_line_it_names(name: str) -> None:
    lines = text_of(name).split("\n")
    for clause in split_clauses(text_of(name)):
        assert lines[clause.line - 1].strip() == clause.wording.split("\n")[0]


def test_the_measures_go_on_across_headings_and_keep_the_bare_numbers() -> None:
    clauses = split_clauses(text_of(NAMES[0]))
    assert clause_named(clauses, "10").path == ("三", "（四）", "10")
    assert clause_named(clauses, "三.1") == clause_named(clauses, "1")
    assert clause_named(clauses, "二.1").wording.startswith("1. 在装备制造")


def test_only_lines_that_name_the_clauses_below_them_are_headings() -> None:
    clauses = split_clauses(text_of(NAMES[0]))
    assert [c.id for c in clauses if c.heading] == ["三", "（一）", "（二）", "（三）", "（四）"]
