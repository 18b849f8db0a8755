"""How an outside system lays a sheet out: data, read from YAML. Another bank is another file, no code.

发出:                     # a sheet for them
  形式: xlsx              # xlsx or csv
  编码: utf-8-sig         # csv only: utf-8, utf-8-sig or gb18030
  工作表: 代发明细         # xlsx only
  表头: 是                # 否: no row of headers
  至多: 5000              # lines in one file
  列:
    - {表头: 账号, 取: 账号, 必填: 是, 至多: 32}
    - {表头: 金额, 取: 金额, 写法: 元}        # 元 1234.50, 分 123450
    - {表头: 日期, 取: 日期, 写法: 年月日}     # 年月日 20261123, 年-月-日, 年/月/日
    - {表头: 币种, 值: 人民币}                # always the same
收到:                     # a sheet from them
  列: {单号: [业务编号, 流水号], 结果: [状态]}  # ours: any of their headers
  可缺: [原因]             # columns that need not be there
  词: {结果: {交易成功: 成功}}                 # their words: ours; a column listed here takes no other word
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from duixian.connectors.errors import LayoutError
from duixian.values.bilingual import Text

FORMS = ("xlsx", "csv")
ENCODINGS = ("utf-8-sig", "utf-8", "gb18030")
WRITINGS = ("", "元", "分", "年月日", "年-月-日", "年/月/日")
MOST_LINES = 5000


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column that is written: ``take`` names one of our values, or else ``fixed`` stands in every line."""

    header: str
    take: str = ""
    fixed: str = ""
    writing: str = ""
    required: bool = False
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A sheet that is written."""

    form: str
    columns: tuple[OutColumn, ...]
    encoding: str = "utf-8-sig"
    sheet: str = "Sheet1"
    headed: bool = True
    most_lines: int = MOST_LINES


@dataclass(frozen=True, slots=True)
class Incoming:
    """A sheet that is read: our column → their headers; ``words``: our column → their word → ours."""

    columns: Mapping[str, tuple[str, ...]]
    optional: frozenset[str] = frozenset()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """One outside system's sheets. ``form``: ``sheet``, or a message standard such as ``pain.001``."""

    code: str
    name: Text
    form: str
    outgoing: Outgoing | None
    incoming: Incoming | None
    rest: Mapping[str, Any] = field(default_factory=dict)


def read_layout(path: Path) -> Layout:
    """The layout in a YAML file. Raises LayoutError (``layout-unreadable``, ``layout-key``, ``layout-value``)."""
    try:
        raw = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    body = _mapping(raw, path.name)
    _only(body, _OWN_KEYS | _MORE_KEYS, path.name)
    return Layout(
        code=path.stem,
        name=Text(_text(body, "名称", path.name), _text(body, "英文", path.name)),
        form=body.get("标准", "sheet"),
        outgoing=_outgoing(body["发出"], f"{path.name} 发出") if "发出" in body else None,
        incoming=_incoming(body["收到"], f"{path.name} 收到") if "收到" in body else None,
        rest={key: value for key, value in body.items() if key not in _OWN_KEYS},
    )


def layouts_in(*folders: Path) -> dict[str, Layout]:
    """Every layout of some folders by code (the file's stem); a later folder's replaces an earlier one's."""
    paths = (path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.yaml")))
    return {path.stem: read_layout(path) for path in paths}


def _outgoing(raw: Any, where: str) -> Outgoing:
    body = _mapping(raw, where)
    _only(body, {"形式", "编码", "工作表", "表头", "至多", "列"}, where)
    return Outgoing(
        form=_one_of(body.get("形式", "xlsx"), FORMS, where),
        columns=tuple(_column(entry, f"{where} 列 {n}") for n, entry in enumerate(_entries(body, where), 1)),
        encoding=_one_of(body.get("编码", "utf-8-sig"), ENCODINGS, where),
        sheet=body.get("工作表", "Sheet1"),
        headed=_yes(body.get("表头", "是"), where),
        most_lines=min(_count(body.get("至多", str(MOST_LINES)), where), MOST_LINES),
    )


def _column(raw: Any, where: str) -> OutColumn:
    body = _mapping(raw, where)
    _only(body, {"表头", "取", "值", "写法", "必填", "至多"}, where)
    if ("取" in body) == ("值" in body):
        raise _wrong("layout-key", where, "「取」「值」二者须有且只有一个", "give either 取 or 值")
    return OutColumn(
        header=_text(body, "表头", where),
        take=body.get("取", ""),
        fixed=body.get("值", ""),
        writing=_one_of(body.get("写法", ""), WRITINGS, where),
        required=_yes(body.get("必填", "否"), where),
        longest=_count(body["至多"], where) if "至多" in body else None,
    )


def _incoming(raw: Any, where: str) -> Incoming:
    body = _mapping(raw, where)
    _only(body, {"列", "可缺", "词"}, where)
    columns = {ours: _headers(theirs, where) for ours, theirs in _mapping(body.get("列"), where).items()}
    words = {ours: _mapping(theirs, where) for ours, theirs in _mapping(body.get("词", {}), where).items()}
    optional = frozenset(_headers(body.get("可缺", []), where))
    for stranger in sorted((optional | words.keys()) - columns.keys()):
        raise _wrong("layout-key", where, f"没有「{stranger}」这一列", f"there is no column '{stranger}'")
    return Incoming(columns, optional, words)


def _headers(raw: Any, where: str) -> tuple[str, ...]:
    if isinstance(raw, str):
        return (raw,)
    if isinstance(raw, list) and all(isinstance(header, str) for header in raw):
        return tuple(raw)
    raise _wrong("layout-value", where, "这里要写表头或表头的列表", "a header or a list of headers is needed")


def _mapping(raw: Any, where: str) -> dict[str, Any]:
    if isinstance(raw, dict):
        return raw
    raise _wrong("layout-value", where, "这里要写「键: 值」", "keys and values are needed here")


def _entries(body: Mapping[str, Any], where: str) -> list[Any]:
    entries = body.get("列")
    if isinstance(entries, list) and entries:
        return entries
    raise _wrong("layout-value", where, "「列」要写成列表", "列 must be a list")


def _text(body: Mapping[str, Any], key: str, where: str) -> str:
    value = body.get(key)
    if isinstance(value, str) and value:
        return value
    raise _wrong("layout-key", where, f"缺少「{key}」", f"{key} is missing")


def _one_of(value: Any, allowed: tuple[str, ...], where: str) -> str:
    if value in allowed:
        return str(value)
    named = "、".join(word for word in allowed if word)
    raise _wrong("layout-value", where, f"「{value}」应为 {named} 之一", f"'{value}' must be one of {named}")


def _yes(value: Any, where: str) -> bool:
    return _one_of(value, ("是", "否"), where) == "是"


def _count(value: Any, where: str) -> int:
    if isinstance(value, str) and value.isdigit() and int(value) > 0:
        return int(value)
    raise _wrong(
        "layout-value", where, f"「{value}」应为正整数", f"'{value}' must be a positive whole number"
    )


def _only(body: Mapping[str, Any], allowed: Set[str], where: str) -> None:
    for stranger in sorted(body.keys() - allowed):
        raise _wrong("layout-key", where, f"不认识「{stranger}」", f"'{stranger}' means nothing here")


def _wrong(code: str, where: str, zh: str, en: str) -> LayoutError:
    remedy = Text("请改正这份版式说明。", "Correct the description of the layout.")
    return LayoutError(code, Text(f"版式说明有误：{zh}。", f"The layout is wrong: {en}."), where, remedy)


def _unreadable(path: Path, error: Exception) -> LayoutError:
    return _wrong(
        "layout-unreadable", path.name, f"不是合格的 YAML：{error}", f"not well-formed YAML: {error}"
    )


_OWN_KEYS = frozenset({"名称", "英文", "标准", "发出", "收到"})
_MORE_KEYS = frozenset({"回盘金额", "表", "固定"})
"""Keys of one kind of system: how a bank returns amounts; which register an answer belongs to, and cells that every
row of it has."""
