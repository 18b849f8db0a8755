from __future__ import annotations

import json
from datetime import timedelta

import pytest

from duixian.api.models import Attempt, Delivery, Webhook
from duixian.api.scopes import Scope
from duixian.api.webhooks import delivering
from duixian.api.webhooks.signing import HEADER, signature
from duixian.authorities import clock
from duixian.authorities.models import Authority
from tests.api.conftest import Programs
from tests.api.programs import Program, json_of
from tests.api.receiver import receiving

pytestmark = pytest.mark.django_db


def registered(caller: Program, url: str) -> tuple[Webhook, str]:
    made = json_of(caller.post("/webhooks", {"url": url, "events": ["claim.changed"]}), 201)
    return Webhook.objects.get(uuid=made["id"]), made["secret"]


def waiting(webhook: Webhook, reference: str = "LP-1") -> Delivery:
    return Delivery.objects.create(
        authority=webhook.authority,
        webhook=webhook,
        event="claim.changed",
        reference=reference,
        standing="受理",
        occurred_at=clock.now(),
    )


def test_what_is_sent_is_signed_with_the_secret_of_the_registration(program: Programs) -> None:
    with receiving() as receiver:
        webhook, secret = registered(program(Scope.WEBHOOKS), receiver.url)
        delivery = waiting(webhook)
        assert delivering.deliver_all(webhook.pk) == 1
    headers, body = receiver.heard[0]
    at = int(headers[HEADER].split(",")[0].removeprefix("t="))
    assert headers[HEADER] == signature(secret, at, body)
    assert json.loads(body)["reference"] == "LP-1"
    assert headers["Duixian-Delivery"] == str(delivery.uuid)


def test_a_failure_is_tried_again_after_a_wait_that_doubles(program: Programs) -> None:
    with receiving(500, 503, 204) as receiver:
        webhook, _ = registered(program(Scope.WEBHOOKS), receiver.url)
        waiting(webhook)
        start = clock.now()
        for minutes, heard in ((0, 0), (0, 0), (1, 0), (2, 0), (3, 1)):
            with clock.at(start + timedelta(minutes=minutes, seconds=minutes)):
                assert delivering.deliver_all(webhook.pk) == heard
    assert [attempt.status for attempt in Attempt.objects.order_by("pk")] == [500, 503, 204]
    assert Delivery.objects.get().state == Delivery.State.HEARD


def test_a_webhook_that_never_answers_is_given_up_after_all_tries(program: Programs) -> None:
    with receiving() as receiver:
        gone = receiver.url
    webhook, _ = registered(program(Scope.WEBHOOKS), gone)
    waiting(webhook)
    moment = clock.now()
    for tries in range(delivering.MOST_TRIES):
        with clock.at(moment):
            assert delivering.webhooks_with_work() == [webhook.pk]
            assert delivering.deliver_all(webhook.pk) == 0
        moment += delivering.wait_after(tries + 1)
    with clock.at(moment):
        assert delivering.webhooks_with_work() == []
    assert Delivery.objects.get().state == Delivery.State.GIVEN_UP
    assert all(attempt.status is None and attempt.trouble for attempt in Attempt.objects.all())


def test_a_redirect_is_not_followed_and_counts_as_not_heard(program: Programs) -> None:
    with receiving(307) as receiver:
        webhook, _ = registered(program(Scope.WEBHOOKS), receiver.url)
        waiting(webhook)
        assert delivering.deliver_all(webhook.pk) == 0
    assert len(receiver.heard) == 1


def test_the_log_of_deliveries_shows_every_try(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    with receiving(410) as receiver:
        webhook, _ = registered(caller, receiver.url)
        waiting(webhook)
        delivering.deliver_all(webhook.pk)
    log = json_of(caller.get(f"/webhooks/{webhook.uuid}/deliveries"))["items"]
    assert [(item["state"], [a["status"] for a in item["attempts"]]) for item in log] == [("waiting", [410])]


def test_a_stopped_webhook_hears_nothing_more(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    with receiving() as receiver:
        webhook, _ = registered(caller, receiver.url)
        waiting(webhook)
        assert json_of(caller.post(f"/webhooks/{webhook.uuid}/stop"))["active"] is False
        assert delivering.deliver_all(webhook.pk) == 0
    assert delivering.webhooks_with_work() == []


def test_the_webhook_of_another_authority_is_not_there(program: Programs, other_authority: Authority) -> None:
    caller = program(Scope.WEBHOOKS)
    webhook, _ = registered(caller, "https://example.org/")
    Webhook.objects.filter(pk=webhook.pk).update(authority=other_authority)
    assert json_of(caller.get("/webhooks"))["items"] == []
    assert json_of(caller.get(f"/webhooks/{webhook.uuid}/deliveries"), 404)["code"] == "not-there"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "http://example.org/",
        "https://",
        "https://u:p@example.org/",
        "甲",
        "https://[::1",
    ],
)
def test_an_address_that_is_not_https_is_refused(program: Programs, url: str) -> None:
    answer = program(Scope.WEBHOOKS).post("/webhooks", {"url": url, "events": ["claim.changed"]})
    assert json_of(answer, 422)["code"] == "webhook-address"
