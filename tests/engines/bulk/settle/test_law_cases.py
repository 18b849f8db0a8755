"""Every law case of the reference's settlement holds in columns too, to the byte."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.engines.bulk.settle.both import decide_both
from tests.engines.single.settle import (
    test_budgets,
    test_doubt,
    test_groups,
    test_limits,
    test_quotas,
    test_undecided,
)

MODULES = (test_budgets, test_doubt, test_groups, test_limits, test_quotas, test_undecided)


def laws() -> Iterator[Any]:
    """The reference's tests of settlement, each with the values it is run with."""
    for module in MODULES:
        for name, law in vars(module).items():
            if name.startswith("test_") and inspect.isfunction(law):
                for number, given in enumerate(values_of(law)):
                    yield pytest.param(
                        module, name, given, id=f"{module.__name__.rsplit('.', 1)[1]}-{name}-{number}"
                    )


def values_of(law: Any) -> list[tuple[Any, ...]]:
    """What a test is run with: one row for each of its parameters' values."""
    marks = [mark for mark in getattr(law, "pytestmark", ()) if mark.name == "parametrize"]
    return [row if isinstance(row, tuple) else (row,) for mark in marks for row in mark.args[1]] or [()]


@pytest.mark.parametrize(("module", "name", "given"), list(laws()))
def test_what_the_reference_settles_is_settled_alike(
    module: ModuleType, name: str, given: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "decide", decide_both)
    getattr(module, name)(*given)
