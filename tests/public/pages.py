"""What the tests of public pages share: addresses, pages as text, a later version of the small policy."""

from __future__ import annotations

import html
import re
import shutil
from datetime import date
from pathlib import Path

from duixian.authorities.duties import Role
from duixian.casework import publishing, steps
from duixian.casework.models import Case
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.publish import publish
from duixian.notices.models import Publicity
from tests.casework.office import POLICIES, Office, certificate

MONDAY = date(2026, 9, 28)
POLICY = "/policies/district/grants/"


def text_of(page: bytes) -> str:
    """What stands on a page, without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.decode()))


def words_of(page: bytes) -> list[str]:
    """The official wording on a page, clause by clause, as it is shown."""
    found = re.findall(r'<div class="words" lang="zh-Hans">(.*?)</div>', page.decode(), re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in found]


def amended(office: Office, folder: Path, old: str = "1200元", new: str = "1500元") -> PolicyVersion:
    """A later version under a new number; ``old`` words of the policy are replaced."""
    copy = folder / "district" / "grants"
    shutil.copytree(POLICIES / "grants", copy)
    text = (copy / "policy.md").read_text("utf-8").replace(old, new)
    (copy / "policy.md").write_text(text, "utf-8")
    authors = [office.by(Role.POLICY_AUTHOR, which) for which in (1, 2)]
    return publish(
        copy,
        authority=office.authority,
        document_number="某人社发〔2026〕9号",
        choices={},
        author=authors[0],
        approver=authors[1],
    )


def claimed(office: Office, serial: int = 1, name: str = "张三") -> Case:
    """A claim that has just come in."""
    office.person(serial, name)
    return office.claim(serial, certificate(f"Z{serial}", serial), f"62220200000000{serial:02d}")


def approved(office: Office, serial: int = 1, name: str = "张三") -> Case:
    """A claim through every step."""
    case = steps.pass_(claimed(office, serial, name), office.intake)
    return steps.pass_(steps.pass_(case, office.first), office.second)


def on_notice(office: Office, *cases: Case) -> Publicity:
    """The list of approved claims, shown to everybody."""
    return publishing.publish(list(cases), office.first, "技能补贴公示")


def address(notice: Publicity, more: str = "") -> str:
    """Where a list stands."""
    return f"/notices/{notice.authority.code}/{notice.number}/{more}"
