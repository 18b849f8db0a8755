"""The keys of examples."""

from __future__ import annotations

from typing import Final

from duixian.policybook.keys.shapes import Key, KeyTable, Nested, Shape, Words
from duixian.policybook.keys.shared import ENGLISH, NOTE

EXPECTATION: Final = KeyTable(
    "期望",
    "一项期望",
    "one expectation",
    (
        Key("项目", "项目名称", "the measure", Shape.TEXT),
        Key("目标", "目标名称（代替项目）", "a target, instead of a measure", Shape.TEXT),
        Key("数值", "目标的数值", "the figure of the target", Shape.TEXT),
        Key("记录", "记录的主键", "key of the record", Shape.TEXT),
        Key("年", "逐年项目的年份", "the year, for a yearly measure", Shape.TEXT),
        Key(
            "结果",
            "符合、不符合、待定、无；目标：达到、未达到、待定",
            "eligible, not eligible, undetermined, no case",
            Words(("符合", "不符合", "待定", "无", "达到", "未达到")),
        ),
        Key("金额", "限制和组之前的金额", "amount before limits and groups", Shape.TEXT),
        Key("应付", "之后的金额", "amount after them", Shape.TEXT),
        Key("到期", "到计算日为止应付的部分", "the part of it due by the day of the decision", Shape.TEXT),
        Key("不满足", "不满足的条件（全部）", "names of the conditions that fail (all of them)", Shape.TEXTS),
        Key("待定于", "缺哪些列、参数", "columns or parameters that are missing", Shape.TEXTS),
        Key("最早", "最早满足的日期", "the first day it would hold", Shape.TEXT),
        Key("分期", "几期", "number of instalments", Shape.TEXT),
        Key("分期合计", "分期合计金额", "sum of the instalments", Shape.TEXT),
        Key("受益", "受益方的主键", "keys of the payees", Shape.TEXTS),
        Key("提醒", "提醒的名称（全部）", "names of the warnings shown (all of them)", Shape.TEXTS),
        Key("追回", "应追回的金额", "amount to be recovered", Shape.TEXT),
        Key("送", "分送给谁", "routing", Shape.TEXT),
        Key("效果", "限制、组等的说明中含有的文字", "words that the effects contain", Shape.TEXTS),
    ),
)

EXAMPLE: Final = KeyTable(
    "例",
    "一个例子",
    "one example",
    (
        Key("例", "一句话", "a sentence", Shape.TEXT, required=True),
        ENGLISH,
        Key("条款", "条款号", "clause", Shape.TEXT),
        Key("沿用", "沿用的场景", "scenes it starts from", Shape.TEXTS),
        Key("改", "表：主键：列：值", "table: key: column: value", Shape.FREE),
        Key("加", "表：记录的列表", "table: further rows", Shape.FREE),
        Key("删", "表：all 或主键的列表", "table: all, or a list of keys", Shape.FREE),
        Key("未提供", "没有提供的表", "tables that nobody supplied", Shape.TEXTS),
        Key("截至", "计算日", "day of the decision", Shape.TEXT, required=True),
        Key("申请", "申请日", "day of the claim", Shape.TEXT),
        Key("解释", "换用的选项", "other options for this example", Shape.FREE),
        Key("期望", "期望", "expectations", Nested("期望", many=True), required=True),
        NOTE,
    ),
)

EXAMPLES: Final = KeyTable(
    "例子文件",
    "例子",
    "examples of a policy",
    (
        Key("场景", "名称：表：记录的列表", "scene: table: rows", Shape.FREE),
        Key("例", "例子", "examples", Nested("例", many=True), required=True),
    ),
)
