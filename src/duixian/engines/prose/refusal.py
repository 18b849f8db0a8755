"""Why a condition failed, or cannot be judged: one sentence with the value found and the value asked for."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.engines.prose.names import column_name, table_name
from duixian.engines.prose.phrases import joined, listed, quoted, same, say
from duixian.engines.prose.quantities import record_named, spoken
from duixian.engines.prose.speaking import Voice
from duixian.engines.prose.statements import compared
from duixian.language.absent import ABSENT
from duixian.language.nodes import Aggregate, Among, AnyOf, Between, Compare, Expr, Not, Use, Within
from duixian.language.outcome import Finding
from duixian.language.record import Record
from duixian.language.unknown import Lack, Missing, Unknown
from duixian.language.vocabulary import Vocabulary
from duixian.values.bilingual import Text


def because(voice: Voice, finding: Finding) -> Text:
    """Why a finding is false (what is the case instead) or unknown (what is missing)."""
    if finding.truth.__class__ is Unknown:
        return _unknown(voice, finding)
    test = finding.test
    if finding.parts:
        return _of_parts(voice, finding)
    if isinstance(test, Compare):
        return _compared(voice, test, finding)
    denied = voice.deny(test)
    if isinstance(test, Aggregate) and finding.actual.__class__ is Record:
        shown = record_named(finding.actual, voice.policy.vocabulary)
        return say("{denied}（{shown}）", "{denied} ({shown})", denied=denied, shown=shown)
    if isinstance(test, Among | Between | Within):
        return _with_actual(voice, denied, _subject(test), finding)
    return denied


def refusal(voice: Voice, finding: Finding) -> Text:
    """The sentence of refusal of a named condition."""
    reason = because(voice, finding)
    if finding.condition is None:
        return reason
    name = quoted(finding.condition.source.name)
    if finding.truth.__class__ is Unknown:
        return say("{name}无法判断：{reason}", "{name} cannot be judged: {reason}", name=name, reason=reason)
    return say("不符合{name}：{reason}", "{name} does not hold: {reason}", name=name, reason=reason)


def _of_parts(voice: Voice, finding: Finding) -> Text:
    """The parts that made it false; each in the scope it stands in."""
    inner = voice.of_terms() if isinstance(finding.test, Use) else voice
    if isinstance(finding.test, Not):
        return voice.deny(finding.test)
    failed = [part for part in finding.parts if part.truth is False]
    zh, en = ("；且", "; and ") if isinstance(finding.test, AnyOf) else ("；", "; ")
    return joined((_named(inner, part) for part in failed or finding.parts), zh, en)


def _named(voice: Voice, part: Finding) -> Text:
    reason = because(voice, part)
    if part.condition is None:
        return reason
    return say("{name}：{reason}", "{name}: {reason}", name=part.condition.source.name, reason=reason)


def _compared(voice: Voice, test: Compare, finding: Finding) -> Text:
    left = voice.say(test.left)
    actual = spoken(finding.actual, test.left.type, voice.policy.vocabulary)
    if finding.actual is ABSENT:
        return say("没有{left}", "there is none: {left}", left=left)
    found = say("{left}为{actual}", "{left} is {actual}", left=left, actual=actual)
    asked = asked_for(voice, test, finding)
    return say("{found}，要求{asked}", "{found}; asked for: {asked}", found=found, asked=asked)


def asked_for(voice: Voice, test: Compare, finding: Finding) -> Text:
    """不少于3年 · at least 3 years: the sign and the value it was compared with."""
    threshold = spoken(finding.threshold, test.right.type, voice.policy.vocabulary)
    said = compared(test.left.type.kind, test.operator, Text("", ""), threshold)
    return Text(said.zh, said.en.strip().removeprefix("is "))


def _subject(test: Among | Between | Within) -> Expr:
    return test.place if isinstance(test, Within) else test.value


def _with_actual(voice: Voice, denied: Text, subject: Expr, finding: Finding) -> Text:
    actual = spoken(finding.actual, subject.type, voice.policy.vocabulary)
    return say("{denied}（实际为{actual}）", "{denied} (it is {actual})", denied=denied, actual=actual)


def _unknown(voice: Voice, finding: Finding) -> Text:
    causes = sorted(finding.truth.causes)
    return lacks(causes, voice.policy.vocabulary)


def lacks(missing: Iterable[Missing], vocabulary: Vocabulary) -> Text:
    """What is missing, each said once."""
    said = list(dict.fromkeys(lack_words(m, vocabulary) for m in missing))
    return listed(said)


def lack_words(missing: Missing, vocabulary: Vocabulary) -> Text:
    """One missing thing: an empty cell, a register, a row, a decision."""
    table = table_name(missing.table, vocabulary)
    name = same(missing.name)
    match missing.kind:
        case Lack.CELL:
            column = column_name(missing.table, missing.name, vocabulary)
            key = same(missing.key)
            zh, en = "{table} {key} 的{column}未填", "{column} of {table} {key} is empty"
            return say(zh, en, table=table, key=key, column=column)
        case Lack.TABLE:
            return say("没有{table}登记表", "the register {table} was not supplied", table=table)
        case Lack.RECORD:
            key = same(missing.key)
            return say(
                "{table}登记中查不到 {key}", "{table} {key} is not on the register", table=table, key=key
            )
        case Lack.QUESTION:
            zh, en = "“{name}”尚未明确（见 {table}）", '"{name}" is still open (see {table})'
            return say(zh, en, name=name, table=same(missing.table))
        case Lack.CHOICE:
            return say("“{name}”要由经办人确定", '"{name}" has to be settled by the office', name=name)


def remedy_words(missing: Missing, vocabulary: Vocabulary) -> Text:
    """Where the missing thing is to be had."""
    table = table_name(missing.table, vocabulary)
    match missing.kind:
        case Lack.CELL:
            zh, en = (
                "请在“{table}”登记表中补填后重新计算",
                "fill it in on the {table} register and decide again",
            )
        case Lack.TABLE:
            zh, en = (
                "请提供“{table}”登记表；确无记录的放一张只有表头的空表",
                "supply it; an empty one if there are no records",
            )
        case Lack.RECORD:
            zh, en = "请在“{table}”登记表中补登", "add it to the {table} register"
        case Lack.QUESTION:
            zh, en = (
                "请主管部门就 {table} 作出决定并写入政策的 interpretations.yaml",
                "let the authority decide {table} and enter it in the policy's interpretations.yaml",
            )
        case Lack.CHOICE:
            zh, en = "请经办人作出选择后重新计算", "let the office choose, then decide again"
    return say(zh, en, table=table)
