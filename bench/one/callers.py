"""The ways of asking about one case; each prepares what may stay prepared and gives back the call to be timed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.one.person import DUE, PERSON

Call = Callable[[], Any]


@dataclass(frozen=True)
class Caller:
    """``asked``: what is computed. ``prepare``: the call, and how many times it is repeated in one timing."""

    name: str
    asked: str
    trace: str
    packages: tuple[str, ...]
    prepare: Callable[[Path], Call]
    loops: int


def hand_code(_: Path) -> Call:
    """Plain Python, the three amounts, and a truth for each condition by name."""
    from bench.one.by_hand import three_clauses

    return lambda: three_clauses(PERSON)


def duixian_three(_: Path) -> Call:
    """Facts of one person, then every decision with its whole trace."""
    from bench.three.duixian_facts import AS_OF, HAPPENED, TABLE, policy
    from bench.three.people import LEVELS
    from duixian.engines.single.engine import Engine
    from duixian.language.facts import Facts
    from duixian.language.record import Record

    law = policy()
    engine = Engine([law])
    named = {k: LEVELS[v] if k in ("引进等级", "证书等级", "参训等级") else v for k, v in PERSON.items()}
    row = {"编号": "1", "人员": "P1", "发生日期": HAPPENED, **named}

    def call() -> Any:
        facts = Facts(law.vocabulary, {TABLE: [Record(TABLE, "1", row)], "人员": []})
        return engine.decide(facts, AS_OF)

    assert tuple(outcome.payable for outcome in call()) == DUE
    return call


def duixian_whole(data: Path) -> Call:
    """A person with ten records against the whole policy."""
    from bench.one.ten_records import prepared

    return prepared(data)


def duixian_http(data: Path) -> Call:
    """The same question asked of the service."""
    from bench.one.over_http import prepared

    return prepared(data)


def zen_trace(_: Path) -> Call:
    """ZEN with its trace, an expression for each condition."""
    import zen

    from bench.three.zen_graph import ENGLISH, KEY, explained

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: explained()}}})
    context = {ENGLISH[name]: value for name, value in PERSON.items()}

    def call() -> Any:
        return engine.evaluate(KEY, context, {"trace": True})

    assert tuple(int(v) for v in (call()["result"][k] for k in ("hiring", "upgrade", "training"))) == DUE
    return call


def openfisca_trace(_: Path) -> Call:
    """A new simulation of one person with its inputs, computed with the full tracer, and the trace's lines."""
    import numpy as np

    from bench.three.fisca import BENEFITS, FEES, FLAGS, LENGTHS, MONTH, RANKS, level_name, system
    from bench.three.fisca_run import Ready, openfisca, simulated

    core = openfisca()
    made = system(core, tuned=False)
    inputs: dict[str, Any] = {english: np.array([PERSON[n]]) for n, english in {**FLAGS, **LENGTHS}.items()}
    inputs |= {english: np.array([PERSON[n] / 100], np.float32) for n, english in FEES.items()}
    for name, english in RANKS.items():
        levels = made.get_variable(english).possible_values
        inputs[english] = levels.encode(np.array([level_name(PERSON[name])]))
    ready = Ready(core, made, inputs, 1, MONTH)

    def call() -> Any:
        simulation = simulated(ready, trace=True)
        values = [simulation.calculate(name, MONTH) for name in BENEFITS]
        return values, simulation.tracer.computation_log.lines()

    assert tuple(round(float(value[0]) * 100) for value in call()[0]) == DUE
    return call


_THREE, _WHOLE = "three clauses", "the whole policy, a person with ten records"
CALLERS = {
    "duixian": Caller("Duixian single", _THREE, "whole decision", ("duixian",), duixian_three, 300),
    "whole": Caller("Duixian single", _WHOLE, "whole decision", ("duixian",), duixian_whole, 30),
    "http": Caller(
        "Duixian over HTTP",
        _WHOLE,
        "whole decision, as JSON",
        ("duixian", "django", "granian"),
        duixian_http,
        30,
    ),
    "by_hand": Caller("Python by hand", _THREE, "a truth for each condition", (), hand_code, 20_000),
    "zen": Caller("ZEN", _THREE, "its trace, a truth for each condition", ("zen-engine",), zen_trace, 500),
    "openfisca": Caller(
        "OpenFisca-core", _THREE, "its trace, by variable", ("openfisca-core",), openfisca_trace, 100
    ),
}
