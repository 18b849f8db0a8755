"""Values written as an expression of constants: shares (4/10, 1 - 1/3), days (2021年5月1日 后 5年 前 1天)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from duixian.language.nodes import Arithmetic, Expr, Literal, Operator, Parameter
from duixian.language.types import DATE, DAYS, INT, MONTHS, NUMBER
from duixian.values.dates import add_months


def folded(node: Expr | None) -> Expr | None:
    """The same share as one literal where it holds nothing but literals; else as it is."""
    if node is None or isinstance(node, Literal | Parameter) or node.type not in (INT, NUMBER):
        return node
    value = constant(node, parameters=False)
    return node if value is None else Literal(type=NUMBER, text=node.text, value=Fraction(value))


def constant(node: Expr, *, parameters: bool = True) -> Any:
    """The run-time value of an expression of constants and, unless told otherwise, parameters that are set; None
    for any other."""
    if isinstance(node, Literal) or (parameters and isinstance(node, Parameter)):
        return node.value
    if not isinstance(node, Arithmetic):
        return None
    left = constant(node.left, parameters=parameters)
    right = constant(node.right, parameters=parameters)
    if left is None or right is None:
        return None
    return _shifted(node, left, right) if node.left.type == DATE else _reckoned(node, left, right)


def _shifted(node: Arithmetic, day: date, length: Any) -> date | None:
    sign = 1 if node.operator is Operator.ADD else -1
    if node.right.type == MONTHS:
        return add_months(day, sign * length)
    return day + timedelta(days=sign * length) if node.right.type == DAYS else None


def _reckoned(node: Arithmetic, left: Any, right: Any) -> Any:
    counted = {node.left.type, node.right.type} <= {INT, NUMBER}
    match node.operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY if counted:
            return left * right
        case Operator.DIVIDE if counted and right:
            return Fraction(left) / right
    return None
