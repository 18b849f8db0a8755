"""Kinds of what is found across authorities by keyed hash, and which columns hold numbers to be sealed."""

from __future__ import annotations

from typing import Final

from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Shape, Vocabulary
from duixian.language.vocabulary.cells import key_column

ID_NUMBER: Final = "身份证"
ACCOUNT: Final = "银行账号"
MATTER: Final = "事项"

_ACCOUNT_COLUMNS = "bank_account"
"""How the English name of every column ends that holds an account number."""


def sealed_kind(column: Column, vocabulary: Vocabulary) -> str | None:
    """Of which kind a column's numbers are sealed, a link's by the key it points to; None: nothing is sealed whole."""
    held = key_column(column, vocabulary)
    if held.shape is Shape.ID_NUMBER:
        return ID_NUMBER
    return ACCOUNT if held.english.endswith(_ACCOUNT_COLUMNS) else None


def may_hold_numbers(column: Column, vocabulary: Vocabulary) -> bool:
    """Whether ID numbers may stand within a column's texts, as in the number of a matter."""
    held = key_column(column, vocabulary)
    return held.type.kind is Kind.TEXT and held.shape is None
