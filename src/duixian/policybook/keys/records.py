"""The keys of front matter and interpretation records."""

from __future__ import annotations

from typing import Final

from duixian.policybook.keys.shapes import Key, KeyTable, Nested, Shape, Words
from duixian.policybook.keys.shared import ENGLISH, NOTE, STATUS_WORDS

RECORD: Final = KeyTable(
    "解释",
    "一条解释",
    "an interpretation record",
    (
        Key("编号", "编号", "id", Shape.TEXT, required=True),
        Key("条款", "条款号，或 全文", "clause, or 全文 for the whole text", Shape.TEXT, required=True),
        Key("引文", "条款原文中的词句", "words of the clause's wording", Shape.TEXT),
        Key("问题", "问题", "the question", Shape.TEXT, required=True),
        Key("英文", "问题的英文", "the question in English", Shape.TEXT),
        Key("选项", "选项", "the options", Nested("选项", named=True, short=Shape.TEXT), required=True),
        Key("现行", "现在采用的选项", "the option in force", Shape.TEXT, required=True),
        Key(
            "参数",
            "各选项共同的参数",
            "parameters common to all options",
            Nested("参数", named=True, short=Shape.TEXT),
        ),
        Key("依据", "依据", "the basis", Shape.TEXT),
        Key("英文依据", "依据的英文", "the basis in English", Shape.TEXT),
        Key("决定人", "决定人，未决定则空", "who decided; empty until decided", Shape.TEXT),
        Key("决定日", "决定日期", "when", Shape.TEXT),
        NOTE,
    ),
)

OPTION: Final = KeyTable(
    "选项",
    "一个选项",
    "one option",
    (
        ENGLISH,
        Key(
            "参数", "本选项的参数", "parameters of this option", Nested("参数", named=True, short=Shape.TEXT)
        ),
        NOTE,
    ),
)

PARAMETER: Final = KeyTable(
    "参数",
    "未定的参数",
    "an open parameter",
    (
        Key("值", "值，或 待定", "the value, or 待定 (open)", Shape.TEXT, required=True),
        Key("类型", "类型，如 月数、金额", "its type, such as 月数 or 金额", Shape.TEXT),
        ENGLISH,
    ),
)

FRONT_MATTER: Final = KeyTable(
    "政策",
    "政策文件的说明",
    "front matter",
    (
        Key("名称", "政策名称", "title", Shape.TEXT, required=True),
        Key("英文", "英文名称", "English title", Shape.TEXT),
        Key("机关", "发布机关", "authority", Shape.TEXT, required=True),
        Key("机关英文", "机关的英文", "authority in English", Shape.TEXT),
        Key("文号", "文号，没有则空", "document number, empty for none", Shape.TEXT),
        Key(
            "状态",
            "征求意见稿、施行、失效、已被取代",
            "draft, in force, expired, superseded",
            Words(STATUS_WORDS),
            required=True,
        ),
        Key(
            "资金层级", "国家、省、市、区", "tier of funds", Words(("国家", "省", "市", "区")), required=True
        ),
        Key("辖区", "行政区划代码或名称", "region, code or name", Shape.TEXT, required=True),
        Key("起", "第一天", "first day", Shape.TEXT),
        Key("止", "最后一天", "last day", Shape.TEXT),
        Key("取代", "被取代的政策", "policies it supersedes", Shape.TEXTS),
        Key("渠道", "兑付渠道", "payout channel", Shape.TEXT),
        Key("渠道英文", "渠道的英文", "channel in English", Shape.TEXT),
        Key("来源", "官方文本的来源", "where the official text was found", Shape.TEXT),
    ),
)
