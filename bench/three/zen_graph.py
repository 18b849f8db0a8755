"""The three clauses as a ZEN decision graph: one expression node, which is its quickest form.

``graph`` has one expression for a clause. ``explained`` has one for each condition too, so that its trace says which hold.
"""

from __future__ import annotations

from typing import Any

from bench.three.fisca import FEES, FLAGS, LENGTHS, RANKS

OUTPUTS = ("hiring", "upgrade", "training")
KEY = "three-clauses"
ENGLISH = {**FLAGS, **RANKS, **LENGTHS, **FEES}
_HIRING = (
    "district_employer and newly_hired and hired_level >= 3 and contract_months >= 36 and insured_months >= 6"
    " ? [0, 0, 0, 200000, 300000, 500000][hired_level] : 0"
)
_UPGRADE = (
    "employed_at_issue and employed_at_claim and matches_post and certificate_level in [1..4]"
    " ? [0, 100000, 150000, 200000, 500000][certificate_level] : 0"
)
_TRAINING = (
    "fee > 0 and employed_at_course and trainee_level >= 3"
    " ? min([floor(((fee - refunded) * 8 + 5) / 10), 100000]) : 0"
)


_CONDITIONS = {
    "hiring": {
        "employer": "district_employer",
        "newly": "newly_hired",
        "level": "hired_level >= 3",
        "contract": "contract_months >= 36",
        "insured": "insured_months >= 6",
    },
    "upgrade": {
        "issue": "employed_at_issue",
        "claim": "employed_at_claim",
        "post": "matches_post",
        "rank": "certificate_level in [1..4]",
    },
    "training": {"took": "fee > 0", "works": "employed_at_course", "high": "trainee_level >= 3"},
}


def graph() -> dict[str, Any]:
    """The graph in ZEN's own JSON form."""
    return _graph(dict(zip(OUTPUTS, (_HIRING, _UPGRADE, _TRAINING), strict=True)))


def explained() -> dict[str, Any]:
    """The same with an expression for each condition, by the names of ``_CONDITIONS``."""
    expressions: dict[str, str] = {}
    for name, whole in zip(OUTPUTS, (_HIRING, _UPGRADE, _TRAINING), strict=True):
        expressions |= _CONDITIONS[name]
        all_hold = " and ".join(f"$.{condition}" for condition in _CONDITIONS[name])
        expressions[name] = f"{all_hold} ?{whole.split('?', 1)[1]}"
    return _graph(expressions)


def _graph(named: dict[str, str]) -> dict[str, Any]:
    expressions = [{"id": name, "key": name, "value": value} for name, value in named.items()]
    nodes = [
        _node("in", "inputNode"),
        {**_node("three", "expressionNode"), "content": {"expressions": expressions}},
        _node("out", "outputNode"),
    ]
    edges = [_edge("in", "three"), _edge("three", "out")]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _node(name: str, kind: str) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
