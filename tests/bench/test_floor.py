"""The hand-written program that Duixian is measured against computes what the policy says."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bench.floor import program
from bench.whole.registers import clean_sample
from duixian.decisions.deciding import decide
from duixian.language.outcome import Outcome, Verdict
from duixian.policybook import load_policy
from duixian.registry import read_registry

POLICY = Path(__file__).parents[2] / "policies" / "linping" / "skilled-talent-2021"
AS_OF = date(2023, 6, 30)
PERSONS = 400


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clean_sample(tmp_path_factory.mktemp("registers"), PERSONS, seed=7)


@pytest.fixture(scope="module")
def outcomes(registers: Path) -> list[Outcome]:
    policy = load_policy(POLICY).policy
    return decide([policy], read_registry(registers, policy.vocabulary).facts, AS_OF)


def test_the_floor_pays_each_measure_what_the_reference_engine_pays(
    registers: Path, outcomes: list[Outcome]
) -> None:
    paid: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.verdict is Verdict.ELIGIBLE and outcome.payable:
            paid[outcome.measure.name] += outcome.payable
    assert program.totals(program.decided(registers, AS_OF)) == dict(paid)


def test_the_floor_decides_the_cases_that_the_reference_engine_decides(
    registers: Path, outcomes: list[Outcome]
) -> None:
    expected = Counter(outcome.measure.name for outcome in outcomes)
    assert Counter(program.decided(registers, AS_OF)["项目"]) == expected
