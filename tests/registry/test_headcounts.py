from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.registry.sample import Profile, write_sample
from duixian.registry.sample.dice import Rate
from duixian.registry.sample.headcounts import Headcounts, high_skilled_of
from tests.registry.folders import VOCABULARY, read
from tests.registry.profiles import clean_profile, shipped_profile

TARGETS = shipped_profile().targets
PERSONS = 4000


@given(st.integers(1, 3000))
def test_a_registry_of_any_size_has_its_share_of_high_skilled_persons(persons: int) -> None:
    counts = Headcounts(persons, TARGETS)
    high = int(counts.places(np.arange(persons))[0].sum())
    assert high == high_skilled_of(persons, TARGETS)
    assert high * 100 >= 35 * persons


def test_at_full_scale_the_numbers_of_the_text_are_met() -> None:
    assert TARGETS.persons >= TARGETS.target_skilled_total
    assert high_skilled_of(TARGETS.persons, TARGETS) > TARGETS.target_high_skilled


def counted(facts: Facts, year: int) -> tuple[int, int]:
    """Skilled and high-skilled persons insured in the district in December of a year."""
    month, rank = year * 12 + 11, VOCABULARY.categories["技能等级"].rank
    best: dict[str, int] = defaultdict(int)
    for row in facts.rows("技能证书"):
        level = row.values["技能等级"]
        if level and row.values["发证日期"].year <= year:
            best[row.values["人员"]] = max(best[row.values["人员"]], rank(level))
    insured = {
        row.values["人员"]
        for row in facts.rows("参保")
        if row.values["参保地"] == "330113" and row.values["起月"] <= month
        if row.values["止月"] is ABSENT or row.values["止月"] >= month
    }
    levels = [best[person] for person in insured if best[person]]
    return len(levels), sum(level >= rank("高级工") for level in levels)


def made(folder: Path, profile: Profile) -> Facts:
    write_sample(folder, PERSONS, 11, profile=profile)
    return read(folder).facts


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return made(tmp_path_factory.mktemp("targets"), clean_profile())


def test_every_person_asked_for_is_skilled_and_insured_at_the_end_of_the_target_year(facts: Facts) -> None:
    assert counted(facts, 2025) == (PERSONS, high_skilled_of(PERSONS, TARGETS))


def test_high_skilled_persons_grow_by_about_eight_per_cent_a_year(facts: Facts) -> None:
    heads = [counted(facts, year)[1] for year in range(2020, 2026)]
    growth = [after * 1000 // before - 1000 for before, after in itertools.pairwise(heads)]
    assert all(65 <= rate <= 95 for rate in growth), growth


def test_persons_outside_at_the_end_are_missing_from_the_count(tmp_path: Path) -> None:
    profile = clean_profile()
    outside = replace(profile.size, outside_share=Rate(profile.rates.self_paid.share))
    skilled, _ = counted(made(tmp_path, replace(profile, size=outside)), 2025)
    assert PERSONS * 50 // 100 < skilled < PERSONS * 60 // 100


def test_those_without_certificate_and_those_who_left_come_on_top(facts: Facts) -> None:
    assert len(facts.rows("人员")) == PERSONS * 110 // 100
