"""定义: terms of the policy, usable in every rule and in each other, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace

from duixian.language.nodes import AllOf, Expr
from duixian.language.problems import Problems
from duixian.language.resolve import Scope, Signature
from duixian.language.rule import Definition
from duixian.language.types import BOOL, Type
from duixian.policybook.conditions import any_of, conditions
from duixian.policybook.document import RuleBlock
from duixian.policybook.reading import Reader
from duixian.policybook.typenames import read_type
from duixian.policybook.values import value
from duixian.policybook.workbench import Workbench, bilingual
from duixian.values.bilingual import Text

Parameters = tuple[tuple[str, Type], ...]


def parameters_of(block: RuleBlock, scope: Scope, problems: Problems) -> Parameters:
    """Names and types of a definition's arguments."""
    reader = Reader(problems.of_clause(block.clause))
    found = []
    for name, node in reader.named(block.body.get("参数"), Text("「参数」", "'参数'")):
        word = reader.scalar(node, Text("参数的类型", "a parameter's type"))
        kind = None if word is None else read_type(word, scope.vocabulary, reader.problems)
        if kind is not None:
            found.append((name.text, kind))
    return tuple(found)


def definition(bench: Workbench, block: RuleBlock, parameters: Parameters) -> Definition | None:
    """The definition that a block declares; None when it is wrong (recorded)."""
    arguments = {name: (index, kind) for index, (name, kind) in enumerate(parameters)}
    bench = bench.within(replace(bench.scope, arguments=arguments))
    body, name = block.body, bilingual(bench.reader, block.name, block.body)
    forms = [key for key in ("条件", "任一", "值") if body.get(key) is not None]
    if len(forms) != 1:
        bench.problems.add("definition-form", body.spot, *_ONE_FORM)
        return None
    if forms == ["值"]:
        held = value(bench, body.get("值"))
        source = bench.source(name, body, (held,))
        return None if held is None else Definition(source, parameters, held.type, held)
    found = conditions(bench, body.get(forms[0]))
    if not found:
        return None
    source = bench.source(name, body, tuple(c.test for c in found))
    return Definition(source, parameters, BOOL, None, found, forms == ["任一"])


def whole_test(held: Definition) -> Expr | None:
    """A definition as one expression."""
    if held.value is not None:
        return held.value
    if held.any_of:
        return any_of(held.conditions)
    return AllOf(type=BOOL, text=held.source.name.zh, parts=tuple(c.test for c in held.conditions))


@dataclass
class Signatures(Map[str, Signature]):
    """What each definition takes and gives. The result of a 值 is found by building it when first asked for.

    ``build`` gives the result type of a block, given these signatures. One that needs itself reads as a condition
    here; the circle is found by the checks.
    """

    blocks: Map[str, RuleBlock]
    parameters: Map[str, Parameters]
    build: Callable[[RuleBlock, Signatures], Type | None]
    _known: dict[str, Signature] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Signature:
        if name not in self._known:
            self._known[name] = Signature(name, self.parameters[name], self._result(name))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.blocks)

    def __len__(self) -> int:
        return len(self.blocks)

    def __contains__(self, name: object) -> bool:
        return name in self.blocks

    def _result(self, name: str) -> Type:
        block = self.blocks[name]
        if block.body.get("值") is None or name in self._open:
            return BOOL
        self._open.append(name)
        try:
            return self.build(block, self) or BOOL
        finally:
            self._open.remove(name)


_ONE_FORM = (
    Text("定义要有「条件」「任一」「值」之一", "a definition has one of 条件, 任一 and 值"),
    Text("只写其中一个", "write exactly one of them"),
)
