"""Take in a file: its kind told by its own bytes, its size, its hash, what the scanner says; kept sealed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from duixian.authorities import clock, sealing
from duixian.authorities.access import log_access
from duixian.authorities.models import Account
from duixian.casework.errors import EvidenceRefused, NotYours
from duixian.casework.models.case import Case
from duixian.casework.models.correction import Correction
from duixian.casework.models.evidence import Evidence
from duixian.casework.models.filing import Draft
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.procedure.parts import Procedure
from duixian.casework.selection.models import Nomination
from duixian.casework.standing import stands_for_case
from duixian.values.bilingual import Text

Owner = Draft | Case | Correction | Nomination
"""What files are handed in for."""
Scanner = Callable[[bytes, str], str]
"""What a scanner is: bytes and name in; what is wrong out, empty where nothing is."""

_SIGNS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"PK\x03\x04", "application/zip"),
)
_ENCODING = "latin-1"
"""Bytes go through the sealing of texts one to one."""


def attach(to: Owner, account: Account, name: str, contents: bytes, purpose: str = "") -> Evidence:
    """Keep a file with what it is handed in for. The same file for the same purpose is kept once.

    Raises EvidenceRefused (``evidence-kind``, ``evidence-size``, ``evidence-infected``), NotYours.
    """
    _require(to, account)
    procedure = procedure_of(to.version)
    kind = _kind(contents)
    _check(name, contents, kind, procedure)
    verdict = _scanned(contents, name)
    digest = sha256(contents).hexdigest()
    owner = {to._meta.model_name or "": to}
    with transaction.atomic():
        kept, fresh = Evidence.objects.get_or_create(
            sha256=digest,
            purpose=purpose,
            authority=to.authority,
            **owner,
            defaults={
                "name": Path(name).name[:200],
                "media_type": kind,
                "size": len(contents),
                "place": f"{to.authority.code}/{digest[:2]}/{digest}",
                "scan": verdict,
                "handed_in_by": account,
                "at": clock.now(),
            },
        )
        if fresh:
            _write(kept.place, contents)
    return kept


def contents_of(evidence: Evidence, reader: Account) -> bytes:
    """The file in clear; the look at it is logged. Raises EvidenceRefused (``evidence-altered``)."""
    log_access(reader, "view", "evidence", str(evidence.pk), [evidence.name], authority=evidence.authority)
    found = sealing.unseal(_path(evidence.place).read_bytes()).encode(_ENCODING)
    if sha256(found).hexdigest() != evidence.sha256:
        raise _refused(
            "altered",
            evidence.name,
            Text("文件与收件时的摘要不一致", "the file is not the one that was handed in"),
            Text("请从备份恢复。", "Restore it from a backup."),
        )
    return found


def _require(to: Owner, account: Account) -> None:
    if not _owns(account, to):
        raise NotYours(
            "not-yours",
            Text("只有申请人可以提交材料。", "Only the claimant hands in files."),
            "",
            Text("请用申请人的账户登录。", "Sign in with the claimant's account."),
        )


def _owns(account: Account, to: Owner) -> bool:
    if isinstance(to, Case):
        return stands_for_case(account, to)
    return account.pk == (to.requested_by_id if isinstance(to, Correction) else to.account_id)


def _kind(contents: bytes) -> str:
    return next((kind for sign, kind in _SIGNS if contents.startswith(sign)), "application/octet-stream")


def _check(name: str, contents: bytes, kind: str, procedure: Procedure) -> None:
    if kind not in procedure.media_types:
        listed = "、".join(sorted(procedure.media_types))
        raise _refused(
            "kind",
            name,
            Text(f"文件内容是 {kind}，不在可收的类型之内", f"it is a file of {kind}, which is not taken"),
            Text(f"请提交：{listed}", f"Hand in: {listed}"),
        )
    if not contents or len(contents) > procedure.largest_file:
        most = procedure.largest_file
        raise _refused(
            "size",
            name,
            Text(
                f"文件有 {len(contents)} 字节，上限 {most}", f"it has {len(contents)} bytes; at most {most}"
            ),
            Text("请压缩或分成几个文件后再提交。", "Make it smaller, or several files."),
        )


def _scanned(contents: bytes, name: str) -> str:
    """The scanner's word: that of the function named by ``DUIXIAN_EVIDENCE_SCANNER``; empty where none is set."""
    place = getattr(settings, "DUIXIAN_EVIDENCE_SCANNER", "")
    if not place:
        return ""
    scanner: Scanner = import_string(place)
    found = scanner(contents, name)
    if found:
        raise _refused(
            "infected",
            name,
            Text(f"扫描发现问题：{found}", f"the scanner found: {found}"),
            Text("请换一份干净的文件。", "Hand in a clean file."),
        )
    return "通过"


def _write(place: str, contents: bytes) -> None:
    path = _path(place)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(sealing.seal(contents.decode(_ENCODING)))
    fresh.replace(path)


def _path(place: str) -> Path:
    return Path(settings.MEDIA_ROOT) / place


def _refused(code: str, name: str, what: Text, remedy: Text) -> EvidenceRefused:
    return EvidenceRefused(
        f"evidence-{code}", Text(f"“{name}”：{what.zh}。", f"'{name}': {what.en}."), name, remedy
    )
