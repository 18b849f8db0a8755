"""Compact rows made of columns are those made of written-out cases, cell for cell: shaken facts, every policy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duixian.decisions.compact.columns.cases import packed_columns
from duixian.decisions.compact.layout import Layout
from duixian.decisions.compact.packing import packed
from duixian.decisions.runs.decided import InColumns
from duixian.decisions.runs.engines import EngineName, decide_run
from tests.agreement.registries import shaken
from tests.agreement.test_bulk_agrees_with_single import DAYS, LARGE, SMALL, pool


def assert_same_rows(folder: Path, dice: Random, as_of: date) -> None:
    policy, facts = pool(folder).policy, shaken(pool(folder), dice)
    bulk = decide_run([policy], facts, as_of, EngineName.POLARS)
    single = decide_run([policy], facts, as_of, EngineName.SINGLE)
    for one, other in zip(bulk.measures, single.measures, strict=True):
        assert isinstance(one, InColumns)
        layout = Layout(policy, one.measure)
        if one.decisions.columns is not None:
            made = packed_columns(layout, one.decisions)
            assert made.schema == dict(layout.schema)
            assert made.rows() == packed(layout, other).rows()


@settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SMALL), st.randoms(use_true_random=False), st.sampled_from(DAYS))
def test_policies_of_other_places_fill_the_same_rows(folder: Path, dice: Random, as_of: date) -> None:
    assert_same_rows(folder, dice, as_of)


@settings(max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.sampled_from(DAYS))
def test_a_policy_with_every_kind_of_measure_fills_the_same_rows(dice: Random, as_of: date) -> None:
    assert_same_rows(LARGE, dice, as_of)
