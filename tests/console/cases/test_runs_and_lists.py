from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from duixian.authorities.duties import Role
from duixian.casework.models import Listing
from duixian.casework.states import State
from duixian.console.tasks import find_differences
from duixian.decisions.store.models import Difference, Run
from duixian.decisions.store.running import carry_out
from duixian.registry.store import facts
from tests.casework.office import CERTIFICATE, Office
from tests.console.cases.conftest import Enter


def known(office: Office) -> None:
    """Two certificates on the register, one of them too low."""
    office.person(1, "张三", "6222020000000001")
    office.person(2, "李四")
    office.certificate("Z1", 1)
    office.certificate("Z2", 2, level="中级工")


def decided(office: Office, client: Client) -> Run:
    """A run ordered on its page, and carried out."""
    known(office)
    client.post(reverse("console:run-order"), {"version": office.version.pk, "as_of": "2026-09-28"})
    return carry_out(Run.objects.get())


def listed(office: Office, client: Client, run: Run) -> Listing:
    client.post(reverse("console:listing-choose", args=[run.number]), {"measure": CERTIFICATE})
    return Listing.objects.get()


def test_a_run_is_ordered_as_a_job_and_its_page_waits_for_it(office: Office, enter: Enter) -> None:
    known(office)
    client = enter(office.first)
    answer = client.post(reverse("console:run-order"), {"version": office.version.pk, "as_of": "2026-09-28"})
    run = Run.objects.get()
    assert ProcrastinateJob.objects.get(task_name="decisions.carry_out").args == {"run_id": run.pk}
    assert 'hx-trigger="every' in client.get(answer["Location"]).content.decode()


def test_refused_cases_of_a_run_open_with_all_their_conditions(office: Office, enter: Enter) -> None:
    client = enter(office.first)
    run = decided(office, client)
    place = next(n for n, line in enumerate(run.totals) if line["measure"] == CERTIFICATE)
    page = client.get(
        reverse("console:run-cases", args=[run.number, place]) + "?verdict=不符合"
    ).content.decode()
    assert "李四" in page
    assert "张三" not in page
    (row,) = re.findall(f"/runs/{run.number}/{place}/([0-9]+)/", page)
    one = client.get(reverse("console:run-case", args=[run.number, place, row])).content.decode()
    assert "高级工及以上" in one


def test_a_list_is_confirmed_by_another_officer_alone(office: Office, enter: Enter) -> None:
    client = enter(office.first)
    made = listed(office, client, decided(office, client))
    confirm = reverse("console:listing-confirm", args=[made.number])
    assert client.post(confirm).status_code == 403
    enter(office.second).post(confirm)
    assert made.cases.get().state == State.OFFERED


def test_a_line_is_dropped_from_a_list_with_its_reason(office: Office, enter: Enter) -> None:
    client = enter(office.first)
    made = listed(office, client, decided(office, client))
    case = made.cases.get()
    drop = reverse("console:listing-drop", args=[made.number])
    client.post(drop, {"case": case.number, "words": "已离职"})
    case.refresh_from_db()
    assert case.state == State.WITHDRAWN
    assert case.history.get(verb="移出名单").words == "已离职"


def test_a_corrected_fact_becomes_a_difference_that_the_second_check_settles(
    office: Office, enter: Enter
) -> None:
    client = enter(office.first)
    made = listed(office, client, decided(office, client))
    enter(office.second).post(reverse("console:listing-confirm", args=[made.number]))
    facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "中级工"}, actor=None, source="更正")
    client.post(reverse("console:differences-again"))
    find_differences(office.authority.pk, office.first.pk)
    line = Difference.objects.get()
    assert "1,200.00" in client.get(reverse("console:differences")).content.decode()
    answer = reverse("console:differences-answer")
    assert client.post(answer, {"line": line.pk, "reason": "属实", "holds": "yes"}).status_code == 403
    assert enter(office.second).post(answer, {"line": line.pk, "holds": "yes"}).status_code == 422
    enter(office.second).post(answer, {"line": line.pk, "reason": "更正属实", "holds": "yes"})
    line.refresh_from_db()
    assert (line.state, line.reviewed_by) == ("已确认", office.second)


def test_an_auditor_reads_runs_and_orders_none(office: Office, enter: Enter) -> None:
    auditor = enter(office.by(Role.AUDITOR))
    assert auditor.get(reverse("console:runs")).status_code == 200
    assert auditor.post(reverse("console:run-order"), {}).status_code == 403
