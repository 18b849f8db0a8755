"""Two officers pay: what one may do the other may not, and every fen is accounted for at the end."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from duixian.authorities.duties import Role
from duixian.authorities.models import AccessLog, Authority
from duixian.casework.content import BankAccount
from duixian.casework.models import AccountWanted, Case
from duixian.casework.returned.giving import give
from duixian.casework.states import State
from duixian.ledger.models import Batch, Order
from duixian.ledger.payees import Payee
from duixian.ledger.states import BatchState, OrderState
from tests.casework.office import Office
from tests.casework.paying import CARD
from tests.console.cases.conftest import Enter
from tests.console.finance.conftest import GRANT_FEN, Desk

HOME = "/office/finance/"


def place(batch: Batch) -> str:
    """The address of a batch."""
    return f"{HOME}batches/{batch.number}/"


def returned(batch: Batch, failing: int) -> SimpleUploadedFile:
    """A return file of the bank: the first lines failed, the others paid."""
    lines = ["流水号,交易状态,错误信息"]
    for n, order in enumerate(batch.orders.order_by("number")):
        lines.append(f"{order.number},{'F,账号户名不符' if n < failing else 'S,'}")
    return SimpleUploadedFile("回盘.csv", "\n".join(lines).encode("utf-8-sig"))


def taken(desk: Desk, batch: Batch, failing: int) -> int:
    """The status of an upload."""
    data = {"file": returned(batch, failing), "layout": "text-yuan"}
    return desk.checker.post(f"{place(batch)}return/", data).status_code


def test_a_batch_is_made_by_one_checked_by_another_and_released(desk: Desk) -> None:
    batch = desk.released()
    assert (batch.state, batch.lines, batch.total_fen) == (BatchState.RELEASED, 2, 2 * GRANT_FEN)
    assert batch.maker == desk.office.maker
    assert batch.checker == desk.checker_account


def test_the_maker_cannot_check_or_release(desk: Desk) -> None:
    desk.maker.post(f"{HOME}orders/make/", {"order": [desk.orders[0].number]})
    assert desk.maker.post(f"{place(desk.batch)}check/").status_code == 403
    assert desk.batch.state == BatchState.MADE
    assert desk.batch.lines == 1


def test_a_batch_without_its_tax_flag_is_not_checked_and_the_page_says_why(desk: Desk) -> None:
    desk.maker.post(f"{HOME}orders/make/", {"all": "1"})
    answer = desk.checker.post(f"{place(desk.batch)}check/")
    assert answer.status_code == 409
    assert "个税" in answer.content.decode()


def test_a_bank_file_is_made_in_each_layout_and_each_download_is_written_down(desk: Desk) -> None:
    batch = desk.released()
    first = {"text-yuan": b"\xef\xbb\xbf", "sheet-yuan": b"PK", "iso20022": b"<?xml"}
    for layout, begin in first.items():
        answer = desk.checker.get(f"{place(batch)}files/{layout}/")
        assert answer.content.startswith(begin)
    logged = AccessLog.objects.filter(action="export", table="ledger.Batch", key=batch.number)
    assert {row.fields[0] for row in logged} == set(first)


def test_a_failed_line_is_mended_paid_again_and_the_batches_reconcile_to_zero(desk: Desk) -> None:
    batch = desk.released()
    assert desk.checker.post(f"{place(batch)}reconcile/").status_code == 409
    assert taken(desk, batch, failing=1) == 302
    assert desk.checker.post(f"{place(batch)}reconcile/").status_code == 302
    (failed,) = Order.objects.filter(state=OrderState.RETURNED)
    payee = {"name": failed.payee_name, "account": "6222020000000099", "bank": "某银行"}
    desk.maker.post(f"{HOME}orders/{failed.number}/reissue/", payee)
    again = desk.released()
    assert taken(desk, again, failing=0) == 302
    assert desk.checker.post(f"{place(again)}reconcile/", {"bank_fen": "1200"}).status_code == 302
    assert set(Batch.objects.values_list("state", flat=True)) == {BatchState.RECONCILED}
    assert set(Case.objects.values_list("state", flat=True)) == {State.PAID}


def test_a_return_file_with_a_stranger_s_line_is_taken_not_at_all(desk: Desk) -> None:
    batch = desk.released()
    file = SimpleUploadedFile("回盘.csv", "流水号,交易状态,错误信息\nP1,S,\n".encode("utf-8-sig"))
    answer = desk.checker.post(f"{place(batch)}return/", {"file": file, "layout": "text-yuan"})
    assert answer.status_code == 422
    assert "本批次没有这个单号" in answer.content.decode()
    assert batch.returns.count() == 0


def test_an_account_is_hidden_until_somebody_asks_and_the_asking_is_written_down(desk: Desk) -> None:
    number, account = desk.orders[0].number, "6222020000000001"
    assert account not in desk.maker.get(f"{HOME}orders/{number}/").content.decode()
    assert account in desk.maker.post(f"{HOME}orders/{number}/account/").content.decode()
    assert AccessLog.objects.filter(action="reveal", key=number, fields=["account"]).count() == 1


def test_an_order_is_found_by_the_whole_number_of_its_account(desk: Desk) -> None:
    page = desk.maker.get(f"{HOME}orders/", {"q": "6222 0200 0000 0002"}).content.decode()
    assert desk.orders[1].number in page
    assert desk.orders[0].number not in page


def test_money_comes_back_by_a_plan(desk: Desk) -> None:
    taken(desk, desk.released(), failing=0)
    number = desk.orders[0].number
    demand = {"demand-fen": "1200", "demand-matter": "核查 1", "demand-reason": "证书无效"}
    answer = desk.maker.post(f"{HOME}orders/{number}/demand/", demand)
    where = answer.headers["Location"]
    assert desk.maker.post(f"{where}plan/", {"plan": "2026-11-01 500\n2026-12-01 600"}).status_code == 409
    assert desk.maker.post(f"{where}plan/", {"plan": "2026-11-01 500\n2026-12-01 700"}).status_code == 302
    money = {"receive-fen": "500", "receive-receipt": "R1", "receive-day": "2026-10-20"}
    desk.maker.post(f"{where}receive/", money)
    assert "¥700.00" in desk.maker.get(where).content.decode()


def test_an_auditor_reads_every_page_of_money_and_changes_nothing(
    desk: Desk, office: Office, enter: Enter
) -> None:
    auditor, number = enter(office.by(Role.AUDITOR)), desk.orders[0].number
    for path in ("", "orders/", f"orders/{number}/", "batches/", "returned/", "recoveries/", "years/2026/"):
        assert auditor.get(HOME + path).status_code == 200
    assert auditor.post(f"{HOME}orders/make/", {"all": "1"}).status_code == 403


def test_who_works_elsewhere_finds_no_order_of_this_authority(
    desk: Desk, office: Office, enter: Enter
) -> None:
    elsewhere = Authority.objects.create(code="330110", name="邻区")
    stranger = enter(office.officer(Role.FINANCE_MAKER, elsewhere))
    assert stranger.get(f"{HOME}orders/{desk.orders[0].number}/").status_code == 404


def test_a_year_is_not_closed_while_it_runs_and_the_page_says_so(desk: Desk) -> None:
    answer = desk.checker.post(f"{HOME}years/2026/close/")
    assert answer.status_code == 409
    assert "尚未结束" in answer.content.decode()


def test_budget_is_added_with_its_document_and_stands_in_the_journal(desk: Desk) -> None:
    item = desk.office.item
    form = {"kind": "supplement", "fen": "100", "reason": "某财〔2026〕8号"}
    assert desk.checker.post(f"{HOME}items/{item.pk}/change/", form).status_code == 302
    assert "某财〔2026〕8号" in desk.checker.get(f"{HOME}items/{item.pk}/").content.decode()


def test_the_account_that_a_payee_gave_is_seen_on_the_returned_line_and_paid_in_bulk(desk: Desk) -> None:
    taken(desk, desk.released(), failing=2)
    wanted = AccountWanted.objects.order_by("pk")[0]
    give(wanted, desk.office.account_of(1), BankAccount("张1", CARD, "某银行某支行"))
    page = desk.maker.get(f"{HOME}returned/").content.decode()
    assert f"••••{CARD[-4:]}" in page
    assert "某银行某支行" in page
    assert desk.maker.post(f"{HOME}returned/reissue/").status_code == 302
    (again,) = Order.objects.filter(state=OrderState.ORDERED)
    assert again.replaces_id == wanted.order_id
    assert Order.objects.filter(state=OrderState.RETURNED).count() == 1


def test_one_returned_payment_goes_out_to_the_account_its_payee_gave(desk: Desk) -> None:
    taken(desk, desk.released(), failing=1)
    wanted = give(AccountWanted.objects.get(), desk.office.account_of(1), BankAccount("张1", CARD, "某银行"))
    place = f"{HOME}orders/{wanted.order.number}/"
    assert "收款人给了新账户" in desk.maker.get(place).content.decode()
    desk.maker.post(f"{place}reissue/", {"given": "yes"})
    assert Payee("张1", CARD, "某银行").fits(Order.objects.get(replaces=wanted.order))
