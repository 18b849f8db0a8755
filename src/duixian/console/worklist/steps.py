"""Which steps and measures there are at an authority, and which of the steps an officer takes."""

from __future__ import annotations

from duixian.authorities.models import Authority
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.procedure.parts import Step
from duixian.console.doors import Office
from duixian.decisions.store.models import PolicyVersion
from duixian.values.bilingual import Text


def versions_of(authority: Authority) -> list[PolicyVersion]:
    """Versions that may pay or might once; cases stand under one of them."""
    return list(PolicyVersion.objects.filter(authority=authority, approved_by__isnull=False).order_by("-pk"))


def steps_of(authority: Authority) -> dict[str, Step]:
    """The steps of all procedures by name, those of the newest version first."""
    found: dict[str, Step] = {}
    for version in versions_of(authority):
        for step in procedure_of(version).steps:
            found.setdefault(step.name.zh, step)
    return found


def steps_for(office: Office) -> list[str]:
    """The names of the steps that one of the officer's roles takes; all, for an auditor, who only looks."""
    steps = steps_of(office.authority)
    if all(role.value == "auditor" for role in office.roles):
        return list(steps)
    return [name for name, step in steps.items() if office.holds(*step.roles)]


def measures_of(authority: Authority) -> dict[str, Text]:
    """The measures of all versions: what cases call them, and what people do."""
    found: dict[str, Text] = {}
    for version in versions_of(authority):
        for name, measure in version.loaded().measures.items():
            found.setdefault(name, measure.source.name)
    return found
