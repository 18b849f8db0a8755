"""Reads declarations of tables and categories from YAML into the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from duixian.language.types import Kind, Type, category, record
from duixian.language.vocabulary.schema import Category, Column, Purpose, Shape, Table, Vocabulary

_KINDS = {k.value: Type(k) for k in Kind if k not in (Kind.CATEGORY, Kind.RECORD)}
_SHAPES = {
    Shape.ID_NUMBER.value: Type(Kind.TEXT),
    Shape.CREDIT_CODE.value: Type(Kind.TEXT),
    Shape.REGION.value: Type(Kind.TEXT),
    Shape.RATIO.value: Type(Kind.NUMBER),
}
_TABLE_KEYS = {"英文", "说明", "主键", "发生日", "期间", "用途", "列", "数据"}
_COLUMN_KEYS = {"类型", "英文", "必填", "空", "表头", "别名", "说明"}
_CATEGORY_KEYS = {"英文", "成员", "英文成员", "别名"}

Raw = Mapping[str, Any]


class VocabularyError(ValueError):
    """A declaration that cannot be used: which table or category, what is wrong, what is expected."""


@cache
def load_vocabulary() -> Vocabulary:
    """The shared vocabulary that ships with the package."""
    here = resources.files(__package__)
    raw: dict[str, Any] = {}
    for name in ("categories.yaml", "tables.yaml"):
        document = yaml.safe_load(here.joinpath(name).read_text("utf-8"))
        raw.update(document if name == "categories.yaml" else {"表": document})
    return read_declarations(raw, Vocabulary({}, {}))


def read_declarations(raw: Raw, base: Vocabulary) -> Vocabulary:
    """``base`` extended by a document with 等级, 类别 and 表. Raises VocabularyError."""
    _only(raw, {"等级", "类别", "表"}, "facts.yaml")
    categories = {
        **_categories(_mapping(raw, "等级"), ordered=True),
        **_categories(_mapping(raw, "类别"), ordered=False),
    }
    all_categories = {**base.categories, **categories}
    declared = _mapping(raw, "表")
    names = {*base.tables, *declared}
    tables = {name: _table(name, body, all_categories, names, base) for name, body in declared.items()}
    return base.extended(tables, categories)


def _categories(raw: Raw, *, ordered: bool) -> dict[str, Category]:
    return {name: _category(name, body, ordered) for name, body in raw.items()}


def _category(name: str, body: Raw, ordered: bool) -> Category:
    if isinstance(body, list):
        body = {"成员": body}
    _only(body, _CATEGORY_KEYS, name)
    members = tuple(str(m) for m in body.get("成员") or ())
    if not members or len(set(members)) != len(members):
        raise VocabularyError(f"「{name}」的成员为空或有重复 (members of '{name}' are empty or repeated)")
    english = tuple(str(m) for m in body.get("英文成员") or ())
    aliases = {str(a): str(m) for a, m in _mapping(body, "别名").items()}
    for alias, member in aliases.items():
        if member not in members:
            raise VocabularyError(
                f"「{name}」的别名「{alias}」指向未列的「{member}」 (alias of an unlisted member)"
            )
    return Category(name, str(body.get("英文", name)), members, english, ordered, aliases)


def _table(
    name: str, body: Raw, categories: Mapping[str, Category], tables: set[str], base: Vocabulary
) -> Table:
    _only(body, _TABLE_KEYS, name)
    if "的" in name:
        raise VocabularyError(f"表名「{name}」不能含「的」 (a table's name may not hold 的)")
    columns = {c: _column(name, c, b, categories, tables) for c, b in _mapping(body, "列").items()}
    known = {**(base.tables[name].columns if name in base.tables else {}), **columns}
    period = tuple(body.get("期间") or ())
    for mentioned in (body.get("主键"), body.get("发生日"), *period):
        if mentioned is not None and mentioned not in known:
            raise VocabularyError(
                f"表「{name}」没有列「{mentioned}」 (table '{name}' has no column '{mentioned}')"
            )
    if period and len(period) != 2:
        raise VocabularyError(f"表「{name}」的期间要两列：起、止 (期间 takes two columns)")
    rows = body.get("数据")
    return Table(
        name,
        str(body.get("英文", name)),
        str(body.get("说明", "")),
        columns,
        body.get("主键"),
        body.get("发生日"),
        (period[0], period[1]) if period else None,
        Purpose(body["用途"]) if "用途" in body else None,
        tuple(rows) if rows is not None else None,
    )


def _column(table: str, name: str, body: Any, categories: Mapping[str, Category], tables: set[str]) -> Column:
    if isinstance(body, str):
        body = {"类型": body}
    _only(body, _COLUMN_KEYS, f"{table}.{name}")
    if "的" in name:
        raise VocabularyError(f"列名「{table}.{name}」不能含「的」 (a column's name may not hold 的)")
    declared = str(body.get("类型", ""))
    return Column(
        name,
        _type_named(declared, f"{table}.{name}", categories, tables),
        str(body.get("英文", name)),
        str(body.get("表头", name)),
        _yes(body.get("必填")),
        body.get("空") == "无",
        Shape(declared) if declared in _SHAPES else None,
        tuple(str(a) for a in body.get("别名") or ()),
        str(body.get("说明", "")),
    )


def _type_named(name: str, where: str, categories: Mapping[str, Category], tables: set[str]) -> Type:
    readings: tuple[tuple[bool, Callable[[], Type]], ...] = (
        (name in _KINDS, lambda: _KINDS[name]),
        (name in _SHAPES, lambda: _SHAPES[name]),
        (name in categories, lambda: category(name)),
        (name in tables, lambda: record(name)),
    )
    for holds, reading in readings:
        if holds:
            return reading()
    known = "、".join([*_KINDS, *_SHAPES])
    raise VocabularyError(
        f"「{where}」的类型「{name}」不认识；可用：{known}，或某个等级、类别、表的名字"
        f" (unknown type '{name}' of '{where}': use one of these, or the name of a category or table)"
    )


def _yes(value: Any) -> bool:
    return value is True or value == "是"


def _mapping(body: Raw, key: str) -> Raw:
    """What stands under a key: keys and values, or nothing."""
    found = body.get(key) or {}
    if not isinstance(found, dict):
        raise VocabularyError(f"「{key}」要写成「键: 值」 ('{key}' must be a mapping)")
    return found


def _only(body: Any, known: set[str], where: str) -> None:
    if not isinstance(body, dict):
        raise VocabularyError(f"「{where}」要写成「键: 值」 ('{where}' must be a mapping)")
    for key in body:
        if key not in known:
            raise VocabularyError(
                f"「{where}」里不认识「{key}」；可用：{'、'.join(sorted(known))} (unknown key '{key}' in '{where}')"
            )
