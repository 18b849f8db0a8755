"""What comes out: every measure with its amounts and reasons, what to bring, and what can be had together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duixian.decisions.document import decision_document
from duixian.design.decision import DecisionView, decision_view
from duixian.design.decision.telling import fen, told
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure
from duixian.public.calculator.answers import Answers, Pairs, count_key
from duixian.public.calculator.asking import Progress
from duixian.public.calculator.judging import Bench
from duixian.public.calculator.scene import FIRST

_ORDER = {"granted": 0, "open": 1, "refused": 2}


@dataclass(frozen=True, slots=True)
class Result:
    """One case: its decision, the papers to bring, the row it is about."""

    view: DecisionView
    evidence: tuple[str, ...]
    row: str


@dataclass(frozen=True, slots=True)
class Results:
    """``total``: what whoever asks can have together, in words, empty for nothing; ``evidence``: all papers for what
    is granted; ``assumed``: facts taken to bear out conditions answered as a whole."""

    cases: tuple[Result, ...]
    total: str
    total_fen: int
    evidence: tuple[str, ...]
    assumed: tuple[str, ...]

    @property
    def granted(self) -> tuple[Result, ...]:
        """What holds."""
        return tuple(case for case in self.cases if case.view.state == "granted")

    @property
    def open(self) -> tuple[Result, ...]:
        """What nobody can say yet."""
        return tuple(case for case in self.cases if case.view.state == "open")

    @property
    def refused(self) -> tuple[Result, ...]:
        """What does not hold."""
        return tuple(case for case in self.cases if case.view.state == "refused")


def results(bench: Bench, answers: Answers, found: Progress) -> Results:
    """Every case of what was said, limits and groups settled; cases of rows that were only assumed are left out."""
    outcomes = _outcomes(bench, answers, found)
    cases = sorted((_result(o, bench) for o in outcomes), key=lambda case: _ORDER[case.view.state])
    total = sum(_mine(o, bench) for o in outcomes)
    papers = dict.fromkeys(paper for case in cases if case.view.state == "granted" for paper in case.evidence)
    return Results(tuple(cases), fen(total) if total else "", total, tuple(papers), ())


def _outcomes(bench: Bench, answers: Answers, found: Progress) -> list[Outcome]:
    """Cases with the facts that bear out what was answered as a whole; a case of which something is still not known
    is left open by what was answered alone, for facts found for other questions are no answer to it."""
    still = {_name(s.outcome) for s in found.cases if s.truth is None and (s.open or s.rest)}
    bare = {_name(o): o for o in bench.settled(found.scene, answers.scene)} if still else {}
    settled = bench.settled(found.full, answers.scene)
    return [bare.get(_name(o), o) if _name(o) in still else o for o in settled]


def _name(outcome: Outcome) -> tuple[str, str]:
    return outcome.measure.name, str(outcome.record.key)


def _result(outcome: Outcome, bench: Bench) -> Result:
    view = decision_view(decision_document(outcome), bench.policy)
    return Result(view, tuple(told(paper) for paper in outcome.measure.evidence), str(outcome.record.key))


def _mine(outcome: Outcome, bench: Bench) -> int:
    payees = view_payees(outcome)
    return sum(amount for table, key, amount in payees if (table, key) == (bench.who, FIRST))


def view_payees(outcome: Outcome) -> Iterator[tuple[str, str, int]]:
    """Payees with their fen."""
    yield from ((p["table"], p["key"], p["amount"]) for p in decision_document(outcome)["payees"])


def things_of(bench: Bench) -> dict[str, list[Measure]]:
    """What cases are about, by table, with the measures that may come of it."""
    found: dict[str, list[Measure]] = {}
    for measure in bench.measures:
        found.setdefault(measure.table, []).append(measure)
    return found


def one_more(table: str, answers: Answers, bench: Bench) -> Pairs:
    """The address with one more row of a table."""
    count = answers.scene.counts.get(table, 0) + 1
    return answers.and_then(count_key(table, bench.policy.vocabulary), str(count))
