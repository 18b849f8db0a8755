from __future__ import annotations

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import AccessLog, Account
from duixian.casework import paying, publishing, steps
from duixian.ledger import batches, returns
from duixian.ledger.models import Order, Tax
from duixian.notices.messages.preferences import preference_of
from duixian.notices.models import Message
from tests.casework.office import Office, certificate
from tests.portal.conftest import MONDAY, Known, Person

PAY_DAY = MONDAY.replace(month=10, day=20)


def paid(office: Office) -> Order:
    """A grant of person 1, through its notice and paid by the bank."""
    case = office.claim(1, certificate("Z9", 1))
    for officer in (office.intake, office.first, office.second):
        case = steps.pass_(case, officer)
    notice = publishing.publish([case], office.second, "公示")
    with clock.at(PAY_DAY):
        orders = paying.order(publishing.conclude(notice), office.maker)
        batch = batches.set_tax(batches.make(office.item, orders, office.maker), Tax.GROSS, office.maker)
        batch = batches.release(batches.check(batch, checker(office)), checker(office))
        returns.take(batch, [returns.Line(orders[0].number, True)])
        paying.follow(office.authority)
    return Order.objects.get()


def checker(office: Office) -> Account:

    return office.by(Role.FINANCE_CHECKER)


def test_what_was_paid_stands_in_the_list_with_its_receipt(office: Office, newcomer: Person) -> None:
    order = paid(office)
    page = newcomer.get("/my/payments/")
    assert "已到账" in page
    assert f"/my/payments/{order.number}/receipt/" in page


def test_a_receipt_is_a_pdf_for_its_payee_alone(office: Office, newcomer: Person, known: Known) -> None:
    order = paid(office)
    answer = newcomer.client.get(f"/my/payments/{order.number}/receipt/")
    assert answer["Content-Type"] == "application/pdf"
    assert known(2, "李四").client.get(f"/my/payments/{order.number}/receipt/").status_code == 404
    assert AccessLog.objects.filter(action="export", key=order.number).count() == 1


def test_a_message_is_read_when_it_is_opened(office: Office, zhang: Person) -> None:
    office.claim(1, certificate("Z9", 1))
    told = Message.objects.latest("pk")
    assert "1 条未读消息" in zhang.get("/my/?whole")
    assert told.title_zh in zhang.get(f"/my/messages/{told.pk}/")
    assert "未读消息" not in zhang.get("/my/?whole")


def test_anothers_message_is_not_there(office: Office, zhang: Person, known: Known) -> None:
    office.claim(1, certificate("Z9", 1))
    other = known(2, "李四")
    assert other.client.get(f"/my/messages/{Message.objects.latest('pk').pk}/").status_code == 404
    other.post("/my/messages/read/")
    assert Message.objects.filter(read_at__isnull=True).exists()


def test_everything_is_read_at_once(office: Office, zhang: Person) -> None:
    office.claim(1, certificate("Z9", 1))
    zhang.post("/my/messages/read/")
    assert not Message.objects.filter(read_at__isnull=True).exists()


def test_ways_of_being_told_are_chosen(office: Office, zhang: Person) -> None:
    zhang.post("/my/messages/ways/", email="me@example.org", phone="13800000000")
    zhang.account.refresh_from_db()
    assert zhang.account.email == "me@example.org"
    assert preference_of(zhang.account, office.authority).mail is False


def test_an_address_that_is_none_is_told_so(zhang: Person) -> None:
    response = zhang.client.post("/my/messages/ways/", {"email": "not an address"})
    assert response.status_code == 422
