"""A profile read from YAML: each key must be known and present, each value of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from duixian.language.vocabulary.cells import nearest_word
from duixian.registry.sample.dice import Rate
from duixian.registry.sample.profile import Profile
from duixian.values.bilingual import DuixianError, Text
from duixian.values.dates import parse_date
from duixian.values.numerals import parse_number


class ProfileError(DuixianError):
    """A profile that cannot be used; ``where`` is the file and the path of keys."""


def load_profile(path: Path) -> Profile:
    """The profile in a YAML file. Raises ProfileError: ``profile-missing``, ``profile-yaml``,
    ``profile-key``, ``profile-value``."""
    try:
        raw = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    except FileNotFoundError as error:
        raise _missing(path) from error
    except yaml.YAMLError as error:
        raise _not_yaml(path, error) from error
    profile: Profile = _Reader(path.name).value(Profile, raw, ())
    return profile


class _Reader:
    """Reads scalars as text (the YAML is loaded without types), so that 4-03-02-01 and 2021 stay as written."""

    def __init__(self, file: str) -> None:
        self._file = file

    def value(self, kind: Any, raw: object, at: tuple[str, ...]) -> Any:
        if kind in _SCALARS:
            return self._scalar(kind, raw, at)
        if is_dataclass(kind):
            return self._record(kind, raw, at)
        parts = get_args(kind)
        if get_origin(kind) is tuple:
            return self._tuple(parts[0], raw, at)
        return self._mapping(parts[0], parts[1], raw, at)

    def _record(self, kind: Any, raw: object, at: tuple[str, ...]) -> Any:
        body = self._body(raw, at)
        hints = get_type_hints(kind, include_extras=True)
        # Each field is Annotated[its kind, its key in the file].
        keys = {get_args(hints[f.name])[1]: f.name for f in fields(kind)}
        for word in body:
            if word not in keys:
                raise self._unknown(word, list(keys), at)
        for word in keys:
            if word not in body:
                raise self._left_out(word, at)
        kinds = {name: get_args(hint)[0] for name, hint in hints.items()}
        return kind(**{name: self.value(kinds[name], body[word], (*at, word)) for word, name in keys.items()})

    def _tuple(self, kind: Any, raw: object, at: tuple[str, ...]) -> Any:
        if not isinstance(raw, list):
            raise self._wrong(raw, Text("清单 [甲, 乙]", "a list [a, b]"), at)
        return tuple(self.value(kind, item, (*at, str(n))) for n, item in enumerate(raw, start=1))

    def _mapping(self, key: Any, kind: Any, raw: object, at: tuple[str, ...]) -> Any:
        body = self._body(raw, at)
        return {self.value(key, k, (*at, k)): self.value(kind, v, (*at, k)) for k, v in body.items()}

    def _body(self, raw: object, at: tuple[str, ...]) -> Mapping[str, object]:
        if not isinstance(raw, dict):
            raise self._wrong(raw, Text("「键: 值」", "keys with values"), at)
        return raw

    def _scalar(self, kind: Any, raw: object, at: tuple[str, ...]) -> Any:
        read, expected = _SCALARS[kind]
        try:
            if isinstance(raw, str):
                return read(raw)
        except ValueError as error:
            raise self._wrong(raw, expected, at) from error
        raise self._wrong(raw, expected, at)

    def _where(self, at: tuple[str, ...]) -> str:
        return f"{self._file}：{'.'.join(at)}" if at else self._file

    def _wrong(self, raw: object, expected: Text, at: tuple[str, ...]) -> ProfileError:
        return ProfileError(
            "profile-value",
            Text(f"应为{expected.zh}，现为「{raw}」。", f"Expected {expected.en}, not '{raw}'."),
            self._where(at),
            Text("请改正后重试。", "Correct it and try again."),
        )

    def _unknown(self, word: str, known: list[str], at: tuple[str, ...]) -> ProfileError:
        nearest = nearest_word(word, known)
        zh, en = (f"是否为「{nearest}」？", f"Did you mean '{nearest}'? ") if nearest else ("", "")
        return ProfileError(
            "profile-key",
            Text(f"不认识「{word}」。", f"'{word}' is not known here."),
            self._where(at),
            Text(f"{zh}可用：{'、'.join(known)}。", f"{en}Known: {', '.join(known)}."),
        )

    def _left_out(self, word: str, at: tuple[str, ...]) -> ProfileError:
        return ProfileError(
            "profile-key",
            Text(f"缺少「{word}」。", f"'{word}' is missing."),
            self._where(at),
            Text("请补上这一项。", "Add it."),
        )


def _rate(text: str) -> Rate:
    share = parse_number(text)
    if not 0 <= share <= 1:
        raise ValueError(text)
    return Rate(share)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _yes(text: str) -> bool:
    if text not in ("是", "否"):
        raise ValueError(text)
    return text == "是"


_SCALARS: Mapping[Any, tuple[Callable[[str], Any], Text]] = {
    str: (str, Text("文字", "text")),
    int: (_count, Text("不小于零的整数", "a whole number not below zero")),
    bool: (_yes, Text("是或否", "是 (yes) or 否 (no)")),
    date: (parse_date, Text("日期，例如 2021-07-01", "a date such as 2021-07-01")),
    Rate: (_rate, Text("0% 至 100% 的比率", "a share from 0% to 100%")),
}


def _missing(path: Path) -> ProfileError:
    return ProfileError(
        "profile-missing",
        Text("没有这个抽样画像文件。", "There is no such profile."),
        str(path),
        Text(
            "它通常在政策文件夹里，名为 sample.yaml。",
            "It usually stands in the policy's folder as sample.yaml.",
        ),
    )


def _not_yaml(path: Path, error: yaml.YAMLError) -> ProfileError:
    return ProfileError(
        "profile-yaml",
        Text(f"不是合格的 YAML：{error}", f"Not well-formed YAML: {error}"),
        str(path),
        Text(
            "检查缩进、冒号后的空格和成对的括号。", "Check indentation, blanks after colons, paired brackets."
        ),
    )
