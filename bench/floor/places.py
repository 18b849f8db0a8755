"""Whether an employer is of the district on a day, and whether a person works for one: asked by nearly every clause."""

from __future__ import annotations

from datetime import date

import polars as pl

from bench.floor.calendar import holds, holds_in_month, month_of
from bench.floor.reading import Registry

_DISTRICT, _FORMER, _FOUNDED = "330113", "330110", date(2021, 4, 9)
_KINDS = ("企业", "个体工商户", "社会团体", "民办非企业单位")
_NEGATIVE = ("经营异常名录", "严重违法失信名单")
_SEATS = ("注册地", "纳税地", "办公地")


def lies_in_district(place: str, today: str, since: pl.Expr) -> pl.Expr:
    """Registered in the district, or under the former code before it was founded and in the district today."""
    former = pl.col(place).str.starts_with(_FORMER) & (since < pl.lit(_FOUNDED))
    return pl.col(place).str.starts_with(_DISTRICT) | (former & pl.col(today).str.starts_with(_DISTRICT))


class Places:
    """Answers for pairs of employer or person and day; employers are looked at once for each different pair."""

    def __init__(self, registry: Registry) -> None:
        self._employers = registry["用人单位"].select("用人单位", "单位类型", "注销日期")
        self._seats = registry["单位地址"].select(
            "用人单位",
            "起始日期",
            "终止日期",
            *(lies_in_district(seat, f"{seat}现属", pl.col("起始日期")).alias(seat) for seat in _SEATS),
        )
        self._negative = registry["单位负面名单"].filter(pl.col("名单").is_in(_NEGATIVE))
        self._insured = (
            registry["参保"]
            .filter(pl.col("用人单位").is_not_null())
            .select("人员", "用人单位", "起月", "止月")
        )

    def of_district(self, cases: pl.DataFrame, employer: str, day: str, name: str) -> pl.DataFrame:
        """The cases with a column ``name``: whether the employer is of the district; no employer is none of it."""
        pairs = (
            cases.select(pl.col(employer).alias("用人单位"), pl.col(day).alias("日")).drop_nulls().unique()
        )
        answers = self._answers(pairs).rename({"用人单位": employer, "日": day, "属": name})
        found = cases.join(answers, on=[employer, day], how="left", maintain_order="left")
        return found.with_columns(
            pl.when(pl.col(employer).is_null()).then(pl.lit(value=False)).otherwise(name).alias(name)
        )

    def _answers(self, pairs: pl.DataFrame) -> pl.DataFrame:
        seated = (
            pairs.join(self._seats, on="用人单位")
            .filter(holds("起始日期", "终止日期", "日"))
            .group_by("用人单位", "日")
            .agg(*(pl.col(seat).any(ignore_nulls=False) for seat in _SEATS))
        )
        listed = (
            pairs.join(self._negative, on="用人单位")
            .filter(holds("起始日期", "终止日期", "日"))
            .select("用人单位", "日")
            .unique()
        )
        open_, kind = (
            (pl.col("注销日期").is_null() | (pl.col("注销日期") > pl.col("日"))),
            pl.col("单位类型").is_in(_KINDS),
        )
        joined = seated.join(self._employers, on="用人单位").join(
            listed.with_columns(pl.lit(value=True).alias("负面")), on=["用人单位", "日"], how="left"
        )
        clean = pl.col("负面").is_null()
        answered = joined.select("用人单位", "日", pl.all_horizontal(*_SEATS, kind, clean, open_).alias("属"))
        rest = pairs.join(answered, on=["用人单位", "日"], how="anti").with_columns(
            pl.lit(value=False).alias("属")
        )
        return pl.concat([answered, rest])

    def employed(self, cases: pl.DataFrame, day: str, name: str, person: str = "人员") -> pl.DataFrame:
        """The cases with a column ``name``: whether the person is insured with an employer of the district on a day."""
        pairs = cases.select(pl.col(person).alias("人员"), pl.col(day).alias("日")).drop_nulls().unique()
        insured = pairs.join(self._insured, on="人员").filter(
            holds_in_month("起月", "止月", month_of(pl.col("日")))
        )
        judged = self.of_district(insured, "用人单位", "日", "属")
        answers = judged.group_by("人员", "日").agg(pl.col("属").any(ignore_nulls=False).alias(name))
        found = cases.join(
            answers.with_columns(pl.lit(value=True).alias("有")).rename({"人员": person, "日": day}),
            on=[person, day],
            how="left",
            maintain_order="left",
        )
        # On an unknown day only those who were never insured are known not to be employed.
        never: pl.Expr = pl.lit(value=False)
        if cases[day].null_count():
            never = ~pl.col(person).is_in(self._insured["人员"].unique().implode())
        nowhere = pl.col("有").is_null() & (pl.col(day).is_not_null() | never)
        known = pl.when(nowhere).then(pl.lit(value=False)).otherwise(pl.col(name))
        return found.with_columns(known.alias(name)).drop("有")

    def works_at(self, cases: pl.DataFrame, person: str, employer: str, day: str, name: str) -> pl.DataFrame:
        """Whether the person is insured with just this employer on a day; nobody is taken to be."""
        pairs = cases.select(person, employer, day).drop_nulls().unique()
        found = (
            pairs.join(self._insured, left_on=[person, employer], right_on=["人员", "用人单位"])
            .filter(holds_in_month("起月", "止月", month_of(pl.col(day))))
            .select(person, employer, day, pl.lit(value=True).alias(name))
            .unique()
        )
        joined = cases.join(found, on=[person, employer, day], how="left", maintain_order="left")
        return joined.with_columns(
            (pl.col(person).is_null() | pl.col(name).fill_null(value=False)).alias(name)
        )
