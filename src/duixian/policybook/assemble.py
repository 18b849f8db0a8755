"""The blocks of a book, built under one choice of options, put together as a policy."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from typing import Any

from duixian.language.located import Mapping
from duixian.language.problems import Problem, Problems
from duixian.language.resolve import Scope
from duixian.language.rule import Definition, Group, Measure, Target, Window
from duixian.language.types import Type
from duixian.policybook.book import Book, Contents
from duixian.policybook.choices import substitute
from duixian.policybook.definitions import Parameters, Signatures, definition, parameters_of
from duixian.policybook.document import RuleBlock
from duixian.policybook.groups import DeclaredGroup, group
from duixian.policybook.measures import Surroundings, measure
from duixian.policybook.rests import with_all_interpretations
from duixian.policybook.settings import InForce
from duixian.policybook.targets import target
from duixian.policybook.texts import canonical
from duixian.policybook.windows import PolicyTerm, SharedClaim, policy_term, shared_claim
from duixian.policybook.workbench import Workbench


@dataclass(frozen=True)
class Assembly:
    """Everything built under one choice of options."""

    term: PolicyTerm | None
    definitions: Map[str, Definition]
    groups: Map[str, Group]
    measures: Map[str, Measure]
    targets: tuple[Target, ...]
    problems: tuple[Problem, ...]


def assemble(book: Book, setting: InForce) -> Assembly:
    """Build every block."""
    return _Assembler(book, setting, None).assemble()


def assemble_switched(book: Book, setting: InForce, record: str, before: InForce) -> Assembly:
    """Build the blocks that may come out otherwise than ``before``, now that one record is switched."""
    return _Assembler(book, setting, frozenset({record}), before).assemble()


_MOST_REMEMBERED = 10_000


class _Assembler:
    def __init__(
        self, book: Book, setting: InForce, only: frozenset[str] | None, before: InForce | None = None
    ) -> None:
        self.before = before
        self.book, self.setting, self.only = book, setting, only
        self.problems: list[Problem] = []
        self._results_differ: bool | None = None
        self.around = Surroundings(PolicyTerm(Window(date.min, None)), {})
        definitions = {c.block.name: c for c in book.of_kind("定义")}
        quiet = Problems()
        base = Scope(book.declared.vocabulary, parameters=setting.parameters)
        self.parameters: dict[str, Parameters] = {
            name: parameters_of(c.block, base, quiet) for name, c in definitions.items()
        }
        blocks = {name: c.block for name, c in definitions.items()}
        self.signatures = Signatures(blocks, self.parameters, self._result)
        self.scope = Scope(
            book.declared.vocabulary, parameters=setting.parameters, definitions=self.signatures
        )

    def assemble(self) -> Assembly:
        term = self._term()
        groups = {c.block.name: self._declared(c.block) for c in self.book.of_kind("组")}
        claims = tuple(self._built(c, self._shared_claim) for c in self.book.of_kind("申请"))
        known = tuple(claim for claim in claims if claim is not None)
        self.around = Surroundings(term or PolicyTerm(Window(date.min, None)), groups, known)
        definitions = self._all("定义", self._definition)
        terms = {d.source.name.zh: d for d in definitions}
        found = {g.source.name.zh: g for g in self._all("组", group)}
        measures = self._all("项目", lambda bench, block: measure(bench, block, self.around))
        return Assembly(
            term,
            terms,
            found,
            with_all_interpretations({m.name: m for m in measures}, terms, found),
            tuple(self._all("目标", target)),
            tuple(self.problems),
        )

    def _declared(self, block: RuleBlock) -> DeclaredGroup:
        return DeclaredGroup(_mapping(self._bench(block, Problems())), block.clause)

    def _term(self) -> PolicyTerm | None:
        for contents in self.book.of_kind("期间"):
            built = self._built(contents, self._policy_term)
            if built is not None:
                return built  # type: ignore[no-any-return]
        front = self.book.front
        return None if front.start is None else PolicyTerm(Window(front.start, front.end))

    def _policy_term(self, bench: Workbench, block: RuleBlock) -> PolicyTerm | None:
        return policy_term(bench, block.body)

    def _shared_claim(self, bench: Workbench, block: RuleBlock) -> SharedClaim | None:
        return shared_claim(bench, block.body)

    def _all(self, kind: str, build: Callable[[Workbench, RuleBlock], Any]) -> list[Any]:
        wanted = [c for c in self.book.of_kind(kind) if self._is_wanted(c)]
        return [built for c in wanted if (built := self._built(c, build)) is not None]

    def _is_wanted(self, contents: Contents) -> bool:
        """Whether a block is to be built: its own records are meant, or those of the term and the groups for a
        measure, or one that a definition's value rests on and that has changed what the value is."""
        if self.only is None or not self.only.isdisjoint(contents.records):
            return True
        if self._changed_results():
            return True
        return contents.block.kind == "项目" and self._surroundings_changed(contents.block)

    def _surroundings_changed(self, block: RuleBlock) -> bool:
        """Whether the term, or a group that the measure joins, rests on a record that is switched."""
        assert self.only is not None
        groups = canonical(joined) if (joined := block.body.get("归组")) is not None else ""
        around = [c for c in self.book.of_kind("组") if repr(c.block.name) in groups]
        return any(
            not self.only.isdisjoint(c.records)
            for c in (*around, *self.book.of_kind("期间"), *self.book.of_kind("申请"))
        )

    def _changed_results(self) -> bool:
        """Whether a definition gives another type of value than under the options in force."""
        assert self.only is not None
        if self._results_differ is None:
            moved = [c for c in self._value_definitions() if not self.only.isdisjoint(c.records)]
            before = _Assembler(self.book, self.before, None).signatures if moved and self.before else {}
            names = [c.block.name for c in moved if c.block.name in before]
            self._results_differ = any(before[n].result != self.signatures[n].result for n in names)
        return self._results_differ

    def _value_definitions(self) -> list[Contents]:
        return [c for c in self.book.of_kind("定义") if c.block.body.get("值")]

    def _depends_on(self, contents: Contents) -> tuple[str, ...]:
        """Records that may change what is built from a block: its own, and those of what it draws on."""
        key = ("records", id(contents))
        if key not in self.book.built:
            self.book.built[key] = self._found_dependencies(contents)
        found: tuple[str, ...] = self.book.built[key]
        return found

    def _found_dependencies(self, contents: Contents) -> tuple[str, ...]:
        ids = list(contents.records)
        if contents.block.kind == "项目":
            ids += [i for kind in ("期间", "组", "申请") for c in self.book.of_kind(kind) for i in c.records]
        ids += [i for c in self._value_definitions() for i in c.records]
        return tuple(dict.fromkeys(ids))

    def _built(self, contents: Contents, build: Callable[[Workbench, RuleBlock], Any]) -> Any:
        records = self.book.records
        picks = tuple(self.setting.of(records[i]) for i in self._depends_on(contents) if i in records)
        key = (id(contents), picks)
        if len(self.book.built) > _MOST_REMEMBERED:
            self.book.built.clear()
        if key not in self.book.built:
            problems = Problems(clause=contents.block.clause)
            bench = self._bench(contents.block, problems)
            held = build(bench, RuleBlock(contents.block.clause, contents.block.kind, _mapping(bench)))
            self.book.built[key] = (held, tuple(problems.found))
        held, found = self.book.built[key]
        self.problems.extend(found)
        return held

    def _bench(self, block: RuleBlock, problems: Problems) -> Workbench:
        raw = substitute(block.body, self.setting.chosen)
        return Workbench(self.book.reaches[block.clause], self.scope, problems, raw)

    def _definition(self, bench: Workbench, block: RuleBlock) -> Definition | None:
        parameters = parameters_of(block, bench.scope, bench.problems)
        return definition(bench, block, parameters)

    def _result(self, block: RuleBlock, signatures: Signatures) -> Type | None:
        """The result of a 值, found by building it apart; its problems are recorded when it is built in earnest."""
        bench = self._bench(block, Problems())
        held = definition(
            bench, RuleBlock(block.clause, block.kind, _mapping(bench)), self.parameters[block.name]
        )
        return None if held is None else held.result


def _mapping(bench: Workbench) -> Mapping:
    node = bench.raw.node
    assert isinstance(node, Mapping)
    return node
