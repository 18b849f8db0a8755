"""Persons, employers and institutions that may have been registered twice; a clerk looks and decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

import polars as pl
import yaml

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.language.vocabulary import Table, Vocabulary, load_vocabulary
from duixian.registry.store.aliases import aliases_at, applied
from duixian.registry.store.known import KEY, rows_at, supplied_at
from duixian.registry.store.models import Distinct
from duixian.registry.store.moments import present
from duixian.values.bilingual import Text
from duixian.values.widths import half_width


@dataclass(frozen=True, slots=True)
class Rule:
    """Columns in which two rows of a table agree when they may be one."""

    table: str
    columns: tuple[str, ...]
    words: Text


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Rows of a table (keys as kept, in order) that agree in what ``rule`` names."""

    rule: Rule
    keys: tuple[str, ...]


def find(authority: Authority, vocabulary: Vocabulary | None = None) -> list[Suspicion]:
    """Rows that may be one, rule by rule; those that are joined already, or told apart by a clerk, are left out."""
    words = vocabulary or load_vocabulary()
    moment = present(authority)
    aliases = aliases_at(authority, moment)
    supplied = supplied_at(authority, moment)
    found: list[Suspicion] = []
    for name in dict.fromkeys(rule.table for rule in rules()):
        if name in supplied:
            table = words.tables[name]
            rows = applied(table, rows_at(authority, table, moment), aliases)
            found += [one for rule in rules() if rule.table == name for one in _alike(rule, table, rows)]
    told = _told_apart(authority)
    return [one for one in found if not all((one.rule.table, *pair) in told for pair in _pairs(one.keys))]


def dismiss(authority: Authority, suspicion: Suspicion, *, actor: Account | None, reason: str) -> None:
    """These rows look alike and are several: they are not proposed again unless another joins them."""
    rows = [
        Distinct(
            authority=authority,
            table=suspicion.rule.table,
            one=one,
            other=other,
            reason=reason,
            said_at=clock.now(),
            said_by=actor,
        )
        for one, other in _pairs(suspicion.keys)
    ]
    Distinct.objects.bulk_create(rows, ignore_conflicts=True)


def _told_apart(authority: Authority) -> set[tuple[str, str, str]]:
    return set(Distinct.objects.filter(authority=authority).values_list("table", "one", "other"))


def _pairs(keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(keys), 2)


@cache
def rules() -> tuple[Rule, ...]:
    """What is declared beside this file."""
    text = resources.files(__package__).joinpath("duplicates.yaml").read_text("utf-8")
    declared: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)
    return tuple(
        Rule(table, tuple(rule["相同"]), Text(f"{'、'.join(rule['相同'])}相同", rule["英文"]))
        for table, listed in declared.items()
        for rule in listed
    )


def _alike(rule: Rule, table: Table, rows: pl.DataFrame) -> Iterator[Suspicion]:
    marks = [_plain(rows[name]) for name in rule.columns if name in table.columns]
    if len(marks) < len(rule.columns):
        return
    frame = pl.DataFrame([rows[KEY], *marks]).drop_nulls()
    groups = (
        frame.group_by(rule.columns, maintain_order=True).agg(pl.col(KEY)).filter(pl.col(KEY).list.len() > 1)
    )
    for keys in groups[KEY].to_list():
        yield Suspicion(rule, tuple(keys))


def _plain(texts: pl.Series) -> pl.Series:
    """Texts without what does not count; null where there is none."""
    distinct = texts.unique()
    plain = pl.Series(["".join(half_width(text).split()) for text in distinct.to_list()], dtype=pl.String)
    folded = texts.replace(distinct, plain)
    return folded.to_frame().select(pl.when(~folded.is_in(["", "未知", "无"])).then(pl.first()))[texts.name]
