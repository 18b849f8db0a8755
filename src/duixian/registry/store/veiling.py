"""Whole columns of texts with tokens for numbers, and back."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.writings import NONE_WORD
from duixian.registry.store.kinds import may_hold_numbers, sealed_kind
from duixian.registry.store.tokens import TOKEN, Numbers, Veil, unveiled

_LIKE_A_NUMBER = r"[0-9]{17}[0-9Xx]"


def veil(table: Table, texts: pl.DataFrame, vocabulary: Vocabulary, by: Veil) -> pl.DataFrame:
    """A table's columns of texts with tokens in the place of numbers."""
    return texts.with_columns(
        [veiled(texts[name], column, vocabulary, by) for name, column in table.columns.items()]
    )


def unveil(frame: pl.DataFrame, by: Numbers) -> pl.DataFrame:
    """All columns with the numbers back in them."""
    holding = [name for name in frame.columns if frame[name].str.contains(TOKEN.pattern).any()]
    tokens = [
        frame.select(pl.col(name).str.extract_all(TOKEN.pattern).explode().drop_nulls().unique())[name]
        for name in holding
    ]
    numbers = by.of(pl.concat(tokens).to_list()) if tokens else {}
    return frame.with_columns(
        [_mapped(frame[name], TOKEN.pattern, lambda text: unveiled(text, numbers)) for name in holding]
    )


def veiled(texts: pl.Series, column: Column, vocabulary: Vocabulary, by: Veil) -> pl.Series:
    """A column of texts with tokens in the place of numbers."""
    kind = sealed_kind(column, vocabulary)
    if kind is not None:
        return _mapped(texts, f"^(?:[^{NONE_WORD}]|{NONE_WORD}.)", lambda text: by.token(kind, text))
    return _mapped(texts, _LIKE_A_NUMBER, by.within) if may_hold_numbers(column, vocabulary) else texts


def _mapped(texts: pl.Series, pattern: str, change: Callable[[str], str]) -> pl.Series:
    """The texts, those that match changed; each different one once."""
    there = texts.str.contains(pattern).fill_null(value=False)
    if not there.any():
        return texts
    distinct = texts.filter(there).unique()
    return texts.replace(distinct, pl.Series([change(text) for text in distinct.to_list()], dtype=pl.String))
