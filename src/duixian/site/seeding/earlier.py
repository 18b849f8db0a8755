"""An earlier version of the policy, so that versions can be looked at and compared: the policy's own text with some words
replaced, as the script beside it says. It was in force before the month, and is withdrawn when the present one is."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from duixian.authorities import clock
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.publish import publish
from duixian.policybook.document import POLICY_FILE
from duixian.site.seeding.script import Earlier, Script
from duixian.site.seeding.staff import Staff
from duixian.values.bilingual import DuixianError, Text


def set_in_force_before(script: Script, staff: Staff) -> PolicyVersion | None:
    """The earlier version, on its own day; None where the script tells of none."""
    if script.earlier is None:
        return None
    with TemporaryDirectory() as place, clock.at(script.earlier.approved):
        return publish(
            _written(script.folder, script.earlier, Path(place)),
            authority=staff.district,
            document_number=script.earlier.number,
            choices=script.choices,
            author=staff["author"],
            approver=staff["approver"],
        )


def _written(folder: Path, earlier: Earlier, place: Path) -> Path:
    """The policy's folder as it was then, under the two names that make its id."""
    copy = place / folder.parent.name / folder.name
    shutil.copytree(folder, copy)
    text = (copy / POLICY_FILE).read_text("utf-8")
    for now, then in earlier.changed:
        if now not in text:
            raise _not_there(now, folder)
        text = text.replace(now, then)
    (copy / POLICY_FILE).write_text(text, "utf-8")
    return copy


def _not_there(words: str, folder: Path) -> DuixianError:
    return DuixianError(
        "demo-earlier",
        Text(
            f"政策里没有“{words.strip()}”，不能改出较早的版本。",
            f"The policy does not say '{words.strip()}'.",
        ),
        str(folder / POLICY_FILE),
        Text("请按政策的原文改正演示数据。", "Correct the demo's data by the policy's text."),
    )
