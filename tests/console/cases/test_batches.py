from __future__ import annotations

from django.urls import reverse

from duixian.casework.models import Sampling
from tests.casework.office import Office
from tests.console.cases.claims import at_first_check, now
from tests.console.cases.conftest import Enter


def test_a_batch_passes_once_its_sample_was_opened_as_a_page(office: Office, enter: Enter) -> None:
    cases = [at_first_check(office, serial) for serial in (1, 2, 3)]
    client = enter(office.first)
    drawn = client.post(reverse("console:batch-draw"), {"case": [case.number for case in cases]})
    batch = Sampling.objects.get()
    assert drawn["Location"].startswith(reverse("console:batch", args=[batch.number]))
    go = reverse("console:batch-pass", args=[batch.number])
    assert client.post(go).status_code == 422
    for one in batch.cases.filter(drawn=True):
        client.get(reverse("console:case", args=[one.case.number]))
    client.post(go)
    assert {now(case).step for case in cases} == {"复核"}


def test_the_page_of_a_batch_says_what_was_left_out_and_why(office: Office, enter: Enter) -> None:
    good, bad = at_first_check(office, 1), at_first_check(office, 2, level="中级工")
    client = enter(office.first)
    client.post(reverse("console:batch-draw"), {"case": [good.number, bad.number]})
    page = client.get(reverse("console:batch", args=[Sampling.objects.get().number])).content.decode()
    assert bad.number in page
    assert "不是“符合”" in page
