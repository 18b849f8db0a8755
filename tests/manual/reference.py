"""The page that is generated from the program's own tables: keys, words, functions, units, facts, problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duixian.language.functions import ANY, DATE_OR_MONTH, FUNCTIONS, ORDERED, RECORD_FUNCTIONS, SAME
from duixian.language.nodes import MomentName
from duixian.language.resolve.names import UNITS
from duixian.language.resolve.scope import MOMENT_TYPES
from duixian.language.syntax.words import AGGREGATES, KEYWORDS
from duixian.language.types import Kind, Type
from duixian.language.vocabulary import Shape, Table, load_vocabulary
from duixian.policybook.keys.blocks import BLOCKS
from duixian.policybook.keys.examples import EXAMPLE, EXAMPLES, EXPECTATION
from duixian.policybook.keys.inner import INNER
from duixian.policybook.keys.records import FRONT_MATTER, OPTION, PARAMETER, RECORD
from duixian.policybook.keys.shapes import Key, KeyTable, Nested, Words
from duixian.policybook.keys.shapes import Shape as KeyShape
from tests.manual.chapters import Section, chapters
from tests.manual.contents import link, sections_of_words
from tests.manual.mistakes import ARROW, code_of
from tests.manual.tables import table

_OPENING = """# 参考 / Reference

本页由程序自己的表生成。

This page is generated from the program's own tables.

"""
KEY_TABLES: Mapping[str, tuple[KeyTable, ...]] = {
    "policy.md 的开头 / Front matter": (FRONT_MATTER,),
    "规则块 / Rule blocks": tuple(BLOCKS.values()),
    "块里面 / Inside blocks": tuple(INNER.values()),
    "interpretations.yaml": (RECORD, OPTION, PARAMETER),
    "examples.yaml": (EXAMPLES, EXAMPLE, EXPECTATION),
}
_SHAPES = {
    KeyShape.TEXT: "文字 text",
    KeyShape.EXPRESSION: "表达式 expression",
    KeyShape.EXPRESSIONS: "一个或几个表达式 expressions",
    KeyShape.VALUE: "值 value",
    KeyShape.CONDITION: "条件 condition",
    KeyShape.CONDITIONS: "名称: 条件 named conditions",
    KeyShape.FLAG: "是 / 否",
    KeyShape.TEXTS: "一个或几个文字 texts",
    KeyShape.NAMED_VALUES: "名称: 值 named values",
    KeyShape.NAMED_TEXTS: "名称: 文字 named texts",
    KeyShape.FREE: "见正文 see its chapter",
}


_PARAMETERS: dict[Type | str, str] = {
    ANY: "任意 any",
    DATE_OR_MONTH: "日期或月份",
    ORDERED: "有大小的值 ordered",
    SAME: "同第一个 same as the first",
}


def reference_page() -> str:
    """20-reference.md."""
    parts = (
        _keys(),
        _words(),
        _functions(),
        _moments(),
        _units(),
        _types(),
        _tables(),
        _categories(),
        _problems(),
    )
    return _OPENING + "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _keys() -> Iterator[str]:
    for title, groups in KEY_TABLES.items():
        yield from (f"## {title}", "")
        for group in groups:
            yield from (f"### {group.name}：{group.zh} / {group.en}", "")
            rows = [
                [key.name + (" *" if key.required else ""), key.zh, key.en, _shape(key)] for key in group.keys
            ]
            yield from table(["键 key（* 必写 required）", "意思", "meaning", "写什么 form"], rows)


def _shape(key: Key) -> str:
    shape = key.shape
    if isinstance(shape, Words):
        return "、".join(shape.options)
    if isinstance(shape, Nested):
        form = f"名称: {{{shape.table}}}" if shape.named else f"{{{shape.table}}}"
        form += "，可写几个 or a list" if shape.many else ""
        return form + (f"，或 or {_SHAPES[shape.short]}" if shape.short is not None else "")
    return _SHAPES[shape]


def _words() -> Iterator[str]:
    yield from ("## 表达式的词 / Words of expressions", "")
    where = sections_of_words()
    named = [[word, "、".join(link(s) for s in where.get(word, ()))] for word in (*KEYWORDS, *AGGREGATES)]
    yield from table(["词 word", "在哪里 where"], named)


def _functions() -> Iterator[str]:
    yield from ("## 函数 / Functions", "")
    rows = []
    for function in FUNCTIONS.values():
        parameters = ", ".join(_PARAMETERS.get(p, str(p)) for p in function.parameters) + (
            ", …" if function.variadic else ""
        )
        rows.append(
            [
                f"{function.name}({parameters})",
                _PARAMETERS.get(function.result, str(function.result)),
                function.zh,
                function.en,
            ]
        )
    yield from table(["函数 function", "结果 result", "意思", "meaning"], rows)
    yield from ("只能写在「其中(…)」里 / only inside 其中(…):", "")
    yield from table(
        ["函数 function", "意思", "meaning"], [[n, zh, en] for n, (zh, en) in RECORD_FUNCTIONS.items()]
    )


def _moments() -> Iterator[str]:
    yield from ("## 时刻 / Moments", "")
    where = sections_of_words()
    rows = [
        [m.value, str(MOMENT_TYPES[m]), "、".join(link(s) for s in where.get(m.value, ()))]
        for m in MomentName
    ]
    yield from table(["名称 name", "类型 type", "在哪里 where"], rows)


def _units() -> Iterator[str]:
    yield from ("## 单位 / Units", "")
    rows = [[unit, str(kind), str(factor)] for unit, (kind, factor) in UNITS.items()]
    yield from table(["单位 unit", "类型 type", "合几个最小单位 of the smallest"], rows)


def _types() -> Iterator[str]:
    yield from ("## 列的类型 / Types of columns", "")
    plain = [k.value for k in Kind if k not in (Kind.CATEGORY, Kind.RECORD)]
    yield (
        "、".join((*plain, *(s.value for s in Shape)))
        + "；或某个等级、类别、表的名字 / or a category or table."
    )
    yield ""


def _tables() -> Iterator[str]:
    yield from ("## 共用的事实表 / Shared tables of facts", "")
    for one in load_vocabulary().tables.values():
        yield from (f"### {one.name} / {one.english}", "", one.note + _traits(one), "")
        rows = []
        for column in one.columns.values():
            empty = (
                "空即无 none"
                if column.empty_is_none
                else "必填 required"
                if column.required
                else "空即未知 unknown"
            )
            kind = column.shape.value if column.shape is not None else str(column.type)
            rows.append([column.name, kind, column.english, empty])
        yield from table(["列 column", "类型 type", "English", "空格子 empty cell"], rows)


def _traits(one: Table) -> str:
    traits = [("主键 key", one.key), ("发生日 event", one.event)]
    named = [f"{word}：{column}" for word, column in traits if column]
    if one.period:
        named.append(f"期间 period：{one.period[0]} 至 {one.period[1]}")
    return f"（{'；'.join(named)}）" if named else ""


def _categories() -> Iterator[str]:
    yield from ("## 等级与类别 / Categories", "")
    rows = []
    for one in load_vocabulary().categories.values():
        order = "等级，低到高 ordered" if one.ordered else "类别 plain"
        members = "、".join(f"{m} {one.english_of(m)}" for m in one.members)
        aliases = "、".join(f"{a}＝{m}" for a, m in one.aliases.items())
        rows.append([f"{one.name} {one.english}", order, members, aliases])
    yield from table(["名称 name", "种类 kind", "成员 members", "别名 aliases"], rows)


def _problems() -> Iterator[str]:
    yield from ("## 错误代码 / Problem codes", "")
    rows = [[code, link(section)] for code, section in sorted(codes().items())]
    yield from table(["代码 code", "例子 example"], rows)


def codes() -> dict[str, Section]:
    """Every problem code that has an example, with its section."""
    found: dict[str, Section] = {}
    for chapter in chapters():
        for section in chapter.sections:
            for fence in section.fences("mistake"):
                found.setdefault(code_of(fence), section)
            for fence in (*section.fences("refused"), *section.fences("cells")):
                for line in fence.text.split("\n"):
                    if line.strip():
                        found.setdefault(line.split(ARROW)[1].strip(), section)
    return found
