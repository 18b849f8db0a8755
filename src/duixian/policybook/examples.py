"""Examples of a policy: facts in a few lines, and what must come out. Reading only; the decisions layer runs them."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from duixian.language.located import Mapping, Node, Scalar, read_located
from duixian.language.problems import PolicyError, Problems, Spot
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.choices import Choice
from duixian.policybook.document import EXAMPLES_FILE
from duixian.policybook.frontmatter import read_by
from duixian.policybook.interpretations import read_setting
from duixian.policybook.keys.examples import EXAMPLE, EXAMPLES, EXPECTATION
from duixian.policybook.keys.shapes import Words
from duixian.policybook.reading import Reader, nearest
from duixian.policybook.scenes import Scene, changed, merged, read_scene, removed
from duixian.values.bilingual import Text
from duixian.values.dates import parse_date
from duixian.values.money import MoneyError, parse_money

_CHOICE_KEYS = ("现行", "参数")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must come out for one measure or target; None is not asked. Money is fen. ``record``: key of the case.

    ``failing``: exactly these conditions; ``undetermined_by``: columns or parameters; ``effects``: words.
    """

    spot: Spot
    measure: str | None
    target: str | None
    record: str | None
    year: int | None
    result: str | None
    amount: int | None
    payable: int | None
    failing: tuple[str, ...] | None
    undetermined_by: tuple[str, ...] | None
    earliest: date | None
    instalments: int | None
    instalments_total: int | None
    payees: tuple[str, ...] | None
    effects: tuple[str, ...]
    figure: Any = None
    warnings: tuple[str, ...] | None = None
    recovery: int | None = None
    routing: str | None = None
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its facts as written, the dates, other options, and what is expected."""

    name: Text
    clause: str
    spot: Spot
    facts: Scene
    as_of: date
    claimed_on: date | None
    choices: Map[str, Choice] = field(default_factory=dict)
    expectations: tuple[Expectation, ...] = ()


def read_examples(folder: Path, vocabulary: Vocabulary) -> tuple[Example, ...]:
    """The examples of a policy's folder, in order; none where there is no such file.

    Raises PolicyError with every problem found.
    """
    path = folder / EXAMPLES_FILE
    if not path.is_file():
        return ()
    problems = Problems()
    root = read_located(path.read_text("utf-8"), EXAMPLES_FILE)
    found = examples_in(root, vocabulary, problems)
    if problems.errors:
        raise PolicyError(problems.errors)
    return found


def examples_in(root: Node | None, vocabulary: Vocabulary, problems: Problems) -> tuple[Example, ...]:
    """The examples of a document; what is wrong is recorded."""
    reader = Reader(problems)
    document = None if root is None else reader.mapping(root, EXAMPLES)
    if document is None:
        return ()
    scenes = {
        name.text: read_scene(body, vocabulary, problems)
        for name, body in reader.named(document.get("场景"), Text("「场景」", "'场景'"))
    }
    nodes = reader.items(document.get("例"))
    found = (_ExampleReader(reader, vocabulary, scenes).example(node) for node in nodes)
    return tuple(example for example in found if example is not None)


@dataclass(frozen=True)
class _ExampleReader:
    reader: Reader
    vocabulary: Vocabulary
    scenes: Map[str, Scene]

    def example(self, node: Node) -> Example | None:
        mapping = self.reader.mapping(node, EXAMPLE)
        if mapping is None:
            return None
        name, as_of = self.reader.text(mapping, "例"), self._date(mapping, "截至")
        facts = self._facts(mapping)
        found = (self._expectation(item) for item in self.reader.items(mapping.get("期望")))
        expectations = tuple(e for e in found if e is not None)
        choices = self._choices(mapping.get("解释"))
        if as_of is None:
            return None
        title = Text(name, self.reader.text(mapping, "英文") or name)
        clause, claimed = self.reader.text(mapping, "条款"), self._date(mapping, "申请")
        return Example(title, clause, mapping.spot, facts, as_of, claimed, choices, expectations)

    def _facts(self, mapping: Mapping) -> Scene:
        facts = Scene()
        for name in self.reader.texts(mapping.get("沿用"), Text("「沿用」", "'沿用'")):
            if name.text not in self.scenes:
                self.reader.problems.add("unknown-scene", name.spot, *_no_scene(name.text, self.scenes))
                continue
            facts = merged(facts, self.scenes[name.text], self.vocabulary)
        facts = removed(facts, mapping.get("删"), self.vocabulary, self.reader.problems)
        added = mapping.get("加")
        if added is not None:
            facts = merged(facts, read_scene(added, self.vocabulary, self.reader.problems), self.vocabulary)
        absent = self.reader.texts(mapping.get("未提供"), Text("「未提供」", "'未提供'"))
        facts = Scene(facts.rows, facts.missing | {table.text for table in absent})
        return changed(facts, mapping.get("改"), self.vocabulary, self.reader.problems)

    def _choices(self, node: Node | None) -> dict[str, Choice]:
        found = {}
        for name, body in self.reader.named(node, Text("「解释」", "'解释'")):
            if isinstance(body, Scalar):
                found[name.text] = Choice(body.text)
            elif isinstance(body, Mapping):
                for key, _ in body:
                    self.reader.one_of(key, _CHOICE_KEYS)
                values = self.reader.named(body.get("参数"), Text("「参数」", "'参数'"))
                parameters = {key.text: value.text for key, value in values if isinstance(value, Scalar)}
                found[name.text] = Choice(self.reader.text(body, "现行") or None, parameters)
        return found

    def _expectation(self, node: Node) -> Expectation | None:
        mapping = self.reader.mapping(node, EXPECTATION)
        if mapping is None:
            return None
        words = next(key.shape for key in EXPECTATION.keys if key.name == "结果")
        assert isinstance(words, Words)
        measure, target = self.reader.text(mapping, "项目"), self.reader.text(mapping, "目标")
        if bool(measure) == bool(target):
            self.reader.problems.add("expectation", mapping.spot, *_ONE_SUBJECT)
            return None
        return Expectation(
            mapping.spot,
            measure or None,
            target or None,
            self.reader.text(mapping, "记录") or None,
            self._whole(mapping, "年"),
            self.reader.word(mapping, "结果", words.options, "") or None,
            self._money(mapping, "金额"),
            self._money(mapping, "应付"),
            self._texts(mapping, "不满足"),
            self._texts(mapping, "待定于"),
            self._date(mapping, "最早"),
            self._whole(mapping, "分期"),
            self._money(mapping, "分期合计"),
            self._texts(mapping, "受益"),
            self._texts(mapping, "效果") or (),
            self._figure(mapping),
            self._texts(mapping, "提醒"),
            self._money(mapping, "追回"),
            self.reader.text(mapping, "送") or None,
            self._money(mapping, "到期"),
        )

    def _date(self, mapping: Mapping, key: str) -> date | None:
        found = self.reader.scalar(mapping.get(key), Text(f"「{key}」", f"'{key}'"))
        return None if found is None else read_by(self.reader.problems, found, parse_date)

    def _money(self, mapping: Mapping, key: str) -> int | None:
        found = self.reader.scalar(mapping.get(key), Text(f"「{key}」", f"'{key}'"))
        if found is None:
            return None
        try:
            return parse_money(found.text)
        except MoneyError as error:
            self.reader.problems.add(error.code, found.spot, error.message, error.remedy)
            return None

    def _whole(self, mapping: Mapping, key: str) -> int | None:
        found = self.reader.scalar(mapping.get(key), Text(f"「{key}」", f"'{key}'"))
        if found is None:
            return None
        digits = found.text.rstrip("期年")
        if not digits.isdecimal():
            self.reader.problems.add("expectation", found.spot, *_not_whole(key))
            return None
        return int(digits)

    def _texts(self, mapping: Mapping, key: str) -> tuple[str, ...] | None:
        node = mapping.get(key)
        found = self.reader.texts(node, Text(f"「{key}」", f"'{key}'"))
        return None if node is None else tuple(s.text for s in found)

    def _figure(self, mapping: Mapping) -> Any:
        found = self.reader.scalar(mapping.get("数值"), Text("「数值」", "'数值'"))
        if found is None:
            return None
        setting = read_setting(found, None, self.vocabulary, self.reader.problems)
        return None if setting is None else setting.value


def _no_scene(name: str, scenes: Map[str, Scene]) -> tuple[Text, Text]:
    near = nearest(name, tuple(scenes))
    return (
        Text(f"没有场景「{name}」", f"there is no scene '{name}'"),
        Text(f"在「场景」下写它{near.zh}", f"write it under 场景{near.en}"),
    )


def _not_whole(key: str) -> tuple[Text, Text]:
    return (
        Text(f"「{key}」要写整数", f"'{key}' is a whole number"),
        Text("写成 12 这样", "write such as 12"),
    )


_ONE_SUBJECT = (
    Text("一项期望要写「项目」或「目标」之一", "an expectation names a 项目 or a 目标, one of them"),
    Text("写「项目: 名称」", "write 项目: and its name"),
)
