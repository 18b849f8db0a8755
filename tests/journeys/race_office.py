"""The office of the race: people to each of whom one grant is offered, and the officers who pay them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

from duixian.authorities import clock
from duixian.authorities.appointing import appoint
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework import budgeting, exempt
from duixian.decisions.store.deciding import decide_registry
from duixian.decisions.store.publish import publish
from duixian.language.vocabulary import Table, Vocabulary
from duixian.ledger import budgets
from duixian.registry.store.importing import import_folder
from duixian.registry.store.models import Supplied
from duixian.values.id_number import make_id_number
from tests.casework.office import KEPT_TABLES, POLICIES, certificate
from tests.journeys.race_size import ENTITLEMENTS

MEASURE = "取证补贴"
CODE, ITEM = "330113", "2080799"
GRANT_FEN = 120_000
BUDGET = ENTITLEMENTS * GRANT_FEN
OFFERED, CONFIRMED, PAID = date(2026, 9, 28), date(2026, 9, 29), date(2026, 10, 20)
"""The list; answers and notices; when the notices are over."""
ROLES = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK, Role.FINANCE_MAKER, Role.FINANCE_CHECKER)


def name_of(number: int) -> str:
    """What a person is called."""
    return f"工人{number}"


def open_office() -> None:
    """Tables, a district with its officers, a budget that is just enough, and a grant offered to each person."""
    call_command("migrate", verbosity=0)
    with clock.at(OFFERED):
        authority = Authority.objects.create(code=CODE, name="临平区", english="Linping")
        staff = {role: _appointed(authority, role, role.value) for role in ROLES}
        authors = [_appointed(authority, Role.POLICY_AUTHOR, name) for name in ("author", "approver")]
        version = publish(
            POLICIES / "grants",
            authority=authority,
            document_number="某人社发〔2025〕1号",
            choices={},
            author=authors[0],
            approver=authors[1],
        )
        budgets.open_item(authority, OFFERED.year, ITEM, "技能补贴", BUDGET, shares={"市级": 4, "区级": 6})
        budgeting.assign(authority, version.policy, ITEM)
        Supplied.objects.bulk_create(
            Supplied(authority=authority, table=table, known_at=clock.now()) for table in KEPT_TABLES
        )
        words = version.loaded().vocabulary
        with TemporaryDirectory() as folder:
            import_folder(authority, _registers(Path(folder), words), words)
        run = decide_registry(authority, [version], OFFERED)
        listing = exempt.start(run, [MEASURE], staff[Role.FIRST_CHECK])
        exempt.confirm(listing, staff[Role.SECOND_CHECK])


def _appointed(authority: Authority, role: Role, name: str) -> Account:
    account = Account.objects.create(username=name, name=name)
    appoint(account, authority, role)
    return account


def _registers(folder: Path, vocabulary: Vocabulary) -> Path:
    """Everybody with an account and a certificate; of nothing else is anything known against them."""
    born = date(1990, 1, 1)
    people = [make_id_number(CODE, born.replace(year=1960 + n % 40), n % 999) for n in range(ENTITLEMENTS)]
    _write(
        folder,
        vocabulary.tables["人员"],
        [
            {"身份证号": one, "姓名": name_of(n), "银行账号": f"62220200{n:08d}"}
            for n, one in enumerate(people)
        ],
    )
    _write(
        folder,
        vocabulary.tables["技能证书"],
        [certificate(f"Z{n:04d}", 1) | {"人员": one} for n, one in enumerate(people)],
    )
    return folder


def _write(folder: Path, table: Table, rows: list[dict[str, str]]) -> None:
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        headers = {column.name: column.header for column in table.columns.values()}
        writer = csv.DictWriter(file, list(headers.values()))
        writer.writeheader()
        writer.writerows({headers[name]: text for name, text in row.items()} for row in rows)
