"""The highest level of a person on a day, and whether the person is skilled in the sense of the Measures."""

from __future__ import annotations

from datetime import date

import polars as pl

from bench.floor.calendar import holds
from bench.floor.places import Places
from bench.floor.reading import NONE, Registry

_RECOGNISED = ("职业资格证书", "职业技能等级证书")
_FROM_2021 = ("C34", "C35", "C36", "C37", "C38", "C27", "C17", "C18")
_FROM_2022 = ("C39",)
_PAIR = ["人员", "日"]


def recognised(kind: str = "证书类别") -> pl.Expr:
    """Whether a kind of certificate counts."""
    return pl.col(kind).is_in(_RECOGNISED)


class Skills:
    """Answers for pairs of person and day."""

    def __init__(self, registry: Registry, places: Places) -> None:
        self._places = places
        counts = recognised()
        self._certificates = (
            registry["技能证书"]
            .filter(counts.is_null() | counts)
            .select(
                "人员",
                "发证日期",
                "技能等级",
                (counts.is_null() | pl.col("技能等级").is_null()).alias("不明"),
            )
        )
        self._posts = self._key_posts(registry)
        self._honours = registry["荣誉"].select("人员", pl.col("授予日期").alias("自"))
        self._contests = self._successes(registry)
        # A team's result that is not known yet: whether its members did well is unknown.
        self._undated = (
            registry["竞赛成员"].join(registry["竞赛成绩"], on="成绩编号", how="anti").select("人员").unique()
        )
        chosen = pl.col("评选名称") == "技能岗位突出代表"
        self._chosen = registry["评选结果"].filter(chosen, pl.col("人员").is_not_null())

    @staticmethod
    def _key_posts(registry: Registry) -> pl.DataFrame:
        branch = pl.col("行业代码")
        since = (
            pl.when(pl.any_horizontal(*(branch.str.starts_with(code) for code in _FROM_2021)))
            .then(pl.lit(date(2021, 1, 1)))
            .when(pl.any_horizontal(*(branch.str.starts_with(code) for code in _FROM_2022)))
            .then(pl.lit(date(2022, 1, 1)))
        )
        branches = registry["用人单位"].select(
            "用人单位", since.alias("重点自"), branch.is_null().alias("行业不明")
        )
        front = registry["岗位"].filter(pl.col("生产一线").is_null() | pl.col("生产一线"))
        joined = front.join(branches, on="用人单位", how="left")
        return joined.filter(pl.col("重点自").is_not_null() | pl.col("行业不明")).select(
            "人员", "起始日期", "终止日期", "生产一线", "重点自"
        )

    @staticmethod
    def _successes(registry: Registry) -> pl.DataFrame:
        placed = registry["竞赛成绩"].filter(pl.col("名次").is_not_null() | pl.col("奖牌").is_not_null())
        own = placed.filter(pl.col("人员").is_not_null()).select("人员", pl.col("决赛日期").alias("自"))
        team = registry["竞赛成员"].join(placed.select("成绩编号", "决赛日期"), on="成绩编号")
        return pl.concat([own, team.select("人员", pl.col("决赛日期").alias("自"))])

    def top_level(self, cases: pl.DataFrame, day: str, name: str) -> pl.DataFrame:
        """The cases with a column ``name`` (rank, null for none or unknown) and ``name 不明``."""
        pairs = cases.select("人员", pl.col(day).alias("日")).drop_nulls().unique()
        answers = (
            pairs.join(self._certificates, on="人员")
            .filter(pl.col("发证日期") <= pl.col("日"))
            .group_by(_PAIR)
            .agg(pl.col("技能等级").max().alias(name), pl.col("不明").any().alias(f"{name} 不明"))
            .with_columns(pl.when(pl.col(f"{name} 不明")).then(None).otherwise(pl.col(name)).alias(name))
            .rename({"日": day})
        )
        found = cases.join(answers, on=["人员", day], how="left", maintain_order="left")
        vague = pl.col(f"{name} 不明").fill_null(value=False) | pl.col(day).is_null()
        return found.with_columns(vague.alias(f"{name} 不明"))

    def skilled(self, cases: pl.DataFrame, day: str, name: str) -> pl.DataFrame:
        """The cases with a column ``name``: one of the three ways of being a skilled person holds."""
        pairs = cases.select("人员", pl.col(day).alias("日")).drop_nulls().unique()
        ways = [
            pairs.with_columns(pl.lit(value=False).alias("是")),
            self._front_line(pairs),
            self._since(pairs, self._contests),
            pairs.join(self._undated, on="人员", how="semi").with_columns(
                pl.lit(None, pl.Boolean).alias("是")
            ),
            self._representative(pairs),
        ]
        answers = pl.concat(ways).group_by(_PAIR).agg(pl.col("是").any(ignore_nulls=False).alias(name))
        return cases.join(answers.rename({"日": day}), on=["人员", day], how="left", maintain_order="left")

    def _front_line(self, pairs: pl.DataFrame) -> pl.DataFrame:
        held = pairs.join(self._posts, on="人员").filter(holds("起始日期", "终止日期", "日"))
        at_work = held.group_by(_PAIR).agg(
            (pl.col("生产一线") & (pl.col("重点自") <= pl.col("日"))).any(ignore_nulls=False).alias("一线")
        )
        known = self.top_level(at_work, "日", "等级")
        honoured = self._since(pairs, self._honours).select(*_PAIR, pl.col("是").alias("有荣誉"))
        holder = pl.when(pl.col("等级 不明")).then(None).otherwise(
            (pl.col("等级") > NONE).fill_null(value=False)
        ) | pl.col("有荣誉").fill_null(value=False)
        joined = known.join(honoured, on=_PAIR, how="left")
        return joined.select(*_PAIR, (pl.col("一线") & holder).alias("是"))

    @staticmethod
    def _since(pairs: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
        """True for each pair with an event on the day or before; the others are left out."""
        met = pairs.join(events, on="人员").filter(pl.col("自") <= pl.col("日"))
        return met.select(_PAIR).unique().with_columns(pl.lit(value=True).alias("是"))

    def _representative(self, pairs: pl.DataFrame) -> pl.DataFrame:
        met = pairs.join(self._chosen, on="人员").filter(pl.col("公布日期") <= pl.col("日"))
        judged = self._places.of_district(met, "用人单位", "日", "属")
        return judged.select(*_PAIR, ((pl.col("结论") == "入选") & pl.col("属")).alias("是"))
