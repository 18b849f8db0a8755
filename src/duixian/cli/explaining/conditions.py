"""Every condition of a case: whether it holds, what was found, what is asked for, and the words that ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from duixian.cli.flowing import Flowing
from duixian.cli.language import _
from duixian.cli.results.words import Reasons
from duixian.cli.session import Session
from duixian.engines.prose.refusal import because
from duixian.engines.prose.sections import quote_of
from duixian.engines.prose.speaking import Voice
from duixian.language.nodes import Not, Use
from duixian.language.outcome import Finding, Outcome
from duixian.language.record import Record
from duixian.language.unknown import Unknown

HOLDS, FAILS, UNKNOWN = ("✓", "green"), ("✗", "red"), ("？", "yellow")
_NAME_WIDTH = 30


def mark_of(finding: Finding) -> tuple[str, str]:
    """The sign of a finding and its colour."""
    if finding.truth.__class__ is Unknown:
        return UNKNOWN
    return HOLDS if finding.truth else FAILS


def conditions_shown(session: Session, outcome: Outcome, reasons: Reasons) -> RenderableType:
    """All conditions, one below the other."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=2)
    grid.add_column(max_width=_NAME_WIDTH, overflow="fold")
    grid.add_column(overflow="fold")
    for finding in outcome.findings:
        sign, colour = mark_of(finding)
        detail = _detail(session, outcome, finding, reasons)
        grid.add_row(Styled(sign, style=colour), Flowing(_name(session, finding), colour), detail)
    return grid


def _name(session: Session, finding: Finding) -> str:
    return (
        session.words(finding.condition.source.name) if finding.condition is not None else finding.test.text
    )


def _detail(session: Session, outcome: Outcome, finding: Finding, reasons: Reasons) -> Group:
    voice = reasons.voice(outcome)
    lines: list[RenderableType] = list(_told(session, outcome, finding, reasons, voice))
    basis = _basis(session, outcome, finding)
    return Group(*lines, *([Flowing(basis, "dim")] if basis else []))


def _told(
    session: Session, outcome: Outcome, finding: Finding, reasons: Reasons, voice: Voice
) -> Iterator[RenderableType]:
    actual, threshold = reasons.sides(outcome, finding)
    if actual is not None and threshold is not None:
        found = _("found: {actual}; asked for: {threshold}")
        yield Flowing(found.format(actual=session.words(actual), threshold=session.words(threshold)))
    elif finding.truth is True:
        if finding.actual.__class__ is Record and actual is not None:
            yield Flowing(_("found: {actual}").format(actual=session.words(actual)))
    elif finding.parts:
        yield from _tree(session, voice, finding, 0)
    else:
        yield Flowing(session.words(because(voice, finding)))


def _tree(session: Session, voice: Voice, finding: Finding, depth: int) -> Iterator[Flowing]:
    """What inside a test keeps it from holding, each named part on a line of its own."""
    inner = voice.of_terms() if isinstance(finding.test, Use) else voice
    if isinstance(finding.test, Not):
        yield _line(session, finding, session.words(because(voice, finding)), depth)
        return
    for part in [part for part in finding.parts if part.truth is not True] or finding.parts:
        if part.parts:
            if part.condition is not None:
                yield _line(session, part, "", depth)
            yield from _tree(session, inner, part, depth + (part.condition is not None))
        else:
            yield _line(session, part, session.words(because(inner, part)), depth)


def _line(session: Session, part: Finding, reason: str, depth: int) -> Flowing:
    sign, colour = mark_of(part)
    name = session.words(part.condition.source.name) if part.condition is not None else ""
    colon = ("：" if session.lang == "zh" else ": ") if name and reason else ""
    return Flowing(f"{name}{colon}{reason}", sign=f"{sign} ", colour=colour, indent=2 * depth)


def _basis(session: Session, outcome: Outcome, finding: Finding) -> str:
    if finding.condition is None:
        return ""
    source = finding.condition.source
    clause = _("clause {clause}").format(clause=source.clause)
    quote = quote_of(outcome.policy, source)
    quoted = f"“{shortened(quote)}”" if quote else ""
    return " ".join(part for part in (clause, quoted, " ".join(source.interpretations)) if part)


LONGEST_QUOTE = 60


def shortened(quote: str) -> str:
    """The first words of a long quotation."""
    line = " ".join(quote.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"
