"""The chapters of the manual as they are written: prose, and fences that are run.

A chapter is one Markdown file. ``# 中文 / English`` is its title, ``## 中文 / English`` begins a section, and a
comment ``<!-- words: … -->`` under it names the words of the language that the section explains. What a fence
holds is told by its first word:

- ``policy``: the body of a policy.md, complete but for the front matter, which is ``FRONT`` or a fence ``front``;
- ``declarations``, ``interpretations``: the policy's facts.yaml and interpretations.yaml;
- ``facts``: tables of facts; those before the first section serve every section, a section's own are laid over;
- ``examples``: what is decided about them, in the form of the list 例 of an examples.yaml;
- ``formulas``: an expression and its value on each line, with ⇒ between;
- ``mistake CODE``: a body with an error of that code, after the sign ‸ if the place matters;
- ``console``: a command and what it prints. Any other fence is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "chapters"
_FENCE = re.compile(r"^(`{3,})(\S*)[ ]*(.*)$")
_WORDS = re.compile(r"<!-- words:(.*?)-->")


@dataclass(frozen=True)
class Prose:
    """Words to be read."""

    text: str


@dataclass(frozen=True)
class Fence:
    """A fenced block: its first word, what follows it on the line, and its contents. ``line``: in the chapter."""

    kind: str
    argument: str
    text: str
    line: int


@dataclass
class Section:
    """One section: its title in two languages, the words it explains, and its parts in their order."""

    chapter: Chapter
    title: str
    words: tuple[str, ...] = ()
    parts: list[Prose | Fence] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How tests name it: the chapter's file and the English title."""
        return f"{self.chapter.name}: {self.title.split(' / ')[-1]}"

    def fences(self, kind: str) -> list[Fence]:
        """Its fences of one kind, in order."""
        return [part for part in self.parts if isinstance(part, Fence) and part.kind == kind]

    def one(self, kind: str) -> str:
        """What its only fence of a kind holds; nothing where there is none. Raises ValueError for several."""
        found = self.fences(kind)
        if len(found) > 1:
            raise ValueError(f"{self.name}: more than one fence '{kind}'")
        return found[0].text if found else ""


@dataclass
class Chapter:
    """One file: its name without suffix, its title, what stands before the first section, and the sections."""

    name: str
    title: str = ""
    opening: Section = field(init=False)
    sections: list[Section] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.opening = Section(self, "")


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every chapter in the order of its file's name."""
    return tuple(read_chapter(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.md")))


def read_chapter(name: str, text: str) -> Chapter:
    """The chapter in a text. Raises ValueError for a fence without an end."""
    chapter = Chapter(name)
    section = chapter.opening
    for part in _parts(text, name):
        if isinstance(part, Prose) and part.text.startswith("# "):
            chapter.title = part.text[2:].strip()
        elif isinstance(part, Prose) and part.text.startswith("## "):
            section = Section(chapter, part.text[3:].strip())
            chapter.sections.append(section)
        elif isinstance(part, Prose) and (words := _WORDS.fullmatch(part.text)):
            section.words = tuple(words[1].split())
        else:
            section.parts.append(part)
    return chapter


def _parts(text: str, name: str) -> Iterator[Prose | Fence]:
    lines = iter(enumerate(text.split("\n"), start=1))
    held: list[str] = []
    for number, line in lines:
        opening = _FENCE.match(line)
        if opening is None and line and not line.startswith(("# ", "## ", "<!-- words:")):
            held.append(line)
            continue
        if held:
            yield Prose("\n".join(held))
            held = []
        if opening is not None:
            yield Fence(opening[2], opening[3], _held(opening[1], lines, f"{name}:{number}"), number)
        elif line:
            yield Prose(line)
    if held:
        yield Prose("\n".join(held))


def _held(ticks: str, lines: Iterator[tuple[int, str]], where: str) -> str:
    held: list[str] = []
    for _, line in lines:
        if line.rstrip() == ticks:
            return "\n".join(held)
        held.append(line)
    raise ValueError(f"{where}: the fence has no end")
