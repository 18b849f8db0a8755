"""Who may be tried at the end: an account for each kind of matter, and a file that says so.

The file lies in the data folder, readable by its owner alone: it holds the demo's password.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from duixian.authorities.models import Account, Role
from duixian.casework.keys import person_table
from duixian.casework.models import Case, Roster
from duixian.casework.states import State
from duixian.decisions.store.models import Run
from duixian.site.seeding.choosing import Pair, busiest_unit, payee_of, unclaimed
from duixian.site.seeding.scene import Scene
from duixian.site.seeding.sights import SIGHTS, STAFF_SEES
from duixian.site.seeding.subjects import account_of, unit_tables
from duixian.values.bilingual import Text

FILE = "demo-accounts.json"


@dataclass(frozen=True, slots=True)
class Introduced:
    """One account of the demo and what there is to see with it."""

    username: str
    name: str
    role: str
    password: str
    see: dict[str, str]
    key: str


def introduce(scene: Scene, run: Run) -> list[Introduced]:
    """The accounts worth trying, claimants first; written to the data folder as well."""
    found = [*_claimants(scene, run), *_staff(scene)]
    file = Path(settings.DUIXIAN_DATA) / FILE
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump([asdict(one) for one in found], out, ensure_ascii=False, indent=1)
    return found


def _claimants(scene: Scene, run: Run) -> Iterator[Introduced]:
    taken: set[Pair] = set()
    people = person_table(scene.vocabulary)
    searches: dict[str, Callable[[], Iterator[Pair]]] = {
        "worker_due": lambda: _with_something_due(scene, run, people),
        "worker_offer": lambda: _paid_in(State.OFFERED, people),
        "worker_supplement": lambda: _filed_in(State.SUPPLEMENTING, people),
        "worker_paid": lambda: _paid_in(State.PAID, people),
        "worker_refused": lambda: _filed_in(State.REFUSED, people),
    }
    for key, search in searches.items():
        subject = next((one for one in search() if one not in taken), None)
        if subject is not None:
            taken.add(subject)
            yield _shown(scene, subject, key)
    for key, table in zip(("hr", "institution"), unit_tables(scene.vocabulary), strict=False):
        unit = _unit(scene, run, table)
        if unit is not None:
            yield _shown(scene, unit, key)


def _shown(scene: Scene, subject: Pair, key: str) -> Introduced:
    username, see = SIGHTS[key]
    account = account_of(scene, subject, username)
    role = account.appointments.get(subject_key=subject[1]).role
    return _line(scene, account, role, see, key)


def _staff(scene: Scene) -> Iterator[Introduced]:
    for username, account in scene.staff.accounts.items():
        role = account.appointments.first()
        if role is not None:
            yield _line(scene, account, role.role, STAFF_SEES[Role(role.role)], username)


def _line(scene: Scene, account: Account, role: str, see: Text, key: str) -> Introduced:
    said = {"zh": see.zh, "en": see.en}
    return Introduced(account.username, account.name, role, scene.staff.password, said, key)


def _with_something_due(scene: Scene, run: Run, people: str) -> Iterator[Pair]:
    """Persons with money by the run and no case at all, the most first."""
    busy = set(Case.objects.values_list("payees__key", flat=True))
    free = unclaimed(run)
    worth: Counter[Pair] = Counter()
    for decision in free:
        payee = payee_of(scene, decision)
        if payee[0] == people and payee[1] not in busy:
            worth[payee] += decision.payable_fen
    return (subject for subject, _ in worth.most_common())


def _paid_in(state: State, people: str) -> Iterator[Pair]:
    found = Case.objects.filter(state=state, payees__table=people, payees__amount_fen__gt=0).order_by("-pk")
    return ((people, key) for key in found.values_list("payees__key", flat=True))


def _filed_in(state: State, people: str) -> Iterator[Pair]:
    found = Case.objects.filter(state=state, claimant_table=people).order_by("-pk")
    return ((people, key) for key in found.values_list("claimant_key", flat=True))


def _unit(scene: Scene, run: Run, table: str) -> Pair | None:
    """The unit that filed a list in the month; else the one with the most that could be claimed for its people."""
    filed = Roster.objects.filter(claimant_table=table).order_by("pk").first()
    if filed is not None:
        return table, filed.claimant_key
    return busiest_unit(scene, run, table)
