"""Text that flows in a column, Chinese as well as English: a line may end after any Chinese character, but does not
begin with a closing sign or end with an opening one."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style, StyleType

_CLOSING = "，。；：、）”》」！？】〉』.,;:)!?…"
_OPENING = "（“《「【〈『("
_NARROWEST = 8
_ASCII_END = "\u2e80"
"""The first of the Chinese signs and characters; all before it are kept together as words."""


def pieces(text: str) -> Iterator[str]:
    """The text in parts that must not be divided, in order; together they are the text."""
    piece = ""
    for sign in text:
        if piece and _may_break(piece, sign):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _may_break(before: str, sign: str) -> bool:
    last = before[-1]
    if sign in _CLOSING or last in _OPENING or sign == " ":
        return False
    return last == " " or _is_chinese(last) or _is_chinese(sign)


def _is_chinese(sign: str) -> bool:
    return sign >= _ASCII_END or sign in "“”…"


def flowed(text: str, width: int, hang: int = 0) -> list[str]:
    """The lines of a text in a width of half-width cells; lines after the first start ``hang`` cells in."""
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        if line.strip() and cell_len(line) + cell_len(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = " " * hang
        line += piece
    return [*lines, line.rstrip()]


class Flowing:
    """A text that flows to the width it is given, with its first cells in another style."""

    def __init__(
        self, text: str, style: StyleType = "", *, sign: str = "", colour: str = "", indent: int = 0
    ) -> None:
        self._sign, self._text, self._indent = sign, text, indent
        self._style, self._colour = style, colour

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        whole = self._indent + cell_len(self._sign) + cell_len(self._text)
        return Measurement(min(_NARROWEST, whole), whole).clamp(max_width=options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style, colour = console.get_style(self._style), console.get_style(self._colour)
        lead = " " * self._indent
        hang = cell_len(self._sign)
        width = max(_NARROWEST, options.max_width - self._indent)
        for number, line in enumerate(flowed(" " * hang + self._text, width, hang)):
            yield Segment(lead)
            if number == 0 and self._sign:
                yield Segment(self._sign, colour)
                yield from _segment(line[hang:], style)
            else:
                yield from _segment(line, style)
            yield Segment.line()


def _segment(line: str, style: Style) -> Iterator[Segment]:
    if line:
        yield Segment(line, style)
