"""A section of the manual as the policy folder that a reader would write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.manual.chapters import Section

FRONT = """名称: 示范办法
英文: Model measures
机关: 某市人力资源和社会保障局
机关英文: Human Resources and Social Security Bureau of a city
文号: 某人社〔2021〕1号
状态: 施行
资金层级: 区
辖区: 苏州市
起: 2021-01-01
止: 2025-12-31"""

SHARED_SCENE, OWN_SCENE = "本章事实", "本节事实"
FORMULA_RECORD = "演算"
_FORMULA_BODY = """1. 按算式给予补贴1元。
```rule
项目: 演算
每次: 录用
受益: 用人单位
变量:
{variables}
金额: 1元
```"""
_FORMULA_RECORDS = """- {编号: 演算, 条款: "1", 引文: 算式, 问题: 怎样算？, 选项: {照算: }, 现行: 照算}"""


def policy_text(section: Section, body: str) -> str:
    """A whole policy.md: the section's front matter, or the one that all sections share, and a body."""
    return f"---\n{section.one('front') or FRONT}\n---\n\n{body}\n"


def write_folder(section: Section, folder: Path, body: str | None = None) -> Path:
    """The folder of a section, with its facts and examples. ``body`` instead of the section's own."""
    folder.mkdir(parents=True)
    _write(folder, "policy.md", policy_text(section, section.one("policy") if body is None else body))
    _write(folder, "facts.yaml", section.one("declarations"))
    _write(folder, "interpretations.yaml", section.one("interpretations"))
    for sheet in section.fences("csv"):
        _write(folder, sheet.argument, sheet.text)
    _write(folder, "examples.yaml", section.one("examples-file") or examples_text(section))
    return folder


def write_formulas(section: Section, folder: Path, expressions: list[str], day: str) -> Path:
    """A folder whose one measure names the value of each expression, in their order, and one example without
    expectations, decided on ``day``."""
    lines = [f"  算式{n}: {{按解释: 演算, 照算: {_quoted(text)}}}" for n, text in enumerate(expressions, 1)]
    write_folder(section, folder, _FORMULA_BODY.format(variables="\n".join(lines)))
    _write(folder, "interpretations.yaml", _FORMULA_RECORDS)
    _write(folder, "examples.yaml", _document(section, [{"例": "算式", "截至": day, "期望": []}]))
    return folder


def examples_text(section: Section) -> str:
    """The examples.yaml of a section: its facts as scenes, and its examples, which start from them."""
    examples = plain_yaml(section.one("examples")) or []
    return _document(section, examples) if examples else ""


def _document(section: Section, examples: list[dict[str, Any]]) -> str:
    scenes = {
        name: held
        for name, of in ((SHARED_SCENE, section.chapter.opening), (OWN_SCENE, section))
        if (held := plain_yaml(of.one("facts")))
    }
    for example in examples:
        example.setdefault("沿用", list(scenes))
    return yaml.safe_dump({"场景": scenes, "例": examples}, allow_unicode=True, sort_keys=False)


def plain_yaml(text: str) -> Any:
    """YAML with every scalar as the text that was written."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _write(folder: Path, name: str, text: str) -> None:
    if text:
        (folder / name).write_text(text + "\n", encoding="utf-8")
