"""A small office: one policy of two measures, three workers, and the verbs to run it with."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from duixian.authorities.models import Account, Authority, Role
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.publish import publish
from duixian.registry.store.importing import import_folder
from tests.service import Officer

FOLDER = Path(__file__).parent / "policies" / "hiring" / "award"
NUMBER = "某区人社〔2022〕1号"
IN_FORCE = {"D1": {"option": "已施行"}}
DAY = date(2022, 12, 31)

EMPLOYER = "91330110MA2B0XKQ34"
PEOPLE = ("330110199001011234", "330110199102021239", "330110199203031233")
"""A technician and a senior worker with contracts of three years, and a senior worker with one of a year."""

Rows = Sequence[Mapping[str, str]]


def registers() -> dict[str, Rows]:
    """What the office knows."""
    return {
        "用人单位": [{"统一社会信用代码": EMPLOYER, "名称": "某机械有限公司", "单位类型": "企业"}],
        "人员": [{"身份证号": number, "姓名": f"工人{n}"} for n, number in enumerate(PEOPLE)],
        "录用": [_hired(n, until) for n, until in enumerate(("2025-02-28", "2025-02-28", "2023-02-28"))],
        "技能证书": [
            {"证书编号": f"C{n}", "人员": PEOPLE[n], "技能等级": level, "发证日期": "2020-05-01"}
            for n, level in enumerate(("技师", "高级工", "高级工"))
        ],
        "参保": [
            {"人员": number, "用人单位": EMPLOYER, "起月": "2022-03", "止月": "2022-07"} for number in PEOPLE
        ],
    }


def _hired(n: int, until: str) -> dict[str, str]:
    return {
        "合同编号": f"H{n}",
        "人员": PEOPLE[n],
        "用人单位": EMPLOYER,
        "录用日": "2022-03-01",
        "合同到期日": until,
        "无固定期限": "否",
    }


def published(
    authority: Authority, officer: Officer, folder: Path = FOLDER, number: str = NUMBER
) -> PolicyVersion:
    """The policy in force, by two persons."""
    author, approver = officer(Role.POLICY_AUTHOR), officer(Role.POLICY_AUTHOR)
    return publish(
        folder,
        authority=authority,
        document_number=number,
        choices=IN_FORCE,
        author=author,
        approver=approver,
    )


def write(folder: Path, tables: Mapping[str, Rows]) -> Path:
    """Registers as CSV files."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def import_tables(
    authority: Authority, version: PolicyVersion, folder: Path, tables: Mapping[str, Rows]
) -> None:
    """Registers into the registry; a reject fails the test."""
    report = import_folder(authority, write(folder, tables), version.loaded().vocabulary)
    assert report.rejected == 0, report


def clerk(officer: Officer) -> Account:
    """Somebody who checks."""
    return officer(Role.FIRST_CHECK)
