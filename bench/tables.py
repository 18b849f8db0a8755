"""What was measured as Markdown tables, laid between the marks of ``docs/benchmarks.md``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
Run = dict[str, Any]


def place(mark: str, text: str) -> None:
    """Put a table between ``<!-- mark -->`` and ``<!-- /mark -->``. Raises ValueError where the page has no such marks."""
    page = PAGE.read_text(encoding="utf-8")
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    if start not in page or end not in page:
        raise ValueError(f"{PAGE.name} has no marks for '{mark}'")
    before, rest = page.split(start, 1)
    after = rest.split(end, 1)[1]
    PAGE.write_text(f"{before}{start}\n{text.strip()}\n{end}{after}", encoding="utf-8")


def heading(run: Run, command: str) -> str:
    """The command and the machine."""
    m = run["machine"]
    memory = round(int(m["memory_kib"]) / 1024 / 1024)
    return (
        f"`{command}` · {m['cores']} cores of {m['processor']}, {memory} GiB, {m['system']}, Python {m['python']} · "
        f"source {m['revision']} · {m['at']} · load when it began {m['load'][0]}\n"
    )


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
    return "".join(
        f"\nNot measured: {one['name']} (exit code {one['exit_code']}).\n" for one in run["failed"]
    )


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
    return f"{number:,.0f}" if number >= 1000 else f"{number:.3g}"


def yuan(fen: int) -> str:
    """Fen as yuan with two places."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
