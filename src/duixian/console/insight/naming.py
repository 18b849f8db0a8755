"""Names of measures and regions in the page's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from duixian.authorities.models import Authority
from duixian.casework.procedure.finding import procedure_of
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.queries import in_force
from duixian.design.decision.telling import language, told
from duixian.engines.single.cases import conditions_of
from duixian.values.regions import RegionError, region_of

Names = Mapping[tuple[str, str], str]


def measures(authority: Authority) -> Names:
    """Measures of the versions in force, by policy and Chinese name."""
    return {
        (version.policy, measure.name): told(measure.source.name)
        for version in in_force(authority)
        for measure in version.loaded().measures.values()
    }


def by_name(names: Names) -> dict[str, str]:
    """The same by the Chinese name alone."""
    return {measure: words for (_policy, measure), words in names.items()}


def title(version: PolicyVersion) -> str:
    """A policy's title."""
    return version.english if language() == "en" and version.english else version.title


def place(code: str) -> str:
    """A region by its code."""
    if not code:
        return _("登记中没有")
    try:
        return region_of(code).name or code
    except RegionError:
        return code


def conditions(authority: Authority) -> dict[tuple[str, str], str]:
    """Conditions of the versions in force, by measure and Chinese name."""
    return {
        (measure.name, condition.source.name.zh): told(condition.source.name, capital=True)
        for version in in_force(authority)
        for measure in version.loaded().measures.values()
        for condition in conditions_of(measure)
    }


def steps(authority: Authority) -> dict[str, str]:
    """Steps of the procedures in force, by Chinese name."""
    return {
        step.name.zh: told(step.name, capital=True)
        for version in in_force(authority)
        for step in procedure_of(version).steps
    }
