"""Literals and names: what a word means at its place."""

from __future__ import annotations

from fractions import Fraction

from lark import Token

from duixian.language.nodes import (
    Argument,
    Expr,
    Field,
    Follow,
    Here,
    Literal,
    Local,
    Moment,
    MomentName,
    Use,
)
from duixian.language.resolve.context import Context, family, tokens_named, trees_of
from duixian.language.resolve.scope import MOMENT_TYPES
from duixian.language.syntax.parse import Syntax
from duixian.language.syntax.words import half_width
from duixian.language.types import (
    AGE,
    BOOL,
    DATE,
    DAYS,
    INT,
    MONEY,
    MONTH,
    MONTHS,
    NUMBER,
    TEXT,
    WORKDAYS,
    Kind,
    Type,
    category,
    record,
)
from duixian.language.vocabulary import Category
from duixian.values.bilingual import Text
from duixian.values.dates import DateError, parse_date
from duixian.values.months import MonthError, parse_month

THIS_CASE = ("本次", "本")

UNITS: dict[str, tuple[Type, Fraction]] = {
    "亿元": (MONEY, Fraction(10_000_000_000)),
    "万元": (MONEY, Fraction(1_000_000)),
    "元": (MONEY, Fraction(100)),
    "角": (MONEY, Fraction(10)),
    "分": (MONEY, Fraction(1)),
    "%": (NUMBER, Fraction(1, 100)),
    "‰": (NUMBER, Fraction(1, 1000)),
    "倍": (NUMBER, Fraction(1)),
    "年": (MONTHS, Fraction(12)),
    "个季度": (MONTHS, Fraction(3)),
    "个月": (MONTHS, Fraction(1)),
    "天": (DAYS, Fraction(1)),
    "日": (DAYS, Fraction(1)),
    "个工作日": (WORKDAYS, Fraction(1)),
    "工作日": (WORKDAYS, Fraction(1)),
    "周岁": (AGE, Fraction(1)),
    "岁": (AGE, Fraction(1)),
    "万人": (INT, Fraction(10_000)),
    "万": (INT, Fraction(10_000)),
    **dict.fromkeys(("次", "名", "人", "家", "个", "项", "学时", "课时"), (INT, Fraction(1))),
    "平方米": (NUMBER, Fraction(1)),
}


@family("number")
def number(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """A number with or without a unit; whole wherever its type is counted in whole units."""
    token = tokens_named(tree, "NUMBER")[0]
    written = half_width(str(token)).replace(",", "")
    digits = written.rstrip("".join(set("".join(UNITS)))).strip()
    unit = written[len(digits) :].strip()
    kind, factor = UNITS.get(unit, (INT if "." not in digits else NUMBER, Fraction(1)))
    value = Fraction(digits) * factor
    if kind != NUMBER and value.denominator != 1:
        if unit:
            return context.refuse(
                token,
                "not-whole",
                Text(f"「{token}」换算后不是整数", f"'{token}' is not a whole number of its smallest unit"),
                Text(
                    "金额最小到分，时间最小到月或天",
                    "money goes down to the fen, time to the month or the day",
                ),
            )
        kind = NUMBER
    held = value if kind == NUMBER else int(value)
    return Literal(type=kind, text=context.text(tree), value=held, unit=unit)


@family("date")
def date_literal(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """A day."""
    token = tokens_named(tree, "DATE")[0]
    try:
        return Literal(type=DATE, text=str(token), value=parse_date(half_width(str(token))))
    except DateError as error:
        return context.refuse(token, "no-such-date", error.message, error.remedy)


@family("month")
def month_literal(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """A calendar month."""
    token = tokens_named(tree, "MONTH")[0]
    try:
        return Literal(type=MONTH, text=str(token), value=parse_month(half_width(str(token))))
    except MonthError as error:
        return context.refuse(token, "no-such-month", error.message, error.remedy)


@family("true", "false")
def truth(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """真 or 假."""
    return Literal(type=BOOL, text=context.text(tree), value=tree.data == "true")


@family("text")
def text_literal(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """A text in quotation marks, to the letter; a member of the expected category where it is one."""
    token = tokens_named(tree, "STRING")[0]
    # The tree was read from half-width signs: the words as written stand at the same place of the source.
    words = context.source[tree.meta.start_pos + 1 : tree.meta.end_pos - 1]
    if expected is not None and expected.kind is Kind.CATEGORY:
        return member(context, token, words, expected)
    return Literal(type=TEXT, text=context.text(tree), value=words)


@family("name")
def name(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """A bare word: a column of the innermost record that has it, or anything else that is named."""
    token = tokens_named(tree, "NAME")[0]
    found = value_named(context, token)
    if found is not None:
        return found
    if expected is not None and expected.kind is Kind.CATEGORY:
        return member(context, token, str(token), expected)
    return _member_of_any(context, token)


def value_named(context: Context, token: Token) -> Expr | None:
    """What a word names here, or None when it names nothing (it may still be a category's member)."""
    word = str(token)
    scope = context.scope
    if word in THIS_CASE and scope.records:
        return Here(type=record(scope.records[0]), text=word, depth=0)
    for depth in range(len(scope.records) - 1, -1, -1):
        table = scope.vocabulary.tables[scope.records[depth]]
        here = Here(type=record(table.name), text=table.name, depth=depth)
        if word in table.columns:
            _warn_of_shadow(context, token, table.name)
            return column_of(context, here, token)
        if word == table.name:
            return here
    return _named_value(context, token, word)


def _warn_of_shadow(context: Context, token: Token, table: str) -> None:
    """A word that names a column, and a parameter or value of the rule as well, is the column: was it meant?"""
    word = str(token)
    if word in context.scope.parameters or word in context.scope.locals:
        context.problems.add(
            "name-shadowed",
            context.spot.moved(token.start_pos or 0),
            Text(
                f"「{word}」既是表「{table}」的列，又是参数或变量；这里指的是列",
                f"'{word}' is a column of '{table}' and a parameter or value as well; here it is the column",
            ),
            Text("给参数或变量换一个名字", "give the parameter or value another name"),
            warning=True,
        )


def _named_value(context: Context, token: Token, word: str) -> Expr | None:
    scope = context.scope
    if word in scope.locals:
        body = scope.locals[word]()
        if body is None:
            return context.refuse(
                token,
                "bad-local",
                Text(
                    f"变量「{word}」没有读成（见它自己的错误）",
                    f"the value '{word}' could not be read (see its own error)",
                ),
                Text(
                    "先改正它；变量不能互相循环引用",
                    "mend it first; values may not refer to each other in a circle",
                ),
            )
        return Local(type=body.type, text=word, name=word, body=body)
    if word in scope.arguments:
        index, kind = scope.arguments[word]
        return Argument(type=kind, text=word, index=index, name=word)
    if word in scope.parameters:
        return scope.parameters[word]
    if word in scope.definitions and not scope.definitions[word].parameters:
        return Use(type=scope.definitions[word].result, text=word, definition=word, arguments=())
    return _moment(context, word)


def _moment(context: Context, word: str) -> Expr | None:
    for moment in context.scope.moments:
        if moment.value == word:
            return Moment(type=MOMENT_TYPES[moment], text=word, name=MomentName(moment))
    return None


def column_of(context: Context, base: Expr, token: Token) -> Expr:
    """A column of a record: its value, or the record it links to."""
    table = context.scope.vocabulary.tables[str(base.type.of)]
    column = table.columns.get(str(token))
    if column is None:
        return context.unknown_word(token, list(table.columns))
    text = str(token) if isinstance(base, Here) else f"{base.text}的{token}"
    if column.link is not None:
        return Follow(type=column.type, text=text, base=base, column=column.name)
    return Field(type=column.type, text=text, base=base, column=column.name)


@family("attribute")
def attribute(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """X的Y: a column of a record."""
    base = context.expr(trees_of(tree)[0])
    token = tokens_named(tree, "NAME")[0]
    if base.type.kind is not Kind.RECORD:
        return context.refuse(
            token,
            "no-columns",
            Text(
                f"「{base.text}」是{base.type}，没有「{token}」这一列",
                f"'{base.text}' is {base.type} and has no column '{token}'",
            ),
            Text(
                "「的」前面要是人员、用人单位或某张表的记录", "before 的 there must be a record, such as 人员"
            ),
        )
    return column_of(context, base, token)


def member(context: Context, token: Token, word: str, expected: Type) -> Expr:
    """A member of a category, by name or alias."""
    kind = context.scope.vocabulary.categories[str(expected.of)]
    found = kind.member_named(word)
    if found is None:
        return context.unknown_word(token, [*kind.members, *kind.aliases])
    return Literal(type=expected, text=word, value=found)


def _member_of_any(context: Context, token: Token) -> Expr:
    found: tuple[Category, ...] = context.scope.vocabulary.categories_with(str(token))
    if len(found) == 1:
        return Literal(type=category(found[0].name), text=str(token), value=str(token))
    if not found:
        return context.unknown_word(token, context.scope.names)
    names = "、".join(c.name for c in found)
    return context.refuse(
        token,
        "ambiguous-word",
        Text(
            f"「{token}」同属{names}，看不出指哪一个",
            f"'{token}' belongs to {names}; which is meant cannot be told",
        ),
        Text("与相应的列比较，例如「列 = 值」", "compare it with a column of that category"),
    )


def is_word(context: Context, tree: Syntax) -> bool:
    """Whether a tree is a bare word that names no value here, or a text: then the other side gives its category."""
    if tree.data == "text":
        return True
    return tree.data == "name" and value_named(context, tokens_named(tree, "NAME")[0]) is None
