"""What an auditor takes away: every decision with its text, its place in the chain, and what replaying it gave.

``documents.jsonl`` holds the texts, a line each; ``decisions.jsonl`` the rows in the same order, each with the hash
of its text; ``replays.json`` what came of making every run and every single decision again; ``manifest.json`` the
counts and the hash of each file. ``faults_of`` reads an export anywhere, without the database.

The auditor of an authority above makes one too; its texts are masked: of numbers of identities and accounts the last
four digits are left. Each row then has the hash of the text as it was kept and of the masked one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from duixian.authorities import clock, roles
from duixian.authorities.access import log_access
from duixian.authorities.duties import Role
from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Authority
from duixian.decisions.store import chain, lookup
from duixian.decisions.store.models import Decision
from duixian.decisions.store.replay import every
from duixian.decisions.store.texts import hash_of
from duixian.values.bilingual import DuixianError, Text

DOCUMENTS, DECISIONS, REPLAYS, MANIFEST = (
    "documents.jsonl",
    "decisions.jsonl",
    "replays.json",
    "manifest.json",
)
_AT_ONCE = 500
_NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|[0-9]{16}|[0-9]{19})(?![0-9A-Za-z])")
"""Amounts in fen and places in the chain are shorter; hashes hold letters."""


@dataclass(frozen=True, slots=True)
class Exported:
    """``decisions``: how many; ``replayed``: runs and single decisions made again; ``differing``: those that came out
    otherwise; ``breaks``: where the chain does not hold."""

    folder: Path
    decisions: int
    replayed: int
    differing: tuple[str, ...]
    breaks: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether everything came out as it was kept."""
        return not self.differing and not self.breaks


def export(authority: Authority, folder: Path, auditor: Account) -> Exported:
    """Writes all decisions of an authority into a new folder, and makes every one again. The look is logged, at both
    authorities where the auditor is that of one above.

    Raises RoleRefused unless the account is an auditor or administrator there, or an auditor of an authority above,
    DuixianError (``export-exists``).
    """
    office = office_of(auditor, authority)
    masked = office != authority
    _made(folder)
    for one in {authority, office}:
        log_access(auditor, "export", "decisions.Decision", folder.name, ["document"], authority=one)
    count = _written(authority, folder, masked=masked)
    breaks = tuple(f"{found.place}: {found.what.zh}" for found in chain.verify(authority))
    replays = _replayed(authority)
    _save(folder / REPLAYS, replays)
    differing = tuple(row["of"] for row in replays if not row["same"])
    _save(folder / MANIFEST, {**_manifest(authority, folder, count, breaks), "masked": masked})
    return Exported(folder, count, len(replays), differing, breaks)


def office_of(auditor: Account, authority: Authority) -> Authority:
    """Where the auditor works who reads an authority's decisions: there, or at the nearest authority above.

    Raises RoleRefused."""
    if roles.holds(auditor, authority, Role.AUDITOR, Role.ADMIN):
        return authority
    above = authority.parent
    while above is not None and not roles.holds(auditor, above, Role.AUDITOR):
        above = above.parent
    if above is None:
        raise RoleRefused(auditor, authority, (Role.AUDITOR, Role.ADMIN))
    return above


def faults_of(folder: Path) -> list[str]:
    """Where an export is not what was written: a file altered, a text that is not the one its decision names."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    altered = [name for name, digest in manifest["sha256"].items() if _digest(folder / name) != digest]
    return [*altered, *_unlike(folder)]


def _unlike(folder: Path) -> Iterator[str]:
    with (
        (folder / DOCUMENTS).open(encoding="utf-8") as texts,
        (folder / DECISIONS).open(encoding="utf-8") as rows,
    ):
        for text, row in zip(texts, rows, strict=True):
            decision = json.loads(row)
            if hash_of(text.rstrip("\n")) != decision.get("masked_sha256", decision["document_sha256"]):
                yield f"{DOCUMENTS} {decision['place']}"


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        raise DuixianError(
            "export-exists",
            Text("这个文件夹已经有了。", "The folder is there already."),
            where=str(folder),
            remedy=Text("请另给一个新文件夹的名字。", "Name a new folder."),
        ) from None


def _written(authority: Authority, folder: Path, *, masked: bool) -> int:
    """The two lists, side by side; how many lines."""
    count = 0
    found = Decision.objects.filter(authority=authority).select_related("run", "version").order_by("place")
    with (
        (folder / DOCUMENTS).open("w", encoding="utf-8") as texts,
        (folder / DECISIONS).open("w", encoding="utf-8") as rows,
    ):
        for decision in found.defer("version__archive").iterator(_AT_ONCE):
            text, row = lookup.text(decision), _row(decision)
            if masked:
                text = without_numbers(text)
                row["masked_sha256"] = hash_of(text)
            texts.write(text + "\n")
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def without_numbers(text: str) -> str:
    """A text whose numbers of identities and accounts are masked but for their last four signs."""
    return _NUMBERS.sub(lambda found: "•" * (len(found[0]) - 4) + found[0][-4:], text)


def _row(decision: Decision) -> dict[str, Any]:
    names = (
        "place",
        "case_id",
        "policy",
        "measure",
        "verdict",
        "payable_fen",
        "inputs_hash",
        "document_sha256",
    )
    return {
        **{name: getattr(decision, name) for name in names},
        "version": decision.version.version,
        "run": decision.run.number if decision.run is not None else None,
        "as_of": decision.as_of.isoformat(),
        "known_at": decision.known_at.isoformat(),
        "made_at": decision.made_at.isoformat(),
        "previous_sha256": decision.previous_sha256,
        "sha256": decision.sha256,
    }


def _replayed(authority: Authority) -> list[dict[str, Any]]:
    return [
        {"of": str(kept), "same": found.same, "sha256": found.sha256, "expected": found.expected}
        for kept, found in every(authority)
    ]


def _manifest(authority: Authority, folder: Path, count: int, breaks: tuple[str, ...]) -> dict[str, Any]:
    return {
        "authority": authority.code,
        "made_at": clock.now().isoformat(),
        "decisions": count,
        "breaks": breaks,
        "sha256": {name: _digest(folder / name) for name in (DOCUMENTS, DECISIONS, REPLAYS)},
    }


def _save(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
