"""Keys and words that several mappings share."""

from __future__ import annotations

from typing import Final

from duixian.policybook.keys.shapes import Key, Shape, Words

ENGLISH = Key("英文", "英文名称", "English name", Shape.TEXT)
QUOTE = Key("原文", "条款原文中的词句，逐字", "words of the clause's wording, verbatim", Shape.TEXT)
RESTS_ON = Key("解释", "所依据的解释编号", "ids of the interpretations it rests on", Shape.TEXTS)
UNUSED = Key(
    "不用的数",
    "原文里有、本规则有意不用的数：为什么",
    "numbers of the wording that the rule leaves out on purpose: why",
    Shape.NAMED_TEXTS,
)
NOTE = Key("说明", "给维护者看的话", "a remark for maintainers", Shape.TEXT)
COMMON = (ENGLISH, QUOTE, RESTS_ON, UNUSED, NOTE)
SOURCED = (ENGLISH, QUOTE, RESTS_ON)
EACH = Key("每", "按哪些值分别计算", "keys: counted apart for each value of these", Shape.EXPRESSIONS)


STATUS_WORDS: Final = ("征求意见稿", "施行", "失效", "已被取代")
STATUS = Key(
    "状态", "政策状态，优先于文件开头", "status, before that of the front matter", Words(STATUS_WORDS)
)
SINCE = Key("施行日", "从哪天起施行", "in force from this day", Shape.EXPRESSION)

CHOICE_KEY: Final = "按解释"
REMOVE: Final = "删除"
OTHERWISE: Final = "其他"
OPEN: Final = "待定"
