"""Language, size of type, light and dark: chosen once, kept in cookies."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db]


def test_a_choice_is_kept_and_leads_back_to_the_page(client: Client) -> None:
    answer = client.post("/design/modes/", {"theme": "dark", "next": "/design/?face=portal"})
    assert answer["Location"] == "/design/?face=portal"
    assert 'data-theme="dark"' in client.get("/design/").content.decode()


def test_english_once_chosen_stays(client: Client) -> None:
    client.post("/design/modes/", {"language": "en"})
    assert '<html lang="en"' in client.get("/design/", headers={"accept-language": "zh"}).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_a_choice_never_leads_away_from_the_site(client: Client, elsewhere: str) -> None:
    assert client.post("/design/modes/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_a_cookie_that_says_nonsense_counts_as_none(client: Client) -> None:
    client.cookies["duixian_theme"] = '"><script>'
    shown = client.get("/design/").content.decode()
    assert 'data-theme="auto"' in shown


def test_what_cannot_be_chosen_is_not_kept(client: Client) -> None:
    assert not client.post("/design/modes/", {"theme": "pink", "language": "fr"}).cookies
