"""How quick the reference engine is: ``python -m tests.engines.speed [POLICY [REGISTERS]]``.

Prints the median time of one case of three clauses with its full trace, of one person with ten records against a
whole policy, and of a whole sample registry. Nothing is asserted: a machine's speed is no property of the code.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from duixian.decisions.deciding import with_catalogues
from duixian.engines.single.engine import Engine
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.rule import Policy
from duixian.policybook import load_policy
from duixian.registry import read_registry
from tests.engines.small import Maker, facts, hire, insured, policy

AS_OF = date(2022, 12, 31)
LINPING = Path(__file__).parents[2] / "policies" / "linping" / "skilled-talent-2021"
TABLES = ("录用", "技能证书", "培训", "学徒", "荣誉", "竞赛成绩", "人才认定", "购房")


def micros(what: Callable[[], object], times: int) -> float:
    """The median of some runs, in millionths of a second (of a quiet machine: others on it make it longer)."""
    taken = []
    for _ in range(times):
        start = time.perf_counter_ns()
        what()
        taken.append(time.perf_counter_ns() - start)
    return statistics.median(taken) / 1000


def three_clauses() -> Policy:
    """Three ordinary measures of one contract."""
    maker = Maker()
    steady = "连续月数 人员的参保 自 次月(录用日) ≥ 6个月"
    return policy(
        maker.measure(
            "引才", "技能等级 ≥ 高级工", "满月数(录用日, 合同到期日) ≥ 3年", steady, amount="2000元"
        ),
        maker.measure(
            "稳岗",
            "用工方式 = 直接用工",
            "没有 人员的参保 其中(起月 < 所在月(录用日))",
            amount="月工资 × 20%",
        ),
        maker.measure("安家", "满年数(人员的出生日期, 录用日) ≤ 45", "录用日 ≥ 2021-07-01", amount="5000元"),
    )


def one_case() -> float:
    """One contract against three clauses, everything traced."""
    known = facts(
        人员=[{"身份证号": "P1", "姓名": "甲", "出生日期": "1990-05-01"}],
        录用=[hire("H1", 合同到期日="2025-06-30", 技能等级="技师", 用工方式="直接用工", 月工资="8000元")],
        参保=[insured("2022-01", "2022-08"), insured("2022-09")],
    )
    engine = Engine([three_clauses()])
    ready = engine.prepare(known, AS_OF)
    assert all(outcome.truth is True for outcome in engine.decide_prepared(ready))
    return micros(lambda: engine.decide_prepared(ready), 4000)


def records_of(known: Facts, person: str) -> dict[str, list[Record]]:
    """A person's records by table."""
    found = {table: known.linked(table, "人员", person) for table in TABLES if table in known.tables}
    return {table: rows for table, rows in found.items() if rows}


def one_person(one: Policy, known: Facts) -> None:
    """The persons with most records against the whole policy, on facts made ready."""
    engine = Engine([one])
    start = time.perf_counter()
    ready = engine.prepare(known, AS_OF)
    print(f"  prepared in {time.perf_counter() - start:.2f} s")
    everyone = ((str(r.key), records_of(ready.facts, r.key)) for r in ready.facts.rows("人员"))
    counted = [(sum(map(len, rows.values())), key, rows) for key, rows in everyone]
    near = sorted(counted, key=lambda c: (abs(c[0] - 10), c[1]))[:20]
    for number, _, rows in near[:5]:
        cases = len(engine.decide_prepared(ready, rows))
        taken = micros(lambda rows=rows: engine.decide_prepared(ready, rows), 200)  # type: ignore[misc]
        print(f"  person with {number} records, {cases} cases: {taken:.0f} µs")


def whole(one: Policy, known: Facts) -> None:
    """Every case of the registry."""
    start, busy = time.perf_counter(), time.process_time()
    outcomes = Engine([one]).decide(known, AS_OF)
    wall, own = time.perf_counter() - start, time.process_time() - busy
    print(f"  {len(outcomes)} cases decided in {wall:.1f} s ({own:.1f} s of this process)")


def main(folder: Path = LINPING, registers: Path | None = None) -> None:
    """The figures; with a folder of registers (``duixian sample --persons 20000 --out …``) those of it too."""
    print(f"one case of three clauses, full trace: {one_case():.1f} µs")
    one = load_policy(folder).policy
    if registers is not None:
        known = with_catalogues([one], read_registry(registers, one.vocabulary).facts)
        print(f"{one.title.zh}: {len(known.rows('人员'))} persons")
        one_person(one, known)
        whole(one, known)


if __name__ == "__main__":
    main(*(Path(text) for text in sys.argv[1:3]))
