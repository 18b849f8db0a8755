"""Random dockets: small policies with every kind of limit, group, quota and budget, and records that meet in them."""

from __future__ import annotations

from random import Random
from typing import Any

from duixian.language.facts import Facts
from duixian.language.rule import (
    Budget,
    Exceeding,
    Limit,
    Measure,
    MeasureKind,
    Membership,
    Mode,
    Policy,
    Quota,
    Shortage,
    Ties,
)
from tests.engines import small
from tests.engines.small import Maker, facts, group, hire, payment

M = Maker()
KEYS = (
    ["人员"],
    ["人员", "用人单位"],
    ["用人单位"],
    ["人员", "年份(事件日)"],
    ["年份(录用日)"],
    ["人员", "技能等级"],
)
PRIORS = (
    None,
    None,
    '项目 = "旧补贴" 且 人员 = 本次的人员',
    "人员 = 本次的人员 且 金额 ≥ 300元",
    '项目 = "甲"',
)
GROUPS = ("一组", "二组", "三组")


def random_policy(dice: Random, number: int = 1) -> Policy:
    """A policy of one to three measures."""
    modes = {name: dice.choice(list(Mode)) for name in GROUPS}
    groups = [
        group(
            name,
            mode,
            M.expr(dice.choice(["2000元", "900元", "月工资"])) if _capped(dice, mode) else None,
            across=name == "三组",
        )
        for name, mode in modes.items()
    ]
    measures = [random_measure(dice, name) for name in ("甲", "乙", "丙")[: dice.choice((1, 2, 3))]]
    return small.policy(*measures, groups=groups, id=f"某区/办法{number}", title=f"办法{number}")


def _capped(dice: Random, mode: Mode) -> bool:
    return mode is Mode.STACK and dice.random() < 0.7


def random_measure(dice: Random, name: str) -> Measure:
    """A measure that stands in some limits, groups, a quota, budgets."""
    parts = dice.choices(("limits", "memberships", "quota", "budgets"), k=dice.choice((1, 1, 2, 3)))
    more: dict[str, Any] = {}
    if "limits" in parts:
        more["limits"] = tuple(random_limit(dice, n) for n in range(dice.choice((1, 1, 2))))
    if "memberships" in parts:
        more["memberships"] = tuple(
            random_member(dice, each) for each in dice.sample(GROUPS, dice.choice((1, 1, 2)))
        )
    if "quota" in parts:
        more["quota"] = random_quota(dice)
    if "budgets" in parts:
        more["budgets"] = tuple(random_budget(dice, n) for n in range(dice.choice((1, 1, 2))))
    if dice.random() < 0.1:
        return M.measure(name, kind=MeasureKind.HONOUR, amount=None, **more)
    if dice.random() < 0.3:
        months = f"{dice.choice((2, 14))}个月"
        more["payout"] = (
            M.monthly("月工资", months, "录用日")
            if dice.random() < 0.5
            else M.parts("4:3:3", *["录用日"] * 3)
        )
    return M.measure(name, amount="月工资", **more)


def random_limit(dice: Random, number: int) -> Limit:
    """So many times, or so much money."""
    more: dict[str, Any] = {"shared": dice.choice((None, None, "共"))}
    keys = dice.choice(KEYS)
    if dice.random() < 0.5:
        more["count"] = dice.choice(("1", "2", "3", "0", "若 技能等级 = 技师 则 2 否则 1"))
    else:
        more["money"] = dice.choice(("1000元", "2500元", "0元", "月工资"))
        more["exceeding"] = dice.choice(list(Exceeding))
    if dice.random() < 0.15:
        more["rolling"] = "6个月"
    if dice.random() < 0.2:
        more["applies"] = "技能等级 ≥ 高级工"
    if keys[0] == "人员" and len(keys) == 1 and dice.random() < 0.5:
        more["prior_keys"] = ["人员"]
    return M.limit(f"限{number}", keys, **more)


def random_member(dice: Random, name: str) -> Membership:
    """A place in a group."""
    return M.member(name, *dice.choice(KEYS), prior=dice.choice(PRIORS))


def random_quota(dice: Random) -> Quota:
    """Places by wage or skill."""
    order = dice.choice((["-月工资"], ["-技能等级", "月工资"], [], ["录用日"]))
    return M.quota(dice.choice(KEYS[2:5]), dice.choice(("1", "2", "3")), *order, ties=dice.choice(list(Ties)))


def random_budget(dice: Random, number: int) -> Budget:
    """A pot for everybody, or for some."""
    keys = dice.choice(([], ["用人单位"], ["年份(录用日)"]))
    order = dice.choice((None, None, "录用日", "合同到期日"))
    shared = dice.choice((None, "总盘"))
    total = dice.choice(("1500元", "4000元", "100000元"))
    return M.budget(f"预算{number}", keys, total, order, shortage=dice.choice(list(Shortage)), shared=shared)


def random_facts(dice: Random, most: int = 12) -> Facts:
    """Contracts of a few persons, with claims and payments made before."""
    vague = dice.choice((0.0, 0.0, 0.1, 0.3))
    rows = [_hire(dice, f"H{n:02d}", vague) for n in range(dice.randint(1, most))]
    claims = [
        {
            "申报编号": f"S{n}",
            "项目": dice.choice("甲乙丙"),
            "事项编号": f"H{dice.randint(0, most):02d}",
            "申请日期": "2022-06-01",
        }
        for n in range(dice.randint(0, 3))
    ]
    paid = [_payment(dice, f"F{n}", most) for n in range(dice.choice((0, 1, 3, 8)))]
    absent = ["已享受"] if dice.random() < 0.2 and not paid else []
    return facts(missing=absent, 录用=rows, 申报=claims, 已享受=paid)


def _hire(dice: Random, key: str, vague: float) -> dict[str, object]:
    row = hire(
        key,
        f"202{dice.choice('12')}-{dice.randint(1, 12):02d}-{dice.choice(('01', '15'))}",
        dice.choice(("P1", "P2", "P3")),
        用人单位=dice.choice(("E1", "E2")),
        月工资=f"{dice.choice((500, 1000, 1000, 1500, 3000))}元",
        技能等级=dice.choice(("中级工", "高级工", "技师")),
        合同到期日="2025-12-31",
    )
    return {
        column: None if column != "合同编号" and dice.random() < vague / 3 else cell
        for column, cell in row.items()
    }


def _payment(dice: Random, number: str, most: int) -> dict[str, object]:
    name = dice.choice(("办法1", "某区/办法1", "某旧办法"))
    matter = dice.choice((None, f"H{dice.randint(0, most):02d}"))
    amount = dice.choice(("400元", "1000元", None))
    return payment(
        number,
        amount or "1元",
        dice.choice(("甲", "乙", "旧补贴")),
        政策=name,
        事项编号=matter,
        人员=dice.choice(("P1", "P2")),
    )
