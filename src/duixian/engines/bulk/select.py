"""One of several values in each row, by gates of which at most one is true."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from duixian.engines.bulk.causes import causes_of, gated
from duixian.engines.bulk.compiler import Scope
from duixian.engines.bulk.expressions import Column, literal, when
from duixian.engines.bulk.numbers import over_den
from duixian.engines.bulk.scalar import Scalar, either, null_of, ratio_column
from duixian.language.nodes import Expr

Branch = tuple[Column, Scalar]


def chosen(
    subject: Scalar, branches: Sequence[Branch], nowhere: Column | None, node: Expr, scope: Scope
) -> Scalar:
    """The value of the branch whose gate is true; unknown where the subject is; none where ``nowhere`` is true."""
    den, ratio = _den(branches), _ratio(branches)
    value = null_of(node.type.kind)
    for gate, branch in reversed(branches):
        held = over_den(branch, den, scope.space) if isinstance(den, int) else branch.value
        value = when(gate, held, value)
    absent = either(nowhere, *(gate & b.absent for gate, b in branches if b.absent is not None))
    causes = [gated(b.cause, gate) for gate, b in branches]
    todays = [gate & b.today for gate, b in branches if b.today is not None]
    return Scalar(
        node.type,
        value,
        scope.space,
        absent,
        subject.vague or any(b.vague for _, b in branches),
        1 if den is None else den,
        ratio,
        bare=any(b.bare for _, b in branches),
        cause=causes_of(subject.cause, *causes),
        today=either(*todays),
        bound=max((_scaled_bound(b, den) for _, b in branches), default=0),
    )


def _scaled_bound(branch: Scalar, den: int | Column | None) -> int:
    if isinstance(den, int) and isinstance(branch.den, int):
        return branch.bound * (den // branch.den)
    return branch.bound


def _den(branches: Sequence[Branch]) -> int | Column | None:
    """The denominator that all branches can share, else that of the branch taken; None where none is needed."""
    dens = [branch.den for _, branch in branches]
    whole = [den for den in dens if isinstance(den, int)]
    if len(whole) == len(dens):
        return None if all(den == 1 for den in whole) else lcm(*whole)
    taken = literal(1)
    for gate, branch in reversed(branches):
        taken = when(gate, branch.den, taken)
    return taken


def _ratio(branches: Sequence[Branch]) -> bool | Column:
    """Whether the reference holds the value as a fraction: of money and counts never, of numbers it depends."""
    ratios = [branch.ratio for _, branch in branches]
    if all(ratio is False for ratio in ratios):
        return False
    if all(ratio is True for ratio in ratios):
        return True
    mixed = either(*(gate & ratio_column(b.ratio) for gate, b in branches))
    return False if mixed is None else mixed
