"""Figures of money, pace and refusals as tables with their pictures."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from duixian.authorities.models import Authority
from duixian.casework.states import State
from duixian.console.insight import naming
from duixian.console.insight.grids import Grid
from duixian.design.charts import Series, chart
from duixian.design.decision.wording import clause_label
from duixian.insight import money
from duixian.insight.pace import Stay, pace
from duixian.insight.refusals import grounds
from duixian.papers.sheets import Column, Kind

_MOST = 12
"""Bars of a picture; the table holds all."""


def money_grids(authority: Authority, year: int | None) -> tuple[Grid, ...]:
    """Money by measure, month, employer and place."""
    return (
        _by_measure(authority, year),
        _by_month(authority, year),
        _by_employer(authority, year),
        _by_place(authority, year),
    )


def _by_measure(authority: Authority, year: int | None) -> Grid:
    names = naming.measures(authority)
    rows = money.by_measure(authority, year)
    words = [names.get((row.policy, row.measure), row.measure) for row in rows]
    columns = (
        Column(_("项目")),
        Column(_("已批准（元）"), Kind.MONEY),
        Column(_("已支付（元）"), Kind.MONEY),
        Column(_("笔数"), Kind.COUNT),
    )
    series = [
        Series(_("已支付"), [r.paid_fen for r in rows[:_MOST]]),
        Series(_("已批准"), [r.granted_fen for r in rows[:_MOST]]),
    ]
    return Grid(
        "by-measure",
        _("按项目"),
        columns,
        [(word, row.granted_fen, row.paid_fen, row.payments) for word, row in zip(words, rows, strict=True)],
        chart("bars", words[:_MOST], series, "fen") if rows else None,
        _("已批准是现行有效的全部应发金额；已支付是银行确认付出的。"),
        tall=len(rows) > _MOST // 2,
        total=(
            _("合计"),
            sum(r.granted_fen for r in rows),
            sum(r.paid_fen for r in rows),
            sum(r.payments for r in rows),
        ),
    )


def _by_month(authority: Authority, year: int | None) -> Grid:
    rows = money.by_month(authority, year)
    names = [f"{row.month:%Y-%m}" for row in rows]
    columns = (Column(_("月份")), Column(_("已支付（元）"), Kind.MONEY), Column(_("笔数"), Kind.COUNT))
    return Grid(
        "by-month",
        _("按月份"),
        columns,
        [(name, row.fen, row.payments) for name, row in zip(names, rows, strict=True)],
        chart("columns", names, [Series(_("已支付"), [row.fen for row in rows])], "fen") if rows else None,
        total=(_("合计"), sum(r.fen for r in rows), sum(r.payments for r in rows)),
    )


def _by_employer(authority: Authority, year: int | None) -> Grid:
    rows = money.by_employer(authority, year)
    parts = [(row.name or _("没有单位"), row.fen, row.payments) for row in rows[: money.MOST]]
    rest = rows[money.MOST :]
    if rest:
        parts.append((_("其他单位"), sum(r.fen for r in rest), sum(r.payments for r in rest)))
    return _parts(
        "by-employer", _("按单位"), _("单位"), parts, _("单位及其职工所得；个人名下的按所在单位计。")
    )


def _by_place(authority: Authority, year: int | None) -> Grid:
    parts = [(naming.place(row.name), row.fen, row.payments) for row in money.by_place(authority, year)]
    return _parts(
        "by-place",
        _("按地点"),
        _("办公地"),
        parts,
        _("按单位登记的实际办公地；登记到区县的只能看到区县，登记到镇街的看到镇街。"),
    )


def _parts(key: str, title: str, head: str, parts: list[tuple[str, int, int]], note: str) -> Grid:
    names, amounts = [p[0] for p in parts[:_MOST]], [p[1] for p in parts[:_MOST]]
    columns = (Column(head), Column(_("已支付（元）"), Kind.MONEY), Column(_("笔数"), Kind.COUNT))
    picture = chart("bars", names, [Series(_("已支付"), amounts)], "fen") if parts else None
    total = (_("合计"), sum(p[1] for p in parts), sum(p[2] for p in parts))
    return Grid(key, title, columns, parts, picture, note, tall=len(parts) > _MOST // 2, total=total)


def pace_grids(authority: Authority, measure: str) -> tuple[Grid, ...]:
    """Days by step, and from the first line to the money by measure."""
    found = pace(authority, measure)
    names = naming.by_name(naming.measures(authority))
    words = naming.steps(authority)
    steps = [(_step(stay, words), stay) for stay in found.steps]
    whole = [(names.get(stay.name, stay.name), stay) for stay in found.whole]
    note = _("自然日，按办件经过逐条计算；一半的办件不超过中位数。")
    return (
        _stays("by-step", _("各环节用时"), _("环节"), steps, note),
        _stays("whole", _("从开始到付款"), _("项目"), whole, note),
    )


def _step(stay: Stay, words: dict[str, str]) -> str:
    name = str(State(stay.name).label) if _english() else stay.name
    name = name[:1].upper() + name[1:]
    return f"{name} · {words.get(stay.step, stay.step)}" if stay.step else name


def _english() -> bool:
    return (get_language() or "").startswith("en")


def _stays(key: str, title: str, head: str, stays: list[tuple[str, Stay]], note: str) -> Grid:
    columns = (
        Column(head),
        Column(_("办件"), Kind.COUNT),
        Column(_("中位数（天）")),
        Column(_("九成不超过（天）")),
        Column(_("最长（天）")),
    )
    rows = [(n, s.count, _days(s.middle), _days(s.nine_in_ten), _days(s.longest)) for n, s in stays]
    shown = stays[: 2 * _MOST]
    series = [
        Series(_("中位数"), [s.middle for _n, s in shown]),
        Series(_("九成不超过"), [s.nine_in_ten for _n, s in shown]),
    ]
    picture = chart("bars", [name for name, _s in shown], series, "tenths") if stays else None
    return Grid(key, title, columns, rows, picture, note, tall=len(shown) > _MOST // 2)


def _days(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def refusal_grids(authority: Authority) -> tuple[Grid, ...]:
    """Refusals by the clause and condition they rest on."""
    names = naming.by_name(naming.measures(authority))
    found = grounds(authority)
    rows = [
        (names.get(g.measure, g.measure), clause_label(g.clause), g.name, g.quote, g.count) for g in found
    ]
    columns = (
        Column(_("项目")),
        Column(_("条款")),
        Column(_("理由")),
        Column(_("原文")),
        Column(_("次数"), Kind.COUNT),
    )
    bars = [f"{clause} {name}" for _measure, clause, name, _quote, _count in rows[:_MOST]]
    picture = (
        chart("bars", bars, [Series(_("次数"), [g.count for g in found[:_MOST]])], "count") if found else None
    )
    note = _("一件办件有几条理由的，每条各计一次。每一次不予都引用条款或解释。")
    return (Grid("refusals", _("不予的理由"), columns, rows, picture, note, tall=len(rows) > _MOST // 2),)
