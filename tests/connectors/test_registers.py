from __future__ import annotations

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Authority, Role
from duixian.connectors.channels import open_channel
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Channel, Delivery, Outcome, System
from duixian.connectors.registers.asking import ask
from duixian.connectors.registers.known import incoming_of, register_layout, table_of, vocabulary_of
from duixian.connectors.registers.taking import take
from duixian.registry.store import facts, snapshot
from duixian.registry.store.models import Fact
from tests.connectors.dropping import drop, folder, reason
from tests.connectors.fake_server import Fake, serving
from tests.service import Officer

PERSON, OTHER = "330110199001011234", "330110199102021239"
EMPLOYER = "91330110MA2B0XKQ34"


@pytest.fixture(autouse=True)
def registry(authority: Authority) -> None:
    for number, name in ((PERSON, "王小明"), (OTHER, "李小红")):
        facts.register(authority, "人员", {"身份证号": number, "姓名": name}, actor=None, source="测试")
    employer = {"统一社会信用代码": EMPLOYER, "名称": "某机械有限公司"}
    facts.register(authority, "用人单位", employer, actor=None, source="测试")


def dropped(channel: Channel, name: str, *rows: str) -> Delivery:
    drop(channel, name, "\r\n".join(rows).encode("gb18030"))
    [delivery] = take(channel.authority, System(channel.system))
    return delivery


def known(authority: Authority, table: str) -> list[dict[str, str]]:
    rows = Fact.objects.filter(authority=authority, table=table, superseded_at__isnull=True).order_by("key")
    return [row.cells for row in rows]


@pytest.mark.parametrize("system", [System.INSURANCE, System.CERTIFICATES, System.BUSINESS])
def test_every_outside_register_fills_columns_that_ours_has(authority: Authority, system: System) -> None:
    layout = register_layout(system)
    table = table_of(layout, vocabulary_of(authority))
    headers = {column.header for column in table.columns.values()}
    assert incoming_of(layout).columns.keys() <= headers


def test_an_insurance_sheet_in_their_words_becomes_facts(authority: Authority) -> None:
    channel = open_channel(authority, System.INSURANCE)
    delivery = dropped(
        channel,
        "参保 11月.csv",
        "证件号码,单位统一社会信用代码,缴费起始年月,缴费终止年月,养老保险,工伤保险",
        f"{PERSON},{EMPLOYER},2025-01,,参保缴费,暂停缴费",
    )
    assert (delivery.outcome, delivery.words.splitlines()[0][:8]) == (Outcome.TAKEN, "参保：新增 1，")
    [row] = known(authority, "参保")
    assert (row["起月"], row["养老"], row["工伤"]) == ("2025-01", "是", "否")
    assert PERSON not in str(row)


def test_the_same_answer_in_a_new_file_changes_no_fact_and_a_new_end_corrects_it(
    authority: Authority,
) -> None:
    channel = open_channel(authority, System.INSURANCE)
    header = "证件号码,单位统一社会信用代码,缴费起始年月,缴费终止年月"
    dropped(channel, "a.csv", header, f"{PERSON},{EMPLOYER},2025-01,")
    assert (
        "新增 0，更正 0，不变 1"
        in dropped(channel, "b.csv", header, f"{PERSON},{EMPLOYER},2025-01,", "").words
    )
    assert "更正 1" in dropped(channel, "c.csv", header, f"{PERSON},{EMPLOYER},2025-01,2026-03").words


def test_a_row_that_cannot_be_used_is_given_back_and_keeps_no_other_from_being_taken(
    authority: Authority,
) -> None:
    channel = open_channel(authority, System.CERTIFICATES)
    delivery = dropped(
        channel,
        "z.csv",
        "证书编号,证件号码,技能等级,发证日期",
        f"Z1,{PERSON},三级,2025-05-01",
        f"Z2,{PERSON},三级,五月",
    )
    assert "新增 1" in delivery.words
    assert "退回 1" in delivery.words
    assert [row["技能等级"] for row in known(authority, "技能证书")] == ["高级工"]
    sheet = CalamineWorkbook.from_path(folder(channel, "rejected") / "z-rejects.xlsx").get_sheet_by_index(0)
    assert "Z2" in str(sheet.to_python())


def test_a_sheet_without_a_column_that_is_needed_is_refused(authority: Authority) -> None:
    channel = open_channel(authority, System.BUSINESS)
    assert dropped(channel, "b.csv", "企业名称", "某公司").outcome == Outcome.REJECTED
    assert "统一社会信用代码" in reason(channel, "b.csv")


def test_a_closed_business_becomes_a_fact_of_the_employer(authority: Authority) -> None:
    channel = open_channel(authority, System.BUSINESS)
    dropped(channel, "b.csv", "企业名称,统一社会信用代码,注销日期", f"某机械有限公司,{EMPLOYER},2026-08-01")
    assert [row["注销日期"] for row in known(authority, "用人单位")] == ["2026-08-01"]


def test_a_register_is_asked_about_each_person_once_with_real_numbers(
    authority: Authority, officer: Officer
) -> None:
    channel = open_channel(authority, System.CERTIFICATES)
    pairs = [("人员", snapshot.person_token(authority, number)) for number in (PERSON, OTHER, PERSON)]
    clerk = officer(Role.FIRST_CHECK)
    assert ask(authority, System.CERTIFICATES, pairs, actor=clerk) == ask(
        authority, System.CERTIFICATES, pairs, actor=clerk
    )
    [path] = folder(channel, "out").glob("*.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert {(row["姓名"], row["证件号码"]) for row in rows} == {("王小明", PERSON), ("李小红", OTHER)}
    assert len(rows) == 2


def test_only_officers_who_check_ask_and_never_about_nobody(authority: Authority, officer: Officer) -> None:
    with pytest.raises(RoleRefused):
        ask(authority, System.CERTIFICATES, [("人员", "x")], actor=officer(Role.FINANCE_MAKER))
    with pytest.raises(ConnectorError, match="空的"):
        ask(authority, System.CERTIFICATES, [], actor=officer(Role.FIRST_CHECK))


def test_a_register_behind_a_server_is_read_through_its_failures(authority: Authority) -> None:
    content = f"企业名称,统一社会信用代码\r\n新名称有限公司,{EMPLOYER}".encode()
    with serving(Fake(waiting={"b.csv": content}, failures=[503])) as fake:
        open_channel(authority, System.BUSINESS, where=fake.url, token=fake.token)
        take(authority, System.BUSINESS)
        assert fake.settled["b.csv"][0] == "accepted"
    assert [row["名称"] for row in known(authority, "用人单位")] == ["新名称有限公司"]
