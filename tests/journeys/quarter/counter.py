"""What people and officers do at the counter: claims of persons, and the three checks of a case."""

from __future__ import annotations

from collections.abc import Iterator

from duixian.authorities import sealing
from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.casework import claims, drafts, steps
from duixian.casework.content import BankAccount, Content
from duixian.casework.models.case import Case
from duixian.decisions.document import Json, decision_document
from duixian.decisions.store import lookup
from duixian.decisions.store.keys import written
from duixian.decisions.store.models import Run
from duixian.registry.store.kinds import ID_NUMBER
from duixian.registry.store.models import Fact
from tests.journeys.quarter.district import District

PERSON = "人员"


def claimed(district: District, measure: str, key: str, account: str) -> Case:
    """A person claims by hand for a record of his own that the registry knows."""
    table = district.version.loaded().measures[measure].table
    column = district.version.loaded().vocabulary.tables[table].key
    record = Fact.objects.get(authority=district.authority, table=table, key=key, superseded_at=None)
    subject = (PERSON, str(record.cells[PERSON]))
    who = account_of(district, subject)
    draft = drafts.start(district.authority, district.version, measure, who)
    content = Content({table: [{str(column): key}]}, account=BankAccount("", account, "演示银行"))
    return claims.submit(drafts.save(draft, who, content), who, subject)


def account_of(district: District, subject: tuple[str, str]) -> Account:
    """The account with which a person of the registry signs in."""
    ((_, number),) = written(district.authority, [subject])
    index = sealing.index(ID_NUMBER, number)
    return Account.objects.get_or_create(
        person_index=index, defaults={"username": f"person-{index[:12]}", "name": "本人"}
    )[0]


def checked(district: District, case: Case) -> Case:
    """Taken in, checked by one officer and by another."""
    for role in (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK):
        case = steps.pass_(case, district.officer(role))
    return case


def refused(district: District, case: Case) -> Case:
    """Taken in, and refused by the first check."""
    case = steps.pass_(case, district.officer(Role.INTAKE))
    return steps.refuse(case, district.officer(Role.FIRST_CHECK))


def refused_by_run(run: Run, measure: str) -> Iterator[Json]:
    """The documents of the cases of a measure that a run refused."""
    file = next(one for one in lookup.files_of(run) if one.measure.name == measure)
    for record, year in file.cases():
        document = decision_document(file.outcome(record, file.name_of(record, year)))
        if document["verdict"] == "不符合":
            yield document


def failing(document: Json) -> set[str]:
    """The names of the conditions that do not hold."""
    return {condition["name"]["zh"] for condition in document["conditions"] if condition["truth"] is False}
