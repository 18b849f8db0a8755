"""Policies, questions and registries that nobody wrote: every engine decides them alike, to the byte.

`AGREEMENT_CASES` sets how many; with `HYPOTHESIS_PROFILE=explore` they are new ones on every run. A case is made from
one number, so a failure names it: `python -m tests.agreement.campaign NUMBER` shows the smallest case that still
differs.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.agreement.cases import case_of
from tests.agreement.grammar.registries import EVERY_SKY, Weather
from tests.agreement.reducing import failure_of, reduced

CASES = int(os.environ.get("AGREEMENT_CASES", "48"))
NUMBERS = st.integers(0, 2**32 - 1)


def assert_agrees(number: int, sky: Weather | None = None) -> None:
    case = case_of(Random(number), sky)
    failure = failure_of(case)
    if failure:
        pytest.fail(f"case {number}, {sky}: {failure}\n{reduced(case).text}")


@settings(max_examples=CASES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(NUMBERS)
def test_generated_policies_are_decided_alike(number: int) -> None:
    assert_agrees(number)


@pytest.mark.parametrize("sky", EVERY_SKY, ids=str)
@settings(
    max_examples=max(1, CASES // 16),
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(number=NUMBERS)
def test_registries_at_the_edge_are_decided_alike(sky: Weather, number: int) -> None:
    assert_agrees(number, sky)
