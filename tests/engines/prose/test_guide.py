"""The guide of every policy there is: complete, in both languages, the same each time."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from duixian.engines.prose.guide import Guide, guide_of
from duixian.engines.prose.markdown import escaped, guide_markdown
from duixian.engines.prose.parts import DRAFT, SYSTEM_DEFAULT
from duixian.language.rule import Status
from duixian.policybook import load_policy
from tests.decisions.cases import folders

EVERY = pytest.mark.parametrize("folder", folders(), ids=lambda f: f"{f.parent.name}-{f.name}")


@cache
def guide(folder: Path) -> Guide:
    return guide_of(load_policy(folder).policy)


@cache
def page(folder: Path, lang: str) -> str:
    return guide_markdown(guide(folder), lang)


@EVERY
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_measure_and_every_condition_is_on_the_page(folder: Path, lang: str) -> None:
    text = page(folder, lang).lower()
    for measure in guide(folder).policy.measures.values():
        names = [measure.source.name, *(c.source.name for c in measure.conditions)]
        missing = [n.lang(lang) for n in names if escaped(n.lang(lang)).lower() not in text]
        assert missing == []


@EVERY
def test_the_words_of_each_condition_stand_beside_it(folder: Path) -> None:
    text = page(folder, "zh")
    for measure in guide(folder).policy.measures.values():
        for condition in measure.conditions:
            citation = condition.source.citation
            assert citation is None or escaped(citation.quote) in text


@EVERY
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_open_question_is_marked_as_the_systems_own_reading(folder: Path, lang: str) -> None:
    records = guide(folder).policy.interpretations.values()
    marks = page(folder, lang).count(SYSTEM_DEFAULT.lang(lang))
    assert marks >= sum(not record.decided for record in records)


@EVERY
def test_a_draft_says_so_before_anything_else(folder: Path) -> None:
    head = page(folder, "zh").split("\n- ")[0]
    assert (DRAFT.zh in head) is (guide(folder).policy.status is Status.DRAFT)


@EVERY
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_of_the_page_leads_somewhere(folder: Path, lang: str) -> None:
    text = page(folder, lang)
    targets = set(re.findall(r'<a id="([^"]+)"', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= targets


@EVERY
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_of_a_table_has_the_cells_of_its_head(folder: Path, lang: str) -> None:
    lines = page(folder, lang).splitlines()
    for first, second in pairwise(lines):
        if first.startswith("|") and second.startswith("|"):
            cells = [len(re.findall(r"(?<!\\)\|", line)) for line in (first, second)]
            assert cells[0] == cells[1]


def test_nothing_is_left_unfilled_in_any_sentence() -> None:
    for folder in folders():
        for lang in ("zh", "en"):
            assert not re.search(r"\{[a-z_]+\}", page(folder, lang)), folder


def test_the_same_policy_gives_the_same_page() -> None:
    folder = folders()[0]
    assert guide_markdown(guide_of(load_policy(folder).policy), "en") == page(folder, "en")


def test_the_signs_of_a_page_in_others_words_are_text() -> None:
    assert escaped("a|b *c* [d](e) <f>\ng") == r"a\|b \*c\* \[d\](e) \<f\> g"
