"""Conditions: comparisons, lists, ranges, regions, and 且 或 非."""

from __future__ import annotations

from lark import Token

from duixian.language.nodes import (
    Aggregate,
    AllOf,
    Among,
    AnyOf,
    Between,
    Choose,
    Compare,
    Comparison,
    Expr,
    Field,
    Here,
    Holds,
    How,
    IsAbsent,
    Literal,
    Not,
    Rows,
    Within,
)
from duixian.language.resolve.calls import default_day
from duixian.language.resolve.context import Context, family, subtree, tokens_named, trees_of
from duixian.language.resolve.names import is_word
from duixian.language.syntax.parse import Syntax
from duixian.language.types import BOOL, DATE, INT, MONTH, NUMBER, ORDERED_KINDS, TEXT, Kind, Type, record
from duixian.values.bilingual import Text
from duixian.values.regions import RegionError, region_near

_SIGNS = {
    "=": Comparison.EQ,
    "==": Comparison.EQ,
    "≠": Comparison.NE,
    "!=": Comparison.NE,
    "<>": Comparison.NE,
    "<": Comparison.LT,
    "<=": Comparison.LE,
    "≤": Comparison.LE,
    ">": Comparison.GT,
    ">=": Comparison.GE,
    "≥": Comparison.GE,
}


def pair(context: Context, left: Syntax, right: Syntax) -> tuple[Expr, Expr]:
    """Both sides of a comparison; a bare word takes its category from the other side."""
    if is_word(context, left) and not is_word(context, right):
        second = context.expr(right)
        return context.expr(left, second.type), second
    first = context.expr(left)
    return first, context.expr(right, first.type)


def _numeric(kind: Type) -> bool:
    return kind in (INT, NUMBER)


def check_comparable(context: Context, at: Syntax | Token, left: Expr, right: Expr, ordered: bool) -> None:
    """Refuse two sides that cannot be compared, or a category without order compared by order."""
    if left.type != right.type and not (_numeric(left.type) and _numeric(right.type)):
        context.refuse(
            at,
            "compare-types",
            Text(
                f"「{left.text}」（{left.type}）不能与「{right.text}」（{right.type}）比较",
                f"'{left.text}' ({left.type}) cannot be compared with '{right.text}' ({right.type})",
            ),
            _compare_remedy(left.type, right.type),
        )
    if ordered and not _has_order(context, left.type):
        context.refuse(
            at,
            "no-order",
            Text(
                f"「{left.type}」没有高低之分，不能用大于小于",
                f"'{left.type}' has no order: less and more mean nothing",
            ),
            Text("用「=」「属于」，或在声明里把它列为「等级」", "use '=' or 属于, or declare it under 等级"),
        )


def _compare_remedy(left: Type, right: Type) -> Text:
    kinds = {left.kind, right.kind}
    if kinds == {Kind.DATE, Kind.MONTH}:
        return Text(
            "日期用「所在月(…)」换成月份，月份用「月初(…)」换成日期",
            "turn a date into a month by 所在月(…), a month into a date by 月初(…)",
        )
    if Kind.INT in kinds:
        return Text(
            "给数字写上单位：元、个月、年、天、周岁", "write the number's unit: 元, 个月, 年, 天, 周岁"
        )
    return Text("两边要是同一类型", "both sides must have the same type")


def _has_order(context: Context, kind: Type) -> bool:
    if kind.kind is Kind.CATEGORY:
        return context.scope.vocabulary.categories[str(kind.of)].ordered
    return kind.kind in ORDERED_KINDS


@family("compare")
def compare(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """left sign right."""
    sides = trees_of(tree)
    sign = tokens_named(tree, "COMPARE")[0]
    operator = _SIGNS[str(sign)]
    return comparison(context, tree, sides[0], sides[1], operator)


@family("equal", "unequal")
def equality(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """left 是 right, left 不是 right."""
    sides = trees_of(tree)
    return comparison(
        context, tree, sides[0], sides[1], Comparison.EQ if tree.data == "equal" else Comparison.NE
    )


def comparison(context: Context, tree: Syntax, left: Syntax, right: Syntax, operator: Comparison) -> Expr:
    """The node of a comparison after its sides were checked."""
    first, second = pair(context, left, right)
    check_comparable(context, tree, first, second, operator not in (Comparison.EQ, Comparison.NE))
    return Compare(type=BOOL, text=context.text(tree), operator=operator, left=first, right=second)


@family("is_absent", "is_present")
def absence(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """x 是 无, x 不是 无."""
    node = IsAbsent(type=BOOL, text=context.text(tree), value=context.expr(trees_of(tree)[0]))
    return node if tree.data == "is_absent" else Not(type=BOOL, text=node.text, value=node)


@family("among", "not_among")
def among(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """x 属于 (a、b)."""
    value = context.expr(trees_of(tree)[0])
    options_tree = trees_of(tree)[1]
    options = tuple(context.expr(option, value.type) for option in trees_of(options_tree))
    for option, written in zip(options, trees_of(options_tree), strict=True):
        check_comparable(context, written, value, option, ordered=False)
    node = Among(type=BOOL, text=context.text(tree), value=value, options=options)
    return node if tree.data == "among" else Not(type=BOOL, text=node.text, value=node)


@family("between")
def between(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """x 在 low 至 high, both included."""
    value_tree, low_tree, high_tree = trees_of(tree)
    value = context.expr(value_tree)
    low, high = context.expr(low_tree, value.type), context.expr(high_tree, value.type)
    check_comparable(context, low_tree, value, low, ordered=True)
    check_comparable(context, high_tree, value, high, ordered=True)
    node = Between(type=BOOL, text=context.text(tree), value=value, low=low, high=high)
    backwards = isinstance(low, Literal) and isinstance(high, Literal) and _backwards(context, low, high)
    if backwards:
        context.refuse(
            tree,
            "range-backwards",
            Text(f"「{node.text}」的下限高于上限", f"the lower end of '{node.text}' is above the upper end"),
            Text("把两端对调", "exchange the ends"),
        )
    return node


def _backwards(context: Context, low: Literal, high: Literal) -> bool:
    if low.type.kind is Kind.CATEGORY:
        kind = context.scope.vocabulary.categories[str(low.type.of)]
        return kind.rank(low.value) > kind.rank(high.value)
    return bool(low.value > high.value)


@family("within", "not_within")
def within(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """place 位于 area."""
    place_tree, area_tree = trees_of(tree)
    place, area = context.typed(place_tree, TEXT), context.typed(area_tree, TEXT)
    home = context.scope.vocabulary.home
    if isinstance(area, Literal):
        try:
            area = Literal(type=TEXT, text=area.text, value=region_near(area.value, home).code)
        except RegionError as error:
            context.refuse(area_tree, "unknown-region", error.message, error.remedy)
    node = Within(type=BOOL, text=context.text(tree), place=place, area=area)
    return node if tree.data == "within" else Not(type=BOOL, text=node.text, value=node)


@family("listed", "not_listed")
def listed(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """x 属于 目录 [于 date]: a value stands in the first column of a table, in force on the date."""
    value = context.expr(trees_of(tree)[0])
    path = subtree(tree, "path")
    token = tokens_named(path, "NAME")[0] if path is not None else None
    table = context.scope.vocabulary.tables.get(str(token))
    if token is None or table is None:
        tables = list(context.scope.vocabulary.tables)
        return context.unknown_word(token if token is not None else Token("NAME", ""), tables)
    depth = len(context.scope.records)
    column = table.columns[table.key or next(iter(table.columns))]
    here = Here(type=record(table.name), text=table.name, depth=depth)
    entry = Field(type=column.type, text=column.name, base=here, column=column.name)
    check_comparable(context, tree, value, entry, ordered=False)
    where: Expr = Compare(type=BOOL, text=context.text(tree), operator=Comparison.EQ, left=entry, right=value)
    if table.period is not None:
        where = AllOf(type=BOOL, text=where.text, parts=(where, _in_force(context, tree, path, depth)))
    how = How.EXISTS if tree.data == "listed" else How.NONE
    return Aggregate(type=BOOL, text=context.text(tree), how=how, rows=Rows(table.name, depth), where=where)


def _in_force(context: Context, tree: Syntax, path: Syntax | None, depth: int) -> Expr:
    given = [t for t in trees_of(tree)[1:] if t is not path]
    day = context.typed(given[0], DATE, MONTH) if given else default_day(context, tree)
    return Holds(type=BOOL, text=f"在期({day.text})", depth=depth, since=day)


@family("all_of")
def all_of(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """a 且 b."""
    return AllOf(type=BOOL, text=context.text(tree), parts=tuple(context.boolean(t) for t in trees_of(tree)))


@family("any_of")
def any_of(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """a 或 b."""
    return AnyOf(type=BOOL, text=context.text(tree), parts=tuple(context.boolean(t) for t in trees_of(tree)))


@family("not_")
def not_(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """非 a."""
    return Not(type=BOOL, text=context.text(tree), value=context.boolean(trees_of(tree)[0]))


@family("choose")
def choose(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """若 a 则 b 否则 c."""
    condition_tree, then_tree, otherwise_tree = trees_of(tree)
    condition = context.boolean(condition_tree)
    then = context.expr(then_tree, expected)
    otherwise = context.expr(otherwise_tree, expected or then.type)
    kind = then.type
    if then.type != otherwise.type:
        if not (_numeric(then.type) and _numeric(otherwise.type)):
            check_comparable(context, otherwise_tree, then, otherwise, ordered=False)
        kind = NUMBER
    return Choose(type=kind, text=context.text(tree), condition=condition, then=then, otherwise=otherwise)
