"""The pages of a running demo and their table."""

from __future__ import annotations

import json
import os
from pathlib import Path
from statistics import median
from typing import Any

from bench.machine import moment
from bench.results import Part, Run
from bench.tables import duration, grid, heading

GOAL_SECONDS = 0.150
SHOWN = 12


def measure(part: Part, address: str, accounts: Path, repeats: int, command: str) -> None:
    """Every page that links lead to; figures of pages that are gone are forgotten."""
    from bench.pages.walk import pages

    known = json.loads(accounts.read_text("utf-8"))
    part.forget()
    keep = part.keeper(command)
    for page in pages(address.rstrip("/"), known, repeats):
        print(
            f"  {duration(median(page.seconds)):>8}  first {duration(page.first):>8}  {page.who:12} {page.path}"
        )
        keep(
            {
                "key": page.view,
                "who": page.who,
                "path": page.path,
                "first_seconds": page.first,
                "seconds": list(page.seconds),
                "median_seconds": median(page.seconds),
                "moment": moment(),
            }
        )


def table(run: Run) -> str:
    """How many pages there are, how many keep within the goal, and the slowest of them."""
    results = sorted(run["results"], key=lambda one: -one["median_seconds"])
    within = sum(one["median_seconds"] < GOAL_SECONDS for one in results)
    middle = median(one["median_seconds"] for one in results)
    told = (
        f"{len(results)} pages; median of their medians {duration(middle)}; "
        f"{within} of them below {duration(GOAL_SECONDS)}. The slowest:"
    )
    head = ("page", "as", "median", "first time")
    return "\n".join((heading(run), told, "", grid(head, [_row(one) for one in results[:SHOWN]])))


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"`{one['key']}`",
        one["who"] or "–",
        duration(one["median_seconds"]),
        duration(one["first_seconds"]),
    )


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duixian.site.settings")
