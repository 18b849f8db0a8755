"""目标: a statistic of the registry beside the figure that the policy sets."""

from __future__ import annotations

from duixian.language.rule import Target
from duixian.policybook.document import RuleBlock
from duixian.policybook.values import value
from duixian.policybook.workbench import Workbench, bilingual


def target(bench: Workbench, block: RuleBlock) -> Target | None:
    """The target that a block declares; None when it is wrong (recorded)."""
    body = block.body
    held = value(bench, body.get("统计"))
    goal = value(bench, body.get("目标值"), held.type if held is not None else None)
    at_least = bench.reader.word(body, "比较", ("不低于", "大于"), "不低于") == "不低于"
    if held is None:
        return None
    source = bench.source(bilingual(bench.reader, block.name, body), body, (goal, held))
    return Target(source, held, goal, at_least)
