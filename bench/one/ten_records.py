"""One person of the sample with ten records of their own, with the employers and payments that those records name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.whole.peers import AS_OF
from bench.whole.registers import POLICY, clean_sample
from duixian.decisions.deciding import with_catalogues
from duixian.engines.single.engine import Engine
from duixian.language.facts import Facts
from duixian.language.rule import Policy
from duixian.policybook import load_policy
from duixian.registry import read_registry

_OWN = ("参保", "录用", "岗位", "技能证书", "培训", "学徒", "荣誉", "竞赛成绩", "人才认定", "购房")
_PERSONS, _RECORDS = 400, 10


def prepared(data: Path) -> Callable[[], Any]:
    """The call: facts as known on the day, every case of the person decided and settled."""
    policy, own = known(data)
    engine = Engine([policy])
    facts = with_catalogues([policy], own)
    assert engine.decide(facts, AS_OF)
    return lambda: engine.decide(facts, AS_OF)


def known(data: Path) -> tuple[Policy, Facts]:
    """The policy, and all that the registers say of the person."""
    policy = load_policy(POLICY).policy
    everybody = read_registry(clean_sample(data, _PERSONS), policy.vocabulary).facts
    return policy, _of_one(everybody)


def _of_one(facts: Facts) -> Facts:
    person = _chosen(facts)
    rows = {
        table: [row for row in facts.rows(table) if row.values.get("人员") == person]
        for table in facts.tables
    }
    rows["人员"] = [row for row in facts.rows("人员") if row.key == person]
    named = {row.values.get("用人单位") for table in _OWN for row in rows[table]}
    rows["用人单位"] = [row for row in facts.rows("用人单位") if row.key in named]
    for table, column in (("机构", "机构"), ("家庭", "家庭")):
        links = {row.values.get(column) for found in rows.values() for row in found}
        rows[table] = [row for row in facts.rows(table) if row.key in links]
    for table in ("单位地址", "单位负面名单"):
        rows[table] = [row for row in facts.rows(table) if row.values.get("用人单位") in named]
    return Facts(facts.vocabulary, rows, facts.supplied)


def _chosen(facts: Facts) -> str:
    """The first person by number with just so many records, a course among them."""
    owned = Counter(row.values.get("人员") for table in _OWN for row in facts.rows(table))
    taught = {row.values.get("人员") for row in facts.rows("培训")}
    return min(str(person) for person, count in owned.items() if count == _RECORDS and person in taught)
