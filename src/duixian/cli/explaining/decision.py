"""One decision on a terminal: verdict, amount, conditions, what limits did, payment, what is missing, readings used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Styled

from duixian.cli.explaining.amounts import amounts_shown
from duixian.cli.explaining.conditions import conditions_shown, shortened
from duixian.cli.explaining.payments import funds_shown, instalments_shown, payees_shown
from duixian.cli.flowing import Flowing
from duixian.cli.language import _
from duixian.cli.results.cases import EMPLOYER, PERSON, Parties
from duixian.cli.results.words import VERDICTS, Reasons, effect_words
from duixian.cli.session import Session
from duixian.decisions.document import interpretations_used
from duixian.decisions.identity import case_id
from duixian.engines.prose.names import table_name
from duixian.engines.prose.parts import SYSTEM_DEFAULT, chosen, decided
from duixian.engines.prose.refusal import lack_words, remedy_words
from duixian.engines.prose.sections import quote_of
from duixian.language.facts import Facts
from duixian.language.outcome import Effect, Outcome, Verdict
from duixian.language.rule import Interpretation, MeasureKind
from duixian.values.money import format_money

COLOURS = {Verdict.ELIGIBLE: "green", Verdict.INELIGIBLE: "red", Verdict.UNDETERMINED: "yellow"}
Section = tuple[str, RenderableType]


class Explainer:
    """Shows decisions in a session; ``facts`` tells the names of parties."""

    def __init__(self, session: Session, facts: Facts) -> None:
        self._session = session
        self._parties = Parties(facts)
        self._reasons = Reasons()

    def show(self, outcome: Outcome) -> None:
        """Print one decision."""
        out = self._session.out
        out.print(self._head(outcome))
        for line in self._about(outcome):
            out.print(Flowing(line, "dim"))
        for title, body in self._sections(outcome):
            out.print()
            out.print(Styled(title, style="bold"))
            out.print(Padding(body, (0, 0, 0, 2), expand=False))
        out.print()

    def _head(self, outcome: Outcome) -> RenderableType:
        words, source = self._session.words, outcome.measure.source
        verdict = Styled(words(VERDICTS[outcome.verdict]), style=f"bold {COLOURS[outcome.verdict]}")
        clause = _("clause {clause}").format(clause=source.clause)
        title = Styled.assemble((words(source.name), "bold"), "  ", (clause, "dim"), "  ", verdict)
        money = self._money(outcome)
        if money:
            title.append(f"  {money}", style="bold")
        return Group(Rule(style="dim"), title)

    def _money(self, outcome: Outcome) -> str:
        if outcome.measure.kind is not MeasureKind.MONEY:
            return ""
        if outcome.verdict is Verdict.ELIGIBLE:
            return self._payable(outcome)
        if outcome.verdict is Verdict.UNDETERMINED and outcome.amount is not None:
            amount = format_money(outcome.amount, self._session.lang)
            return _("{amount} if nothing changes").format(amount=amount)
        return ""

    def _payable(self, outcome: Outcome) -> str:
        amount = format_money(outcome.payable, self._session.lang)
        if outcome.due_now == outcome.payable:
            return amount
        due = format_money(outcome.due_now, self._session.lang)
        return _("{amount}, of it {due} due now").format(amount=amount, due=due)

    def _about(self, outcome: Outcome) -> Iterator[str]:
        record = outcome.record
        table = self._session.words(table_name(record.table, outcome.policy.vocabulary))
        case = f"{table} {record.key}" + (f" / {outcome.year}" if outcome.year is not None else "")
        dates = [_("decided as of {day}").format(day=outcome.as_of)]
        if outcome.event_on is not None:
            dates.insert(0, _("event on {day}").format(day=outcome.event_on))
        yield "  ".join([case, *dates])
        parties = [self._party(outcome, table) for table in (PERSON, EMPLOYER)]
        if any(parties):
            yield "  ".join(party for party in parties if party)
        decision = _("decision {id}").format(id=case_id(outcome))
        version = _("policy version {version}").format(version=outcome.policy.version[:12])
        yield "  ".join([decision, outcome.policy.id, version, record.source])

    def _party(self, outcome: Outcome, table: str) -> str:
        key = self._parties.key_of(outcome.record, table)
        if key is None or outcome.record.table == table:
            return ""
        name = self._parties.name_of(table, key)
        return f"{name}（{key}）" if name else key

    def _sections(self, outcome: Outcome) -> Iterator[Section]:
        yield _("Conditions"), conditions_shown(self._session, outcome, self._reasons)
        if outcome.workings or outcome.variables:
            yield _("Amount"), amounts_shown(self._session, outcome, self._reasons.voice(outcome))
        for title, lines in self._outcome_lines(outcome):
            if lines:
                yield title, Group(*(Flowing(line) for line in lines))
        if len(outcome.instalments) > 1:
            yield _("Instalments"), instalments_shown(self._session, outcome)
        for title, lines in self._remarks(outcome):
            if lines:
                yield title, Group(*(Flowing(line) for line in lines))

    def _outcome_lines(self, outcome: Outcome) -> Iterator[tuple[str, list[str]]]:
        """What limits did and who is paid."""
        yield _("Limits and groups"), [line for e in outcome.effects for line in self._effect(outcome, e)]
        yield _("Recovery"), self._recovery(outcome)
        if outcome.verdict is Verdict.ELIGIBLE:
            yield _("Paid to"), payees_shown(self._session, outcome, self._parties)
            yield _("Funds"), funds_shown(self._session, outcome)

    def _remarks(self, outcome: Outcome) -> Iterator[tuple[str, list[str]]]:
        """What else there is to know."""
        words = self._session.words
        yield _("Worth a look"), [words(source.name) for source in outcome.warnings]
        yield _("Not yet"), self._not_yet(outcome)
        yield _("Missing"), self._missing(outcome)
        records = [record.id for record in interpretations_used(outcome)]
        yield _("Interpretations used"), [" ".join(records)] if records else []

    def _effect(self, outcome: Outcome, effect: Effect) -> Iterator[str]:
        yield self._session.words(effect_words(effect))
        lang = self._session.lang
        if effect.next_best is not None:
            total = format_money(effect.best or 0, lang)
            other = format_money(effect.next_best, lang)
            yield _("  the best that can be drawn together is {total}; the next best is {other}").format(
                total=total, other=other
            )
        quote = quote_of(outcome.policy, effect.source)
        if quote:
            yield f"  “{shortened(quote)}”"

    def _recovery(self, outcome: Outcome) -> list[str]:
        if not outcome.recovery:
            return []
        amount = format_money(outcome.recovery, self._session.lang)
        return [
            _("{amount} is to be paid back, for what had to hold broke on {day}.").format(
                amount=amount, day=outcome.broken_on
            )
        ]

    def _not_yet(self, outcome: Outcome) -> list[str]:
        if outcome.not_yet is None:
            return []
        return [
            _("It would hold on {day} at the earliest, if nothing else changes.").format(day=outcome.not_yet)
        ]

    def _missing(self, outcome: Outcome) -> list[str]:
        words, vocabulary = self._session.words, outcome.policy.vocabulary
        if outcome.verdict is not Verdict.UNDETERMINED:
            return []
        return [
            f"{words(lack_words(m, vocabulary))} → {words(remedy_words(m, vocabulary))}"
            for m in sorted(outcome.missing)
        ]

    def readings(self, outcomes: Iterable[Outcome]) -> None:
        """Print the interpretations that some decisions rest on, each once: those nobody confirmed, and the others."""
        used = {(o.policy.id, r.id): r for o in outcomes for r in interpretations_used(o)}
        out = self._session.out
        for confirmed in (False, True):
            records = [record for record in used.values() if record.decided is confirmed]
            if not records:
                continue
            out.print(Rule(style="dim"))
            out.print(Styled(_("Interpretations used"), style="bold"))
            if not confirmed:
                out.print(Flowing(self._session.words(SYSTEM_DEFAULT), "yellow"))
            out.print(Padding(self._answers(records), (0, 0, 0, 2), expand=False))

    def _answers(self, records: list[Interpretation]) -> RenderableType:
        words = self._session.words
        grid = Table.grid(padding=(0, 2, 0, 0))
        for record in records:
            answer = words(chosen(record)) + (words(decided(record)) if record.decided else "")
            grid.add_row(record.id, Group(Flowing(words(record.question), "dim"), Flowing(answer)))
        return grid
