from __future__ import annotations

from collections.abc import Callable

import pytest

from duixian.api import tokens
from duixian.api.errors import ScopeRefused
from duixian.api.scopes import Scope
from duixian.authorities import clock
from duixian.authorities.models import AccessLog, Account, Authority
from duixian.casework.models import Case
from duixian.decisions.store.deciding import decide_case
from duixian.decisions.store.models import Decision
from duixian.registry.store.models import Fact
from tests.api.conftest import Programs
from tests.api.programs import Json, Program, json_of
from tests.casework.office import CERTIFICATE, EMPLOYER, HIRING, Office, certificate, id_number, opened

pytestmark = pytest.mark.django_db
PERSON = {"身份证号": id_number(1), "姓名": "王一"}


@pytest.fixture
def office(authority: Authority, officer: Callable[..., Account]) -> Office:
    """The district of the program has a policy in force and a person with a certificate on its registers."""
    office = opened(authority, officer)
    office.person(1, "王一", "6222020000000001")
    office.certificate("Z1", 1)
    return office


def fact(caller: Program, table: str, cells: Json, path: str = "/facts") -> Json:
    return json_of(caller.post(path, {"table": table, "cells": cells, "source": "接口"}), 201)


def test_a_case_is_checked_with_every_reason_and_nothing_is_stored(program: Programs, office: Office) -> None:
    facts, body = Fact.objects.count(), {
        "policy": office.version.policy,
        "measure": CERTIFICATE,
        "tables": {"人员": [PERSON], "技能证书": [certificate("Z9", 1)], "申报": [], "已享受": []},
    }  # fmt: skip
    told = json_of(program(Scope.CHECK).post("/check", body))
    assert [d["measure"]["name"]["zh"] for d in told["decisions"]] == [CERTIFICATE]
    assert all(condition["clause"] for condition in told["decisions"][0]["conditions"])
    assert (Fact.objects.count(), Decision.objects.count()) == (facts, 0)


def test_a_check_names_each_cell_that_cannot_be_read(program: Programs, office: Office) -> None:
    rows = {"技能证书": [{**certificate("Z9", 1), "发证日期": "昨天"}]}
    answer = program(Scope.CHECK).post("/check", {"policy": office.version.policy, "tables": rows})
    (fault,) = json_of(answer, 422)["errors"]
    assert "发证日期" in fault["where"]


def test_a_registered_fact_shows_its_numbers_only_to_those_who_may(program: Programs, office: Office) -> None:
    plain = fact(program(Scope.FACTS_WRITE), "技能证书", certificate("Z2", 1))
    assert id_number(1) not in str(plain)
    answer = program(Scope.FACTS_READ, Scope.PERSONAL).get("/facts?table=技能证书&key=Z2")
    (open_,) = json_of(answer)["items"]
    assert open_["cells"]["人员"] == id_number(1)
    assert list(AccessLog.objects.order_by("pk").values_list("action", "table")) == [
        ("view", "registry.技能证书"),
        ("reveal", "registry.技能证书"),
    ]


def test_a_correction_is_a_new_row_and_the_history_holds_both(program: Programs, office: Office) -> None:
    caller = program(Scope.FACTS_WRITE, Scope.FACTS_READ)
    body = {"table": "技能证书", "key": "Z1", "changes": {"技能等级": "技师"}, "source": "复核"}
    json_of(caller.post("/facts/corrections", body), 201)
    rows = json_of(caller.get("/facts?table=技能证书&key=Z1&history=true"))["items"]
    assert [row["cells"]["技能等级"] for row in rows] == ["技师", "高级工"]
    assert len(json_of(caller.get("/facts?table=技能证书&key=Z1"))["items"]) == 1


def test_a_fact_that_is_there_already_is_a_conflict_and_one_that_is_not_is_not_there(
    program: Programs, office: Office
) -> None:
    caller = program(Scope.FACTS_WRITE)
    again = {"table": "技能证书", "cells": certificate("Z1", 1), "source": "接口"}
    assert json_of(caller.post("/facts", again), 409)["code"] == "fact-exists"
    gone = {"table": "技能证书", "key": "Z7", "source": "接口"}
    assert json_of(caller.post("/facts/withdrawals", gone), 404)["code"] == "fact-missing"


def submitted(office: Office, code: str = EMPLOYER) -> tuple[Program, Json]:
    """An employer's program claims for somebody it has hired."""
    office.employer(code)
    clerk = office.clerk(code)
    caller = Program(office.authority, clerk, [Scope.CHECK, Scope.CLAIMS_READ, Scope.CLAIMS_WRITE])
    body = {
        "policy": office.version.policy,
        "measure": HIRING,
        "tables": {"录用": [hiring("L1", code)]},
        "claimant_table": "用人单位",
        "claimant_key": code,
        "account": {"number": "6222020000000009", "bank": "某银行"},
    }
    return caller, body


def hiring(number: str, code: str) -> dict[str, str]:
    return {
        "合同编号": number, "人员": id_number(1), "用人单位": code, "录用日": "2026-05-01", "技能等级": "高级工",
    }  # fmt: skip


def test_an_employers_program_submits_a_claim_once_and_follows_it(office: Office) -> None:
    caller, body = submitted(office)
    first = json_of(caller.post("/claims", body, idempotency_key="one"), 201)
    again = json_of(caller.post("/claims", body, idempotency_key="one"), 201)
    assert first == again
    assert Case.objects.count() == 1
    whole = json_of(caller.get(f"/claims/{first['number']}"))
    assert [one["verb"] for one in whole["history"]] == ["提交"]


def test_an_employers_program_sees_no_claim_of_another(office: Office) -> None:
    office.claim(1, certificate("Z1", 1))
    caller, _ = submitted(office)
    assert json_of(caller.get("/claims"))["items"] == []
    number = Case.objects.get().number
    json_of(caller.get(f"/claims/{number}"), 404)


def test_an_employers_program_is_given_no_scope_of_an_office(office: Office) -> None:
    office.employer()
    with pytest.raises(ScopeRefused):
        tokens.issue(office.authority, office.clerk(), "人事系统", [Scope.FACTS_READ])


def test_a_claim_for_somebody_else_is_refused(office: Office) -> None:
    caller, body = submitted(office)
    told = json_of(caller.post("/claims", {**body, "claimant_key": "91330113100000000X"}), 403)
    assert told["code"] == "not-yours"


def test_a_precheck_says_the_clause_and_its_words(program: Programs, office: Office) -> None:
    rows = {"技能证书": [certificate("Z5", 1, level="初级工")]}
    body = {"policy": office.version.policy, "measure": CERTIFICATE, "tables": rows}
    told = json_of(program(Scope.CHECK).post("/claims/precheck", body))
    assert told["verdict"] == "不符合"
    assert all(reason["clause"] and reason["quote"] for reason in told["refused"])


def test_a_decision_is_masked_unless_the_token_may_see_and_replays(program: Programs, office: Office) -> None:
    keys = [("技能证书", "Z1")]
    (made, *_) = decide_case(office.authority, office.version, CERTIFICATE, keys, clock.today())
    plain = program(Scope.DECISIONS_READ)
    assert id_number(1) not in plain.get(f"/decisions/{made.pk}").content.decode()
    open_ = program(Scope.DECISIONS_READ, Scope.PERSONAL).get(f"/decisions/{made.pk}")
    assert json_of(open_)["document"]["id"] == made.case_id
    assert json_of(plain.post(f"/decisions/{made.pk}/replay"))["same"] is True
