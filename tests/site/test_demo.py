"""The month that the demo tells, over a small registry: what stands where at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from duixian.authorities.models import Account, Role
from duixian.casework.models import Case, Happening
from duixian.casework.states import State, Verb
from duixian.decisions.store import chain
from duixian.decisions.store.models import Decision, PolicyVersion
from duixian.decisions.store.replay import replay
from duixian.decisions.store.states import VersionState
from duixian.engines.prose.changes import changes_between
from duixian.language.rule import Policy
from duixian.ledger.models import Order
from duixian.ledger.states import OrderState
from duixian.ledger.verifying import verify
from duixian.site.seeding.scene import Scene
from duixian.site.seeding.showing import run_demo

PERSONS = 300
pytestmark = pytest.mark.django_db
SAID: list[str] = []


@pytest.fixture(scope="module", autouse=True)
def scene(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """The whole month, once for all the tests here, and taken back after them."""
    around_all = transaction.atomic()
    around_all._from_testcase = True  # type: ignore[attr-defined]  # as Django's own: durable blocks may stand in it
    with django_db_blocker.unblock(), around_all:
        yield run_demo(tmp_path_factory.mktemp("none"), PERSONS, SAID.append)
        connection.check_constraints()
        transaction.set_rollback(True)


def policy_of(scene: Scene) -> Policy:
    return scene.version.loaded()


def refusals(scene: Scene) -> list[Happening]:
    return list(Happening.objects.filter(authority=scene.staff.district, verb=Verb.REFUSE))


def test_the_month_leaves_cases_in_every_state_that_a_desk_sees(scene: Scene) -> None:
    found = set(Case.objects.values_list("state", flat=True))
    assert {
        State.LISTED,
        State.OFFERED,
        State.CHECKING,
        State.SUPPLEMENTING,
        State.APPROVED,
        State.PUBLISHED,
        State.CONTESTED,
        State.ORDERED,
        State.PAID,
        State.REFUSED,
        State.WITHDRAWN,
    } <= {State(state) for state in found}


def test_every_refusal_cites_words_that_stand_in_the_policy(scene: Scene) -> None:
    wording = (scene.script.folder / "policy.md").read_text("utf-8")
    cited = [one for refusal in refusals(scene) for one in refusal.details["citations"]]
    assert refusals(scene)
    assert all(refusal.details["citations"] for refusal in refusals(scene))
    assert [one for one in cited if one["quote"] not in wording] == []


def test_importing_the_registry_again_changes_nothing(scene: Scene) -> None:
    first, again = [line.split() for line in SAID if line.startswith("    +")]
    assert first[0] != "+0"
    assert again[:2] == ["+0", "~0"]
    assert again[2] == first[0].replace("+", "=")


def test_the_bank_returned_two_lines_and_one_was_paid_in_a_new_order(scene: Scene) -> None:
    states = [order.state for order in Order.objects.filter(authority=scene.staff.district)]
    assert states.count(OrderState.RETURNED) == 1
    assert states.count(OrderState.REISSUED) == 1
    replacing = Order.objects.exclude(replaces=None).get()
    assert replacing.state == OrderState.PAID


def test_the_journal_balances_and_the_chain_of_decisions_is_whole(scene: Scene) -> None:
    assert verify(scene.staff.district) > 0
    assert chain.verify(scene.staff.district) == []


def test_what_was_decided_in_the_month_replays_to_the_same_bytes(scene: Scene) -> None:
    single = list(Decision.objects.filter(authority=scene.staff.district, run=None).order_by("pk")[:3])
    assert single
    assert [one.pk for one in single if not replay(one).same] == []


def test_an_earlier_version_with_other_amounts_can_be_compared(scene: Scene) -> None:
    earlier, present = PolicyVersion.objects.filter(policy=scene.version.policy).order_by("pk")
    assert (earlier.state, present.state) == (VersionState.WITHDRAWN, VersionState.IN_FORCE)
    assert earlier.approved_at is not None
    assert earlier.approved_at.date() < scene.script.opened
    changes = changes_between(earlier.loaded(), present.loaded())
    assert changes.clauses
    assert any(change.amounts for change in changes.measures)
    assert changes.questions == ()


def test_each_day_tells_the_truth_about_its_date(scene: Scene) -> None:
    days = {one.at.date() for one in Happening.objects.filter(authority=scene.staff.district)}
    assert min(days) >= scene.script.opened
    assert max(days) <= scene.script.today


def test_the_demo_says_how_to_sign_in(scene: Scene) -> None:
    assert any(scene.staff.password in line for line in SAID)
    assert any("maker" in line and "财务制单" in line for line in SAID)


def introduced(scene: Scene) -> dict[str, dict[str, str]]:
    file = Path(settings.DUIXIAN_DATA) / "demo-accounts.json"
    assert file.stat().st_mode & 0o777 == 0o600
    return {one["key"]: one for one in json.loads(file.read_text("utf-8"))}


def test_there_is_an_account_for_each_thing_worth_trying(scene: Scene) -> None:
    workers = {f"worker_{what}" for what in ("due", "offer", "supplement", "paid", "refused")}
    assert {*workers, "hr", "institution", *scene.staff.accounts} <= set(introduced(scene))


def test_whoever_is_introduced_as_a_person_is_known_by_the_identity_number(scene: Scene) -> None:
    for one in introduced(scene).values():
        account = Account.objects.get(username=one["username"])
        assert (account.person_index is not None) == (one["role"] == Role.PERSON)


def subject_of(scene: Scene, key: str) -> str:
    account = Account.objects.get(username=introduced(scene)[key]["username"])
    return account.appointments.get().subject_key


def test_what_waits_for_a_claimant_still_waits_on_the_last_day(scene: Scene) -> None:
    today = scene.script.today
    lacking = Case.objects.filter(
        state=State.SUPPLEMENTING, claimant_key=subject_of(scene, "worker_supplement")
    )
    offered = Case.objects.filter(state=State.OFFERED, payees__key=subject_of(scene, "worker_offer"))
    assert any(case.supplement.due >= today for case in lacking)
    assert any(case.due is not None and case.due >= today for case in offered)


def test_an_employer_filed_a_list_and_its_cases_are_in_hand(scene: Scene) -> None:
    clerk = Account.objects.get(username=introduced(scene)["hr"]["username"])
    filed = Case.objects.filter(roster__isnull=False, filed_by=clerk)
    assert filed.exists()
