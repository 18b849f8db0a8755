"""How a population is put into OpenFisca-core or PolicyEngine-core and computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench.three.fisca import BENEFITS, FEES, FLAGS, LENGTHS, MONTH, RANKS, Core, system


@dataclass(frozen=True)
class Ready:
    """A system and the inputs of its persons."""

    core: Core
    system: Any
    inputs: dict[str, Any]
    persons: int
    period: str


def openfisca() -> Core:
    """OpenFisca-core's modules."""
    from openfisca_core import (
        entities,
        indexed_enums,
        parameters,
        periods,
        simulations,
        taxbenefitsystems,
        variables,
    )

    builder = simulations.SimulationBuilder
    return Core(entities, variables, taxbenefitsystems, periods, parameters, indexed_enums, builder)


def policyengine() -> Core:
    """PolicyEngine-core's modules."""
    from policyengine_core import (
        entities,
        enums,
        parameters,
        periods,
        simulations,
        taxbenefitsystems,
        variables,
    )

    builder = simulations.SimulationBuilder
    return Core(entities, variables, taxbenefitsystems, periods, parameters, enums, builder)


def prepared(core: Core, data: Path, persons: int, *, tuned: bool) -> Ready:
    """The persons as arrays of the types that the framework stores; fees in yuan."""
    frame = pl.read_parquet(data, n_rows=persons)
    made = system(core, tuned=tuned)
    inputs = {english: frame[name].to_numpy() for name, english in FLAGS.items()}
    for name, english in LENGTHS.items():
        inputs[english] = frame[name].to_numpy().astype(np.int32)
    for name, english in FEES.items():
        inputs[english] = (frame[name].to_numpy() / 100).astype(np.float32)
    for name, english in RANKS.items():
        inputs[english] = _levels(made, english, frame[name].to_numpy(), tuned=tuned)
    return Ready(core, made, inputs, frame.height, MONTH)


def _levels(made: Any, name: str, ranks: Any, *, tuned: bool) -> Any:
    if tuned:
        return ranks.astype(np.int32)
    members = list(made.get_variable(name).possible_values)
    return made.get_variable(name).possible_values.encode(np.array([m.name for m in members])[ranks])


def simulated(ready: Ready, *, trace: bool = False) -> Any:
    """A new simulation with its inputs set (an old one would answer from its cache)."""
    simulation = ready.core.builder().build_default_simulation(ready.system, ready.persons)
    simulation.trace = trace
    for name, values in ready.inputs.items():
        simulation.set_input(name, ready.period, values)
    return simulation


def computed(ready: Ready) -> Sequence[Any]:
    """The three benefits in yuan."""
    simulation = simulated(ready)
    return [simulation.calculate(name, ready.period) for name in BENEFITS]


def recomputed(simulation: Any) -> Sequence[Any]:
    """The three benefits in yuan, by a simulation whose inputs stand; what it remembers of them is forgotten first."""
    for name in BENEFITS:
        simulation.delete_arrays(name)
    return [simulation.calculate(name, MONTH) for name in BENEFITS]


def in_fen(answer: Sequence[Any]) -> Sequence[Any]:
    """Floating-point yuan to the nearest fen."""
    return [np.rint(values.astype(np.float64) * 100).astype(np.int64) for values in answer]
