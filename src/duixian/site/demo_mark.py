"""The mark by which a demo knows the folder that it made, with the day on which its month stands still."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_MARK = ".duixian-demo"
_OFFICE = ZoneInfo("Asia/Shanghai")


def set_mark(folder: Path, day: date) -> None:
    """The folder is a demo's."""
    (folder / _MARK).write_text(day.isoformat() + "\n", encoding="utf-8")


def is_marked(folder: Path) -> bool:
    """Whether a demo made the folder and may take it away."""
    return (folder / _MARK).is_file()


def demo_day(folder: Path) -> date | None:
    """The day of the demo that lives there; None where none does."""
    if not is_marked(folder):
        return None
    said = (folder / _MARK).read_text(encoding="utf-8").strip()
    return date.fromisoformat(said) if said else office_today()


def office_today() -> date:
    """The day at the office by the machine's clock: there it is tomorrow for eight hours of each day of UTC."""
    return datetime.now(_OFFICE).date()
