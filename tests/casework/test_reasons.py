from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection

from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Authority
from duixian.casework import reasons, steps
from duixian.casework.citing import Citing
from duixian.casework.errors import RefusalWithoutClause
from duixian.casework.models import Happening, Reason
from duixian.values.bilingual import Text
from tests.casework.office import CERTIFICATE, Office, certificate

FORGED = Citing("1", "劳动者取得", Text("证书系伪造", "the certificate is forged"))


def clause_of(office: Office) -> str:
    clauses = office.version.loaded().clauses.values()
    return next(clause.id for clause in clauses if "劳动者取得" in clause.wording)


def kept(office: Office, measure: str = "") -> Reason:
    citing = Citing(clause_of(office), FORGED.quote, FORGED.reason)
    return reasons.keep(office.authority, office.version, citing, office.first, measure=measure)


def test_words_of_the_library_carry_a_refusal(office: Office) -> None:
    office.person(1, "张三")
    case = steps.pass_(office.claim(1, certificate("Z1", 1)), office.intake)
    kept(office)
    given = reasons.cited(list(reasons.offered(case)), office.version.loaded())
    steps.refuse(case, office.first, given)
    (cited,) = Happening.objects.get(verb="不予").details["citations"]
    assert (cited["quote"], cited["reason"]["en"]) == ("劳动者取得", "the certificate is forged")


def test_words_that_do_not_stand_in_the_clause_are_not_kept(office: Office) -> None:
    with pytest.raises(RefusalWithoutClause):
        reasons.keep(office.authority, office.version, Citing("1", "须本地户籍", FORGED.reason), office.first)


def test_a_reason_of_another_measure_is_not_offered(office: Office) -> None:
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    kept(office, "录用补贴")
    mine = kept(office, CERTIFICATE)
    assert list(reasons.offered(case)) == [mine]


def test_a_retired_reason_is_not_offered(office: Office) -> None:
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    reasons.retire(kept(office), office.first)
    assert not reasons.offered(case)


def test_another_authoritys_officer_retires_nothing(
    office: Office, other_authority: Authority, officer: Callable[..., Account]
) -> None:
    stranger = officer(reasons.KEEPERS[0], at=other_authority)
    with pytest.raises(RoleRefused):
        reasons.retire(kept(office), stranger)


def test_the_words_of_a_reason_are_never_rewritten(office: Office) -> None:
    reason = kept(office)
    with pytest.raises(DatabaseError, match="only ever grows"), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_reason SET words = '改' WHERE id = %s", [reason.pk])
