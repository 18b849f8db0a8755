"""JSON Schemas for editors, made from the tables of keys: rule blocks, interpretation records, examples.

python -m duixian.policybook.schema docs/schema
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from duixian.policybook.keys.blocks import BLOCKS
from duixian.policybook.keys.examples import EXAMPLE, EXAMPLES, EXPECTATION
from duixian.policybook.keys.inner import INNER
from duixian.policybook.keys.records import FRONT_MATTER, OPTION, PARAMETER, RECORD
from duixian.policybook.keys.shapes import Key, KeyTable, Nested, Shape, Words
from duixian.policybook.keys.shared import CHOICE_KEY

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def rule_schema() -> Schema:
    """The schema of one rule block; which kind it is, its first key says."""
    tables = {f"块·{name}": table for name, table in BLOCKS.items()}
    kinds = {"anyOf": [_ref(f"块·{name}") for name in BLOCKS]}
    return _document("rule", "政策规则块 / a rule block of a policy", kinds, {**INNER, **tables})


def interpretations_schema() -> Schema:
    """The schema of interpretations.yaml."""
    tables = {t.name: t for t in (RECORD, OPTION, PARAMETER)}
    body = {"type": "array", "items": _ref(RECORD.name)}
    return _document("interpretations", "解释 / interpretation records", body, {**INNER, **tables})


def examples_schema() -> Schema:
    """The schema of examples.yaml."""
    tables = {t.name: t for t in (EXAMPLES, EXAMPLE, EXPECTATION)}
    return _document("examples", "例子 / examples of a policy", _ref(EXAMPLES.name), tables)


def front_matter_schema() -> Schema:
    """The schema of the front matter of policy.md."""
    body = _ref(FRONT_MATTER.name)
    return _document("front-matter", "文件开头 / front matter", body, {FRONT_MATTER.name: FRONT_MATTER})


def all_schemas() -> Mapping[str, Schema]:
    """Every schema by the name of its file."""
    return {
        "rule.schema.json": rule_schema(),
        "interpretations.schema.json": interpretations_schema(),
        "examples.schema.json": examples_schema(),
        "front-matter.schema.json": front_matter_schema(),
    }


def written(schema: Schema) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _document(name: str, title: str, body: Schema, tables: Mapping[str, KeyTable]) -> Schema:
    shared = _SHARED if "条件" in tables else {name: _SHARED[name] for name in ("text", "choice")}
    definitions = {**shared, **{table_name: _table(table) for table_name, table in tables.items()}}
    return {"$schema": _DRAFT, "$id": f"urn:duixian:{name}", "title": title, **body, "$defs": definitions}


def _table(table: KeyTable) -> Schema:
    return {
        "type": "object",
        "description": f"{table.zh} / {table.en}",
        "properties": {key.name: _key(key) for key in table.keys},
        "required": [key.name for key in table.keys if key.required],
        "additionalProperties": False,
    }


def _key(key: Key) -> Schema:
    return {"description": f"{key.zh} / {key.en}", **_shape(key.shape)}


def _shape(shape: Shape | Words | Nested) -> Schema:
    if isinstance(shape, Words):
        return {"anyOf": [{"enum": list(shape.options)}, _ref("choice")]}
    if isinstance(shape, Nested):
        return _nested(shape)
    return _SHAPES[shape]


def _nested(shape: Nested) -> Schema:
    one: Schema = _ref(shape.table)
    if shape.named:
        forms = [one] if shape.short is None else [one, _SHAPES[shape.short]]
        return _or_choice({"type": "object", "additionalProperties": _or_choice(*forms)})
    forms = [one, *([{"type": "array", "items": {"anyOf": [_ref("text"), one]}}] if shape.many else [])]
    if shape.short is not None:
        forms.append(_SHAPES[shape.short])
    return {"anyOf": [*forms, _ref("choice")]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_choice(*forms: Schema) -> Schema:
    return {"anyOf": [*forms, _ref("choice")]}


_TEXT: Schema = {"$ref": "#/$defs/text"}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_SHAPES: Mapping[Shape, Schema] = {
    Shape.TEXT: _or_choice(_TEXT),
    Shape.EXPRESSION: _or_choice(_TEXT),
    Shape.EXPRESSIONS: _or_choice(_TEXT, {"type": "array", "items": _or_choice(_TEXT)}),
    Shape.VALUE: _ref("value"),
    Shape.CONDITION: _ref("condition"),
    Shape.CONDITIONS: _or_choice({"type": "object", "additionalProperties": _ref("condition")}),
    Shape.FLAG: _or_choice({"enum": ["是", "否", True, False]}),
    Shape.TEXTS: _or_choice(*_TEXTS["anyOf"]),
    Shape.NAMED_VALUES: _or_choice({"type": "object", "additionalProperties": _ref("named value")}),
    Shape.NAMED_TEXTS: {"type": "object", "additionalProperties": _TEXT},
    Shape.FREE: {},
}


def _opened(first: str, rows: Schema) -> Schema:
    """A value that a word opens: 按, 分档 and their like."""
    return {"type": "object", "required": [first], "properties": {first: _or_choice(_TEXT)}, **rows}


_ROWS: Schema = {"additionalProperties": {"$ref": "#/$defs/value"}}
_SLICE: Schema = {
    "type": "object",
    "properties": {"至": _TEXT, "率": _TEXT, "每": _TEXT},
    "additionalProperties": False,
}
_SHARED: Mapping[str, Schema] = {
    "text": {"type": ["string", "number", "boolean", "null"]},
    "choice": {
        "type": "object",
        "description": "由解释决定 / decided by an interpretation record",
        "required": [CHOICE_KEY],
        "properties": {CHOICE_KEY: {"type": "string"}},
    },
    "value": {
        "anyOf": [
            _TEXT,
            _ref("choice"),
            _opened("按", _ROWS),
            _opened("分档", _ROWS),
            _opened("累进", {"properties": {"累进": _TEXT, "档": {"type": "array", "items": _SLICE}}}),
            _opened("若", _ROWS),
            {"type": "object", "required": ["步骤"], "properties": {"步骤": {"type": "array"}}},
            {"type": "array", "items": {"type": "object"}},
        ]
    },
    "named value": {
        "anyOf": [
            _ref("value"),
            {"type": "object", "required": ["值"], "properties": {"值": _ref("value"), "英文": _TEXT}},
        ]
    },
    "condition": _or_choice(_TEXT, {"$ref": "#/$defs/条件"}),
}


def main(arguments: list[str]) -> int:
    """Write every schema into a folder."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in all_schemas().items():
        (folder / name).write_text(written(schema), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
