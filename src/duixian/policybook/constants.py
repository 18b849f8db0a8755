"""Shares written as a sum of constants (4/10, 1 - 1/3) are constants."""

from __future__ import annotations

from fractions import Fraction

from duixian.language.nodes import Arithmetic, Expr, Literal, Operator, Parameter
from duixian.language.types import INT, NUMBER


def folded(node: Expr | None) -> Expr | None:
    """The same share as one literal where it holds nothing but constants; else as it is."""
    value = None if node is None or isinstance(node, Literal | Parameter) else _value(node)
    return node if node is None or value is None else Literal(type=NUMBER, text=node.text, value=value)


def _value(node: Expr) -> Fraction | None:
    if isinstance(node, Literal):
        return Fraction(node.value) if node.type in (INT, NUMBER) else None
    if not isinstance(node, Arithmetic):
        return None
    left, right = _value(node.left), _value(node.right)
    if left is None or right is None:
        return None
    match node.operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return left * right
        case _:
            return left / right if right else None
