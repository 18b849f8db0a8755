"""A new policy from an official text: the wording with an empty rule block under each clause, ready to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from duixian.language.clauses import Clause, split_clauses
from duixian.policybook.citations import mentions_of
from duixian.policybook.document import (
    EXAMPLES_FILE,
    FACTS_FILE,
    INTERPRETATIONS_FILE,
    POLICY_FILE,
)
from duixian.values.bilingual import DuixianError, Text

_DRAFT = re.compile(r"[（(]\s*(?:征求意见稿|草案)\s*[）)]")
_NUMBER = re.compile(r"\S+[〔\[(（]\d{4}[〕\])）]\s*第?\d+\s*号")
_REMARK = re.compile("[（(][^（）()]*[；，。、][^（）()]*[）)]")
_SENTENCE = re.compile("[。；：，;:]")
_PREAMBLE = "序"


class PolicyExists(DuixianError, FileExistsError):
    """A folder that already holds a policy is not written over."""


def start_policy(text_file: Path, folder: Path) -> Path:
    """Write the skeleton of a policy from an official text (UTF-8) into a folder, and return the folder.

    The skeleton says what is still to fill: a check of it lists each open place. Raises PolicyExists.
    """
    if (folder / POLICY_FILE).exists():
        raise PolicyExists(
            "policy-exists",
            Text(f"{folder} 里已有 {POLICY_FILE}", f"{folder} already holds a {POLICY_FILE}"),
            str(folder),
            Text("换一个文件夹", "choose another folder"),
        )
    text = text_file.read_text("utf-8-sig").replace("\r\n", "\n")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / POLICY_FILE).write_text(policy_skeleton(text), "utf-8")
    (folder / INTERPRETATIONS_FILE).write_text(INTERPRETATIONS, "utf-8")
    (folder / EXAMPLES_FILE).write_text(EXAMPLES, "utf-8")
    (folder / FACTS_FILE).write_text(FACTS, "utf-8")
    return folder


def policy_skeleton(text: str) -> str:
    """policy.md for an official text: front matter, the wording to the letter, and an empty block per clause."""
    clauses = split_clauses(text)
    lines = text.rstrip("\n").split("\n")
    return f"{_front_matter(text, clauses)}\n" + "\n".join(_with_blocks(lines, clauses)) + "\n"


def _with_blocks(lines: list[str], clauses: tuple[Clause, ...]) -> Iterator[str]:
    starts = [clause.line - 1 for clause in clauses[1:]] + [len(lines)]
    position = 0
    for clause, end in zip(clauses, starts, strict=True):
        stretch = lines[position:end]
        while stretch and not stretch[-1].strip():
            stretch.pop()
        yield from stretch
        if _wants_rule(clause):
            yield from ("", *_block(clause))
        yield ""
        position = end


def _wants_rule(clause: Clause) -> bool:
    return not clause.heading and (clause.id != _PREAMBLE or bool(mentions_of(clause.wording)))


def _block(clause: Clause) -> Iterator[str]:
    numbers = "、".join(dict.fromkeys(m.text for m in mentions_of(clause.wording) if m.required)) or "无"
    yield "```rule"
    yield f"# 条款 {clause.id} 待填。原文的数：{numbers}"
    yield "# 第一行写其中之一：项目: 名称 / 定义: 名称 / 组: 名称 / 期间: {起: , 期: } / 目标: 名称 / 不计算: 理由"
    yield "```"


def _front_matter(text: str, clauses: tuple[Clause, ...]) -> str:
    head = [line.strip() for line in clauses[0].wording.split("\n")] if clauses else []
    title_lines = []
    for line in head if clauses and clauses[0].id == _PREAMBLE else []:
        bare = _REMARK.sub("", line)
        if _SENTENCE.search(bare):
            break
        title_lines.append(bare)
    words = "".join(title_lines)
    number = _NUMBER.search("\n".join(title_lines))
    title = _DRAFT.sub("", words.replace(number[0], "") if number else words).strip()
    status = "征求意见稿" if _DRAFT.search(text) else "施行"
    return _FRONT.format(title=title, number=number[0] if number else "", status=status)


_FRONT = """---
名称: {title}
英文:
机关:
机关英文:
文号: {number}
状态: {status}
资金层级: 区
辖区:
渠道:
渠道英文:
---"""

INTERPRETATIONS = """# 原文没有说清的问题，一问一条；规则用「解释」「按解释」或参数引用它。
# Questions that the wording leaves open, one record each.
# - 编号: C1.1
#   条款: "1"
#   引文: 原文中的词句
#   问题: 怎样算……？
#   英文: What counts as …?
#   选项:
#     甲: {英文: one reading, 参数: {某期限: 12个月}}
#     乙: {英文: another reading}
#   现行: 甲
#   依据: 为什么先这样理解
#   英文依据: why this reading for now
#   决定人:
#   决定日:
[]
"""

EXAMPLES = """# 例子：几行事实，写明应得的结果。 Examples: a few facts and what must come of them.
# 场景:
#   一份合同: {人员: [{身份证号: P1, 姓名: 张三}], 录用: [{合同编号: H1, 人员: P1, 用人单位: E1, 录用日: 2022-01-01}]}
# 例:
#   - 例: 一句话说明
#     英文: one sentence
#     条款: "1"
#     沿用: 一份合同
#     截至: 2022-12-31
#     期望: [{项目: 名称, 结果: 符合, 金额: 1000元}]
场景: {}
例: []
"""

FACTS = """# 本政策另需的等级、类别、表；共用词汇表已有的不必再写。 Facts of this policy's own.
# 等级:
#   某等级: {英文: some level, 成员: [低, 中, 高]}
# 表:
#   某目录:
#     英文: a catalogue
#     主键: 编码
#     列: {编码: {类型: 文本, 英文: code}, 起始日期: {类型: 日期, 英文: from}}
#     数据: 目录.csv
"""
