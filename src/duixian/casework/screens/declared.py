"""Screens as declared: those of the house, with a policy's own laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from duixian.casework.screens.errors import faulty
from duixian.casework.screens.models import When
from duixian.decisions.store.archive import text_in
from duixian.decisions.store.models import PolicyVersion
from duixian.values.bilingual import Text

FILE = "screens.yaml"
_DEFAULT = Path(__file__).with_name(FILE)


class Question(StrEnum):
    """What a screen asks; the value is the key that asks it."""

    HOLDS = "当"
    SAME = "同一"
    ACCOUNT = "账号"
    ELSEWHERE = "他处"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. ``table`` (看), ``expression`` (当), ``columns`` (同一), ``least`` (至少), ``shown`` (出示):
    see screens.yaml. ``benefits``: the only measures it is about, all when empty."""

    name: str
    title: Text
    question: Question
    times: tuple[When, ...]
    table: str = ""
    expression: str = ""
    columns: tuple[str, ...] = ()
    least: int = 0
    shown: Mapping[str, tuple[str, ...]] | None = None
    benefits: frozenset[str] = frozenset()

    def concerns(self, measure: str, when: When) -> bool:
        """Whether it is asked of a measure's cases at this time."""
        return when in self.times and (not self.benefits or measure in self.benefits)


def screens_of(version: PolicyVersion) -> tuple[Screen, ...]:
    """The screens of a policy version. Raises ScreenFaulty."""
    held = _READ.get(version.archive_sha256)
    if held is None:
        if len(_READ) >= _KEPT:
            _READ.clear()
        own = text_in(bytes(version.archive), FILE)
        held = _READ[version.archive_sha256] = read_screens(_DEFAULT.read_text("utf-8"), own)
    return held


def read_screens(default: str, own: str | None = None) -> tuple[Screen, ...]:
    """The screens of the house (a YAML text) with a policy's own laid over them. Raises ScreenFaulty."""
    bodies = {**_bodies(default), **({} if own is None else _bodies(own))}
    return tuple(_screen(name, body) for name, body in bodies.items() if not _left_out(name, body))


def with_own(text: str) -> tuple[Screen, ...]:
    """The screens of the house with a policy's own text laid over them. Raises ScreenFaulty."""
    return read_screens(_DEFAULT.read_text("utf-8"), text)


def house_screens() -> tuple[Screen, ...]:
    """The screens of the house alone."""
    return read_screens(_DEFAULT.read_text("utf-8"))


_READ: dict[str, tuple[Screen, ...]] = {}
_KEPT = 64


def _bodies(text: str) -> dict[str, Any]:
    try:
        raw = yaml.load(text, Loader=yaml.BaseLoader) or {}
    except yaml.YAMLError as error:
        raise faulty("screen-unreadable", FILE, f"不是合格的 YAML：{error}", f"not YAML: {error}") from error
    if not isinstance(raw, dict) or not all(isinstance(body, dict) for body in raw.values()):
        raise faulty("screen-shape", FILE, "应写成「名称: {键: 值}」", "a name and keys are needed for each")
    return raw


def _left_out(name: str, body: Mapping[str, Any]) -> bool:
    if "不用" not in body:
        return False
    if len(body) > 1 or not body["不用"]:
        raise faulty(
            "screen-left-out", name, "「不用」须写明原因，且别无他键", "不用 stands alone, with a reason"
        )
    return True


_KEYS = {"名称", "英文", "看", "当", "同一", "账号", "他处", "至少", "出示", "时点", "项目"}
_TIMES = {"支付前": When.BEFORE, "支付后": When.AFTER}


def _screen(name: str, body: Mapping[str, Any]) -> Screen:
    for stranger in sorted(body.keys() - _KEYS):
        raise faulty("screen-key", name, f"不认识「{stranger}」", f"'{stranger}' means nothing here")
    question = _question(name, body)
    return Screen(
        name=name,
        title=Text(_text(name, body, "名称"), _text(name, body, "英文")),
        question=question,
        times=tuple(_time(name, word) for word in _list(body.get("时点", list(_TIMES)))),
        table=_text(name, body, "看") if question in (Question.HOLDS, Question.SAME) else "",
        expression=_text(name, body, "当") if question is Question.HOLDS else "",
        columns=tuple(_list(body.get("同一", []))),
        least=_least(name, body) if question in (Question.SAME, Question.ACCOUNT) else 0,
        shown={table: tuple(_list(columns)) for table, columns in body.get("出示", {}).items()},
        benefits=frozenset(_list(body.get("项目", []))),
    )


def _question(name: str, body: Mapping[str, Any]) -> Question:
    asked = [question for question in Question if question.value in body]
    if len(asked) != 1:
        raise faulty(
            "screen-question",
            name,
            "「当」「同一」「账号」「他处」须有且只有一个",
            "one of 当, 同一, 账号, 他处",
        )
    return asked[0]


def _least(name: str, body: Mapping[str, Any]) -> int:
    text = str(body.get("至少", ""))
    if not text.isdigit() or int(text) < 2:
        raise faulty("screen-least", name, "「至少」应为 2 以上的整数", "至少 must be 2 or more")
    return int(text)


def _time(name: str, word: str) -> When:
    if word not in _TIMES:
        raise faulty("screen-time", name, "「时点」应为支付前、支付后", "时点 is 支付前 or 支付后")
    return _TIMES[word]


def _text(name: str, body: Mapping[str, Any], key: str) -> str:
    value = body.get(key)
    if isinstance(value, str) and value:
        return value
    raise faulty("screen-key", name, f"缺少「{key}」", f"{key} is missing")


def _list(raw: Any) -> list[str]:
    return [raw] if isinstance(raw, str) else [str(word) for word in raw]
