"""The interpretation records of a policy: open questions, their options, the one in force, their parameters."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.nodes import Literal
from duixian.language.problems import Problems, Spot
from duixian.language.resolve import Scope, resolve_expression
from duixian.language.types import BOOL, TEXT, Type
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.frontmatter import read_by
from duixian.policybook.keys.records import OPTION, PARAMETER, RECORD
from duixian.policybook.keys.shared import OPEN
from duixian.policybook.reading import Reader
from duixian.policybook.typenames import read_type
from duixian.values.bilingual import Text
from duixian.values.dates import parse_date

_TRUTHS = {"是": True, "否": False}


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter's value as written: ``value`` None while it is open, ``literal`` for the number check."""

    type: Type | None
    value: Any
    text: str
    spot: Spot
    literal: Literal | None = None


@dataclass(frozen=True, slots=True)
class OptionRecord:
    """One option with its own parameters."""

    name: Text
    settings: Map[str, Setting]


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """One interpretation record as written."""

    id: str
    spot: Spot
    clause: str
    clause_spot: Spot
    quote: str
    quote_spot: Spot
    question: Text
    options: Map[str, OptionRecord]
    chosen: str
    settings: Map[str, Setting]
    basis: Text
    decided_by: str | None
    decided_on: date | None
    types: dict[str, Type] = field(default_factory=dict)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every parameter's name, those common to all options first."""
        names = [*self.settings, *(n for o in self.options.values() for n in o.settings)]
        return tuple(dict.fromkeys(names))

    def all_settings(self) -> tuple[Setting, ...]:
        """Every value written for any parameter under any option."""
        return (*self.settings.values(), *(s for o in self.options.values() for s in o.settings.values()))


def read_records(root: Node | None, vocabulary: Vocabulary, problems: Problems) -> dict[str, QuestionRecord]:
    """All records by id, in order; what is wrong is recorded."""
    reader = Reader(problems)
    found: dict[str, QuestionRecord] = {}
    for node in reader.items(root):
        mapping = reader.mapping(node, RECORD)
        record = None if mapping is None else _RecordReader(reader, vocabulary, mapping).record()
        if record is not None and record.id in found:
            _twice(problems, record.spot, record.id)
        elif record is not None:
            found[record.id] = record
    _check_names(found, problems)
    return found


@dataclass(frozen=True)
class _RecordReader:
    reader: Reader
    vocabulary: Vocabulary
    mapping: Mapping

    def record(self) -> QuestionRecord | None:
        id_ = self.reader.text(self.mapping, "编号")
        if not id_:
            return None
        options = self._options()
        settings = self._settings(self.mapping.get("参数"))
        chosen = self._chosen(options)
        decided_on = self.reader.scalar(self.mapping.get("决定日"), Text("「决定日」", "'决定日'"))
        question, basis = self.reader.text(self.mapping, "问题"), self.reader.text(self.mapping, "依据")
        record = QuestionRecord(
            id_,
            self.mapping.spot,
            self.reader.text(self.mapping, "条款"),
            self._spot("条款"),
            self.reader.text(self.mapping, "引文"),
            self._spot("引文"),
            Text(question, self.reader.text(self.mapping, "英文") or question),
            options,
            chosen,
            settings,
            Text(basis, self.reader.text(self.mapping, "英文依据") or basis),
            self.reader.text(self.mapping, "决定人") or None,
            None if decided_on is None else read_by(self.reader.problems, decided_on, parse_date),
            {},
        )
        types = {name: self._type_of(record, name) for name in record.parameters}
        record.types.update({n: t for n, t in types.items() if t is not None})
        return record

    def _spot(self, key: str) -> Spot:
        value = self.mapping.get(key)
        return value.spot if value is not None else self.mapping.spot

    def _options(self) -> dict[str, OptionRecord]:
        found = {}
        for name, node in self.reader.named(self.mapping.get("选项"), Text("「选项」", "'选项'")):
            english, settings = name.text, {}
            if not (isinstance(node, Scalar) and node.empty):
                option = self.reader.mapping(node, OPTION)
                english = (self.reader.text(option, "英文") if option else "") or name.text
                settings = self._settings(option.get("参数") if option else None)
            found[name.text] = OptionRecord(Text(name.text, english), settings)
        return found

    def _chosen(self, options: Map[str, OptionRecord]) -> str:
        found = self.reader.scalar(self.mapping.get("现行"), Text("「现行」", "'现行'"))
        if found is None or not options:
            return next(iter(options), "")
        if found.text in options:
            return found.text
        self.reader.problems.add("unknown-option", found.spot, *unknown_option(found.text, tuple(options)))
        return next(iter(options))

    def _settings(self, node: Node | None) -> dict[str, Setting]:
        found = {}
        for name, value in self.reader.named(node, Text("「参数」", "'参数'")):
            setting = self._setting(value)
            if setting is not None:
                found[name.text] = setting
        return found

    def _setting(self, node: Node) -> Setting | None:
        declared: Type | None = None
        value: Node | None = node
        if isinstance(node, Mapping):
            mapping = self.reader.mapping(node, PARAMETER)
            kind = self.reader.scalar(node.get("类型"), Text("「类型」", "'类型'"))
            declared = None if kind is None else read_type(kind, self.vocabulary, self.reader.problems)
            value = None if mapping is None else mapping.get("值")
        if value is None or (isinstance(value, Scalar) and (value.empty or value.text == OPEN)):
            return Setting(declared, None, OPEN, node.spot)
        scalar = self.reader.scalar(value, Text("参数的值", "a parameter's value"))
        return (
            None if scalar is None else read_setting(scalar, declared, self.vocabulary, self.reader.problems)
        )

    def _type_of(self, record: QuestionRecord, name: str) -> Type | None:
        groups = (record.settings, *(o.settings for o in record.options.values()))
        written = [g[name] for g in groups if name in g]
        types = {s.type for s in written if s.type is not None}
        if len(types) == 1:
            return types.pop()
        self.reader.problems.add("parameter-type", written[0].spot, *_untyped(name, bool(types)))
        return None


def read_setting(
    scalar: Scalar, declared: Type | None, vocabulary: Vocabulary, problems: Problems
) -> Setting | None:
    """A parameter's value written as a literal of the expression language; a text in quotation marks."""
    if scalar.text in _TRUTHS and declared in (None, BOOL):
        return Setting(BOOL, _TRUTHS[scalar.text], scalar.text, scalar.spot)
    if declared == TEXT and not scalar.text.startswith('"'):
        return Setting(TEXT, scalar.text, scalar.text, scalar.spot)
    trial = Problems(clause=problems.clause)
    node = resolve_expression(scalar.text, scalar.spot, Scope(vocabulary), trial, declared)
    if isinstance(node, Literal):
        return Setting(node.type, node.value, scalar.text, scalar.spot, node)
    if scalar.quoted and declared is None:
        return Setting(TEXT, scalar.text, scalar.text, scalar.spot)
    problems.found.extend(p for p in trial.found if p not in problems.found)
    if node is not None:
        problems.add("parameter-value", scalar.spot, *_no_literal(scalar.text))
    return None


def _check_names(records: Map[str, QuestionRecord], problems: Problems) -> None:
    owners: dict[str, str] = {}
    for record in records.values():
        for name in record.parameters:
            if owners.setdefault(name, record.id) != record.id:
                problems.add("parameter-twice", record.spot, *_owned_twice(name, owners[name], record.id))


def unknown_option(name: str, options: tuple[str, ...]) -> tuple[Text, Text]:
    """Words for an option that a record does not have."""
    listed = "、".join(options)
    return (
        Text(f"没有选项「{name}」", f"there is no option '{name}'"),
        Text(f"写这些之一：{listed}", f"write one of: {listed}"),
    )


def _twice(problems: Problems, spot: Spot, name: str) -> None:
    problems.add(
        "name-twice",
        spot,
        Text(f"解释「{name}」写了两次", f"the interpretation '{name}' is written twice"),
        Text("换一个编号，或合并", "give one another id, or join them"),
    )


def _owned_twice(name: str, first: str, second: str) -> tuple[Text, Text]:
    return (
        Text(f"参数「{name}」在 {first} 和 {second} 里都有", f"both {first} and {second} have '{name}'"),
        Text(
            "参数名在一份政策里只能用一次，改其中一个", "a parameter's name is unique in a policy: rename one"
        ),
    )


def _no_literal(text: str) -> tuple[Text, Text]:
    return (
        Text(f"参数的值「{text}」不是一个常量", f"the parameter's value '{text}' is no constant"),
        Text(
            "写 12个月、80%、1000元、2022-01-01、3次、等级名，或加引号的文字",
            "write 12个月, 80%, 1000元, 2022-01-01, 3次, a level, or a text in quotation marks",
        ),
    )


def _untyped(name: str, several: bool) -> tuple[Text, Text]:
    zh = "在不同选项里类型不同" if several else "还没有值，看不出类型"
    en = "has different types under different options" if several else "has no value to tell its type"
    return (
        Text(f"参数「{name}」{zh}", f"the parameter '{name}' {en}"),
        Text(
            f"写成「{name}: {{值: 待定, 类型: 月数}}」这样",
            f"write such as {name}: {{值: 待定, 类型: 月数}}",
        ),
    )
