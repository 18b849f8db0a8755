"""Every table of amounts of a measure, as rows that can be printed and held against those of another version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duixian.engines.prose.amounts import band_rows, category_rows
from duixian.engines.prose.names import category_name
from duixian.engines.prose.phrases import say
from duixian.engines.prose.records import noun
from duixian.engines.prose.speaking import Voice, voice_of
from duixian.language.nodes import ByBand, ByCategory, Choose, Expr, Field, Literal, Local, Steps
from duixian.language.rule import Measure, Periodic, Policy, Prepayment
from duixian.language.types import Kind
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class AmountRow:
    """What one level, class or tier brings. ``fen``: the amount where the rule says a fixed one."""

    label: Text
    amount: Text
    fen: int | None


@dataclass(frozen=True, slots=True)
class AmountTable:
    """Amounts by ``subject``, in the order of the rule."""

    subject: Text
    rows: tuple[AmountRow, ...]


def amount_tables(policy: Policy, measure: Measure) -> tuple[AmountTable, ...]:
    """The tables of a measure, those inside its steps too."""
    voice = voice_of(policy, measure)
    roots = [measure.amount, *_paid_out(measure)]
    found = [table for root in roots if root is not None for table in _tables(voice, root)]
    return tuple(dict.fromkeys(found))


def _paid_out(measure: Measure) -> list[Expr]:
    match measure.payout:
        case Periodic(amount=amount):
            return [amount]
        case Prepayment(base=base):
            return [base]
    return []


def _tables(voice: Voice, node: Expr) -> Iterator[AmountTable]:
    if isinstance(node, ByCategory | ByBand):
        if node.type.kind is Kind.MONEY:
            yield AmountTable(_subject(voice, node.subject), tuple(_rows(voice, node)))
        return
    for inner in _inside(node):
        yield from _tables(voice, inner)


def _inside(node: Expr) -> list[Expr]:
    match node:
        case Steps(steps=steps):
            return [step.operand for step in steps]
        case Choose(then=then, otherwise=otherwise):
            return [then, otherwise]
        case Local(body=body):
            return [body]
    return []


def _rows(voice: Voice, node: ByCategory | ByBand) -> Iterator[AmountRow]:
    pairs = category_rows(voice, node) if isinstance(node, ByCategory) else band_rows(voice, node)
    for label, row in pairs:
        if isinstance(row.value, ByCategory | ByBand):
            for inner in _rows(voice, row.value):
                joint = say("{outer} · {inner}", "{outer} · {inner}", outer=label, inner=inner.label)
                yield AmountRow(joint, inner.amount, inner.fen)
        else:
            fen = row.value.value if isinstance(row.value, Literal) else None
            yield AmountRow(label, voice.say(row.value), fen)


def _subject(voice: Voice, node: Expr) -> Text:
    """What the rows go by: a column by its name; anything worked out from a category by that category's name."""
    if not isinstance(node, Field) and node.type.kind is Kind.CATEGORY:
        return category_name(str(node.type.of), voice.policy.vocabulary)
    return noun(voice, node)
