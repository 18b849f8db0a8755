from __future__ import annotations

import pytest

from duixian.insight.registers import registers_used
from duixian.policybook import all_policies, load_policy
from tests.engines.small import Maker, policy

ALWAYS = {"申报", "已享受"}
"""The engine itself looks into claims and payments."""


def used(*conditions: str) -> set[str]:
    return set(registers_used(policy(Maker().measure("补贴", *conditions)))) - ALWAYS


def test_the_cases_and_the_payees_registers_are_used() -> None:
    assert used() == {"录用", "人员"}


def test_a_register_that_a_condition_looks_into_is_used() -> None:
    assert used('存在 人员的参保 其中(参保地 = "330113")') == {"录用", "人员", "参保"}


def test_a_register_on_the_way_to_a_column_is_used() -> None:
    assert used("用人单位的单位类型 = 企业") == {"录用", "人员", "用人单位"}


def test_claims_and_payments_are_always_used() -> None:
    assert set(registers_used(policy(Maker().measure()))) >= ALWAYS


@pytest.mark.parametrize("folder", all_policies(), ids=lambda f: f.name)
def test_a_catalogue_that_comes_with_the_policy_is_not_asked_for(folder: object) -> None:
    loaded = load_policy(folder).policy  # type: ignore[arg-type]
    assert not any(loaded.vocabulary.tables[name].catalogue for name in registers_used(loaded))
