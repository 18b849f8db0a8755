"""Faults of a request's shape in words: where, a code, and what is wrong, in the caller's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ninja import Schema

from duixian.values.bilingual import Text

_SAID = {
    "missing": Text("缺少这一项", "this is missing"),
    "json_invalid": Text("不是 JSON", "this is no JSON"),
    "string_type": Text("应当是文字", "this should be text"),
    "string_too_short": Text("太短", "this is too short"),
    "string_too_long": Text("太长", "this is too long"),
    "string_pattern_mismatch": Text("写法不对", "this is not written as it should be"),
    "int_type": Text("应当是整数", "this should be a whole number"),
    "int_parsing": Text("应当是整数", "this should be a whole number"),
    "int_from_float": Text("应当是整数", "this should be a whole number"),
    "bool_type": Text("应当是 true 或 false", "this should be true or false"),
    "bool_parsing": Text("应当是 true 或 false", "this should be true or false"),
    "dict_type": Text("应当是对象", "this should be an object"),
    "model_attributes_type": Text("应当是对象", "this should be an object"),
    "list_type": Text("应当是列表", "this should be a list"),
    "too_long": Text("项数太多", "there are too many of these"),
    "too_short": Text("项数太少", "there are too few of these"),
    "enum": Text("不在可用的词里", "this is not one of the words to use"),
    "literal_error": Text("不在可用的词里", "this is not one of the words to use"),
    "date_parsing": Text("应当是 2026-11-23 这样的日期", "this should be a date such as 2026-11-23"),
    "date_from_datetime_parsing": Text(
        "应当是 2026-11-23 这样的日期", "this should be a date such as 2026-11-23"
    ),
    "datetime_parsing": Text("应当是带时区的时间", "this should be a time with its zone"),
    "datetime_from_date_parsing": Text("应当是带时区的时间", "this should be a time with its zone"),
    "timezone_aware": Text("时间要写明时区", "this time should say its zone"),
    "uuid_parsing": Text("应当是 UUID", "this should be a UUID"),
    "extra_forbidden": Text("没有这一项", "there is no such field"),
    "greater_than_equal": Text("太小", "this is too small"),
    "less_than_equal": Text("太大", "this is too large"),
}
_OTHERWISE = Text("不合要求", "this is not as it should be")


class Fault(Schema):
    """One thing wrong: its place (`body.cells.姓名`), a code that stays, and words."""

    where: str
    code: str
    detail: str


def faults_of(errors: Iterable[Mapping[str, Any]], language: str) -> list[Fault]:
    """The framework's list of faults as ours. What was sent is never repeated: it may be personal."""
    return [_fault(error, language) for error in errors]


def _fault(error: Mapping[str, Any], language: str) -> Fault:
    kind = str(error["type"])
    where = ".".join(str(part) for part in error["loc"])
    return Fault(where=where, code=kind.replace("_", "-"), detail=_SAID.get(kind, _OTHERWISE).lang(language))
