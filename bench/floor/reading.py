"""Registers as the offices hand them in, every cell a text, turned into typed columns under the policy's names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

LEVELS = ("学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师")
TIERS = ("区级", "市级", "省级", "国家级", "世界级")
CLASSES = ("F类", "E类", "D类", "C类", "B类", "A类")
MEDALS = ("优胜奖", "铜奖", "银奖", "金奖")
JUNIOR, SENIOR, TECHNICIAN, MASTER = 1, 3, 4, 5
NONE = -1
"""Known to have no level: below every level there is, and not the same as unknown (null)."""

Parse = Callable[[pl.Expr], pl.Expr]


def _ranked(words: tuple[str, ...]) -> Parse:
    ranks = {word: rank for rank, word in enumerate(words)} | {"无": NONE}
    return lambda cell: cell.replace_strict(ranks, default=None, return_dtype=pl.Int8)


def _month(cell: pl.Expr) -> pl.Expr:
    year, month = cell.str.slice(0, 4).cast(pl.Int32), cell.str.slice(5, 2).cast(pl.Int32)
    return year * 12 + month - 1


def _money(cell: pl.Expr) -> pl.Expr:
    return (cell.cast(pl.Decimal(18, 2)) * 100).cast(pl.Int64)


def _text(cell: pl.Expr) -> pl.Expr:
    return cell


def _code(cell: pl.Expr) -> pl.Expr:
    """A number of a person or employer as a small integer behind it: most joins are on these."""
    return cell.cast(pl.Categorical)


def _day(cell: pl.Expr) -> pl.Expr:
    return cell.str.to_date("%Y-%m-%d")


def _flag(cell: pl.Expr) -> pl.Expr:
    return cell == "是"


def _number(cell: pl.Expr) -> pl.Expr:
    return cell.cast(pl.Int64)


def _score(cell: pl.Expr) -> pl.Expr:
    return (cell.cast(pl.Decimal(18, 6)) * 1_000_000).cast(pl.Int64)


_PERSON, _EMPLOYER, _INSTITUTION = ("身份证号", _code), ("统一社会信用代码", _code), ("机构代码", _text)
_LEVEL, _TIER = ("技能等级", _ranked(LEVELS)), ("级别", _ranked(TIERS))
_SPAN = {"起始日期": ("起始日期", _day), "终止日期": ("终止日期", _day)}
_OWNERS = {"人员": _PERSON, "用人单位": _EMPLOYER}

TABLES: dict[str, dict[str, tuple[str, Parse]]] = {
    "用人单位": {
        "用人单位": _EMPLOYER,
        "单位类型": ("单位类型", _text),
        "行业代码": ("行业代码", _text),
        "注销日期": ("注销日期", _day),
    },
    "单位地址": {
        "用人单位": _EMPLOYER,
        **{
            name: (name, _text)
            for place in ("注册地", "纳税地", "办公地")
            for name in (place, f"{place}现属")
        },
        **_SPAN,
    },
    "单位负面名单": {
        "用人单位": _EMPLOYER,
        "名单": ("名单", _text),
        "起始日期": ("列入日期", _day),
        "终止日期": ("移出日期", _day),
    },
    "人员": {"人员": _PERSON, "家庭": ("家庭编号", _text), "死亡日期": ("死亡日期", _day)},
    "参保": {
        **_OWNERS,
        "参保地": ("参保地", _text),
        "参保地现属": ("参保地现属", _text),
        "起月": ("起月", _month),
        "止月": ("止月", _month),
        **{name: (name, _flag) for name in ("养老", "工伤", "补缴")},
    },
    "岗位": {**_OWNERS, "岗位编码": ("岗位编码", _text), **_SPAN, "生产一线": ("生产一线", _flag)},
    "技能证书": {
        "证书编号": ("证书编号", _text),
        "人员": _PERSON,
        "证书类别": ("证书类别", _text),
        "职业编码": ("职业编码", _text),
        "技能等级": _LEVEL,
        "发证日期": ("发证日期", _day),
        "岗位匹配认定": ("岗位匹配认定", _flag),
    },
    "荣誉": {
        "荣誉编号": ("荣誉编号", _text),
        "人员": _PERSON,
        "荣誉名称": ("荣誉名称", _text),
        "授予日期": ("授予日期", _day),
        "所依成绩": ("所依成绩", _text),
    },
    "竞赛成绩": {
        "成绩编号": ("成绩编号", _text),
        **{name: (name, _text) for name in ("竞赛名称", "赛项", "赛别", "参赛身份")},
        "竞赛级别": ("竞赛级别", _ranked(TIERS)),
        **_OWNERS,
        "名次": ("名次", _number),
        "奖牌": ("奖牌", _ranked(MEDALS)),
        "决赛日期": ("决赛日期", _day),
    },
    "竞赛成员": {"成绩编号": ("成绩编号", _text), "人员": _PERSON, "份额": ("份额", _text)},
    "评选结果": {
        "评选编号": ("评选编号", _text),
        **{name: (name, _text) for name in ("评选名称", "轮次", "评选类别", "结论")},
        **_OWNERS,
        "得分": ("得分", _score),
        "公布日期": ("公布日期", _day),
    },
    "录用": {
        "合同编号": ("合同编号", _text),
        **_OWNERS,
        "录用日": ("录用日", _day),
        "合同到期日": ("合同到期日", _day),
        "无固定期限": ("无固定期限", _flag),
        "用工方式": ("用工方式", _text),
        "用工单位": ("用工单位代码", _code),
    },
    "培训": {
        "培训编号": ("培训编号", _text),
        **_OWNERS,
        "机构": _INSTITUTION,
        **{name: (name, _text) for name in ("培训类别", "付费方", "协议受益方", "受益方认定")},
        **{name: (name, _day) for name in ("开始日期", "结束日期", "备案日期")},
        **{name: (name, _money) for name in ("培训费用", "已报销金额")},
        "技能证书": ("证书编号", _text),
    },
    "学徒": {
        "学徒编号": ("学徒编号", _text),
        **_OWNERS,
        "机构": _INSTITUTION,
        "学徒类别": ("学徒类别", _text),
        **{name: (name, _day) for name in ("开始日期", "结束日期", "结业日期")},
        "培训费用": ("培训费用", _money),
        "已转付学徒": ("已转付学徒", _flag),
    },
    "工作室": {
        "工作室": ("工作室编号", _text),
        "领办人": ("领办人身份证号", _code),
        "用人单位": _EMPLOYER,
        "撤销日期": ("撤销日期", _day),
    },
    "工作室认定": {
        "认定编号": ("认定编号", _text),
        "工作室": ("工作室编号", _text),
        "级别": _TIER,
        "认定日期": ("认定日期", _day),
    },
    "工作室考核": {
        "考核编号": ("考核编号", _text),
        "工作室": ("工作室编号", _text),
        "考核日期": ("考核日期", _day),
        "考核结果": ("考核结果", _text),
    },
    "人才认定": {
        "人员": _PERSON,
        "级别": _TIER,
        "人才类别": ("人才类别", _ranked(CLASSES)),
        "认定日期": ("认定日期", _day),
        "失效日期": ("失效日期", _day),
    },
    "购房": {"合同编号": ("合同编号", _text), "人员": _PERSON, "签约日期": ("签约日期", _day)},
    "申报": {
        "项目": ("项目", _text),
        "编号": ("事项编号", _text),
        "申请日期": ("申请日期", _day),
    },
    "已享受": {
        **{name: (name, _text) for name in ("政策", "项目", "事项", "事项编号", "资金层级", "职业编码")},
        **_OWNERS,
        "技能等级": _LEVEL,
        "金额": ("金额", _money),
        "支付日期": ("支付日期", _day),
    },
}
_BEGINS = {
    "单位地址": "起始日期",
    "单位负面名单": "起始日期",
    "岗位": "起始日期",
    "技能证书": "发证日期",
    "荣誉": "授予日期",
    "竞赛成绩": "决赛日期",
    "评选结果": "公布日期",
    "录用": "录用日",
    "培训": "开始日期",
    "学徒": "开始日期",
    "工作室认定": "认定日期",
    "工作室考核": "考核日期",
    "人才认定": "认定日期",
    "购房": "签约日期",
    "已享受": "支付日期",
}


class Registry:
    """The tables of a folder of Parquet files, as far as they had begun by a day; each is read when first asked for."""

    def __init__(self, folder: Path, as_of: date) -> None:
        self.folder, self.as_of = folder, as_of
        self._read: dict[str, pl.DataFrame] = {}

    def __getitem__(self, table: str) -> pl.DataFrame:
        if table not in self._read:
            self._read[table] = self._typed(table)
        return self._read[table]

    def _typed(self, table: str) -> pl.DataFrame:
        columns = TABLES[table]
        # A large register is many files, numbered in the order of its rows.
        files = sorted(self.folder.glob(f"{table}.parquet")) or sorted(self.folder.glob(f"{table}-*.parquet"))
        cells = pl.scan_parquet(files).select(
            parse(pl.col(header)).alias(name) for name, (header, parse) in columns.items()
        )
        return cells.filter(self._begun(table)).collect()

    def _begun(self, table: str) -> pl.Expr:
        if table == "参保":
            return pl.col("起月") <= self.as_of.year * 12 + self.as_of.month - 1
        begins = _BEGINS.get(table)
        if begins is None:
            return pl.lit(value=True)
        return pl.col(begins).is_null() | (pl.col(begins) <= self.as_of)
