"""What a demo is told beside a policy: document number, choices, days, budget, authorities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from duixian.policybook import all_policies
from duixian.values.bilingual import DuixianError, Text

FILE = "demo.yaml"
SAMPLE = "sample.yaml"
_FEN = 1_000_000
"""Of 万元."""


@dataclass(frozen=True, slots=True)
class Office:
    """An authority of the demo."""

    code: str
    name: str
    english: str


@dataclass(frozen=True, slots=True)
class Budget:
    """The item that pays, in fen, and who bears which share of it."""

    code: str
    name: str
    fen: int
    shares: dict[str, int]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version that was in force before. ``changed``: words of the policy, and what stood there then."""

    number: str
    approved: date
    changed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Script:
    """One demo. ``opened`` is the first day of the month that is told, ``today`` the day on which it stands still.

    ``payer``: holder, account, bank and the bank's code of the authority's own account.
    """

    folder: Path
    number: str
    choices: dict[str, dict[str, Any]]
    opened: date
    today: date
    budget: Budget
    payer: tuple[str, str, str, str]
    city: Office
    district: Office
    neighbour: Office
    earlier: Earlier | None

    @property
    def hired(self) -> date:
        """Since when the office's people work there."""
        return self.earlier.approved if self.earlier is not None else self.opened


def find_script() -> Script:
    """That of the first policy that has one. Raises DuixianError (``demo-script``)."""
    for folder in all_policies():
        if (folder / FILE).is_file():
            return read_script(folder)
    raise DuixianError(
        "demo-script",
        Text(f"没有一个政策带有 {FILE}。", f"No policy has a {FILE}."),
        remedy=Text(f"请在政策目录中写一个 {FILE}。", f"Write a {FILE} beside a policy."),
    )


def read_script(folder: Path) -> Script:
    """The script beside a policy."""
    said = yaml.safe_load((folder / FILE).read_text(encoding="utf-8"))
    budget, payer, offices = said["预算项目"], said["单位账户"], said["部门"]
    return Script(
        folder,
        said["文号"],
        said["选择"],
        said["开始"],
        said["今天"],
        Budget(budget["代码"], budget["名称"], budget["万元"] * _FEN, budget["分担"]),
        (payer["户名"], payer["账号"], payer["银行"], payer["行号"]),
        _office(offices["市"]),
        _office(offices["区"]),
        _office(offices["邻区"]),
        _earlier(said["前一版"]) if "前一版" in said else None,
    )


def _earlier(said: dict[str, Any]) -> Earlier:
    return Earlier(said["文号"], said["批准"], tuple((one["原"], one["作"]) for one in said["改"]))


def _office(said: dict[str, str]) -> Office:
    return Office(said["代码"], said["名称"], said["英文"])
