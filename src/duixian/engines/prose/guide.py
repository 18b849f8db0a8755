"""A policy laid out as a guide: sections of sentences, from the rules alone. Writers turn them into pages."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.engines.prose.measures import MeasureGuide, measure_guide
from duixian.engines.prose.parts import DRAFT, STATUSES, chosen, decided, tier_name
from duixian.engines.prose.phrases import joined, listed, same, say
from duixian.engines.prose.sections import Entry, entry_of
from duixian.engines.prose.speaking import Voice, voice_of
from duixian.language.rule import Condition, Definition, Interpretation, Policy, Status
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Question:
    """An open question of the text: the words it is about, the options, the one in force and who decided it."""

    record: Interpretation
    answer: Text
    others: Text
    standing: Text


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole policy for its readers. ``banner``: what must be said before anything else, if anything."""

    policy: Policy
    facts: tuple[Entry, ...]
    banner: Text | None
    measures: tuple[MeasureGuide, ...]
    terms: tuple[Entry, ...]
    groups: tuple[Entry, ...]
    targets: tuple[Entry, ...]
    questions: tuple[Question, ...]


def guide_of(policy: Policy) -> Guide:
    """The guide of a policy."""
    voice = voice_of(policy)
    return Guide(
        policy,
        tuple(_facts(voice)),
        DRAFT if policy.status is Status.DRAFT else None,
        tuple(measure_guide(policy, measure) for measure in policy.measures.values()),
        tuple(_term(voice, item) for item in policy.definitions.values()),
        tuple(_group(voice, name) for name in policy.groups),
        tuple(entry_of(voice.policy, voice.say(item), item.source) for item in policy.targets),
        tuple(question_of(record) for record in policy.interpretations.values()),
    )


def _facts(voice: Voice) -> list[Entry]:
    policy = voice.policy
    rows = [
        (Text("发文机关", "Authority"), policy.authority),
        (Text("文号", "Document number"), same(policy.number) if policy.number else Text("无", "none")),
        (Text("状态", "Status"), STATUSES[policy.status]),
        (Text("期间", "Term"), voice.say(policy.window)),
        (Text("资金", "Funds"), tier_name(policy)),
    ]
    if policy.channel is not None:
        rows.append((Text("办理渠道", "Channel"), policy.channel))
    rows.append((Text("版本", "Version"), same(policy.version[:12])))
    return [Entry(text, title) for title, text in rows]


def _term(voice: Voice, item: Definition) -> Entry:
    name = item.source.name
    if item.value is not None:
        return entry_of(voice.policy, voice.say(item.value), item.source, name)
    head = (
        Text("符合下列任一项", "any of these holds") if item.any_of else Text("同时符合", "all of these hold")
    )
    parts = tuple(_condition(voice, c) for c in item.conditions)
    return entry_of(voice.policy, head, item.source, name, parts)


def _condition(voice: Voice, item: Condition) -> Entry:
    if item.alternatives:
        parts = tuple(_condition(voice, a) for a in item.alternatives)
        return entry_of(
            voice.policy, Text("符合任一项", "any of these"), item.source, item.source.name, parts
        )
    return entry_of(voice.policy, voice.say(item.test), item.source, item.source.name)


def _group(voice: Voice, name: str) -> Entry:
    held = voice.policy.groups[name]
    members = [
        m.source.name for m in voice.policy.measures.values() if name in {k.group for k in m.memberships}
    ]
    rule = voice.say(held)
    if not members:
        return entry_of(voice.policy, rule, held.source, held.source.name)
    among = say("成员：{members}", "members: {members}", members=listed(members))
    return entry_of(voice.policy, joined([rule, among], "。", ". "), held.source, held.source.name)


def question_of(record: Interpretation) -> Question:
    """A question with the answer in force and the answers it could have."""
    others = joined(o.name for o in record.options if o.name.zh != record.chosen)
    return Question(record, chosen(record), others, decided(record))
