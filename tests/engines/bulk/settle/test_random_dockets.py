"""Random small dockets: whatever meets, columns settle as the reference does."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.engines.bulk.settle.both import decide_both
from tests.engines.bulk.settle.dockets import random_facts, random_policy

QUIET = list(HealthCheck)


@settings(max_examples=150, deadline=None, phases=[Phase.generate], suppress_health_check=QUIET)
@given(st.randoms(use_true_random=False))
def test_one_policy_is_settled_alike(dice: Random) -> None:
    decide_both(random_policy(dice), random_facts(dice))


@settings(max_examples=50, deadline=None, phases=[Phase.generate], suppress_health_check=QUIET)
@given(st.randoms(use_true_random=False))
def test_policies_that_share_groups_are_settled_alike(dice: Random) -> None:
    decide_both([random_policy(dice, 1), random_policy(dice, 2)], random_facts(dice))
