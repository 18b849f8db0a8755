"""Text of an expression to its syntax tree."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from duixian.language.syntax.words import AGGREGATES, KEYWORDS, half_width
from duixian.values.bilingual import Text

Syntax = Tree[Token]


class ExpressionError(Exception):
    """An expression that does not parse: ``column`` counts characters from 1."""

    def __init__(self, column: int, message: Text, remedy: Text) -> None:
        self.column = column
        self.message = message
        self.remedy = remedy
        super().__init__(message.zh)


def _keyword(token: Token) -> Token:
    if token.value in AGGREGATES:
        return Token.new_borrow_pos("AGGREGATE", token.value, token)
    kind = KEYWORDS.get(token.value)
    return token if kind is None else Token.new_borrow_pos(kind, token.value, token)


@cache
def _parser() -> Lark:
    grammar = resources.files(__package__).joinpath("grammar.lark").read_text("utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer="basic",
        propagate_positions=True,
        maybe_placeholders=True,
        lexer_callbacks={"NAME": _keyword},
    )


@lru_cache(maxsize=8192)
def parse_expression(text: str) -> Syntax:
    """The syntax tree of one expression. Raises ExpressionError with the column and what to do."""
    source = half_width(text)
    try:
        tree = _parser().parse(source)
    except UnexpectedInput as error:
        raise _explained(error, source) from error
    return tree if isinstance(tree, Tree) else Tree("name", [tree])


_LIKELY = {
    "若": ("(", "给「若 … 则 … 否则 …」加上括号", "put brackets round 若 … 则 … 否则 …"),
    "以上": ("≥", "及以上写作「≥ 某值」", "write 'at least' as '≥ value'"),
    "及以上": ("≥", "及以上写作「≥ 某值」", "write 'at least' as '≥ value'"),
    "以下": ("≤", "及以下写作「≤ 某值」", "write 'at most' as '≤ value'"),
    "不少于": ("≥", "不少于写作「≥」", "write 'not less than' as '≥'"),
    "大于": (">", "大于写作「>」", "write 'more than' as '>'"),
    "小于": ("<", "小于写作「<」", "write 'less than' as '<'"),
}


def _explained(error: UnexpectedInput, source: str) -> ExpressionError:
    column = error.column if isinstance(error.column, int) and error.column > 0 else len(source) + 1
    if isinstance(error, UnexpectedCharacters):
        sign = source[column - 1 : column]
        return ExpressionError(
            column,
            Text(
                f"第 {column} 字「{sign}」不是表达式里的字符",
                f"character {column} '{sign}' is not one of the language",
            ),
            Text("检查符号；文字值请加引号", "check the sign; put text values in quotation marks"),
        )
    token = error.token if isinstance(error, UnexpectedToken) else None
    if token is None or token.type == "$END":
        return ExpressionError(
            len(source) + 1,
            Text("表达式没有写完", "the expression stops too early"),
            Text("补全后半部分或括号", "complete it or close the bracket"),
        )
    _, zh, en = _LIKELY.get(
        token.value,
        (
            "",
            "检查这里的写法；词与词之间要有空格或符号",
            "check the wording here; put blanks or signs between words",
        ),
    )
    return ExpressionError(
        column,
        Text(f"「{token.value}」不应出现在这里", f"'{token.value}' is not expected here"),
        Text(zh, en),
    )
