"""Small policies about one training, whose columns hold few things, so that everything can be tried."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from duixian.language.outcome import Outcome
from duixian.language.rule import Policy
from duixian.policybook import load_policy
from duixian.public.calculator.answers import Answers, cell_key, read_answers
from duixian.public.calculator.judging import Bench
from duixian.public.calculator.scene import FIRST, Cell, Scene
from duixian.public.calculator.values import range_of

DAY = date(2026, 9, 28)
WHO, TABLE = "人员", "培训"
ENDED = Cell(TABLE, FIRST, "结束日期")
COLUMNS = ("合格", "技能等级", "付费方", "协议受益方", "培训类别")
ATOMS = (
    "合格",
    "非 合格",
    "技能等级 ≥ 高级工",
    "技能等级 < 初级工",
    "付费方 = 个人",
    "付费方 = 协议受益方",
    "培训类别 属于 [继续教育、岗前培训]",
    "若 合格 则 技能等级 ≥ 技师 否则 付费方 = 个人",
    "(合格 或 非 合格)",
)
_TEXT = """---
名称: 某区培训补贴办法
英文: Training grants of a district
机关: 某区人力资源和社会保障局
机关英文: Bureau of human resources of a district
文号: 某人社发〔2025〕1号
状态: 施行
资金层级: 区
辖区: "330113"
起: 2025-01-01
止: 2027-12-31
---

第一条 劳动者参加培训的，给予个人补贴：{words}。

```rule
项目: 培训补贴
英文: Training grant
每次: 培训
事件日: 结束日期
受益: 人员
条件:
{conditions}
金额: {amount}
```
"""
FLAT, TIERED = (
    ("1200元", "1200元"),
    ("高级工800元、技师1500元", "{按: 技能等级, 高级工: 800元, 技师: 1500元}"),
)


@lru_cache(maxsize=256)
def policy_of(conditions: tuple[str, ...], amount: tuple[str, str] = FLAT) -> Policy:
    """A policy with these conditions."""
    lines = [
        f'  条件{n}: {{要求: "{test}", 原文: 参加培训, 英文: Condition {n}}}'
        for n, test in enumerate(conditions)
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "district" / "training"
        place.mkdir(parents=True)
        text = _TEXT.format(words=amount[0], amount=amount[1], conditions="\n".join(lines))
        (place / "policy.md").write_text(text, "utf-8")
        return load_policy(place).policy


def bench_of(policy: Policy) -> Bench:
    """A policy ready for a worker."""
    return Bench(policy, DAY, WHO)


def cells_of(policy: Policy, *conditions: str, tiered: bool) -> dict[Cell, tuple[Any, ...]]:
    """Cells that conditions name, with all they may hold."""
    named = [c for c in COLUMNS if any(c in test for test in conditions) or (tiered and c == "技能等级")]
    empty = Scene(WHO, {TABLE: 1}, {})
    return {
        cell: range_of(cell, policy, empty, DAY).values
        for name in named
        for cell in (Cell(TABLE, FIRST, name),)
    }


def everything(cells: Mapping[Cell, tuple[Any, ...]]) -> Iterator[dict[Cell, Any]]:
    """Every way in which cells can be filled."""
    for values in itertools.product(*cells.values()):
        yield dict(zip(cells, values, strict=True))


def answers_of(policy: Policy, told: Mapping[Cell, Any]) -> Answers:
    """Answers that tell some cells of one training."""
    vocabulary = policy.vocabulary
    pairs = [("who", "person"), ("things", "training"), (cell_key(ENDED, vocabulary), "2025-06-01")]
    pairs += [(cell_key(cell, vocabulary), written(value)) for cell, value in told.items()]
    return read_answers(pairs, vocabulary)


def written(value: Any) -> str:
    """A value as it stands in an address."""
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def result_of(outcomes: list[Outcome]) -> list[tuple[str, int]]:
    """What came out."""
    return [(outcome.verdict.value, outcome.payable) for outcome in outcomes]
