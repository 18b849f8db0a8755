"""A list on notice as a workbook: what everybody may read, and nothing more."""

from __future__ import annotations

from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.notices.models import Publicity
from duixian.papers.sheets import Cell, Column, Kind, workbook
from duixian.public.notices.lists import lines_of


def sheet_of(notice: Publicity) -> bytes:
    """The lines that stand, with the hash of the list as it was frozen."""
    columns = [
        Column(gettext("序号"), Kind.COUNT),
        Column(gettext("姓名或名称")),
        Column(gettext("单位")),
        Column(gettext("项目")),
        Column(gettext("金额（元）"), Kind.MONEY),
    ]
    rows: list[tuple[Cell, ...]] = [
        (line.position, line.name, line.unit, line.benefit, line.amount_fen)
        for line in lines_of(notice).iterator()
    ]
    notes = [
        (gettext("公示"), notice.title),
        (gettext("编号"), notice.number),
        (gettext("发布单位"), notice.authority.name),
        (gettext("公示期"), f"{notice.public_from} — {notice.public_until}"),
        ("SHA-256", notice.sha256),
    ]
    return workbook(notice.number, columns, rows, made_at=clock.now(), notes=notes)
