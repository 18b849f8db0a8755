"""What a page shows, as a file: a workbook, or a CSV that runs nothing when it is opened."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse

from duixian.authorities import clock
from duixian.console.doors import OfficeRequest
from duixian.console.insight.grids import Grid
from duixian.console.seeing import exported
from duixian.design.downloads import XLSX, to_keep
from duixian.papers.sheets import Cell, Kind, workbook

CSV = "text/csv; charset=utf-8"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = "\ufeff"


def wanted(request: OfficeRequest, grids: tuple[Grid, ...]) -> HttpResponse | None:
    """The file that the address asks for (``of`` a grid, ``file`` xlsx or csv); None where it asks for a page."""
    grid = next((grid for grid in grids if grid.key == request.GET.get("of")), None)
    if grid is None or request.GET.get("file") not in ("xlsx", "csv"):
        return None
    exported(request, f"insight.{grid.key}", "", [column.name for column in grid.columns])
    if request.GET["file"] == "csv":
        return to_keep(as_csv(grid), f"{grid.title}.csv", CSV)
    notes = [(grid.title, grid.note)] if grid.note else []
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    return to_keep(
        workbook(grid.title, grid.columns, rows, made_at=clock.now(), notes=notes), f"{grid.title}.xlsx", XLSX
    )


def as_csv(grid: Grid) -> bytes:
    """Rows with a mark that tells spreadsheets the encoding; amounts in yuan, two decimals, exact."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([_harmless(column.name) for column in grid.columns])
    for row in [*grid.rows, *([grid.total] if grid.total else [])]:
        writer.writerow([_cell(cell, column.kind) for cell, column in zip(row, grid.columns, strict=True)])
    return (_MARK + buffer.getvalue()).encode()


def _cell(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return _yuan(cell) if kind is Kind.MONEY else str(cell)
    return _harmless(str(cell))


def _yuan(fen: int) -> str:
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{cents:02d}"


def _harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula, with a sign before it that says it is none."""
    return f"'{text}" if text.startswith(_RISKY) else text
