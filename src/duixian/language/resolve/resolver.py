"""The entrance of the resolver."""

from __future__ import annotations

from duixian.language.nodes import Expr, Literal
from duixian.language.problems import Problems, Spot
from duixian.language.resolve import aggregates, arithmetic, calls, conditions, names
from duixian.language.resolve.context import Context, Refused
from duixian.language.resolve.scope import Scope
from duixian.language.syntax.parse import ExpressionError, Syntax, parse_expression
from duixian.language.types import INT, NUMBER, Type
from duixian.values.bilingual import Text

FAMILIES_READ = (aggregates, arithmetic, calls, conditions, names)
"""Modules whose import registers the families of the grammar."""


def resolve_expression(
    text: str, spot: Spot, scope: Scope, problems: Problems, expected: Type | None = None
) -> Expr | None:
    """The typed node of an expression, or None when problems were recorded.

    ``expected`` is the type the place asks for: a money place reads a bare 0 as 0 元.
    """
    try:
        tree = parse_expression(text)
    except ExpressionError as error:
        problems.add("expression", spot.moved(error.column - 1), error.message, error.remedy)
        return None
    context = Context(scope, problems, spot, text)
    try:
        node = context.expr(tree, expected)
        return node if expected is None else _fitting(context, tree, node, expected)
    except Refused:
        return None


def _fitting(context: Context, tree: Syntax, node: Expr, expected: Type) -> Expr:
    if node.type == expected or (expected == NUMBER and node.type == INT):
        return node
    if isinstance(node, Literal) and node.value == 0 and node.type == INT:
        return Literal(type=expected, text=node.text, value=0)
    return context.refuse(
        tree,
        "type",
        Text(
            f"这里要{expected}，「{node.text}」是{node.type}",
            f"{expected} is needed here; '{node.text}' is {node.type}",
        ),
        Text(
            "检查单位（元、年、个月、%）或换一个事实", "check the unit (元, 年, 个月, %) or use another fact"
        ),
    )
