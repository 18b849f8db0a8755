"""The tables of a run: decisions, their conditions, instalments and effects, and the summary by clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from duixian.cli.results.cases import CASE, Parties
from duixian.cli.results.layout import Column, Form, Row, Sheet, column
from duixian.cli.results.words import (
    EFFECT_KINDS,
    EFFECT_RESULTS,
    STATES,
    VERDICTS,
    Reasons,
    Said,
    reference_words,
)
from duixian.decisions.document import interpretations_used
from duixian.decisions.summary import ClauseLine, Summary
from duixian.language.facts import Facts
from duixian.language.outcome import Finding, Outcome, Payment
from duixian.language.unknown import Unknown
from duixian.values.bilingual import Text

_DECISION: tuple[Column, ...] = (
    *CASE,
    column("person", "身份证号", "ID number", width=20),
    column("person_name", "姓名", "Name", width=10),
    column("employer", "统一社会信用代码", "Credit code", width=20),
    column("employer_name", "单位名称", "Employer", width=26),
    column("event_on", "事件日", "Event", Form.DAY, 12),
    column("claimed_on", "申请日", "Claimed", Form.DAY, 12),
    column("verdict", "结果", "Verdict", Form.CODE, 10),
    column("amount", "应得金额", "Amount", Form.FEN, 14),
    column("payable", "可付金额", "Payable", Form.FEN, 14),
    column("due_now", "到期应付", "Due now", Form.FEN, 14),
    column("recovery", "应追回", "To recover", Form.FEN, 12),
    column("payees", "收款人", "Payees", width=24),
    column("reasons", "原因", "Reasons", Form.WORDS, 60),
    column("not_yet", "最早可满足", "Earliest", Form.DAY, 12),
    column("interpretations", "所用解释", "Interpretations", width=20),
    column("undecided", "其中未确认", "Unconfirmed", width=20),
    column("warnings", "提醒", "Worth a look", Form.WORDS, 24),
    column("source", "数据出处", "Source", width=24),
    column("version", "政策版本", "Version", width=18),
)
_CONDITION: tuple[Column, ...] = (
    *CASE,
    column("number", "序", "No.", Form.COUNT, 6),
    column("name", "条件", "Condition", Form.WORDS, 24),
    column("condition_clause", "条款", "Clause", width=8),
    column("quote", "原文", "Words of the text", width=36),
    column("truth", "判断", "Truth", Form.TRUTH, 10),
    column("actual", "实际", "Found", Form.WORDS, 24),
    column("threshold", "要求", "Asked for", Form.WORDS, 24),
    column("reason", "说明", "Why", Form.WORDS, 60),
)
_INSTALMENT: tuple[Column, ...] = (
    *CASE,
    column("verdict", "结果", "Verdict", Form.CODE, 10),
    column("number", "期次", "No.", Form.COUNT, 8),
    column("period", "所属期", "Period", width=12),
    column("label", "名称", "Name", Form.WORDS, 14),
    column("due", "到期日", "Due", Form.DAY, 12),
    column("state", "状态", "State", Form.CODE, 10),
    column("payee_table", "收款人类别", "Kind of payee", width=12),
    column("payee", "收款人", "Payee", width=22),
    column("payee_name", "收款人名称", "Payee's name", width=24),
    column("amount", "金额", "Amount", Form.FEN, 14),
)
_EFFECT: tuple[Column, ...] = (
    *CASE,
    column("kind", "种类", "Kind", Form.CODE, 10),
    column("name", "名称", "Name", Form.WORDS, 24),
    column("effect_clause", "条款", "Clause", width=8),
    column("quote", "原文", "Words of the text", width=36),
    column("result", "结果", "Result", Form.CODE, 10),
    column("before", "之前", "Before", Form.FEN, 14),
    column("after", "之后", "After", Form.FEN, 14),
    column("because", "因为", "Because of", width=50),
    column("best", "所选组合", "Chosen total", Form.FEN, 14),
    column("next_best", "保留本项时最多", "Best with this one", Form.FEN, 14),
)
_SUMMARY: tuple[Column, ...] = (
    column("policy", "政策", "Policy", width=30),
    column("clause", "条款", "Clause", width=8),
    column("measure", "项目", "Measure", Form.WORDS, 28),
    column("eligible", "符合", "Eligible", Form.COUNT, 10),
    column("ineligible", "不符合", "Ineligible", Form.COUNT, 10),
    column("undetermined", "待定", "Undetermined", Form.COUNT, 12),
    column("payable", "可付金额", "Payable", Form.FEN, 18),
    column("due_now", "其中到期应付", "Due now", Form.FEN, 18),
    column("recovery", "应追回", "To recover", Form.FEN, 16),
    column("unsettled", "待定涉及金额", "Held by open cases", Form.FEN, 18),
)


SUMMARY = Sheet("summary", Text("汇总", "Summary"), _SUMMARY)
"""The summary by clause; ``summary_rows`` are its rows."""


@dataclass(frozen=True)
class CaseTable:
    """A table with rows for each case; ``rows_of`` gives them without the cells of ``case_of``, which begin each."""

    sheet: Sheet
    rows_of: Callable[[Outcome], Iterable[Row]]


def case_tables(facts: Facts) -> tuple[CaseTable, ...]:
    """The tables of cases, in the order in which people look at them; ``facts`` tells parties' names."""
    reasons, parties = Reasons(), Parties(facts)
    return (
        CaseTable(
            Sheet("decisions", Text("决定", "Decisions"), _DECISION),
            lambda o: _decision_rows(o, reasons, parties),
        ),
        CaseTable(
            Sheet("conditions", Text("条件", "Conditions"), _CONDITION), lambda o: _condition_rows(o, reasons)
        ),
        CaseTable(
            Sheet("instalments", Text("分期", "Instalments"), _INSTALMENT),
            lambda o: _instalment_rows(o, parties),
        ),
        CaseTable(Sheet("effects", Text("限制与归组", "Effects"), _EFFECT), _effect_rows),
    )


def summary_rows(summary: Summary) -> Iterator[Row]:
    """The rows of ``SUMMARY``."""
    return map(_summary_row, summary.lines)


def _summary_row(line: ClauseLine) -> Row:
    source = line.measure.source
    counts = (line.eligible, line.ineligible, line.undetermined)
    money = (line.payable, line.due_now, line.recovery, line.unsettled) if line.pays else (None,) * 4
    return (line.policy.id, source.clause, source.name, *counts, *money)


def _decision_rows(outcome: Outcome, reasons: Reasons, parties: Parties) -> Iterator[Row]:
    records = interpretations_used(outcome)
    money = (outcome.payable, outcome.due_now) if outcome.open else (0, 0)
    yield (
        *parties.columns_of(outcome),
        outcome.event_on,
        outcome.claimed_on,
        VERDICTS[outcome.verdict],
        outcome.amount,
        *money,
        outcome.recovery,
        "、".join(payment.key for payment in outcome.payees),
        reasons.of(outcome),
        outcome.not_yet,
        "、".join(record.id for record in records),
        "、".join(record.id for record in records if not record.decided),
        reasons.warnings(outcome),
        outcome.record.source,
        outcome.policy.version[:16],
    )


def _condition_rows(outcome: Outcome, reasons: Reasons) -> Iterator[Row]:
    for number, finding in enumerate(outcome.findings, start=1):
        yield reasons.once(number, finding, partial(_condition_row, outcome, reasons, number, finding))


def _condition_row(outcome: Outcome, reasons: Reasons, number: int, finding: Finding) -> Said:
    truth = None if finding.truth.__class__ is Unknown else bool(finding.truth)
    actual, threshold = reasons.sides(outcome, finding)
    why = reasons.why(outcome, finding) if truth is not True else None
    return Said((number, *_named(finding), truth, actual, threshold, why))


def _named(finding: Finding) -> tuple[Text, str, str | None]:
    if finding.condition is None:
        return Text(finding.test.text, finding.test.text), "", None
    source = finding.condition.source
    return source.name, source.clause, source.citation.quote if source.citation is not None else None


def _instalment_rows(outcome: Outcome, parties: Parties) -> Iterator[Row]:
    for item in outcome.instalments:
        head = (VERDICTS[outcome.verdict], item.number, item.period, item.label, item.due, STATES[item.state])
        for payee, amount in split_instalment(outcome, item.amount):
            table, key = (payee.table, payee.key) if payee is not None else (None, None)
            yield (*head, table, key, parties.name_of(table or "", key), amount)


def split_instalment(outcome: Outcome, total: int) -> list[tuple[Payment | None, int]]:
    """An instalment among the payees: shares rounded down, the rest a fen each to the first."""
    payees = outcome.payees
    if not payees:
        return [(None, total)]
    amounts = [(total * p.share).__floor__() for p in payees]
    whole = sum(p.share for p in payees) == 1
    for place in range(total - sum(amounts) if whole else 0):
        amounts[place % len(amounts)] += 1
    return list(zip(payees, amounts, strict=True))


def _effect_rows(outcome: Outcome) -> Iterator[Row]:
    for effect in outcome.effects:
        source = effect.source
        quote = source.citation.quote if source.citation is not None else None
        words = (EFFECT_KINDS[effect.kind], source.name, source.clause, quote, EFFECT_RESULTS[effect.result])
        because = "；".join(reference_words(reference) for reference in effect.because)
        yield (*words, effect.before, effect.after, because, effect.best, effect.next_best)
