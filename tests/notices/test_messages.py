"""Whom a message reaches, in which words, and by which ways."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from pytest_django import Settings

from duixian.authorities import clock, sealing
from duixian.authorities.appointing import appoint
from duixian.authorities.models import Account, Authority, Role
from duixian.casework.keys import kept
from duixian.notices.errors import MessageError
from duixian.notices.messages import inbox, read, send_waiting, tell, tell_filed, tell_paid, unread_count
from duixian.notices.messages.about_people import Concerned
from duixian.notices.messages.outbox import MOST_ATTEMPTS
from duixian.notices.messages.preferences import prefer, preference_of
from duixian.notices.messages.telling import accounts_of
from duixian.notices.messages.templates import Word, filled, kinds
from duixian.notices.models import Delivery, DeliveryState, Message
from duixian.registry.store.kinds import ID_NUMBER
from duixian.values.bilingual import Text

pytestmark = pytest.mark.django_db

BENEFIT = Text("某补贴", "some benefit")
PERSON = Concerned("人员", "令牌1", 200_000)
SENT: list[tuple[str, str]] = []


def gateway(number: str, text: str) -> None:
    """A gateway for text messages that keeps what it was given."""
    SENT.append((number, text))


def broken_gateway(number: str, text: str) -> None:
    """A gateway that is down."""
    raise ConnectionError("no answer")


@pytest.fixture
def person(authority: Authority) -> Account:
    account = Account.objects.create(
        username="wang", name="王芳", email="wang@example.org", phone="13800000000"
    )
    appoint(account, authority, Role.PERSON, subject=("人员", "令牌1"))
    return account


def told(authority: Authority) -> Message:
    return tell(
        authority,
        "accepted",
        {"benefit": BENEFIT, "number": "SB1", "day": date(2026, 12, 1)},
        table="人员",
        key="令牌1",
    )


def test_a_person_is_told_when_an_employer_files_for_them(authority: Authority, person: Account) -> None:
    tell_filed(authority, [PERSON], "甲公司", BENEFIT, "SB2026-0001")
    (message,) = inbox(person)
    assert "甲公司为您提交了“某补贴”的申请，受理编号 SB2026-0001" in message.body_zh
    assert "甲公司 has filed a claim for some benefit" in message.body_en


def test_a_person_is_told_when_an_employer_is_paid_for_them(authority: Authority, person: Account) -> None:
    tell_paid(authority, [PERSON], "甲公司", BENEFIT, "SB1")
    (message,) = inbox(person)
    assert "“某补贴”2000元已支付给甲公司" in message.body_zh.replace(",", "").replace(".00", "")


def test_a_message_waits_for_somebody_who_has_no_account_yet(authority: Authority) -> None:
    message = told(authority)
    later = Account.objects.create(username="later")
    appoint(later, authority, Role.PERSON, subject=("人员", "令牌1"))
    assert list(inbox(later)) == [message]


def test_nobody_finds_or_reads_the_message_of_another(authority: Authority, person: Account) -> None:
    message = told(authority)
    stranger = Account.objects.create(username="stranger")
    assert not inbox(stranger).exists()
    with pytest.raises(MessageError):
        read(message, stranger)
    assert unread_count(person) == 1
    assert read(message, person).read_at
    assert unread_count(person) == 0


def test_every_kind_has_the_same_words_in_both_languages() -> None:
    words = {"employer", "benefit", "number", "amount", "day", "tail", "reason", "list", "clause", "result"}
    words |= {"kind", "step", "round", "nominator", "department", "register"}
    for kind, languages in kinds().items():
        assert set(languages) == {"zh", "en"}, kind
        filled_in = [filled(kind, dict.fromkeys(words, "词"), language) for language in ("zh", "en")]
        assert filled_in[0].text.count("词") == filled_in[1].text.count("词") > 0, kind


def test_an_id_or_account_number_never_goes_into_a_message() -> None:
    words = {
        "number": "SB2026-000123",
        "result": "户名不符 6222021202001122334",
        "reason": "330113199001011234",
    }
    text = filled("appeal_decided", words, "zh").text
    assert "SB2026-000123" in text
    assert not [number for number in ("622202", "330113") if number in text]


def test_an_unknown_kind_or_a_missing_word_is_refused(authority: Authority) -> None:
    with pytest.raises(MessageError, match="没有“x”"):
        filled("x", {}, "zh")
    with pytest.raises(MessageError, match="缺少内容：day、number"):
        filled("accepted", {"benefit": BENEFIT}, "zh")
    with pytest.raises(MessageError):
        tell(authority, "accepted", {})


def test_what_was_told_is_never_changed(authority: Authority) -> None:
    told(authority)
    with pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.update(body_zh="别的")


def test_mail_goes_out_once_in_both_languages(authority: Authority, person: Account) -> None:
    told(authority)
    assert (send_waiting(), send_waiting()) == (1, 0)
    (sent,) = mail.outbox
    assert sent.to == ["wang@example.org"]
    assert "申请已受理 / Your claim is accepted" in sent.subject


def test_an_address_is_sealed_in_the_outbox(authority: Authority, person: Account) -> None:
    told(authority)
    assert b"wang@example.org" not in bytes(Delivery.objects.get().address)


def test_text_messages_go_through_the_gateway_of_the_settings(
    authority: Authority, person: Account, settings: Settings
) -> None:
    SENT.clear()
    settings.DUIXIAN_SMS = f"{__name__}.gateway"
    told(authority)
    assert send_waiting() == 2
    ((number, text),) = SENT
    assert (number, "已受理" in text) == ("13800000000", True)


def test_a_failure_is_tried_again_later_and_given_up_in_the_end(
    authority: Authority, settings: Settings
) -> None:
    settings.DUIXIAN_SMS = f"{__name__}.broken_gateway"
    tell(
        authority,
        "round_called",
        {"round": "某奖", "day": date(2026, 12, 1)},
        table="人员",
        key="令牌2",
        phone="13800000001",
    )
    moment = clock.now()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        with clock.at(moment):
            assert (send_waiting(), send_waiting()) == (0, 0)
        delivery = Delivery.objects.get()
        assert (delivery.attempts, delivery.error) == (attempt, "no answer")
        moment = delivery.next_try_at + timedelta(seconds=1)
    assert delivery.state == DeliveryState.FAILED


def test_whoever_wants_no_mail_still_finds_the_message(authority: Authority) -> None:
    account = Account.objects.create(username="quiet", email="quiet@example.org")
    prefer(account, authority, mail=False, sms=True)
    words: dict[str, Word] = {"number": "2026-1", "benefit": Text("补贴", "grant"), "day": date(2026, 10, 1)}
    told = tell(authority, "accepted", words, to=account)
    assert not told.deliveries.exists()
    assert preference_of(account, authority).mail is False


def test_somebody_who_signs_in_as_the_person_is_told_without_an_appointment(authority: Authority) -> None:
    number = "11010519491231002X"
    token = kept(authority, number)
    account = Account.objects.create(
        username="oneself", email="me@example.org", person_index=sealing.index(ID_NUMBER, number)
    )
    told = tell(authority, "fact_corrected", {"number": "GZ1", "register": "人员"}, table="人员", key=token)
    assert accounts_of(told) == [account]
    assert told.deliveries.count() == 1
