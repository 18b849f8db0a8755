"""The guide of one measure: who, how much, on what conditions, with what papers, when, and within which bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from duixian.engines.prose.amounts import band_rows, category_rows
from duixian.engines.prose.names import table_name
from duixian.engines.prose.parts import KINDS, chosen, decided
from duixian.engines.prose.payouts import in_brief
from duixian.engines.prose.phrases import joined, listed, quoted, same, say
from duixian.engines.prose.records import noun
from duixian.engines.prose.sections import Entry, Grid, Section, entry_of
from duixian.engines.prose.speaking import Voice, voice_of
from duixian.language.nodes import ByBand, ByCategory, Expr, Literal, Parameter, StepKind, Steps
from duixian.language.rule import (
    Condition,
    Interpretation,
    Measure,
    MeasureKind,
    Once,
    Parts,
    Periodic,
    Policy,
    Prepayment,
    Source,
)
from duixian.values.bilingual import Text

LONGEST_BRIEF = 60
"""Characters of a Chinese sentence that still reads well in a table."""
SEE_BELOW = Text("见下文", "see below")


@dataclass(frozen=True, slots=True)
class MeasureGuide:
    """One measure for its readers. ``brief``: who gets how much, in a line. ``wording``: the clause, verbatim."""

    measure: Measure
    name: Text
    clause: str
    kind: Text
    wording: str
    who: Text
    brief: Text
    sections: tuple[Section, ...]


def measure_guide(policy: Policy, measure: Measure) -> MeasureGuide:
    """The guide of a measure."""
    voice = voice_of(policy, measure)
    clause = policy.clauses.get(measure.source.clause)
    return MeasureGuide(
        measure,
        measure.source.name,
        measure.source.clause,
        KINDS[measure.kind],
        clause.wording.strip() if clause is not None else "",
        who_of(voice, measure),
        brief_amount(voice, measure),
        tuple(section for write in SECTIONS if (section := write(voice, measure)) is not None),
    )


def who_of(voice: Voice, measure: Measure) -> Text:
    """Everybody who receives a part."""
    return listed((voice.say(p) for p in measure.payees), "、", "or" if _alternate(measure) else "and")


def _alternate(measure: Measure) -> bool:
    return any(p.when is not None for p in measure.payees)


def brief_amount(voice: Voice, measure: Measure) -> Text:
    """How much, in a line."""
    if measure.kind is not MeasureKind.MONEY:
        return KINDS[measure.kind]
    if isinstance(measure.payout, Periodic):
        return _short(in_brief(voice, measure.payout), _capped(voice, measure.payout.amount))
    if measure.amount is None:
        return SEE_BELOW
    return _short(voice.say(measure.amount), _capped(voice, measure.amount))


def _short(whole: Text, otherwise: Text) -> Text:
    """The whole where it fits on a line."""
    return whole if len(whole.zh) <= LONGEST_BRIEF else otherwise


def _capped(voice: Voice, amount: Expr) -> Text:
    """The last ceiling of an amount worked out in steps."""
    caps = [s for s in amount.steps if s.kind is StepKind.AT_MOST] if isinstance(amount, Steps) else []
    return voice.say(caps[-1]) if caps else SEE_BELOW


def _scope(voice: Voice, measure: Measure) -> Section:
    name = table_name(measure.table, voice.policy.vocabulary)
    each = Entry(say("每条{name}记录办理一次", "one case for each {name} record", name=name))
    if measure.yearly:
        each = Entry(say("每条{name}记录每年办理一次", "one case for each {name} record and year", name=name))
    entries = [Entry(who_of(voice, measure), Text("发给", "For")), each]
    if measure.applies is not None:
        entries.append(Entry(voice.say(measure.applies), Text("适用于", "Where")))
    if measure.routing is not None:
        entries.append(Entry(voice.say(measure.routing), Text("转送", "Passed on to")))
    return Section(Text("谁可以得到", "Who"), tuple(entries))


def _amount(voice: Voice, measure: Measure) -> Section | None:
    if measure.kind is not MeasureKind.MONEY or measure.amount is None:
        return None
    named = [Entry(voice.say(node), name) for name, node in measure.variables]
    grid = _grid(voice, measure.amount)
    entries = [] if grid is not None else [Entry(voice.say(measure.amount))]
    if not measure.gross:
        entries.append(Entry(Text("金额为税后金额", "the amount is net of tax")))
    return Section(Text("多少", "How much"), (*entries, *named), grid)


def _grid(voice: Voice, amount: Expr) -> Grid | None:
    if isinstance(amount, Steps) and len(amount.steps) == 1:
        return _grid(voice, amount.steps[0].operand)
    if isinstance(amount, ByCategory):
        rows = [(label, voice.say(row.value)) for label, row in category_rows(voice, amount)]
    elif isinstance(amount, ByBand):
        rows = [(label, voice.say(band.value)) for label, band in band_rows(voice, amount)]
    else:
        return None
    return Grid(noun(voice, amount.subject), tuple(rows))


def _variables(voice: Voice, measure: Measure) -> Section | None:
    if measure.amount is not None or not measure.variables:
        return None
    named = tuple(Entry(voice.say(node), name) for name, node in measure.variables)
    return Section(Text("用到的量", "Values used"), named)


def _conditions(voice: Voice, measure: Measure) -> Section | None:
    if not measure.conditions:
        return None
    entries = tuple(condition_entry(voice, c) for c in measure.conditions)
    return Section(Text("条件（须全部符合）", "Conditions (all must hold)"), entries, None, numbered=True)


def condition_entry(voice: Voice, condition: Condition) -> Entry:
    """A condition; alternatives as entries inside it."""
    name = condition.source.name
    if condition.alternatives:
        inner = tuple(condition_entry(voice, c) for c in condition.alternatives)
        return entry_of(voice.policy, Text("符合下列任一项", "any of these"), condition.source, name, inner)
    return entry_of(voice.policy, voice.say(condition.test), condition.source, name)


def _deadlines(voice: Voice, measure: Measure) -> Section | None:
    entries = []
    if measure.window is not None:
        entries.append(
            entry_of(
                voice.policy, voice.say(measure.window.test), measure.window.source, Text("期间", "Term")
            )
        )
    event = Entry(voice.say(measure.event), Text("事件发生日", "Day of the event"))
    entries.append(event)
    if measure.deadline is not None:
        said = voice.say(measure.deadline.test)
        entries.append(
            entry_of(voice.policy, said, measure.deadline.source, Text("申请期限", "Claim in time"))
        )
    return Section(Text("时间", "When"), tuple(entries))


def _payout(voice: Voice, measure: Measure) -> Section | None:
    if measure.kind is not MeasureKind.MONEY:
        return None
    entries = [_paid(voice, measure)]
    if measure.hold is not None:
        entries.append(
            entry_of(
                voice.policy,
                voice.say(measure.hold),
                measure.hold.source,
                Text("发放后须保持", "Must hold on"),
            )
        )
    if measure.funding:
        entries.append(Entry(joined(voice.say(f) for f in measure.funding), Text("资金来源", "Funded by")))
    if measure.undecided:
        open_names = listed(_open(voice, node) for node in measure.undecided)
        entries.append(
            Entry(open_names, Text("以下事项明确前不付款", "Nothing is paid before these are settled"))
        )
    return Section(Text("发放", "Payment"), tuple(entries))


def _paid(voice: Voice, measure: Measure) -> Entry:
    payout = measure.payout
    said = voice.say(payout)
    if isinstance(payout, Periodic | Prepayment):
        return entry_of(voice.policy, said, payout.source)
    if isinstance(payout, Parts):
        parts = tuple(entry_of(voice.policy, voice.say(p), p.source, p.source.name) for p in payout.parts)
        head = say("分{n}期", "in {n} instalments", n=same(len(parts)))
        return Entry(head, parts=parts)
    assert isinstance(payout, Once)
    return Entry(said)


def _open(voice: Voice, node: Expr) -> Text:
    if not isinstance(node, Parameter):
        return voice.say(node)
    name = quoted(same(node.name))
    return say("{name}（见 {at}）", "{name} (see {at})", name=name, at=same(node.record))


def _bounds(voice: Voice, measure: Measure) -> Section | None:
    items: list[tuple[object, Source]] = [(item, item.source) for item in measure.limits]
    if measure.quota is not None:
        items.append((measure.quota, measure.quota.source))
    items += [(item, item.source) for item in measure.budgets]
    if not items:
        return None
    entries = tuple(entry_of(voice.policy, voice.say(item), source, source.name) for item, source in items)
    return Section(Text("限制", "Limits"), entries)


def _groups(voice: Voice, measure: Measure) -> Section | None:
    matter = None if isinstance(measure.matter, Literal) else measure.matter
    if not measure.memberships and matter is None:
        return None
    groups = voice.policy.groups
    entries = [entry_of(voice.policy, voice.say(m), groups[m.group].source) for m in measure.memberships]
    if matter is not None:
        entries.append(Entry(voice.say(matter), Text("“同一事项”以此认定", "The same matter is told by")))
    return Section(Text("与其他项目的关系", "Together with other measures"), tuple(entries))


def _evidence(voice: Voice, measure: Measure) -> Section | None:
    if not measure.evidence:
        return None
    return Section(Text("材料", "Papers"), tuple(Entry(text) for text in measure.evidence))


def _warnings(voice: Voice, measure: Measure) -> Section | None:
    if not measure.warnings:
        return None
    return Section(Text("提醒", "Worth a look"), tuple(condition_entry(voice, c) for c in measure.warnings))


def _steps(voice: Voice, measure: Measure) -> Section | None:
    if not measure.steps:
        return None
    return Section(
        Text("办理程序", "Procedure"), tuple(Entry(step.name) for step in measure.steps), numbered=True
    )


def _questions(voice: Voice, measure: Measure) -> Section | None:
    ids = tuple(dict.fromkeys(_used(measure)))
    records = [voice.policy.interpretations[i] for i in ids if i in voice.policy.interpretations]
    if not records:
        return None
    return Section(Text("解释", "Interpretations"), tuple(_answer(record) for record in records))


def _answer(record: Interpretation) -> Entry:
    said = say("{chosen}{standing}", "{chosen} {standing}", chosen=chosen(record), standing=decided(record))
    return Entry(said, record.question, None, (record.id,))


def _used(measure: Measure) -> Iterator[str]:
    yield from measure.source.interpretations
    yield from measure.interpretations
    for condition in measure.conditions:
        yield from condition.source.interpretations
    for limit in measure.limits:
        yield from limit.source.interpretations


SECTIONS: tuple[Callable[[Voice, Measure], Section | None], ...] = (
    _scope,
    _amount,
    _variables,
    _conditions,
    _evidence,
    _deadlines,
    _payout,
    _bounds,
    _groups,
    _warnings,
    _steps,
    _questions,
)
"""The order in which a reader asks."""
