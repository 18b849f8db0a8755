"""The whole manual: its pages by name, written to docs/manual or compared with what stands there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.manual.chapters import chapters
from tests.manual.contents import contents_page
from tests.manual.pages import page
from tests.manual.reference import reference_page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "manual"


@cache
def pages() -> dict[str, str]:
    """Every page, by file name."""
    found = {f"{chapter.name}.md": page(chapter) for chapter in chapters()}
    return {"README.md": contents_page(), **found, "20-reference.md": reference_page()}


def write_pages() -> list[str]:
    """Write what has changed, remove what is no page any more; the names of both."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    changed = stale_pages()
    for name in changed:
        text = pages().get(name)
        if text is None:
            (FOLDER / name).unlink()
        else:
            (FOLDER / name).write_text(text, encoding="utf-8")
    return changed


def stale_pages() -> list[str]:
    """Names of pages that differ from what the chapters say, lack, or are none."""
    held = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in {*held, *pages()} if held.get(name) != pages().get(name))
