"""What a draft would cost: draft and version in force decided over the registry as known now, and set side by side.

A case is told by its record and year. The money is what a case comes to in all, after limits and groups, whatever part
of it has been paid already. Who gains and who loses is counted for cases, measure by measure, and for payees over all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from duixian.authorities import clock
from duixian.decisions.compact.files import packed_measure
from duixian.decisions.compact.layout import LISTS
from duixian.decisions.runs.decided import DecidedRun, MeasureRun
from duixian.decisions.runs.engines import decide_run
from duixian.decisions.store.archive import read_choices
from duixian.decisions.store.examining import laid_out
from duixian.decisions.store.inputs import known_then, moment
from duixian.decisions.store.models import PolicyVersion, WorkingDraft
from duixian.decisions.store.queries import in_force
from duixian.policybook import load_policy

Found = dict[str, Any]
_STEPS = 4
_CASE = ("record", "year")
_PAYEE = ("table", "key")
_NO_YEAR = 0


def version_before(draft: WorkingDraft) -> PolicyVersion:
    """What a draft is held against: the version in force of its policy, or the one it branched off where none is."""
    return in_force(draft.authority, draft.policy).last() or draft.base


def cost_of_change(draft: WorkingDraft, tell: Callable[[int, int, Found], None]) -> Found:
    """Lines by measure and sums, in fen; see ``_line`` and ``_moved``. Raises PolicyError where the draft does not
    load."""
    against, as_of, known_at = version_before(draft), clock.today(), moment(draft.authority, None)
    said: Found = {
        "against": [against.document_number, against.version],
        "as_of": as_of.isoformat(),
        "known_at": known_at.isoformat(),
    }
    with laid_out(draft) as folder:
        policy = load_policy(folder, choices=read_choices(draft.choices)).policy
        sides = []
        for place, one in enumerate((against.loaded(), policy)):
            tell(2 * place, _STEPS, said)
            known = known_then(draft.authority, [one], known_at)
            tell(2 * place + 1, _STEPS, said)
            sides.append(decide_run([one], known.facts, as_of))
    return said | compared(sides[0], sides[1], as_of)


def compared(before: DecidedRun, after: DecidedRun, as_of: date) -> Found:
    """Two runs of one policy side by side: ``lines`` by measure, ``payees`` who gain and lose over all measures."""
    sides = tuple({one.measure.name: one for one in run.measures} for run in (before, after))
    paid = [{name: _paid(one, as_of) for name, one in side.items()} for side in sides]
    names = dict.fromkeys((*sides[1], *sides[0]))
    lines = [
        _line(name, [side.get(name) for side in sides], [side.get(name, _NOBODY) for side in paid])
        for name in names
    ]
    by_payee = [_by_payee(list(side.values())) for side in paid]
    return {"lines": lines, "payees": _moved(by_payee[0], by_payee[1], _PAYEE)}


def _line(name: str, runs: list[MeasureRun | None], paid: list[pl.DataFrame]) -> Found:
    """``before`` and ``after``: cases that hold, cases that are open, fen; None where there is no such measure."""
    source = next(one.measure.source for one in reversed(runs) if one is not None)
    cases = [frame.select(*_CASE, "fen") for frame in paid]
    return {
        "measure": name,
        "english": source.name.en,
        "clause": source.clause,
        "before": _counts(runs[0]),
        "after": _counts(runs[1]),
        **_moved(cases[0], cases[1], _CASE),
    }


def _counts(run: MeasureRun | None) -> list[int] | None:
    if run is None:
        return None
    line = run.line()
    return [line.eligible, line.undetermined, line.payable]


def _paid(run: MeasureRun, as_of: date) -> pl.DataFrame:
    """The cases of a measure that bring money: record, year (0 for none), fen, payees."""
    rows = packed_measure(run, as_of).rows.filter(pl.col("payable") > 0)
    return rows.select(
        "record", pl.col("year").fill_null(_NO_YEAR).cast(pl.Int32), pl.col("payable").alias("fen"), "payees"
    )


def _moved(before: pl.DataFrame, after: pl.DataFrame, key: tuple[str, ...]) -> Found:
    """How many get ``more`` and how many ``less``, and how many fen that is; ``come`` and ``go``: those of them who got
    nothing before, or get nothing after."""
    both = before.join(after, on=list(key), how="full", coalesce=True, suffix="_after")
    was, now = both["fen"].fill_null(0), both["fen_after"].fill_null(0)
    more, less = now > was, now < was
    return {
        "more": int(more.sum()),
        "less": int(less.sum()),
        "come": int((was == 0).sum()),
        "go": int((now == 0).sum()),
        "more_fen": int((now - was).filter(more).sum()),
        "less_fen": int((was - now).filter(less).sum()),
    }


def _by_payee(paid: list[pl.DataFrame]) -> pl.DataFrame:
    """Fen by payee over all measures, each case shared out as its shares say."""
    every = pl.concat([_NOBODY, *paid])
    shared = every.explode("payees").filter(pl.col("payees").is_not_null()).unnest("payees")
    sums = shared.group_by(*_PAYEE, "share").agg(pl.col("fen").sum())
    parts = [sums.filter(share=name).with_columns(_part(name)) for name in sums["share"].unique().sort()]
    empty = sums.clear()
    return pl.concat([empty, *parts]).group_by(*_PAYEE).agg(pl.col("fen").sum())


def _part(share: str) -> pl.Expr:
    """What a share of the fen is; of what does not divide, the whole fen below."""
    part = Fraction(share)
    return (pl.col("fen") * part.numerator // part.denominator).alias("fen")


_NOBODY = pl.DataFrame(
    schema={
        "record": pl.String,
        "year": pl.Int32,
        "fen": pl.Int64,
        "payees": pl.List(pl.Struct(dict(LISTS["payees"]))),
    }
)
