"""The three clauses as a tax-benefit system, for OpenFisca-core and for PolicyEngine-core, which has the same words.

``by_the_manual``: a variable for each condition, levels as an enumeration, rates as parameters looked up by level,
months as periods. ``tuned``: one formula for each clause over plain arrays, levels as numbers, no period. Both hold
money as yuan in floating point, the type the frameworks give to money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from bench.three.people import LEVELS, SENIOR, TECHNICIAN

MONTH = "2022-03"
HIRING, UPGRADE, TRAINING = "hiring_subsidy", "upgrade_subsidy", "training_subsidy"
BENEFITS = (HIRING, UPGRADE, TRAINING)
FLAGS = {
    "我区用人单位": "district_employer",
    "新引进": "newly_hired",
    "取证时在职": "employed_at_issue",
    "申请时在职": "employed_at_claim",
    "与岗位匹配": "matches_post",
    "培训时在职": "employed_at_course",
}
RANKS = {"引进等级": "hired_level", "证书等级": "certificate_level", "参训等级": "trainee_level"}
LENGTHS = {"合同期限": "contract_months", "连续参保": "insured_months"}
FEES = {"培训费用": "fee", "已报销金额": "refunded"}
RATES = {
    "hiring": {SENIOR: 2000, 4: 3000, 5: 5000},
    "upgrade": {1: 1000, 2: 1500, SENIOR: 2000, 4: 5000},
}


@dataclass(frozen=True)
class Core:
    """The modules of one framework."""

    entities: ModuleType
    variables: ModuleType
    systems: ModuleType
    periods: ModuleType
    parameters: ModuleType
    enums: ModuleType
    builder: Any


def level_name(rank: int) -> str:
    """The member of the enumeration for a rank."""
    return f"level_{rank}"


def system(core: Core, *, tuned: bool) -> Any:
    """A tax-benefit system with the inputs and the three benefits."""
    person = core.entities.Entity("person", "persons", "Person", "One person")
    made = core.systems.TaxBenefitSystem([person])
    period = core.periods.ETERNITY if tuned else core.periods.MONTH
    levels = None if tuned else _levels(core)
    for name in (*FLAGS.values(), *LENGTHS.values(), *FEES.values(), *RANKS.values()):
        made.add_variable(_input(core, person, name, period, levels))
    formulas = _tuned() if tuned else _by_the_manual(levels)
    for name, (kind, formula) in formulas.items():
        body = {"value_type": kind, "formula": formula}
        made.add_variable(_variable(core, person, name, period, body))
    if not tuned:
        made.parameters = core.parameters.ParameterNode("", data=_rates())
    return made


def _levels(core: Core) -> Any:
    members = {level_name(rank): name for rank, name in enumerate(LEVELS)}
    return core.enums.Enum("Level", members)


def _input(core: Core, person: Any, name: str, period: Any, levels: Any) -> Any:
    body: dict[str, Any] = {"value_type": bool if name in FLAGS.values() else int}
    if name in FEES.values():
        body = {"value_type": float}
    if name in RANKS.values() and levels is not None:
        first = next(iter(levels))
        body = {"value_type": core.enums.Enum, "possible_values": levels, "default_value": first}
    return _variable(core, person, name, period, body)


def _variable(core: Core, person: Any, name: str, period: Any, body: Mapping[str, Any]) -> Any:
    common = {"entity": person, "definition_period": period, "label": name}
    return type(name, (core.variables.Variable,), {**common, **body})


def _rates() -> dict[str, Any]:
    def value(amount: float) -> dict[str, Any]:
        return {"values": {"2021-07-01": {"value": amount}}}

    tiers = {
        name: {level_name(rank): value(amounts.get(rank, 0)) for rank in range(len(LEVELS))}
        for name, amounts in RATES.items()
    }
    single = {"share": 0.8, "cap": 1000, "contract": 36, "insured": 6}
    return {**tiers, **{name: value(amount) for name, amount in single.items()}}


Formulas = dict[str, tuple[type, Any]]


def _by_the_manual(levels: Any) -> Formulas:
    return _long_enough() | _benefits(levels)


def _long_enough() -> Formulas:
    def contract_long_enough(person: Any, period: Any, parameters: Any) -> Any:
        return person("contract_months", period) >= parameters(period).contract

    def insured_long_enough(person: Any, period: Any, parameters: Any) -> Any:
        return person("insured_months", period) >= parameters(period).insured

    return {
        "contract_long_enough": (bool, contract_long_enough),
        "insured_long_enough": (bool, insured_long_enough),
    }


def _benefits(levels: Any) -> Formulas:
    high = [levels[level_name(rank)] for rank in range(SENIOR, len(LEVELS))]

    def is_high(person: Any, period: Any, name: str) -> Any:
        level = person(name, period)
        return (level == high[0]) + (level == high[1]) + (level == high[2])

    def hiring(person: Any, period: Any, parameters: Any) -> Any:
        eligible = (
            person("district_employer", period)
            * person("newly_hired", period)
            * is_high(person, period, "hired_level")
            * person("contract_long_enough", period)
            * person("insured_long_enough", period)
        )
        return eligible * parameters(period).hiring[person("hired_level", period)]

    def upgrade(person: Any, period: Any, parameters: Any) -> Any:
        eligible = (
            person("employed_at_issue", period)
            * person("employed_at_claim", period)
            * person("matches_post", period)
        )
        return eligible * parameters(period).upgrade[person("certificate_level", period)]

    def training(person: Any, period: Any, parameters: Any) -> Any:
        rates = parameters(period)
        cost = person("fee", period) - person("refunded", period)
        eligible = (person("fee", period) > 0) * person("employed_at_course", period)
        eligible = eligible * is_high(person, period, "trainee_level")
        return eligible * np.minimum(cost * rates.share, rates.cap)

    return {
        HIRING: (float, hiring),
        UPGRADE: (float, upgrade),
        TRAINING: (float, training),
    }


def _tuned() -> Formulas:
    tiers = {
        name: np.array([amounts.get(rank, 0) for rank in range(len(LEVELS))], np.float32)
        for name, amounts in RATES.items()
    }

    def hiring(person: Any, period: Any) -> Any:
        level = person("hired_level", period)
        eligible = person("district_employer", period) & person("newly_hired", period) & (level >= SENIOR)
        eligible &= (person("contract_months", period) >= 36) & (person("insured_months", period) >= 6)
        return tiers["hiring"][level] * eligible

    def upgrade(person: Any, period: Any) -> Any:
        level = person("certificate_level", period)
        eligible = person("employed_at_issue", period) & person("employed_at_claim", period)
        eligible &= person("matches_post", period) & (level <= TECHNICIAN)
        return tiers["upgrade"][level] * eligible

    def training(person: Any, period: Any) -> Any:
        fee = person("fee", period)
        eligible = (
            (fee > 0) & person("employed_at_course", period) & (person("trainee_level", period) >= SENIOR)
        )
        eighty = (fee - person("refunded", period)) * np.float32(0.8)
        return np.minimum(eighty, np.float32(1000)) * eligible

    return {HIRING: (float, hiring), UPGRADE: (float, upgrade), TRAINING: (float, training)}
