"""The names of types in declarations: kinds, shapes, categories and tables."""

from __future__ import annotations

from duixian.language.located import Scalar
from duixian.language.problems import Problems
from duixian.language.types import Kind, Type, category, record
from duixian.language.vocabulary import Shape, Vocabulary
from duixian.policybook.reading import nearest
from duixian.values.bilingual import Text

_KINDS = {k.value: Type(k) for k in Kind if k not in (Kind.CATEGORY, Kind.RECORD)}
_SHAPES = {s.value: Type(Kind.NUMBER if s is Shape.RATIO else Kind.TEXT) for s in Shape}


def type_named(name: str, vocabulary: Vocabulary) -> Type | None:
    """The type of a name, or None for a stranger."""
    if name in _KINDS:
        return _KINDS[name]
    if name in _SHAPES:
        return _SHAPES[name]
    if name in vocabulary.categories:
        return category(name)
    return record(name) if name in vocabulary.tables else None


def read_type(found: Scalar, vocabulary: Vocabulary, problems: Problems) -> Type | None:
    """The type that a scalar names; a stranger is recorded."""
    kind = type_named(found.text, vocabulary)
    if kind is None:
        known = (*_KINDS, *_SHAPES, *vocabulary.categories, *vocabulary.tables)
        near = nearest(found.text, known)
        problems.add(
            "unknown-type",
            found.spot,
            Text(f"不认识类型「{found.text}」", f"unknown type '{found.text}'"),
            Text(
                f"可用：{'、'.join(_KINDS)}，或等级、类别、表的名字{near.zh}",
                f"use one of {', '.join(_KINDS)}, or the name of a category or table{near.en}",
            ),
        )
    return kind
