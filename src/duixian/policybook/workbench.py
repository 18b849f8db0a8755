"""What every builder needs: the block being built, its scope, its clause, and where problems go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.nodes import Expr, MomentName, Parameter
from duixian.language.problems import Problems, Spot
from duixian.language.resolve import Scope, resolve_expression
from duixian.language.rule import Source
from duixian.language.types import Type
from duixian.policybook.choices import Substituted
from duixian.policybook.reach import Reach
from duixian.policybook.reading import Reader
from duixian.policybook.walking import nodes_in
from duixian.values.bilingual import Text
from duixian.values.citation import Citation


@dataclass(frozen=True)
class Workbench:
    """One block on the bench. ``reach``: the wording that it reads."""

    reach: Reach
    scope: Scope
    problems: Problems
    raw: Substituted

    @property
    def clause(self) -> str:
        """The id of the clause that the block stands under."""
        return self.reach.clause.id

    @property
    def reader(self) -> Reader:
        """A reader that records problems with this clause."""
        return Reader(self.problems)

    def within(self, scope: Scope) -> Workbench:
        """The same bench with another scope."""
        return replace(self, scope=scope)

    def with_moments(self, *names: MomentName) -> Workbench:
        """The same bench where more moments mean something."""
        return self.within(self.scope.with_moments(*names))

    def expression(self, node: Node | None, expected: Type | None = None) -> Expr | None:
        """The typed node of what stands at a place; None when left out or wrong (recorded)."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.problems.add("shape", node.spot, *_NO_EXPRESSION)
            return None
        if node.quoted:
            return self._quoted(node, expected)
        return self.resolved(node.text, node.spot, expected)

    def _quoted(self, node: Scalar, expected: Type | None) -> Expr | None:
        """What stands in quotation marks of YAML is an expression, or else a text."""
        trial = replace(self, problems=Problems(clause=self.problems.clause))
        found = trial.resolved(node.text, node.spot, expected)
        if found is None and node.text.isidentifier():
            return self.resolved(f'"{node.text}"', node.spot, expected)
        self.problems.found.extend(p for p in trial.problems.found if p not in self.problems.found)
        return found

    def resolved(self, text: str, spot: Spot, expected: Type | None = None) -> Expr | None:
        """The typed node of an expression."""
        return resolve_expression(text, spot, self.scope, self.problems, expected)

    def source(self, name: Text, node: Node, nodes: Iterable[Expr | None] = ()) -> Source:
        """Where something built from a node comes from; ``nodes``: its expressions, whose numbers are cited."""
        used = tuple(n for n in nodes if n is not None)
        quote = self.reader.scalar(node.get("原文"), _QUOTE) if isinstance(node, Mapping) else None
        citation = self._citation(name.zh, quote, used)
        return Source(name, self.clause, citation, self.interpretations(node, used))

    def interpretations(self, node: Node, nodes: Iterable[Expr] = ()) -> tuple[str, ...]:
        """Records that a node names, that made a choice in it, or whose parameters its expressions use."""
        named = self.named_interpretations(node)
        parameters = (p.record for n in nodes for p in nodes_in(n) if isinstance(p, Parameter))
        return tuple(dict.fromkeys((*named, *self.raw.ids_under(node), *parameters)))

    def named_interpretations(self, node: Node) -> tuple[str, ...]:
        """Records under 解释."""
        if not isinstance(node, Mapping):
            return ()
        return tuple(s.text for s in self.reader.texts(node.get("解释"), _RESTS_ON))

    def _citation(self, name: str, quote: Scalar | None, nodes: tuple[Expr, ...]) -> Citation:
        if quote is not None:
            found = self.reach.quotation(quote.text)
            if found is not None:
                return found
            self.problems.add("quote-not-found", quote.spot, *not_in_wording(quote.text))
        return self.reach.citation(name, nodes)


def bilingual(reader: Reader, name: str, node: Node) -> Text:
    """A name with the English that stands beside it (英文), or itself again."""
    english = reader.text(node, "英文") if isinstance(node, Mapping) else ""
    return Text(name, english or name)


def not_in_wording(quote: str) -> tuple[Text, Text]:
    """Words for a quotation that does not stand in the clause."""
    return (
        Text(f"「{quote}」不在本条原文中", f"the words '{quote}' do not stand in the wording of the clause"),
        Text("从本条原文逐字摘录", "copy the words from the clause to the letter"),
    )


_NO_EXPRESSION = (
    Text("这里要写一个表达式", "an expression is needed here"),
    Text("写成一行表达式，如「技能等级 ≥ 高级工」", "write one expression, such as 技能等级 ≥ 高级工"),
)
_QUOTE = Text("「原文」", "'原文'")
_RESTS_ON = Text("「解释」", "'解释'")
