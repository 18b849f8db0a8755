"""The bulk engine decides as the reference does, to the byte: shaken facts, every policy of the repository."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duixian.decisions.deciding import with_catalogues
from duixian.engines.bulk.deciding import decide
from duixian.engines.single.engine import Engine
from duixian.policybook import load_policy
from tests.agreement.reference import Lent, written
from tests.agreement.registries import Pool, pool_of, shaken

ROOT = Path(__file__).parents[2]
LARGE = ROOT / "policies/linping/skilled-talent-2021"
SMALL = sorted(path.parent for path in ROOT.glob("tests/policies/other_places/*/policy.md"))
DAYS = [date(2022, 2, 28), date(2022, 12, 31), date(2023, 6, 30), date(2023, 7, 1), date(2024, 2, 29)]


@lru_cache
def pool(folder: Path) -> Pool:
    return pool_of(folder, load_policy(folder).policy)


def assert_agrees(folder: Path, dice: Random, as_of: date) -> None:
    policies = [pool(folder).policy]
    facts = with_catalogues(policies, shaken(pool(folder), dice))
    found = decide(policies, facts, as_of, Lent(policies, facts, as_of))
    assert written(found) == written(Engine(policies).decide(facts, as_of))


@settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SMALL), st.randoms(use_true_random=False), st.sampled_from(DAYS))
def test_policies_of_other_places_are_decided_alike(folder: Path, dice: Random, as_of: date) -> None:
    assert_agrees(folder, dice, as_of)


@settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.sampled_from(DAYS))
def test_a_policy_with_every_kind_of_measure_is_decided_alike(dice: Random, as_of: date) -> None:
    assert_agrees(LARGE, dice, as_of)


def test_facts_that_nobody_shook_are_decided_alike() -> None:
    policies = [pool(SMALL[0]).policy]
    for scene in pool(SMALL[0]).scenes[:3]:
        facts = with_catalogues(policies, scene)
        found = decide(policies, facts, DAYS[2], Lent(policies, facts, DAYS[2]))
        assert written(found) == written(Engine(policies).decide(facts, DAYS[2]))
