from __future__ import annotations

import pytest
from django.test import override_settings

from duixian.casework import claims, drafts, evidence, forms, keys, precheck, rosters, steps
from duixian.casework.content import BankAccount, Content
from duixian.casework.errors import ClaimFaulty, EvidenceRefused, MatterAlive, NotYours
from duixian.casework.models import Case, Draft
from duixian.casework.states import Origin, State
from duixian.notices.models import Message
from tests.casework.office import CERTIFICATE, EMPLOYER, HIRING, Office, certificate, id_number

PDF = b"%PDF-1.7 a certificate"


def started(office: Office) -> Draft:
    """An empty draft of the first person."""
    return drafts.start(office.authority, office.version, CERTIFICATE, office.account_of(1))


def finds_a_virus(contents: bytes, name: str) -> str:
    """A scanner for the test."""
    return "测试病毒" if b"virus" in contents else ""


def test_a_form_asks_for_the_cells_that_the_rule_reads_and_knows_what_is_known(office: Office) -> None:
    token = office.person(1, "张三")
    office.certificate("Z1", 1)
    form = forms.form_for(office.version, CERTIFICATE, authority=office.authority, subject=("人员", token))
    own = form.sections[0]
    assert (own.table, own.own) == ("技能证书", True)
    assert {field.column for field in own.fields} == {"证书编号", "人员", "技能等级", "发证日期"}
    assert [row["证书编号"] for row in own.rows] == ["Z1"]
    assert "高级工" in [option.zh for field in own.fields for option in field.options]
    assert [piece.zh for piece in form.evidence] == ["技能证书"]


def test_a_form_shows_nothing_of_other_people(office: Office) -> None:
    token = office.person(1, "张三")
    office.person(2, "李四")
    office.certificate("Z2", 2)
    form = forms.form_for(office.version, CERTIFICATE, authority=office.authority, subject=("人员", token))
    assert form.sections[0].rows == ()


def test_a_precheck_says_every_reason_and_stores_nothing(office: Office) -> None:
    office.person(1, "张三")
    content = Content({"技能证书": [certificate("Z1", 1, on="2025-06-01", level="中级工")]})
    found = precheck.precheck(office.authority, office.version, CERTIFICATE, content)
    assert [one.quote for one in found.refused] == ["高级工及以上证书", "应当自发证之日起12个月内申请"]
    assert [one.name for one in found.late] == ["申请期限"]
    assert not found.good
    assert Case.objects.count() == 0


def test_a_precheck_of_a_good_claim_says_what_it_brings(office: Office) -> None:
    office.person(1, "张三")
    content = Content({"技能证书": [certificate("Z1", 1)]})
    found = precheck.precheck(office.authority, office.version, CERTIFICATE, content)
    assert (found.good, found.payable_fen, found.refused) == (True, 120_000, ())


def test_a_faulty_cell_is_named_before_anything_is_filed(office: Office) -> None:
    office.person(1, "张三")
    content = Content({"技能证书": [{**certificate("Z1", 1), "技能等级": "大师", "发证日期": "去年"}]})
    with pytest.raises(ClaimFaulty) as found:
        precheck.precheck(office.authority, office.version, CERTIFICATE, content)
    assert "技能等级" in found.value.message.zh
    assert "发证日期" in found.value.message.zh


def test_a_draft_is_kept_sealed_and_for_its_owner_alone(office: Office) -> None:
    draft = drafts.save(started(office), office.account_of(1), Content({"技能证书": [certificate("Z1", 1)]}))
    assert id_number(1).encode() not in bytes(draft.content)
    assert drafts.content_of(draft, office.account_of(1)).tables["技能证书"][0]["证书编号"] == "Z1"
    with pytest.raises(NotYours):
        drafts.content_of(draft, office.account_of(2))


def test_nobody_claims_for_somebody_else_s_certificate(office: Office) -> None:
    office.person(1, "张三")
    office.person(2, "李四")
    with pytest.raises(NotYours):
        office.claim(1, certificate("Z2", 2))


def test_a_matter_is_in_one_case_only(office: Office) -> None:
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    with pytest.raises(MatterAlive, match=case.number):
        office.claim(1, certificate("Z1", 1))


def test_a_file_is_told_by_its_bytes_and_kept_sealed_under_its_hash(office: Office) -> None:
    office.person(1, "张三")
    draft = started(office)
    kept = evidence.attach(draft, office.account_of(1), "证书.pdf", PDF, "技能证书")
    assert (kept.media_type, kept.size, kept.scan) == ("application/pdf", len(PDF), "")
    assert evidence.contents_of(kept, office.intake) == PDF
    assert PDF not in evidence._path(kept.place).read_bytes()
    with pytest.raises(EvidenceRefused) as found:
        evidence.attach(draft, office.account_of(1), "证书.pdf", b"MZ\x90 a program", "技能证书")
    assert found.value.code == "evidence-kind"


def test_a_scanner_may_refuse_a_file(office: Office) -> None:
    draft = started(office)
    with (
        override_settings(DUIXIAN_EVIDENCE_SCANNER=f"{__name__}.finds_a_virus"),
        pytest.raises(EvidenceRefused, match="测试病毒"),
    ):
        evidence.attach(draft, office.account_of(1), "a.pdf", PDF + b" virus", "技能证书")


def test_evidence_goes_with_the_claim(office: Office) -> None:
    office.person(1, "张三")
    who = office.account_of(1)
    draft = drafts.save(started(office), who, Content({"技能证书": [certificate("Z1", 1)]}))
    evidence.attach(draft, who, "证书.pdf", PDF, "技能证书")
    case = claims.submit(draft, who, ("人员", keys.kept(office.authority, id_number(1))))
    assert [one.name for one in case.evidence.all()] == ["证书.pdf"]


ROSTER = "合同编号,身份证号,录用日,技能等级\nH1,{one},2026-05-01,高级工\nH2,{two},2026-05-02,大师\nH3,{three},2026-13-01,高级工\n"


def test_an_employer_files_a_list_and_each_fault_stands_at_its_cell(office: Office) -> None:
    office.employer()
    for serial in (1, 2, 3):
        office.person(serial, f"职工{serial}")
    clerk = office.clerk()
    text = ROSTER.format(one=id_number(1), two=id_number(2), three=id_number(3))
    roster = rosters.take(
        office.authority,
        office.version,
        HIRING,
        clerk,
        ("用人单位", EMPLOYER),
        "名单.csv",
        text.encode(),
    )
    assert [(fault["row"], fault["column"]) for fault in roster.faults] == [(2, "技能等级"), (3, "录用日")]
    filed = rosters.submit(roster, clerk, BankAccount("某精密机械有限公司", "571900000000001", "某银行"))
    (case,) = filed.cases
    assert (case.origin, case.key, case.state) == (Origin.BATCH, "H1", State.CHECKING)
    assert Message.objects.filter(kind="filed_by_employer", subject_key=office_token(office, 1)).count() == 1


def office_token(office: Office, serial: int) -> str:
    """The token of a person."""
    return keys.kept(office.authority, id_number(serial))


def test_an_employer_s_claim_pays_the_employer(office: Office) -> None:
    office.employer()
    office.person(1, "职工")
    clerk = office.clerk()
    text = ROSTER.format(one=id_number(1), two="", three="").splitlines()
    roster = rosters.take(
        office.authority,
        office.version,
        HIRING,
        clerk,
        ("用人单位", EMPLOYER),
        "名单.csv",
        "\n".join(text[:2]).encode(),
    )
    (case,) = rosters.submit(roster, clerk, BankAccount("", "571900000000001", "某银行")).cases
    for officer in (office.intake, office.first, office.second):
        case = steps.pass_(case, officer)
    payee = case.payees.get()
    assert (payee.name, payee.amount_fen, payee.account_end) == ("某精密机械有限公司", 80_000, "0001")


def test_a_clerk_files_for_the_own_employer_only(office: Office) -> None:
    clerk = office.clerk()
    with pytest.raises(NotYours):
        rosters.take(
            office.authority,
            office.version,
            HIRING,
            clerk,
            ("用人单位", "91330110MA2AXQQ25T"),
            "名单.csv",
            b"",
        )
