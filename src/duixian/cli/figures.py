"""Numbers and tables as a terminal shows them: aligned whatever the script, money in yuan."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table

from duixian.cli.language import _
from duixian.cli.results.words import VERDICTS
from duixian.cli.session import Session
from duixian.decisions.summary import ClauseLine, Summary
from duixian.language.outcome import Verdict
from duixian.values.money import format_money


def count(number: int) -> str:
    """12,345, and a dot for nothing, so that what matters stands out."""
    return f"{number:,}" if number else "·"


def yuan(fen: int) -> str:
    """1,234.50 yuan without the word, so that columns align; a dot for nothing."""
    return format_money(fen, "en").removeprefix("CNY ") if fen else "·"


def plain_table(headings: Sequence[str], numeric: Sequence[int] = ()) -> Table:
    """A table with a line under its head and nothing else; columns by number stand to the right."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        right = place in numeric
        table.add_column(heading, justify="right" if right else "left", no_wrap=right, overflow="fold")
    return table


def summary_table(session: Session, summary: Summary) -> Table:
    """The summary by clause, with totals where there is more than one line."""
    words = [session.words(VERDICTS[verdict]) for verdict in Verdict]
    heads = [_("clause"), _("measure"), *words, _("payable\n(yuan)"), _("due now\n(yuan)")]
    table = plain_table(heads, range(2, 7))
    several = len({line.policy.id for line in summary.lines}) > 1
    for number, line in enumerate(summary.lines):
        if several and (not number or summary.lines[number - 1].policy is not line.policy):
            table.add_section()
            table.add_row("", session.words(line.policy.title), style="bold")
        source = line.measure.source
        table.add_row(source.clause, session.words(source.name), *_counts(line), *_money(line))
    if len(summary.lines) > 1:
        table.add_section()
        totals = [count(summary.total(name)) for name in ("eligible", "ineligible", "undetermined")]
        sums = [yuan(summary.total(name)) for name in ("payable", "due_now")]
        table.add_row("", _("all"), *totals, *sums, style="bold")
    return table


def _counts(line: ClauseLine) -> tuple[str, str, str]:
    return count(line.eligible), count(line.ineligible), count(line.undetermined)


def _money(line: ClauseLine) -> tuple[str, str]:
    return (yuan(line.payable), yuan(line.due_now)) if line.pays else ("—", "—")
