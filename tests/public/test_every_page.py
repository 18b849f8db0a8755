from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.casework.office import Office
from tests.public.pages import POLICY, text_of

PATHS = (
    "/",
    "/policies/",
    POLICY,
    f"{POLICY}versions/",
    f"{POLICY}compare/",
    f"{POLICY}guides/",
    f"{POLICY}guides/取证补贴/",
    "/notices/",
    "/calls/",
    "/progress/",
    "/statistics/",
    "/about/",
    "/privacy/",
    "/accessibility/",
)
HAN = re.compile("[\u3400-\u9fff]")
CHINESE = re.compile(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>.*?</\1>', re.DOTALL)


@pytest.mark.parametrize("path", PATHS)
def test_everybody_may_open_it(office: Office, client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/notices/", "/calls/", "/progress/", "/statistics/", "/about/", "/privacy/"]
)
def test_on_an_english_page_chinese_stands_only_where_its_language_is_marked(
    office: Office, client: Client, path: str
) -> None:
    client.cookies["django_language"] = "en"
    main = client.get(path).content.decode().split("<main")[1].split("</main>")[0]
    assert HAN.findall(text_of(CHINESE.sub("", main).encode())) == []


def test_the_sitemap_leads_only_to_pages_that_are_there(office: Office, client: Client) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [str(element.text).removeprefix("http://testserver") for element in root.iter() if element.text]
    paths = [path for path in found if path.strip()]
    assert f"{POLICY}guides/%E5%8F%96%E8%AF%81%E8%A1%A5%E8%B4%B4/" in paths
    assert {client.get(path).status_code for path in paths if "calculator" not in path} == {200}
