"""What the month starts from: staff, policy in force, registry, budget."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from duixian.casework import budgeting
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.publish import publish, withdraw
from duixian.language.vocabulary import Vocabulary
from duixian.ledger import budgets
from duixian.ledger.models import Item
from duixian.registry.reading import Progress
from duixian.registry.store.importing import ImportReport, import_folder
from duixian.site.seeding.earlier import set_in_force_before
from duixian.site.seeding.script import Script
from duixian.site.seeding.staff import Staff


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the days of the month need."""

    script: Script
    staff: Staff
    version: PolicyVersion
    item: Item

    @property
    def vocabulary(self) -> Vocabulary:
        """That of the policy."""
        return self.version.loaded().vocabulary


def set_scene(script: Script, staff: Staff) -> Scene:
    """The policy set in force by two persons in place of an earlier one, and the budget item that pays it."""
    before = set_in_force_before(script, staff)
    version = publish(
        script.folder,
        authority=staff.district,
        document_number=script.number,
        choices=script.choices,
        author=staff["author"],
        approver=staff["approver"],
    )
    if before is not None:
        withdraw(before, staff["author"])
    item = budgets.open_item(
        staff.district,
        script.today.year,
        script.budget.code,
        script.budget.name,
        script.budget.fen,
        shares=script.budget.shares,
        payer=budgets.Payer(*script.payer),
        actor=staff["checker"],
    )
    budgeting.assign(staff.district, version.policy, item.code)
    return Scene(script, staff, version, item)


def bring_in(scene: Scene, registry: Path, progress: Progress | None = None) -> ImportReport:
    """The registers of a folder."""
    return import_folder(
        scene.staff.district, registry, scene.vocabulary, actor=scene.staff["admin"], progress=progress
    )
