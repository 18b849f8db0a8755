"""The published JSON Schema of a decision (draft 2020-12)."""

from __future__ import annotations

from typing import Any

from duixian.decisions.document import FORM
from duixian.language.outcome import EffectKind, EffectResult, InstalmentState, Verdict
from duixian.language.rule import MeasureKind, Status
from duixian.language.unknown import Lack

Schema = dict[str, Any]


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _words(members: Any) -> Schema:
    return {"enum": [member.value for member in members]}


def _or_null(kind: str, **more: Any) -> Schema:
    return {"type": [kind, "null"], **more}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_TEXT = {"$ref": "#/$defs/text"}
_FEN: Schema = {"type": "integer", "description": "whole fen"}
_DAY: Schema = {"type": "string", "format": "date"}
_WORD: Schema = {"type": "string"}
_SCALAR: Schema = {"type": ["string", "integer", "boolean", "null"]}

_SOURCE: Schema = {
    "name": _TEXT,
    "clause": _WORD,
    "quote": {**_or_null("string"), "description": "words of the official text"},
    "interpretations": _list(_WORD),
}
_VALUE: Schema = {"value": _SCALAR, "type": _WORD, "text": _TEXT}

_DEFINITIONS: Schema = {
    "text": _object({"zh": _WORD, "en": _WORD}),
    "value": _object(_VALUE),
    "missing": _object({"kind": _words(Lack), "name": _WORD, "english": _WORD, "table": _WORD, "key": _WORD}),
    "reference": _object({"policy": _WORD, "measure": _WORD, "record": _WORD, "amount": _FEN}),
    "condition": _object(
        {
            **_SOURCE,
            "expression": _WORD,
            "truth": {**_or_null("boolean"), "description": "null is unknown"},
            "actual": {"$ref": "#/$defs/value"},
            "threshold": {"$ref": "#/$defs/value"},
            "operator": _WORD,
            "missing": _list({"$ref": "#/$defs/missing"}),
            "parts": _list({"$ref": "#/$defs/condition"}),
        },
        optional=(*_SOURCE, "actual", "threshold", "operator", "missing", "parts"),
    ),
}


def decision_schema() -> Schema:
    """The schema of ``document.decision_document``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Duixian decision",
        **_object(_properties()),
        "$defs": _DEFINITIONS,
    }


def _properties() -> Schema:
    return {
        "form": {"const": FORM},
        "id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "policy": _object(
            {
                "id": _WORD,
                "title": _TEXT,
                "number": _or_null("string"),
                "status": _words(Status),
                "version": _WORD,
                "may_pay": {"type": "boolean"},
            }
        ),
        "measure": _object({**_SOURCE, "kind": _words(MeasureKind)}),
        "case": _object({"table": _WORD, "key": _WORD, "year": _or_null("integer"), "source": _WORD}),
        "as_of": _DAY,
        "claimed_on": _DAY,
        "event_on": _or_null("string", format="date"),
        "verdict": _words(Verdict),
        "conditions": _list({"$ref": "#/$defs/condition"}),
        **_money_properties(),
        "interpretations": _list(
            _object({"id": _WORD, "question": _TEXT, "chosen": _WORD, "decided": {"type": "boolean"}})
        ),
        "missing": _list({"$ref": "#/$defs/missing"}),
        **{name: _or_null("string", format="date") for name in ("not_yet", "held_until", "broken_on")},
        "routing": _SCALAR,
        "matter": _SCALAR,
        "warnings": _list(_object(_SOURCE)),
    }


def _money_properties() -> Schema:
    return {
        "variables": _list(_object({"name": _TEXT, "expression": _WORD, **_VALUE})),
        "workings": _list(
            _object({"kind": _WORD, "label": _WORD, "expression": _WORD, "value": _SCALAR, "result": _SCALAR})
        ),
        "amount": {**_or_null("integer"), "description": "whole fen before limits and groups"},
        "payable": _FEN,
        "due_now": _FEN,
        "paid": _FEN,
        "recovery": _FEN,
        "payees": _list(_object({"table": _WORD, "key": _WORD, "share": _WORD, "amount": _FEN})),
        "instalments": _list(
            _object(
                {
                    "number": {"type": "integer"},
                    "period": _WORD,
                    "label": {"oneOf": [_TEXT, {"type": "null"}]},
                    "due": _or_null("string", format="date"),
                    "amount": _FEN,
                    "state": _words(InstalmentState),
                }
            )
        ),
        "effects": _list(
            _object(
                {
                    "kind": _words(EffectKind),
                    **_SOURCE,
                    "result": _words(EffectResult),
                    "before": _FEN,
                    "after": _FEN,
                    "because": _list({"$ref": "#/$defs/reference"}),
                    "best": _or_null("integer"),
                    "next_best": _or_null("integer"),
                }
            )
        ),
        "funding": _list(_object({"tier": _TEXT, "amount": _or_null("integer")})),
    }
