"""The first page: what is where, and an index of every word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tests.manual.chapters import Section, chapters

_REFERENCE = re.compile(r"\[\[(.+?)\]\]")
_OPENING = """# 兑现政策语言手册 / Manual of the Duixian policy language

一份政策的原文就是它的程序：每一条下面写上规则，就能算出谁、凭哪一条、得多少。本手册从零讲起；每个片段、每个例子、每个算式都由测试运行过（`scripts/manual.py` 由 `tests/manual` 生成本手册，请勿手改）。

The official wording of a policy is its program: with a rule under each clause it says who is due what, by which words. This manual starts from nothing. Each fragment, example and formula has been run by a test (`scripts/manual.py` writes these pages from `tests/manual`: do not edit them by hand).

## 目录 / Contents
"""


def contents_page() -> str:
    """README.md."""
    return "\n".join([_OPENING, *_chapters(), *_index()]).rstrip("\n") + "\n"


def anchor(title: str) -> str:
    """The fragment that a heading gets on a page."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def link(section: Section) -> str:
    """A link to a section, named by its Chinese title."""
    return f"[{section.title.split(' / ')[0]}]({section.chapter.name}.md#{anchor(section.title)})"


def linked(text: str) -> str:
    """Prose with each [[section's Chinese title]] as a link. Raises KeyError for a title that is none."""
    return _REFERENCE.sub(lambda found: link(sections_by_title()[found[1]]), text)


@cache
def sections_by_title() -> dict[str, Section]:
    """Every section by its Chinese title; of equal ones the first."""
    found: dict[str, Section] = {}
    for chapter in chapters():
        for section in chapter.sections:
            found.setdefault(section.title.split(" / ")[0], section)
    return found


def _chapters() -> Iterator[str]:
    for chapter in chapters():
        yield f"- [{chapter.title}]({chapter.name}.md)"
        for section in chapter.sections:
            yield f"  - [{section.title}]({chapter.name}.md#{anchor(section.title)})"
    yield "- [参考：全部的键、函数、单位、表 / Reference](20-reference.md)"
    yield ""


def sections_of_words() -> dict[str, list[Section]]:
    """Every word that some section explains, with the sections."""
    found: dict[str, list[Section]] = {}
    for chapter in chapters():
        for section in chapter.sections:
            for word in section.words:
                found.setdefault(word, []).append(section)
    return found


def _index() -> Iterator[str]:
    yield "## 词的索引 / Index of words"
    yield ""
    yield "| 词 word | 在哪里 where |"
    yield "|---|---|"
    for word, sections in sorted(sections_of_words().items()):
        yield f"| {word.replace('|', '')} | {'、'.join(link(section) for section in sections)} |"
    yield ""
