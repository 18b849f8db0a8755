"""A small town for partitions: a policy whose measures stay with a person, look across persons or meet across them, and
registers with everything that may go wrong between partitions."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from duixian.language.resolve import Signature
from duixian.language.rule import Measure, MeasureKind, Mode, Payee, Policy
from duixian.language.types import DATE, record
from duixian.language.vocabulary import load_vocabulary
from duixian.values.credit_code import make_credit_code
from duixian.values.id_number import make_id_number
from tests.engines.small import Maker, group, policy, rows_of

WORDS = load_vocabulary().at_home("330113")
DAY = date(2022, 12, 31)
EMPLOYERS = tuple(make_credit_code("330113", n) for n in range(4))
MATTER = '政策 ≠ 本政策 且 事项 = "{0}" 且 (事项编号 是 无 或 事项编号 = 本次的{1}) 且 人员 = 本次的人员'

Row = Mapping[str, str | None]
Registers = dict[str, list[Row]]


def person(number: int) -> str:
    return make_id_number("330113", date(1960 + number % 40, 1 + number % 12, 1 + number % 28), number % 1000)


WORKING = Maker(vocabulary=WORDS).definition(
    "在职", {"某": record("人员"), "日": DATE}, value="存在 某的参保 其中(在期(日))"
)
HOUSEHOLD = "若 人员的家庭 是 无 则 人员的身份证号 否则 人员的家庭的家庭编号"


def on(table: str) -> Maker:
    known = {"在职": Signature("在职", WORKING.parameters, WORKING.result)}
    return Maker(table, definitions=known, vocabulary=WORDS)


@cache
def law() -> Policy:
    """Measures of every kind that partitions have to tell apart."""
    return policy(
        *own_measures(),
        *far_measures(),
        groups=[group("不重复", Mode.DEDUCT), group("一户", Mode.HIGHEST)],
        definitions=[WORKING],
        window=("2021-01-01", "2023-12-31"),
        vocabulary=WORDS,
    )


def own_measures() -> Iterator[Measure]:
    """Those that look at the case's own person."""
    hire, card, course, whoever = on("录用"), on("技能证书"), on("培训"), on("人员")
    yield hire.measure(
        "引才",
        "在职(人员, 录用日)",
        "没有 人员的参保 其中(起月 < 所在月(本次的录用日))",
        payee="用人单位",
        limits=(hire.limit("一次", ["人员"], count="1次", prior_keys=["人员"]),),
        memberships=(hire.member("不重复", "人员", '"引才"', prior=MATTER.format("引才", "合同编号")),),
        deadline="申请日 ≤ 录用日 后 12个月",
        matter=hire.expr('"引才"'),
    )
    yield card.measure(
        "取证",
        "没有 人员的技能证书 其中(技能等级 > 本次的技能等级)",
        event="发证日期",
        amount="若 技能等级 ≥ 高级工 则 2000元 否则 1000元",
        memberships=(card.member("不重复", "人员", '"取证"', prior=MATTER.format("取证", "证书编号")),),
    )
    yield course.measure(
        "培训",
        "没有 技能证书的培训 其中(协议受益方 ≠ 本次的协议受益方)",
        event="结束日期",
        limits=(course.limit("每证一次", ["人员", "技能证书的证书编号"], count="1次"),),
    )
    yield whoever.measure(
        "体检",
        "在职(本次, 较小(当期止, 截至日))",
        event="当期起",
        payee="本次",
        amount=None,
        yearly=True,
        kind=MeasureKind.SERVICE,
    )


def far_measures() -> Iterator[Measure]:
    """Those that look at other persons, or share something with them."""
    prize, home, pupil, honour = on("竞赛成绩"), on("购房"), on("学徒"), on("荣誉")
    team = Payee(
        prize.expr("人员", None, "竞赛成员"),
        prize.expr("份额", None, "竞赛成员"),
        rows_of(prize, "竞赛成员", "竞赛成绩"),
        prize.expr("本次的人员 是 无", None, "竞赛成员"),
    )
    alone = Payee(prize.expr("人员"), when=prize.expr("人员 不是 无"))
    tests = prize.conditions("人员 是 无 或 在职(人员, 决赛日期)")
    yield prize.measure("竞赛", event="决赛日期", payees=(alone, team), conditions=tests)
    yield home.measure(
        "购房", event="签约日期", memberships=(home.member("一户", HOUSEHOLD),), amount="总价 × 1%"
    )
    limit = pupil.limit("两名", ["用人单位"], count="2次")
    yield pupil.measure("学徒", event="结业日期", payee="用人单位", limits=(limit,))
    same = "计数 所有 荣誉 其中(荣誉名称 = 本次的荣誉名称)"
    yield honour.measure("荣誉", f"{same} ≤ 3", event="授予日期")


class Town:
    """Registers made by chance, the same for the same seed."""

    def __init__(self, seed: int, persons: int = 24) -> None:
        self._dice = random.Random(seed)
        self.people = [person(n) for n in range(persons)]
        self.tables: Registers = {}

    def day(self, first: int = 2019, last: int = 2022) -> str:
        dice = self._dice
        return date(dice.randint(first, last), dice.randint(1, 12), dice.randint(1, 28)).isoformat()

    def anyone(self) -> str:
        return self._dice.choice(self.people)

    def employer(self) -> str:
        return self._dice.choice(EMPLOYERS)

    def add(self, table: str, **row: str | None) -> None:
        self.tables.setdefault(table, []).append(row)

    def built(self, *, faults: bool) -> None:
        for table in (self._parties, self._work, self._learning, self._awards, self._money):
            table()
        if faults:
            self._faults()

    def _parties(self) -> None:
        for n in range(5):
            self.add("家庭", 家庭编号=f"F{n}")
        for number, key in enumerate(self.people):
            self.add(
                "人员", 身份证号=key, 姓名=f"某{number}", 家庭编号=self._dice.choice([None, "F1", "F2", "F3"])
            )
        for number, code in enumerate(EMPLOYERS):
            self.add("用人单位", 统一社会信用代码=code, 名称=f"单位{number}")

    def _work(self) -> None:
        for n in range(40):
            at = self.day()
            wage = str(self._dice.randint(5, 12) * 1000)
            self.add(
                "录用",
                合同编号=f"H{n}",
                身份证号=self.anyone(),
                统一社会信用代码=self.employer(),
                录用日=at,
                月工资=wage,
            )
        for _ in range(50):
            start = self.day()[:7]
            end = self._dice.choice([None, "2022-12"])
            self.add("参保", 身份证号=self.anyone(), 统一社会信用代码=self.employer(), 起月=start, 止月=end)
        for n in range(12):
            self.add(
                "学徒",
                学徒编号=f"X{n}",
                身份证号=self.anyone(),
                统一社会信用代码=self.employer(),
                开始日期="2021-01-05",
                结业日期=self.day(2021),
            )

    def _learning(self) -> None:
        levels = ["初级工", "中级工", "高级工", "技师", None]
        for n in range(40):
            self.add(
                "技能证书",
                证书编号=f"C{n}",
                身份证号=self.anyone(),
                技能等级=self._dice.choice(levels),
                发证日期=self.day(),
            )
        for n in range(30):
            card = self._dice.choice(self.tables["技能证书"])
            self.add(
                "培训",
                培训编号=f"T{n}",
                身份证号=card["身份证号"],
                证书编号=card["证书编号"],
                结束日期=self.day(),
                协议受益方=self._dice.choice(["用人单位", "机构"]),
            )

    def _awards(self) -> None:
        for n in range(12):
            own = self._dice.random() < 0.5
            self.add(
                "竞赛成绩",
                成绩编号=f"R{n}",
                竞赛名称="某赛",
                身份证号=self.anyone() if own else None,
                名次=str(1 + n % 4),
                决赛日期=self.day(2021),
            )
            for _ in range(0 if own else 2):
                self.add("竞赛成员", 成绩编号=f"R{n}", 身份证号=self.anyone(), 份额="50%")
        for n in range(9):
            self.add(
                "荣誉",
                荣誉编号=f"A{n}",
                身份证号=self.anyone(),
                荣誉名称="甲乙"[n % 2],
                授予日期=self.day(2021),
            )
        for n in range(8):
            self.add(
                "购房",
                合同编号=f"G{n}",
                身份证号=self.anyone(),
                签约日期=self.day(2021),
                总价=f"{100 + n}0000",
            )

    def _money(self) -> None:
        for n in range(14):
            matter = self._dice.choice(["引才", "取证"])
            key = f"{'H' if matter == '引才' else 'C'}{self._dice.randint(0, 39)}"
            self.add(
                "已享受", 支付编号=f"Z{n}", 政策=self._dice.choice(["某办法", "别的办法"]), 项目=matter, 事项=matter,
                事项编号=self._dice.choice([key, None]), 资金层级="区", 身份证号=self._dice.choice([self.anyone(), self.anyone(), None, "未知"]),
                金额="300", 支付日期="2022-06-01",
            )  # fmt: skip
        for n in range(12):
            self.add("申报", 申报编号=f"S{n}", 项目="引才", 事项编号=f"H{n * 3}", 申请日期=self.day(2021))
        for n in range(4):
            self.add(
                "申报",
                申报编号=f"S{20 + n}",
                项目="体检",
                事项编号=f"{self.people[n]}/2022",
                申请日期="2022-05-05",
            )

    def _faults(self) -> None:
        """What checks find, over the borders of partitions."""
        one, other, *_ = self.people
        self.add("录用", 合同编号="H1", 身份证号=one, 统一社会信用代码=EMPLOYERS[0], 录用日="2022-01-01")
        self.add("录用", 合同编号="H1", 身份证号=other, 统一社会信用代码=EMPLOYERS[1], 录用日="2022-02-01")
        self.add(
            "录用",
            合同编号="H90",
            身份证号="330113199001010000",
            统一社会信用代码=EMPLOYERS[0],
            录用日="2022-01-01",
        )
        self.add(
            "录用", 合同编号="H91", 身份证号=person(999), 统一社会信用代码=EMPLOYERS[0], 录用日="2022-01-01"
        )
        self.add("录用", 合同编号="H92", 身份证号=one, 统一社会信用代码=EMPLOYERS[0], 录用日="不知")
        self.add("录用", 合同编号="H92", 身份证号=other, 统一社会信用代码=EMPLOYERS[0], 录用日="2022-01-01")
        self.add("技能证书", 证书编号="C90", 身份证号=person(998), 技能等级="技师", 发证日期="2022-01-01")
        self.add(
            "培训", 培训编号="T90", 身份证号=one, 证书编号="C90", 结束日期="2022-03-01", 协议受益方="机构"
        )
        self.add(
            "培训", 培训编号="T91", 身份证号=other, 证书编号="C404", 结束日期="2022-03-01", 协议受益方="机构"
        )
        self.add("竞赛成员", 成绩编号="R404", 身份证号=one, 份额="50%")
        self.add("申报", 申报编号="S1", 项目="引才", 事项编号="H2", 申请日期="2022-02-02")
        self.add("参保", 身份证号=one, 统一社会信用代码=EMPLOYERS[0], 起月="2022-05", 止月="2022-01")

    def somebody_elses_certificate(self) -> None:
        """A course that belongs to a certificate of another person."""
        for n, card in enumerate(self.tables["技能证书"][:6]):
            self.add(
                "培训",
                培训编号=f"T{50 + n}",
                身份证号=self.anyone(),
                证书编号=card["证书编号"],
                结束日期="2022-04-01",
                协议受益方="用人单位",
            )


@cache
def town(seed: int, *, straying: bool = False, faults: bool = True) -> Registers:
    """A town's registers."""
    made = Town(seed)
    made.built(faults=faults)
    if straying:
        made.somebody_elses_certificate()
    return made.tables


def written(
    tables: Registers, folder: Path, *, shuffled: int | None = None, parts: Iterable[str] = ()
) -> Path:
    """The registers as Parquet files of text, the rows in another order if asked; ``parts``: tables in two files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        frame = _frame(name, rows)
        if shuffled is not None:
            frame = frame.sample(fraction=1, shuffle=True, seed=shuffled)
        if name not in parts:
            frame.write_parquet(folder / f"{name}.parquet")
            continue
        (folder / name).mkdir()
        for n, half in enumerate((frame[: len(frame) // 2], frame[len(frame) // 2 :]), start=1):
            half.write_parquet(folder / name / f"{name}-{n:05d}.parquet")
    return folder


def _frame(name: str, rows: Sequence[Row]) -> pl.DataFrame:
    headers = [column.header for column in WORDS.tables[name].columns.values()]
    return pl.DataFrame(
        [{h: row.get(h) for h in headers} for row in rows], schema=dict.fromkeys(headers, pl.String)
    )
