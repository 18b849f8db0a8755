"""What was measured as Markdown tables, laid between the marks of ``docs/benchmarks.md``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
Run = dict[str, Any]
Result = dict[str, Any]


def place(mark: str, text: str, page: Path = PAGE) -> bool:
    """Put a table between ``<!-- mark -->`` and ``<!-- /mark -->``; False where the page has no such marks."""
    words = page.read_text(encoding="utf-8")
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    if start not in words or end not in words:
        return False
    before, rest = words.split(start, 1)
    after = rest.split(end, 1)[1]
    page.write_text(f"{before}{start}\n{text.strip()}\n{end}{after}", encoding="utf-8")
    return True


def ended(run: Run, order: Sequence[str]) -> list[Result]:
    """The results of those that ran to their end, in the order given."""
    found = {r["key"]: r for r in run["results"] if "seconds" in r}
    return [found[key] for key in order if key in found]


def heading(run: Run) -> str:
    """Commands, machine, state of the source, when, and the load on the machine before each began."""
    m, results = run["machine"], run["results"]
    memory = round(int(m["memory_kib"]) / 1024 / 1024)
    moments = [r["moment"] for r in results]
    commands = " · ".join(f"`{c}`" for c in dict.fromkeys(r["command"] for r in results))
    return (
        f"{commands} · {m['cores']} cores of {m['processor']}, {memory} GiB, {m['system']}, Python {m['python']} · "
        f"source {', '.join(dict.fromkeys(x['revision'] for x in moments))} · "
        f"{_span([x['at'][:16].replace('T', ' ') for x in moments])} UTC · "
        f"load before each {_span([x['load'] for x in moments])}\n"
    )


def _span(values: Sequence[Any]) -> str:
    low, high = min(values), max(values)
    return f"{low}" if low == high else f"{low} to {high}"


def grid(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table; every column but the first is set to the right."""
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def versions(run: Run) -> str:
    """Versions of all that took part."""
    found = {name: number for r in run["results"] for name, number in r.get("versions", {}).items()}
    return ", ".join(f"{name} {number}" for name, number in sorted(found.items()))


def failures(run: Run) -> str:
    """Who did not end, if anybody."""
    failed = [r for r in run["results"] if "seconds" not in r]
    return "".join(f"\nNot measured: {one['name']} (exit code {one['exit_code']}).\n" for one in failed)


def count(number: float) -> str:
    """Three significant figures with a unit of count."""
    for size, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:.3g} {unit}"
    return f"{number:.3g}"


def duration(seconds: float) -> str:
    """Three significant figures in seconds, milliseconds or microseconds; whole numbers from a thousand on."""
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size:
            return f"{figure(seconds / size)} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def figure(number: float) -> str:
    """Three significant figures, and never an exponent."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def mebibytes(number: float) -> str:
    """Whole MiB."""
    return f"{number:,.0f} MiB"


def yuan(fen: int) -> str:
    """Fen as yuan with two places."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
