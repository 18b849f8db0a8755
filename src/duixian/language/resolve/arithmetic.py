"""Arithmetic: which types a sign joins, and what comes of it."""

from __future__ import annotations

from duixian.language.nodes import Arithmetic, Expr, Literal, Negate, Operator
from duixian.language.resolve.context import Context, family, trees_of
from duixian.language.syntax.parse import Syntax
from duixian.language.types import AGE, DATE, DAYS, INT, MONEY, MONTH, MONTHS, NUMBER, WORKDAYS, Type
from duixian.values.bilingual import Text

_COUNTED = (INT, NUMBER)
_LENGTHS = (MONTHS, DAYS, WORKDAYS, AGE)

_RESULTS: dict[tuple[Operator, Type, Type], Type] = {}


def _declare(operator: Operator, left: Type, right: Type, result: Type) -> None:
    _RESULTS[operator, left, right] = result


for _sign in (Operator.ADD, Operator.SUBTRACT):
    for _same in (MONEY, INT, NUMBER, MONTHS, DAYS, WORKDAYS, AGE):
        _declare(_sign, _same, _same, _same)
    _declare(_sign, INT, NUMBER, NUMBER)
    _declare(_sign, NUMBER, INT, NUMBER)
    for _length in (MONTHS, DAYS, WORKDAYS, AGE):
        _declare(_sign, DATE, _length, DATE)
    _declare(_sign, MONTH, MONTHS, MONTH)
_declare(Operator.SUBTRACT, DATE, DATE, DAYS)
_declare(Operator.SUBTRACT, MONTH, MONTH, MONTHS)
for _number in _COUNTED:
    _declare(Operator.MULTIPLY, MONEY, _number, MONEY)
    _declare(Operator.MULTIPLY, _number, MONEY, MONEY)
    _declare(Operator.DIVIDE, MONEY, _number, MONEY)
    for _other in _COUNTED:
        _declare(Operator.MULTIPLY, _number, _other, INT if _number == _other == INT else NUMBER)
        _declare(Operator.DIVIDE, _number, _other, NUMBER)
for _length in _LENGTHS:
    _declare(Operator.MULTIPLY, MONEY, _length, MONEY)
    _declare(Operator.MULTIPLY, _length, MONEY, MONEY)
    _declare(Operator.DIVIDE, MONEY, _length, MONEY)
    _declare(Operator.DIVIDE, _length, _length, NUMBER)
    _declare(Operator.MULTIPLY, _length, INT, _length)
    _declare(Operator.MULTIPLY, INT, _length, _length)
    _declare(Operator.MULTIPLY, NUMBER, _length, NUMBER)
    _declare(Operator.MULTIPLY, _length, NUMBER, NUMBER)
_declare(Operator.DIVIDE, MONEY, MONEY, NUMBER)

_SIGNS = {
    "add": Operator.ADD,
    "subtract": Operator.SUBTRACT,
    "multiply": Operator.MULTIPLY,
    "divide": Operator.DIVIDE,
}


def result_of(operator: Operator, left: Type, right: Type) -> Type | None:
    """The type that a sign makes of two types, or None when it joins them not."""
    return _RESULTS.get((operator, left, right))


@family("add", "subtract", "multiply", "divide")
def arithmetic(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """Two values and a sign."""
    left_tree, right_tree = trees_of(tree)
    left, right = context.expr(left_tree), context.expr(right_tree)
    operator = _SIGNS[str(tree.data)]
    result = result_of(operator, left.type, right.type)
    if result is None:
        return context.refuse(
            tree,
            "arithmetic-types",
            Text(
                f"「{left.text}」（{left.type}）与「{right.text}」（{right.type}）不能用「{operator.value}」",
                f"'{left.text}' ({left.type}) and '{right.text}' ({right.type}) cannot be joined by '{operator.value}'",
            ),
            Text(
                "检查单位：日期加减年、个月、天；金额乘比例或个数",
                "check the units: dates take 年, 个月, 天; money takes ratios or counts",
            ),
        )
    if operator is Operator.DIVIDE and isinstance(right, Literal) and right.value == 0:
        return context.refuse(
            right_tree,
            "divide-by-zero",
            Text("不能除以零", "division by zero"),
            Text("改写除数", "write another divisor"),
        )
    return Arithmetic(type=result, text=context.text(tree), operator=operator, left=left, right=right)


@family("negate")
def negate(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """−x."""
    inner = trees_of(tree)[0]
    value = context.typed(inner, MONEY, INT, NUMBER, MONTHS, DAYS)
    return Negate(type=value.type, text=context.text(tree), value=value)
