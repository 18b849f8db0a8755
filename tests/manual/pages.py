"""Chapters as the pages of docs/manual: prose as written, facts as tables, and what was decided."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from duixian.language.vocabulary import load_vocabulary
from tests.manual.chapters import Chapter, Fence, Prose, Section
from tests.manual.contents import linked
from tests.manual.decisions import decision_lines
from tests.manual.folders import FRONT, plain_yaml
from tests.manual.mistakes import cell_lines, mistake_lines, refusal_lines
from tests.manual.tables import table
from tests.manual.trials import Trial, formulas_of, trial_of
from tests.manual.workspace import desk_of

Lines = Iterator[str]
CHANGES = ("沿用", "改", "加", "删", "未提供", "申请", "解释")
_SHOWN_AS = {"policy": "markdown", "declarations": "yaml", "interpretations": "yaml", "front": "yaml"}
_CAPTIONS = {
    "declarations": "facts.yaml：",
    "interpretations": "interpretations.yaml：",
    "front": "开头说明（两行 --- 之间）/ front matter:",
    "examples-file": "examples.yaml：",
}


def page(chapter: Chapter) -> str:
    """One page."""
    lines = [f"# {chapter.title}", "", *_parts(chapter.opening)]
    for section in chapter.sections:
        lines += [f"## {section.title}", "", *_parts(section)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _parts(section: Section) -> Lines:
    for part in section.parts:
        yield from (linked(part.text), "") if isinstance(part, Prose) else _fence(section, part)


def _fence(section: Section, fence: Fence) -> Lines:
    match fence.kind:
        case "facts":
            yield from fact_tables(plain_yaml(fence.text))
        case "examples-file" if section.fences("mistake"):
            yield from _shown(fence, "yaml")
        case "examples" | "examples-file":
            if fence.kind == "examples-file":
                yield from _shown(fence, "yaml")
            with tempfile.TemporaryDirectory() as folder:
                yield from _examples(section, trial_of(section, Path(folder)))
        case "formulas":
            with tempfile.TemporaryDirectory() as folder:
                yield from _formulas(section, Path(folder))
        case "default-front":
            yield from ("```yaml", "---", FRONT, "---", "```", "")
        case "refused":
            yield from refusal_lines(fence)
        case "cells":
            yield from cell_lines(fence)
        case "mistake":
            yield from _shown(fence, "markdown")
            yield from mistake_lines(section, fence)
        case "file":
            yield from (f"{fence.argument}：", "", *_shown(fence, _language(fence.argument)))
        case "show" | "console":
            yield from _done(section, fence)
        case _:
            yield from _shown(fence, _SHOWN_AS.get(fence.kind, fence.kind))


def _shown(fence: Fence, language: str) -> Lines:
    caption = f"{fence.argument}：" if fence.kind == "csv" else _CAPTIONS.get(fence.kind)
    if caption:
        yield from (caption, "")
    ticks = "````" if "```" in fence.text else "```"
    yield from (f"{ticks}{language}", fence.text, ticks, "")


def _language(file: str) -> str:
    return {"md": "markdown", "txt": "text"}.get(file.rpartition(".")[2], file.rpartition(".")[2])


def _done(section: Section, fence: Fence) -> Lines:
    desk = desk_of(section.chapter.name)
    if fence.kind == "show":
        yield from ("````markdown", desk.shown[fence.line].rstrip("\n"), "````", "")
    for ran in desk.ran.get(fence.line, ()):
        yield from ("```console", ran.command, ran.output, "```", "")


def fact_tables(tables: dict[str, list[dict[str, str]]]) -> Lines:
    """Facts as one table of Markdown each, with the columns that are given."""
    english = load_vocabulary().tables
    for name, rows in (tables or {}).items():
        title = f"{name} / {english[name].english}" if name in english else name
        if not rows:
            yield from (f"**{title}**：没有记录 / no rows", "")
            continue
        columns = list(dict.fromkeys(column for row in rows for column in row))
        yield from (f"**{title}**", "", *table(columns, [[row.get(c, "") for c in columns] for row in rows]))


def _formulas(section: Section, folder: Path) -> Lines:
    rows = [[f"`{f.expression}`", f.found] for f in formulas_of(section, folder)]
    yield from table(["算式 expression", "值 value"], rows)


def _examples(section: Section, trial: Trial) -> Lines:
    written = plain_yaml(section.one("examples") or "[]") or plain_yaml(section.one("examples-file"))["例"]
    for position, (raw, decided) in enumerate(zip(written, trial.examples, strict=True)):
        example = decided.result.example
        yield f"**例 / Example**：{example.name.zh} / {example.name.en}（截至 as of {example.as_of}）"
        yield ""
        yield from _changes(raw)
        yield from decision_lines(decided, in_full=position == 0)


def _changes(raw: dict[str, Any]) -> Lines:
    changes = {key: raw[key] for key in CHANGES if key in raw and key != "沿用"}
    if changes:
        yield from ("```yaml", *(f"{key}: {_inline(value)}" for key, value in changes.items()), "```", "")


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return str(value)
