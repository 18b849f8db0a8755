"""Questions to many records: 存在 人员的参保 其中(…), 合计 …, 连续月数 … 自 ….

The records are named by a path: a record or link, then 的, then a table whose rows point to it
(人员的参保); several steps flatten (家庭的人员的购房); 所有 takes every row of a table. What stands after the
table is a column of the row (人员的培训的培训费用). Where a table points twice to the same kind of record, the
link is named in brackets: 用人单位的录用[用工单位].
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from duixian.language.nodes import Aggregate, Expr, Follow, Here, How, Rows
from duixian.language.resolve.context import Context, family, subtree, tokens_named, trees_of
from duixian.language.resolve.names import column_of, value_named
from duixian.language.syntax.parse import Syntax
from duixian.language.types import BOOL, DATE, INT, MONTH, MONTHS, ORDERED_KINDS, Kind, Type, record
from duixian.language.vocabulary import Table
from duixian.values.bilingual import Text

_MONTHS_COVERED = (How.RUN, How.LONGEST, How.COVERED)
_ADDABLE = (Kind.INT, Kind.NUMBER, Kind.MONEY, Kind.MONTHS, Kind.DAYS, Kind.WORKDAYS)
MOST_RECORDS = 8
"""How many records, one inside the other, an expression may look at."""
_NEEDS_VALUE = (How.SUM, How.MAX, How.MIN, How.DISTINCT)


@dataclass(frozen=True)
class Path:
    """A path taken apart: the rows, and the column names after the table."""

    rows: Rows
    columns: tuple[Token, ...]
    token: Token


@family("aggregate")
def aggregate(context: Context, tree: Syntax, expected: Type | None) -> Expr:
    """One question to many records."""
    how = How(str(tokens_named(tree, "AGGREGATE")[0]))
    rows_tree = subtree(tree, "rows")
    assert rows_tree is not None
    path = _path(context, rows_tree)
    _check_depth(context, tree)
    inner = context.inside(path.rows.table)
    where_tree = subtree(tree, "where")
    where = inner.boolean(trees_of(where_tree)[0]) if where_tree is not None else None
    value = _value(inner, tree, path, how)
    start, end = (_month(context, tree, name) for name in ("from_", "to"))
    if how in _MONTHS_COVERED:
        _check_months(context, tree, path, how, start, end)
    node = Aggregate(
        type=_result(context, tree, how, path, value),
        text=context.text(tree),
        how=how,
        rows=path.rows,
        where=where,
        value=value,
        start=start,
        end=end,
    )
    return _picked(context, node, path) if how in (How.LAST, How.FIRST) else node


def _check_depth(context: Context, tree: Syntax) -> None:
    if len(context.scope.records) >= MOST_RECORDS:
        context.refuse(
            tree,
            "too-deep",
            Text(
                f"记录里套记录超过了 {MOST_RECORDS} 层",
                f"more than {MOST_RECORDS} records stand one inside the other",
            ),
            Text("把里层写成一个「定义」", "make a definition (定义) of the inner part"),
        )


def _path(context: Context, tree: Syntax) -> Path:
    names = tokens_named(tree, "NAME")
    link = _bracketed(tree)
    everything = bool(tokens_named(tree, "KW_ALL"))
    first = names[0]
    if not everything and str(first).startswith("所有") and str(first)[2:] in context.scope.vocabulary.tables:
        first = Token.new_borrow_pos("NAME", str(first)[2:], first)
        everything = True
    if everything:
        table = _table(context, first)
        return Path(Rows(table.name, len(context.scope.records)), tuple(names[1:]), first)
    return _from_record(context, names, link)


def _bracketed(tree: Syntax) -> Token | None:
    link = subtree(tree, "link")
    return None if link is None else tokens_named(link, "NAME")[0]


def _table(context: Context, token: Token) -> Table:
    table = context.scope.vocabulary.tables.get(str(token))
    if table is None:
        context.unknown_word(token, list(context.scope.vocabulary.tables))
    assert table is not None
    return table


def _from_record(context: Context, names: list[Token], link: Token | None) -> Path:
    base: Expr | Rows | None = value_named(context, names[0])
    if base is None:
        context.unknown_word(names[0], [*context.scope.names, *context.scope.vocabulary.tables])
    if isinstance(base, Follow | Here) and len(names) == 1:
        return _lone_table(context, names[0])
    at = _table_of(context, base, names[0])
    for position in range(1, len(names)):
        token = names[position]
        table = context.scope.vocabulary.tables[at]
        if (
            isinstance(base, Expr)
            and str(token) in table.columns
            and str(token) not in _tables_pointing(context, at)
        ):
            base = column_of(context, base, token)
            at = _table_of(context, base, token)
            continue
        if str(token) in context.scope.vocabulary.tables and _links(context, str(token), at):
            base = Rows(str(token), len(context.scope.records), base, _link(context, token, at, link))
            at = str(token)
            continue
        if isinstance(base, Rows):
            return Path(base, tuple(names[position:]), token)
        context.unknown_word(token, [*table.columns, *_tables_pointing(context, at)])
    if not isinstance(base, Rows):
        return _lone_table(context, names[-1])
    return Path(base, (), names[-1])


def _lone_table(context: Context, token: Token) -> Path:
    context.refuse(
        token,
        "not-rows",
        Text(f"「{token}」是一条记录，不是一组记录", f"'{token}' is one record, not many"),
        Text("写成「人员的参保」，或「所有 表名」", "write such as 人员的参保, or 所有 and a table's name"),
    )
    raise AssertionError


def _table_of(context: Context, base: Expr | Rows | None, token: Token) -> str:
    if isinstance(base, Rows):
        return base.table
    if base is None or base.type.kind is not Kind.RECORD:
        _lone_table(context, token)
    assert base is not None
    return str(base.type.of)


def _tables_pointing(context: Context, table: str) -> list[str]:
    return [t.name for t in context.scope.vocabulary.tables.values() if t.links_to(table)]


def _links(context: Context, table: str, target: str) -> tuple[str, ...]:
    return context.scope.vocabulary.tables[table].links_to(target)


def _link(context: Context, token: Token, target: str, named: Token | None) -> str:
    links = _links(context, str(token), target)
    if named is not None and str(named) in links:
        return str(named)
    if named is not None and str(named) not in links:
        context.unknown_word(named, list(links))
    if len(links) == 1 or target in links:
        return target if target in links else links[0]
    context.refuse(
        token,
        "which-link",
        Text(
            f"「{token}」有几列都指向{target}：{'、'.join(links)}",
            f"several columns of '{token}' point to {target}: {', '.join(links)}",
        ),
        Text(f"写明哪一列，如「{token}[{links[0]}]」", f"say which, such as {token}[{links[0]}]"),
    )
    raise AssertionError


def _value(inner: Context, tree: Syntax, path: Path, how: How) -> Expr | None:
    counting = subtree(tree, "counting")
    if counting is not None:
        return inner.expr(trees_of(counting)[0])
    if not path.columns:
        if how in _NEEDS_VALUE:
            inner.refuse(
                path.token,
                "no-value",
                Text(
                    f"「{how.value}」要说明哪一列，如「{how.value} …的{path.token}的某列」",
                    f"'{how.value}' needs a column after '{path.token}'",
                ),
                Text(
                    "在表名后写「的列名」，或写「计(表达式)」",
                    "write 的 and the column's name, or 计(expression)",
                ),
            )
        return None
    depth = path.rows.depth
    value: Expr = Here(type=record(path.rows.table), text=path.rows.table, depth=depth)
    for token in path.columns:
        value = column_of(inner, value, token)
    return value


def _month(context: Context, tree: Syntax, name: str) -> Expr | None:
    bound = subtree(tree, name)
    return None if bound is None else context.typed(trees_of(bound)[0], MONTH, DATE)


def _check_months(
    context: Context, tree: Syntax, path: Path, how: How, start: Expr | None, end: Expr | None
) -> None:
    table = context.scope.vocabulary.tables[path.rows.table]
    if table.period is None:
        context.refuse(
            tree,
            "no-period",
            Text(f"表「{table.name}」没有声明期间", f"table '{table.name}' declares no period"),
            Text("给表声明「期间: [起列, 止列]」", "declare 期间: [from, until] for the table"),
        )
    if how is How.RUN and (start is None) == (end is None):
        context.refuse(
            tree,
            "run-anchor",
            Text(
                "「连续月数」要写「自 某月」（往后数）或「至 某月」（往前数），只写一个",
                "连续月数 takes 自 month (forwards) or 至 month (backwards), one of them",
            ),
            Text("例如：连续月数 人员的参保 自 次月(录用日)", "such as 连续月数 人员的参保 自 次月(录用日)"),
        )


def _result(context: Context, tree: Syntax, how: How, path: Path, value: Expr | None) -> Type:
    if how in (How.EXISTS, How.NONE):
        return BOOL
    if how in (How.COUNT, How.DISTINCT):
        return INT
    if how in _MONTHS_COVERED:
        return MONTHS
    if how in (How.LAST, How.FIRST):
        return record(path.rows.table)
    assert value is not None
    if not _fits(context, how, value.type):
        context.refuse(
            tree,
            "aggregate-type",
            Text(
                f"「{value.text}」是{value.type}，不能{how.value}",
                f"'{value.text}' is {value.type}: no {how.value}",
            ),
            Text("换成数、金额、日期或等级的列", "use a column of numbers, money, dates or levels"),
        )
    return value.type


def _fits(context: Context, how: How, kind: Type) -> bool:
    """Whether values of a type add up, or are one above the other."""
    if how is How.SUM:
        return kind.kind in _ADDABLE
    if kind.kind is Kind.CATEGORY:
        return context.scope.vocabulary.categories[str(kind.of)].ordered
    return kind.kind in ORDERED_KINDS


def _picked(context: Context, node: Expr, path: Path) -> Expr:
    for token in path.columns:
        node = column_of(context, node, token)
    return node
