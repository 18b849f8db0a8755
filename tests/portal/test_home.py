from __future__ import annotations

from django.test import Client

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import exempt
from duixian.casework.models import Case
from duixian.decisions.store.deciding import decide_registry
from tests.casework.office import Office, id_number
from tests.portal.conftest import BACKEND, Known, Person


def test_whoever_is_not_signed_in_is_led_to_the_door() -> None:
    assert "/accounts/login/" in Client().get("/my/").headers["Location"]


def test_what_is_due_stands_on_the_first_page_with_its_amount(zhang: Person) -> None:
    page = zhang.get("/my/?whole")
    assert "现在可以领" in page
    assert "¥1,200.00" in page
    assert "取证补贴" in page


def test_no_identity_number_stands_on_any_page_of_the_first_row(zhang: Person) -> None:
    for path in ("/my/?whole", "/my/data/", "/my/claims/", "/my/cases/", "/my/payments/", "/my/messages/"):
        assert id_number(1) not in zhang.get(path), path


def test_a_fact_of_tomorrow_is_seen_at_once(office: Office, known: Known) -> None:
    me = known(2, "李四")
    assert "现在没有可以直接领的补贴" in me.get("/my/?whole")
    office.certificate("Z2", 2)
    assert "¥1,200.00" in me.get("/my/?whole")


def test_what_is_refused_says_why_on_its_own_page(office: Office, known: Known) -> None:
    me = known(3, "王五")
    office.certificate("Z3", 3, level="中级工")
    assert "目前不符合的" in me.get("/my/?whole")
    assert "高级工及以上" in me.get("/my/?whole")


def test_somebody_whom_no_register_knows_is_told_what_to_do(office: Office) -> None:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(office.account_of(9), backend=BACKEND)
    response = client.get("/my/")
    assert response.status_code == 403
    assert "还没有找到您的登记" in response.content.decode()


def offered(office: Office) -> Case:
    """The office found the grant due and told the person."""
    run = decide_registry(office.authority, [office.version], clock.today())
    listing = exempt.start(run, ["取证补贴"], office.intake)
    exempt.confirm(listing, office.second)
    return Case.objects.get(listing=listing)


def test_an_offer_is_confirmed_in_one_step(office: Office, zhang: Person) -> None:
    case = offered(office)
    assert "等您确认" in zhang.get("/my/?whole")
    zhang.post(f"/my/offers/{case.number}/", confirm="yes", **{"account-from": "known"})
    case.refresh_from_db()
    assert case.state == "已通过"
    assert case.payees.get().account_end == "0011"


def test_an_offer_is_contested_in_words(office: Office, zhang: Person) -> None:
    case = offered(office)
    zhang.post(f"/my/offers/{case.number}/", object="yes", words="证书不是我的")
    case.refresh_from_db()
    assert case.state == "办理中"
    assert "证书不是我的" in zhang.get(f"/my/cases/{case.number}/")


def test_an_offer_without_an_account_asks_for_one(office: Office, known: Known) -> None:
    me = known(4, "赵六")
    office.certificate("Z4", 4)
    case = offered(office)
    response = me.client.post(f"/my/offers/{case.number}/", {"confirm": "yes"})
    assert response.status_code == 422
    assert "账号" in response.content.decode()


def test_nobody_answers_anothers_offer(office: Office, zhang: Person, known: Known) -> None:
    case = offered(office)
    other = known(5, "钱七")
    assert other.client.get(f"/my/offers/{case.number}/").status_code == 404
    assert other.client.post(f"/my/offers/{case.number}/", {"confirm": "yes"}).status_code == 404


def test_an_officer_without_a_register_entry_has_no_pages_here(office: Office) -> None:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(office.by(Role.INTAKE), backend=BACKEND)
    assert client.get("/my/").status_code == 403


def test_the_page_comes_at_once_and_fetches_what_is_due_where_it_is_not_at_hand(
    office: Office, zhang: Person
) -> None:
    first = zhang.get("/my/")
    assert "/my/due/" in first
    assert "¥1,200.00" not in first
    assert "¥1,200.00" in zhang.get("/my/due/")
    assert "¥1,200.00" in zhang.get("/my/")
