"""The door in a real browser: signing in by one click in a demo, by a passkey, and its pages in every mode."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, PHONE, Visits, overflow

PAGES = ("login/", "signup/", "password/reset/", "invited/gone/")
GONE = ("status of 410",)
OWNER = "reviewer3"
"""Somebody whom no other journey needs: while a passkey is there, a password alone does not let its owner in."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESKTOP)])
def test_the_pages_of_the_door_keep_nobody_out(
    visit: Visits,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], Path],
    language: str,
    size: tuple[int, int],
    theme: str,
) -> None:
    page = visit("/accounts/login/", size=size, language=language, theme=theme, allow=GONE)
    for place in PAGES:
        page.goto(f"/accounts/{place}")
        axe(page)
        assert overflow(page) == 0
        picture(page, f"door-{place.strip('/').replace('/', '-')}-{language}-{theme}")


def test_a_demo_account_is_one_click_and_a_button_away(visit: Visits) -> None:
    name = visit.service.accounts["worker_paid"].name
    page = visit("/accounts/login/", size=PHONE)
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/my/")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_account_page_keeps_nobody_out(
    visit: Visits, axe: Callable[[Page], None], picture: Callable[[Page, str], Path], theme: str
) -> None:
    page = visit("/accounts/", "reviewer2", theme=theme)
    axe(page)
    picture(page, f"account-{theme}")
    page.get_by_role("link", name="启用").click()
    axe(page)
    picture(page, f"account-app-{theme}")


def test_a_passkey_is_added_signs_in_without_a_password_and_is_removed(visit: Visits) -> None:
    page = visit("/accounts/login/")
    host = visit.service.address.replace("127.0.0.1", "localhost")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**key, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(f"{host}/accounts/login/?demo={visit.service.accounts[OWNER].username}")
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/office/**")
    page.goto(f"{host}/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible()
    page.goto(f"{host}/accounts/logout/")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url(f"{host}/")
    page.goto(f"{host}/accounts/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url("**/office/**")
    page.goto(f"{host}/accounts/")
    page.get_by_role("link", name="删除").click()
    page.get_by_role("button", name="删除").click()
    page.wait_for_url(f"{host}/accounts/")
    expect(page.get_by_role("link", name="删除")).to_have_count(0)
