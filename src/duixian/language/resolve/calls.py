"""Calls: built-in functions, functions of the record's period, and the policy's own definitions."""

from __future__ import annotations

from lark import Token

from duixian.language.functions import (
    ANY,
    DATE_OR_MONTH,
    FUNCTIONS,
    ORDERED,
    RECORD_FUNCTIONS,
    SAME,
    Function,
)
from duixian.language.nodes import Call, Expr, Holds, Moment, MomentName, Use
from duixian.language.resolve.context import Context, family, subtree, tokens_named, trees_of
from duixian.language.resolve.scope import Signature
from duixian.language.syntax.parse import Syntax
from duixian.language.types import BOOL, DATE, INT, MONTH, NUMBER, ORDERED_KINDS, Kind, Type
from duixian.values.bilingual import Text

_OF_KINDS: dict[str, tuple[tuple[Kind, ...], Text]] = {
    "级差": ((Kind.CATEGORY,), Text("有高低的等级", "an ordered category")),
    "数量": (
        (Kind.MONTHS, Kind.DAYS, Kind.WORKDAYS, Kind.AGE, Kind.INT),
        Text("月数、天数、工作日数或周岁", "a number of months, days, working days or years of age"),
    ),
}
"""Functions of values with an order that take only some kinds of them."""


@family("call")
def call(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """name(arguments)."""
    token = tokens_named(tree, "NAME")[0]
    arguments_tree = subtree(tree, "arguments")
    arguments = trees_of(arguments_tree) if arguments_tree is not None else []
    if str(token) in RECORD_FUNCTIONS:
        return _period(context, tree, token, arguments)
    if str(token) in context.scope.definitions:
        return _use(context, tree, token, arguments, context.scope.definitions[str(token)])
    function = FUNCTIONS.get(str(token))
    if function is None:
        return context.unknown_word(token, [*FUNCTIONS, *RECORD_FUNCTIONS, *context.scope.definitions])
    return _builtin(context, tree, function, arguments, expected)


def _builtin(
    context: Context, tree: Syntax, function: Function, arguments: list[Syntax], expected: Type | None
) -> Expr:
    least = len(function.parameters)
    if len(arguments) < least or (len(arguments) > least and not function.variadic):
        return _wrong_count(context, tree, function.name, least, len(arguments))
    nodes: list[Expr] = []
    for position, argument in enumerate(arguments):
        parameter = function.parameters[min(position, least - 1)]
        first = nodes[0].type if nodes else (expected if function.result == SAME else None)
        nodes.append(_argument(context, argument, parameter, first))
    wanted = _OF_KINDS.get(function.name)
    if wanted is not None and nodes[0].type.kind not in wanted[0]:
        return _unfit(context, arguments[0], nodes[0], wanted[1])
    result = nodes[0].type if function.result == SAME else function.result
    if function.result == SAME and {n.type for n in nodes} == {INT, NUMBER}:
        result = NUMBER
    assert isinstance(result, Type)
    return Call(type=result, text=context.text(tree), function=function.name, arguments=tuple(nodes))


def _argument(context: Context, tree: Syntax, parameter: Type | str, first: Type | None) -> Expr:
    if isinstance(parameter, Type):
        return context.typed(tree, parameter)
    if parameter == DATE_OR_MONTH:
        return context.typed(tree, DATE, MONTH)
    node = context.expr(tree, first)
    if parameter == ANY:
        return node
    if parameter == ORDERED and not (
        node.type.kind in ORDERED_KINDS or _ordered_category(context, node.type)
    ):
        return _unfit(context, tree, node, Text("有大小的值", "a value with an order"))
    if first is not None and parameter in (SAME, ORDERED) and not _alike(node.type, first):
        return _unfit(context, tree, node, Text(str(first), str(first)))
    return node


def _alike(one: Type, other: Type) -> bool:
    return one == other or {one, other} <= {INT, NUMBER}


def _ordered_category(context: Context, kind: Type) -> bool:
    return kind.kind is Kind.CATEGORY and context.scope.vocabulary.categories[str(kind.of)].ordered


def _unfit(context: Context, tree: Syntax, node: Expr, wanted: Text) -> Expr:
    return context.refuse(
        tree,
        "argument-type",
        Text(
            f"「{node.text}」是{node.type}，这里要{wanted.zh}",
            f"'{node.text}' is {node.type}; {wanted.en} is needed",
        ),
        Text("检查单位或换一个事实", "check the unit or use another fact"),
    )


def _wrong_count(context: Context, tree: Syntax, name: str, wanted: int, given: int) -> Expr:
    return context.refuse(
        tree,
        "argument-count",
        Text(
            f"「{name}」要 {wanted} 个参数，写了 {given} 个",
            f"'{name}' takes {wanted} arguments, {given} given",
        ),
        Text("补齐或删去参数，用逗号隔开", "add or remove arguments, separated by commas"),
    )


def _use(context: Context, tree: Syntax, token: Token, arguments: list[Syntax], signature: Signature) -> Expr:
    if len(arguments) != len(signature.parameters):
        return _wrong_count(context, tree, signature.name, len(signature.parameters), len(arguments))
    nodes = tuple(
        context.typed(argument, kind)
        for argument, (_, kind) in zip(arguments, signature.parameters, strict=True)
    )
    return Use(type=signature.result, text=context.text(tree), definition=str(token), arguments=nodes)


def _period(context: Context, tree: Syntax, token: Token, arguments: list[Syntax]) -> Expr:
    wanted = 1 if str(token) == "在期" else 2
    if len(arguments) != wanted:
        return _wrong_count(context, tree, str(token), wanted, len(arguments))
    depth = len(context.scope.records) - 1
    table = context.scope.vocabulary.tables[context.scope.records[depth]] if depth >= 0 else None
    if table is None or table.period is None:
        return context.refuse(
            token,
            "no-period",
            Text(f"「{token}」用在有期间的记录里", f"'{token}' belongs inside a record that has a period"),
            Text(
                "写在「其中(…)」里，并给那张表声明「期间」",
                "write it inside 其中(…), of a table that declares 期间",
            ),
        )
    days = [context.typed(a, DATE, MONTH) for a in arguments]
    until = days[1] if wanted == 2 else None
    return Holds(type=BOOL, text=context.text(tree), depth=depth, since=days[0], until=until)


def default_day(context: Context, tree: Syntax) -> Expr:
    """The date a catalogue is asked for when none is written: the event's, or the decision's."""
    name = MomentName.EVENT_ON if MomentName.EVENT_ON in context.scope.moments else MomentName.AS_OF
    return Moment(type=DATE, text=name.value, name=name)
