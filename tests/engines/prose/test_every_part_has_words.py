"""Nothing of the language and nothing of a rule is without words, in Chinese and in English."""

from __future__ import annotations

import dataclasses
import inspect
from enum import Enum
from typing import Any

import pytest

from duixian.engines.prose import amounts, bounds, parts, payouts, records, statements, values
from duixian.engines.prose.functions import FUNCTION_WORDS
from duixian.engines.prose.speaking import SPEAKERS
from duixian.language import nodes, rule
from duixian.language.functions import FUNCTIONS
from duixian.values.bilingual import Text


def kinds_in(module: Any) -> list[type]:
    """Every dataclass a module declares."""
    found = inspect.getmembers(module, lambda m: inspect.isclass(m) and dataclasses.is_dataclass(m))
    return [kind for _name, kind in found if kind.__module__ == module.__name__]


@pytest.mark.parametrize(
    "kind", [k for k in kinds_in(nodes) if k is not nodes.Expr], ids=lambda k: k.__name__
)
def test_every_kind_of_node_has_a_speaker(kind: type) -> None:
    assert kind in SPEAKERS


@pytest.mark.parametrize("kind", kinds_in(rule), ids=lambda k: k.__name__)
def test_every_part_of_a_rule_has_a_speaker(kind: type) -> None:
    assert kind in SPEAKERS


WORDED: tuple[tuple[type[Enum], Any], ...] = (
    (nodes.How, records.ASKED),
    (nodes.MomentName, values.MOMENTS),
    (nodes.StepKind, amounts.STEP_WORDS),
    (nodes.Comparison, statements.OPPOSITE),
    (rule.Gap, payouts.GAPS),
    (rule.Recovery, bounds.RECOVERIES),
    (rule.Exceeding, bounds.EXCEEDING),
    (rule.Ties, bounds.TIES),
    (rule.Shortage, bounds.SHORTAGES),
    (rule.Mode, bounds.MODES),
    (rule.MeasureKind, parts.KINDS),
    (rule.Status, parts.STATUSES),
)


@pytest.mark.parametrize(("kind", "words"), WORDED, ids=lambda value: getattr(value, "__name__", ""))
def test_every_member_of_a_closed_list_has_words(kind: type[Enum], words: Any) -> None:
    assert set(words) == set(kind)


def test_every_closed_list_of_rules_is_looked_at() -> None:
    declared = {
        kind
        for module in (nodes, rule)
        for _name, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Enum) and kind.__module__ == module.__name__
    }
    assert declared - {kind for kind, _words in WORDED} == {nodes.Operator}


def test_every_function_has_words_in_both_languages() -> None:
    assert set(FUNCTION_WORDS) == set(FUNCTIONS)
    for name, words in FUNCTION_WORDS.items():
        assert words.zh, name
        assert words.en.isascii(), name


@pytest.mark.parametrize(
    "words", [w for table in WORDED[1:3] + WORDED[4:] for w in table[1].values()], ids=lambda w: w.en[:30]
)
def test_the_english_of_a_closed_list_is_english(words: Text) -> None:
    assert words.zh
    assert words.en.isascii()
