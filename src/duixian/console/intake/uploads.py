"""An upload: a folder with the files and with what came of them. A job works on it; the page reads how far it is."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.console.registers.finding import vocabulary_of
from duixian.registry.store.importing import ImportReport, import_folder
from duixian.values.bilingual import DuixianError

WAITING, WORKING, LOOKED, DONE, FAILED = "waiting", "working", "looked", "done", "failed"
_STATUS, _FILES = "status.json", "files"


@dataclass(slots=True)
class Upload:
    """``report``: counts by word; ``notes``: [{zh, en, where}]; ``rejects``: whether there is a workbook of rejects."""

    name: str
    authority: int
    account: int
    at: str
    state: str = WAITING
    dry: bool = True
    files: list[str] = field(default_factory=list)
    report: dict[str, int] = field(default_factory=dict)
    notes: list[dict[str, str]] = field(default_factory=list)
    rejects: str = ""
    error: dict[str, str] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        """Whether a job has it in hand."""
        return self.state in (WAITING, WORKING)


def take(authority: Authority, account: Account, files: Iterable[UploadedFile[Any]]) -> Upload:
    """Keep files until they are imported or thrown away."""
    upload = Upload(secrets.token_hex(8), authority.pk, account.pk, clock.now().isoformat())
    folder = _folder(upload.name) / _FILES
    folder.mkdir(mode=0o700, parents=True)
    for file in files:
        name = Path(str(file.name)).name
        with (folder / name).open("wb") as kept:
            for part in file.chunks():
                kept.write(part)
        upload.files.append(name)
    save(upload)
    return upload


def find(name: str, authority: Authority) -> Upload | None:
    """An upload of the authority."""
    path = _folder(name) / _STATUS
    if not name.isalnum() or not path.is_file():
        return None
    found = Upload(**json.loads(path.read_text("utf-8")))
    return found if found.authority == authority.pk else None


def save(upload: Upload) -> None:
    """Write down how it stands."""
    path = _folder(upload.name) / _STATUS
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(upload), ensure_ascii=False), "utf-8")
    fresh.replace(path)


def carry_out(name: str) -> None:
    """Look through the files or take them in, as was ordered; then the real files go."""
    upload = Upload(**json.loads((_folder(name) / _STATUS).read_text("utf-8")))
    upload.state = WORKING
    save(upload)
    authority = Authority.objects.get(pk=upload.authority)
    try:
        report = import_folder(
            authority,
            _folder(name) / _FILES,
            vocabulary_of(authority),
            actor=Account.objects.get(pk=upload.account),
            dry_run=upload.dry,
        )
        _told(upload, report)
    except DuixianError as error:
        upload.state, upload.error = FAILED, _words(error)
    save(upload)
    if upload.state == DONE:
        shutil.rmtree(_folder(name) / _FILES)


def _told(upload: Upload, report: ImportReport) -> None:
    counts = ("inserted", "corrected", "unchanged", "kept", "rejected")
    upload.report = {name: int(getattr(report, name)) for name in counts}
    upload.notes = [_noted(note) for note in report.notes[:50]]
    upload.rejects = str(report.rejects) if report.rejects is not None else ""
    upload.state = LOOKED if upload.dry else DONE


def _noted(note: Any) -> dict[str, str]:
    return {"zh": note.message.zh, "en": note.message.en, "where": note.where}


def _words(error: DuixianError) -> dict[str, str]:
    return {"zh": error.render("zh"), "en": error.render("en")}


def _folder(name: str) -> Path:
    return Path(settings.DUIXIAN_DATA) / "uploads" / name
