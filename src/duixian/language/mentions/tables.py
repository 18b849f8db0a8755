"""Bare figures in the cells of a table, which take the unit from the head of their column: | 标准（元） |."""

from __future__ import annotations

import re

from duixian.language.mentions.figures import figure_at
from duixian.language.mentions.mention import Mention, Reading
from duixian.language.mentions.quantities import read_quantity

_IN_BRACKETS = re.compile(r"\(\s*([^()]+?)\s*\)")
_RULER = re.compile(r"\s*\|[\s:|-]+")
_SPELT = {"月": "个月", "日": "天", "周": "个周"}


def read_cell(text: str, start: int) -> Reading | None:
    """The figure that alone fills the cell that starts here, with its column's unit."""
    if not text[start : start + 1].isdigit():
        return None
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    before = text[line_start:start]
    if not before.lstrip().startswith("|") or before.rstrip()[-1:] != "|":
        return None
    figure = figure_at(text, start)
    after = text[figure.end if figure else start : line_end if line_end >= 0 else len(text)]
    unit = _unit_of_column(text[:line_start], before.count("|"))
    if figure is None or unit is None or not re.match(r"\s*(?:\||$)", after):
        return None
    quantity = read_quantity(figure.text + unit, 0)
    if quantity is None or len(quantity.mentions) != 1:
        return None
    found = quantity.mentions[0]
    return Reading(figure.end, (Mention(found.kind, found.value, figure.text, start, figure.end),))


def _unit_of_column(above: str, column: int) -> str | None:
    """The unit in brackets in the head of a column: the line over the ruler, or the first line of the table."""
    lines = above.rstrip("\n").split("\n")
    head = None
    for place in range(len(lines) - 1, -1, -1):
        if not lines[place].lstrip().startswith("|"):
            break
        head = lines[place]
        if place + 1 < len(lines) and _RULER.fullmatch(lines[place + 1]):
            break
    cells = (head or "").split("|")
    unit = _IN_BRACKETS.search(cells[column]) if column < len(cells) else None
    if unit is None:
        return None
    words = unit[1].split("/")[0].strip()
    return _SPELT.get(words, words)
