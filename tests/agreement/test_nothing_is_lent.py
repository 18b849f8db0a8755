"""Every form of the language is decided in columns: nothing of it is lent to the reference engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from duixian.engines.bulk import deciding, settling
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.settle.columns import contenders_in
from tests.agreement.cases import Case, by_bulk, case_of
from tests.agreement.grammar.coverage import held_by, wanted
from tests.agreement.grammar.registries import Weather

POLICIES = 170
SOME_UNKNOWN = Weather("some unknown", unknown=0.05)


def cases() -> Iterator[Case]:
    """Generated cases that together hold every word of the language, each something that none before it holds."""
    left = wanted()
    for seed in range(POLICIES):
        case = case_of(Random(seed), SOME_UNKNOWN)
        new = [policy for policy in case.policies if left & held_by(policy).keys()]
        left = left.difference(*(held_by(policy).keys() for policy in new))
        if new:
            yield replace(case, policies=new)
    assert left == set()


def test_every_form_of_the_language_is_decided_in_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers that leave the range of a column are no form of the language."""
    lent: list[str] = []

    def noting(made: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any) -> Any:
            try:
                return made(*given)
            except NotCompiled as refusal:
                lent.append(str(refusal))
                raise

        return noted

    monkeypatch.setattr(deciding, "MeasureColumns", noting(MeasureColumns))
    monkeypatch.setattr(settling, "contenders_in", noting(contenders_in))
    for case in cases():
        by_bulk(case)
    assert lent == []
