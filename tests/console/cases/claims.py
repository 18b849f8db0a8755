"""Cases to look at: claimed, at some step, granted or not."""

from __future__ import annotations

from duixian.casework import steps
from duixian.casework.models import Case
from tests.casework.office import Office, certificate


def claimed(office: Office, serial: int = 1, level: str = "高级工") -> Case:
    """A claim at intake."""
    office.person(serial, f"张三{serial}", "6222020000000009")
    return office.claim(serial, certificate(f"Z{serial}", serial, level=level))


def at_first_check(office: Office, serial: int = 1, level: str = "高级工") -> Case:
    """A claim that intake has passed on."""
    return steps.pass_(claimed(office, serial, level), office.intake)


def now(case: Case) -> Case:
    """As it stands in the database."""
    return Case.objects.get(pk=case.pk)
