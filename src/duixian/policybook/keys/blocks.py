"""The keys of each kind of rule block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from duixian.policybook.keys.shapes import Key, KeyTable, Nested, Shape, Words
from duixian.policybook.keys.shared import COMMON, EACH, SINCE, STATUS

_MEASURE = KeyTable(
    "项目",
    "一个补贴、奖励或服务项目",
    "one benefit: money, service, honour or referral",
    (
        Key("项目", "项目名称", "name of the measure", Shape.TEXT, required=True),
        *COMMON,
        Key(
            "种类",
            "资金（默认）、服务、荣誉、转办",
            "money (default), service, honour, referral",
            Words(("资金", "服务", "荣誉", "转办")),
        ),
        Key(
            "每次",
            "哪张表的每条记录算一次",
            "one case for each record of this table",
            Shape.TEXT,
            required=True,
        ),
        Key("逐年", "每条记录每个自然年算一次", "one case for each record and calendar year", Shape.FLAG),
        Key("适用", "哪些记录与本项目有关", "which records are meant at all", Shape.EXPRESSION),
        Key("事件日", "事件发生的日期", "the date the event counts on", Shape.EXPRESSION),
        Key("受益", "谁得到", "who receives", Nested("受益方", many=True, short=Shape.EXPRESSION)),
        Key("变量", "本规则内有名字的值", "named values of this rule", Shape.NAMED_VALUES),
        Key("条件", "须全部满足的条件", "conditions that must all hold", Shape.CONDITIONS),
        Key("提醒", "成立时提醒，不影响结果", "shown where it holds; changes nothing", Shape.CONDITIONS),
        Key("金额", "应得金额", "the amount", Shape.VALUE),
        Key("须先定", "发放前须确定的参数", "parameters to be settled before money moves", Shape.TEXTS),
        Key("发放", "怎样发放", "how it is paid out", Nested("发放")),
        Key("申请", "申请期限和窗口", "claim deadline and windows", Nested("申请")),
        Key("期间", "本项目自己的有效期", "a term of its own", Nested("项目期间")),
        Key("限制", "次数和金额上限", "limits of count and money", Nested("限制", named=True)),
        Key("名额", "名额与排序", "places and ranking", Nested("名额")),
        Key("预算", "总额与先后", "budget and order", Nested("预算", named=True)),
        Key("归组", "属于哪些互斥、就高的组", "groups it belongs to", Shape.FREE),
        Key(
            "保持",
            "须保持的期间，违反则追回",
            "a hold period; money comes back when it breaks",
            Nested("保持"),
        ),
        Key("资金", "资金来源与分担比例", "sources of money and their shares", Shape.NAMED_VALUES),
        Key("材料", "申请材料（中文 / 英文）", "evidence to bring (Chinese / English)", Shape.TEXTS),
        Key("分送", "由谁办理", "routing to an authority", Shape.EXPRESSION),
        Key(
            "事项",
            "事项，用于识别同一事项",
            "the matter, to tell the same matter elsewhere",
            Shape.EXPRESSION,
        ),
        Key("税", "税前或税后", "before or after tax", Words(("税前", "税后"))),
    ),
)

_DEFINITION = KeyTable(
    "定义",
    "政策中的一个词",
    "a term of the policy",
    (
        Key("定义", "名称", "the term", Shape.TEXT, required=True),
        *COMMON,
        Key("参数", "参数名：类型", "parameter: type", Shape.NAMED_TEXTS),
        Key("条件", "须全部满足的条件", "conditions that must all hold", Shape.CONDITIONS),
        Key("任一", "满足其一即可的条件", "conditions of which any must hold", Shape.CONDITIONS),
        Key("值", "值", "a value", Shape.VALUE),
    ),
)

_GROUP = KeyTable(
    "组",
    "互斥、就高、叠加的项目组",
    "measures that exclude, top up or reduce one another",
    (
        Key("组", "名称", "name of the group", Shape.TEXT, required=True),
        *COMMON,
        Key(
            "方式",
            "怎样相互作用",
            "how members bear each other",
            Words(("就高", "就高补差", "择一", "叠加", "扣减")),
            required=True,
        ),
        EACH,
        Key("期", "自然年等，另加的键", "calendar year or another extra key", Shape.EXPRESSION),
        Key(
            "计入",
            "哪些已享受的支付计入（内层是已享受，外层写本次）",
            "which payments already made count",
            Shape.EXPRESSION,
        ),
        Key("上限", "叠加后的上限", "cap of a stack", Shape.VALUE),
        Key(
            "跨政策",
            "其他政策中同名组的成员也计入",
            "members of other policies with the same group name count",
            Shape.FLAG,
        ),
    ),
)

_WINDOW = KeyTable(
    "期间",
    "政策的起止",
    "the policy's term",
    (
        Key("期间", "起止", "from and until", Nested("起止"), required=True),
        STATUS,
        SINCE,
        *COMMON,
    ),
)

_CLAIM = KeyTable(
    "申请",
    "适用于几个项目的申请期限和窗口",
    "deadline and windows of claims for several measures",
    (
        Key("申请", "期限、窗口、适用项目", "deadline, windows, measures", Nested("统一申请"), required=True),
        *COMMON,
    ),
)

_TARGET = KeyTable(
    "目标",
    "政策目标",
    "a target of the policy",
    (
        Key("目标", "名称", "name of the target", Shape.TEXT, required=True),
        *COMMON,
        Key("统计", "统计口径", "the statistic", Shape.VALUE, required=True),
        Key("目标值", "目标值", "the figure set", Shape.VALUE),
        Key("比较", "不低于（默认）或大于", "at least (default) or more than", Words(("不低于", "大于"))),
    ),
)

_PROCEDURE = KeyTable(
    "程序",
    "办理程序（数据，供办件使用）",
    "procedure, free data for casework",
    (Key("程序", "名称或内容", "name or content", Shape.FREE, required=True), *COMMON),
)

_NOT_COMPUTED = KeyTable(
    "不计算",
    "不计算的条款及理由",
    "a clause that is not computed, and why",
    (Key("不计算", "理由", "the reason", Shape.TEXT, required=True), *COMMON),
)

BLOCKS: Final[Mapping[str, KeyTable]] = {
    t.name: t for t in (_MEASURE, _DEFINITION, _GROUP, _WINDOW, _CLAIM, _TARGET, _PROCEDURE, _NOT_COMPUTED)
}
"""Block kinds by the first key of a block."""
