"""The keys of the mappings that stand inside rule blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from duixian.policybook.keys.shapes import Key, KeyTable, Nested, Shape, Words
from duixian.policybook.keys.shared import EACH, ENGLISH, SINCE, SOURCED, STATUS

_GAP_WORDS = ("跳过", "停止", "顺延", "容许")
_PERIODIC = (
    Key("期数", "共多长（3年、36个月）或几期", "how long in all, or how many instalments", Shape.VALUE),
    Key("自", "从哪个月（日）起", "the first month or day", Shape.VALUE),
    Key("条件", "每期须满足的条件", "what must hold for each period", Shape.CONDITION),
    Key("断档", "不满足的月份怎样处理", "what a month without the condition does", Words(_GAP_WORDS)),
    Key("容许", "容许断档多久", "how long a gap may be", Shape.EXPRESSION),
    Key("合并", "几期合并支付", "periods paid together", Shape.TEXT),
    Key("止于", "最晚到哪一天", "at the latest until", Shape.EXPRESSION),
)

PAYOUT: Final = KeyTable(
    "发放",
    "怎样发放",
    "how it is paid out",
    (
        Key("每月", "每月金额", "amount each month", Shape.VALUE),
        Key("每季", "每季金额", "amount each quarter", Shape.VALUE),
        Key("每年", "每年金额", "amount each year", Shape.VALUE),
        *_PERIODIC,
        Key(
            "分期",
            "各期的比例，或 4:3:3",
            "instalments, or a ratio such as 4:3:3",
            Nested("分期", many=True, short=Shape.TEXT),
        ),
        Key("预付", "预付", "prepayment", Nested("预付")),
        Key("结算", "结算", "settlement", Nested("结算")),
        Key(
            "于",
            "哪一天付（比例式分期写几天的列表）",
            "due day (a list of days with a ratio)",
            Shape.EXPRESSIONS,
        ),
        *SOURCED,
    ),
)

CLAIM: Final = (
    Key("期限", "自事件日起多久内申请", "how long after the event", Shape.EXPRESSION),
    Key("至", "最迟哪一天申请", "the last day", Shape.EXPRESSION),
    Key(
        "窗口",
        "每年哪些日子可申请，如 5月1日至6月30日",
        "days of the year, such as 5月1日至6月30日",
        Shape.TEXTS,
    ),
)

_INNER = (
    PAYOUT,
    KeyTable(
        "分期",
        "一期",
        "one instalment",
        (
            Key("比例", "占全部的比例", "its share of the whole", Shape.EXPRESSION, required=True),
            Key("于", "哪一天付", "due day", Shape.EXPRESSION, required=True),
            Key("条件", "届时仍须满足的条件", "what must still hold then", Shape.CONDITION),
            Key("名称", "这一期的名称", "name of the instalment", Shape.TEXT),
            *SOURCED,
        ),
    ),
    KeyTable(
        "预付",
        "预付",
        "prepayment",
        (
            Key("比例", "预付比例", "share paid ahead", Shape.EXPRESSION, required=True),
            Key(
                "基数",
                "按什么预付（默认应得金额）",
                "what it is a share of (default: the amount)",
                Shape.VALUE,
            ),
            Key("于", "哪一天预付", "due day", Shape.EXPRESSION, required=True),
            Key("条件", "预付的条件", "condition", Shape.CONDITION),
            *SOURCED,
        ),
    ),
    KeyTable(
        "结算",
        "结算",
        "settlement",
        (Key("于", "哪一天结算", "day of settlement", Shape.EXPRESSION, required=True),),
    ),
    KeyTable(
        "受益方",
        "一个受益方",
        "one payee",
        (
            Key(
                "谁",
                "人员、用人单位或机构的记录",
                "a person, employer or institution",
                Shape.EXPRESSION,
                required=True,
            ),
            Key("份额", "所占份额", "share of the whole", Shape.VALUE),
            Key("每个", "一组记录，每条一个受益方", "one payee for each of these rows", Shape.EXPRESSION),
            Key("当", "成立时才有这个受益方", "only where this holds", Shape.EXPRESSION),
            *SOURCED,
        ),
    ),
    KeyTable(
        "申请",
        "申请",
        "claim",
        (
            *CLAIM,
            *SOURCED,
        ),
    ),
    KeyTable(
        "统一申请",
        "适用于几个项目的申请期限和窗口",
        "deadline and windows of claims for several measures",
        (
            *CLAIM,
            Key(
                "适用项目",
                "项目名称的列表，或 所有（默认）",
                "names of measures, or 所有 (default: all)",
                Shape.TEXTS,
            ),
            *SOURCED,
        ),
    ),
    KeyTable(
        "起止",
        "起止",
        "from and until",
        (
            Key("起", "第一天", "first day", Shape.EXPRESSION, required=True),
            Key("止", "最后一天", "last day", Shape.EXPRESSION),
            Key("期", "多长", "how long", Shape.EXPRESSION),
            Key(
                "施行",
                "施行之日，期从这天算（起可以更早）",
                "day of effect, from which 期 counts; 起 may be earlier",
                Shape.EXPRESSION,
            ),
            Key("按", "按哪个日期（默认事件日）", "which date counts (default 事件日)", Shape.EXPRESSION),
            STATUS,
            SINCE,
        ),
    ),
    KeyTable(
        "项目期间",
        "本项目自己的有效期",
        "a term of its own",
        (
            Key("起", "第一天", "first day", Shape.EXPRESSION),
            Key("止", "最后一天", "last day", Shape.EXPRESSION),
            Key("不限", "不受政策期间限制", "not bound by the policy's term", Shape.FLAG),
            *SOURCED,
        ),
    ),
    KeyTable(
        "限制",
        "一项上限",
        "one limit",
        (
            EACH,
            Key(
                "期",
                "自然年、自然月、自然季度、滚动的长度，或另加的键",
                "calendar year, month, quarter, a rolling length, or a key",
                Shape.EXPRESSION,
            ),
            Key("适用", "只限制（并计入）这些情形", "binds and counts only these cases", Shape.EXPRESSION),
            Key("次数", "最多几次", "at most so many times", Shape.VALUE),
            Key("金额", "最多多少钱", "at most so much money", Shape.VALUE),
            Key("超出", "扣减（默认）或不予", "trim (default) or refuse", Words(("扣减", "不予"))),
            Key("共用", "共用上限的名称", "name of a limit that several share", Shape.TEXT),
            Key(
                "计入已享受",
                "已享受的支付是否计入（默认是）",
                "whether payments already made count (default yes)",
                Shape.FLAG,
            ),
            *SOURCED,
        ),
    ),
    KeyTable(
        "名额",
        "名额",
        "places",
        (
            EACH,
            Key("名额", "几名", "how many", Shape.VALUE, required=True),
            Key("排序", "排序依据，写「列 降」或「列 升」", "ranking: expression and 降 or 升", Shape.TEXTS),
            Key("并列", "末位并列时", "equal ranks at the last place", Words(("同享", "空缺", "待定"))),
            *SOURCED,
        ),
    ),
    KeyTable(
        "预算",
        "预算",
        "a budget",
        (
            EACH,
            Key("总额", "总额", "the total", Shape.VALUE, required=True),
            Key("先后", "先后依据（默认申请日）", "order (default: day of claim)", Shape.EXPRESSION),
            Key(
                "不足",
                "不够时：不予（默认）、部分、按比例",
                "when it runs out: refuse (default), in part, pro rata",
                Words(("不予", "部分", "按比例")),
            ),
            Key("共用", "共用预算的名称", "name of a budget that several share", Shape.TEXT),
            *SOURCED,
        ),
    ),
    KeyTable(
        "归组",
        "在组中的位置",
        "a place in a group",
        (
            EACH,
            Key("期", "自然年等，另加的键", "calendar year or another extra key", Shape.EXPRESSION),
            Key("计入", "哪些已享受的支付计入", "which payments already made count", Shape.EXPRESSION),
        ),
    ),
    KeyTable(
        "保持",
        "保持",
        "a hold",
        (
            Key("期", "多长", "how long", Shape.EXPRESSION, required=True),
            Key("自", "从哪一天起", "from which day", Shape.EXPRESSION, required=True),
            Key("条件", "每月须满足的条件", "what must hold in every month", Shape.CONDITION, required=True),
            Key(
                "追回",
                "全额（默认）、按剩余月，或按已满月数的比例",
                "all (default), for the months left, or a share that depends on 已满月数",
                Shape.VALUE,
            ),
            *SOURCED,
        ),
    ),
    KeyTable(
        "条件",
        "一个条件",
        "one condition",
        (
            Key("要求", "须成立的表达式", "the expression that must hold", Shape.EXPRESSION),
            Key("任一", "满足其一即可", "any of these", Shape.CONDITIONS),
            *SOURCED,
            Key("须查", "给经办人的提示", "a note for clerks", Shape.TEXT),
        ),
    ),
    KeyTable(
        "分步",
        "一步",
        "one step",
        (
            *(
                Key(w, z, e, Shape.VALUE)
                for w, z, e in (
                    ("取", "从这个值开始", "start from"),
                    ("加", "加上", "add"),
                    ("减", "减去，不低于零", "subtract, not below zero"),
                    ("乘", "乘以", "multiply"),
                    ("除以", "除以", "divide"),
                    ("不超过", "封顶", "at most"),
                    ("不低于", "保底", "at least"),
                    ("取整到", "四舍五入到", "round half up to"),
                    ("舍到", "向下取到", "round down to"),
                    ("进到", "向上取到", "round up to"),
                )
            ),
            Key("名", "这一步的名称", "name of the step", Shape.TEXT),
            ENGLISH,
        ),
    ),
)

INNER: Final[Mapping[str, KeyTable]] = {t.name: t for t in _INNER}
"""Mappings inside blocks, by name."""
