"""The facts that a generated policy declares: tables with every type of column, categories, catalogues.

``declarations`` is the document facts.yaml; which columns there are, which may be none, what is a key, an event or
a period is thrown anew for each policy.
"""

from __future__ import annotations

from random import Random
from typing import Any

from duixian.language.vocabulary import Vocabulary, load_vocabulary, read_declarations

AREA = "320500"
CASES, ROWS, LIST, RATES = "办件", "经历", "名录", "标准"
"""Own tables: cases, rows below persons and cases, a catalogue of words, a catalogue of dated rates."""
OCCUPATIONS = ("甲工", "乙工", "丙工")

_TYPES = {
    "件数": "整数",
    "得数": "数",
    "比例": "比率",
    "费用": "金额",
    "余款": "金额",
    "时长": "月数",
    "天长": "天数",
    "工期": "工作日数",
    "年岁": "周岁",
    "合规": "是否",
    "某日": "日期",
    "某月": "月份",
    "星": "星级",
    "色": "色别",
    "地": "区划",
    "备注": "文本",
}


def declarations(dice: Random) -> dict[str, Any]:
    """One facts.yaml."""
    return {
        "等级": {"星级": {"英文": "star", "成员": ["一星", "二星", "三星", "四星", "五星"]}},
        "类别": {"色别": {"英文": "colour", "成员": ["红色", "黄色", "蓝色"]}},
        "表": {CASES: _cases(dice), ROWS: _rows(dice), LIST: _words(dice), RATES: _rates(dice)},
    }


def vocabulary_of(raw: dict[str, Any]) -> Vocabulary:
    """The vocabulary that declarations make of the shared one."""
    return read_declarations(raw, load_vocabulary().at_home(AREA))


def _column(dice: Random, kind: str) -> dict[str, str]:
    column = {"类型": kind}
    word = dice.choice(("", "", "空", "空", "必填"))
    if word:
        column[word] = "无" if word == "空" else "是"
    return column


def _some(dice: Random, share: float) -> dict[str, Any]:
    return {name: _column(dice, kind) for name, kind in _TYPES.items() if dice.random() < share}


def _period(dice: Random, body: dict[str, Any], kind: str) -> None:
    body["列"]["起"] = {"类型": kind, **({"必填": "是"} if dice.random() < 0.5 else {})}
    body["列"]["止"] = {"类型": kind, **({"空": "无"} if dice.random() < 0.7 else {})}
    body["期间"] = ["起", "止"]


def _cases(dice: Random) -> dict[str, Any]:
    body: dict[str, Any] = {"英文": "matter", "主键": "编号", "列": {}}
    body["列"] = {
        "编号": {"类型": "文本", "必填": "是"},
        "人员": _column(dice, "人员"),
        "单位": _column(dice, "用人单位"),
        "院校": _column(dice, "机构"),
        "上件": {"类型": CASES, "空": "无"},
        "办日": {"类型": "日期", **({"必填": "是"} if dice.random() < 0.8 else {})},
        **_some(dice, 0.8),
    }
    if dice.random() < 0.85:
        body["发生日"] = "办日"
    if dice.random() < 0.4:
        _period(dice, body, dice.choice(("日期", "月份")))
    return body


def _rows(dice: Random) -> dict[str, Any]:
    links = {"人员": _column(dice, "人员"), "单位": _column(dice, "用人单位"), CASES: _column(dice, CASES)}
    if dice.random() < 0.5:
        links["另件"] = {"类型": CASES, "空": "无"}
    body: dict[str, Any] = {"英文": "spell", "列": {**links, **_some(dice, 0.6)}}
    if dice.random() < 0.4:
        body["主键"], body["列"]["行号"] = "行号", {"类型": "文本", "必填": "是"}
    if dice.random() < 0.6:
        _period(dice, body, dice.choice(("日期", "月份")))
    if dice.random() < 0.4:
        body["列"]["记日"], body["发生日"] = {"类型": "日期"}, "记日"
    return body


def _words(dice: Random) -> dict[str, Any]:
    kind = dice.choice(("文本", "整数", "星级", "色别"))
    words = {
        "文本": OCCUPATIONS,
        "整数": ("1", "2", "12"),
        "星级": ("一星", "四星"),
        "色别": ("红色", "蓝色"),
    }
    body: dict[str, Any] = {"英文": "list", "列": {"词": {"类型": kind, "必填": "是"}}, "数据": []}
    dated = dice.random() < 0.6
    if dated:
        body["列"] |= {"列入": {"类型": "日期"}, "移出": {"类型": "日期", "空": "无"}}
        body["期间"] = ["列入", "移出"]
    for word in words[kind][: dice.choice((0, 1, 2, 3))]:
        days = {"列入": "2021-06-30", **dice.choice(({}, {"移出": "2022-02-28"}))} if dated else {}
        body["数据"].append({"词": word, **days})
    return body


def _rates(dice: Random) -> dict[str, Any]:
    money, days = {"类型": "金额", "必填": "是"}, {"列入": "日期", "移出": {"类型": "日期", "空": "无"}}
    rows = [
        {"额": "2010元", "列入": "2018-08-01", "移出": "2022-07-31"},
        {"额": "2280.55元", "列入": "2022-08-01"},
    ]
    return {
        "英文": "rate",
        "期间": ["列入", "移出"],
        "列": {"额": money, **days},
        "数据": rows[: dice.choice((0, 1, 2, 2))],
    }
