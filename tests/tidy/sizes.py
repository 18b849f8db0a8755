"""How long files and functions are. A number of lines is a number of things to hold in mind at once."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping, Sequence
from statistics import median

LONGEST_FILE = 500
MEDIAN_FILE = 150
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 40
MEDIAN_FUNCTION = 8
MEDIAN_TEST = 15


def function_lengths(tree: ast.Module) -> dict[str, int]:
    """Lines of each function, `name:line` → lines, without its docstring and decorators."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {f"{node.name}:{node.lineno}": _length(node) for node in ast.walk(tree) if isinstance(node, kinds)}


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def percentile(lengths: Sequence[int], per_cent: int) -> int:
    """The smallest length that at least `per_cent` of a hundred do not exceed (nearest rank)."""
    ranked = sorted(lengths)
    return ranked[math.ceil(len(ranked) * per_cent / 100) - 1] if ranked else 0


def too_long(lengths: Mapping[str, int], longest: int) -> list[str]:
    """Those longer than `longest`, the longest first."""
    over = sorted(((lines, name) for name, lines in lengths.items() if lines > longest), reverse=True)
    return [f"{name} has {lines} lines; at most {longest}: split it by what it does" for lines, name in over]


def median_too_long(lengths: Mapping[str, int], limit: int) -> list[str]:
    """One problem when the median is over `limit`."""
    middle = median(lengths.values()) if lengths else 0
    return [f"the median is {middle} lines; at most {limit}"] if middle > limit else []
