"""The chain: each decision of an authority holds the hash of the one before, so that none can be changed unseen.

``append`` is the only way a decision comes into being. ``verify`` reads a chain from its start and says where it
breaks: a row changed, taken out, put in, or a document that is not the one that was sealed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from duixian.authorities.models import Authority
from duixian.authorities.turns import one_at_a_time
from duixian.decisions.store.models import Decision, Run
from duixian.decisions.store.sealing import seal_of
from duixian.decisions.store.states import RunPurpose, RunState
from duixian.decisions.store.texts import hash_of, told
from duixian.values.bilingual import DuixianError, Text

GENESIS = "0" * 64
_COVERED = (
    "authority_id", "place", "policy", "measure", "case_id", "table", "key", "year", "as_of", "known_at", "asked",
    "verdict", "payable_fen", "due_now_fen", "recovery_fen", "entitled_fen", "inputs_hash", "document_sha256",
    "made_by_id", "made_at", "previous_sha256",
)  # fmt: skip
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold. ``place`` 0: not a decision but a run."""

    authority: str
    place: int
    what: Text


def append(authority: Authority, rows: Sequence[Decision]) -> list[Decision]:
    """Write decisions at the end of an authority's chain, in one transaction."""
    with transaction.atomic():
        place, last = _end_of(authority)
        for decision in rows:
            place += 1
            decision.authority, decision.place, decision.previous_sha256 = authority, place, last
            last = decision.sha256 = link(decision)
        return Decision.objects.bulk_create(rows, batch_size=_BATCH)


def _end_of(authority: Authority) -> tuple[int, str]:
    """The last place and hash; nobody else appends until the transaction ends."""
    one_at_a_time(authority, "decisions.chain")
    last = (
        Decision.objects.filter(authority=authority).order_by("-place").values_list("place", "sha256").first()
    )
    return last or (0, GENESIS)


def link(decision: Decision) -> str:
    """The hash of a row with the one before it, its run's seal and its version."""
    row: dict[str, Any] = {name: getattr(decision, name) for name in _COVERED}
    row["run"] = [decision.run.number, decision.run.seal] if decision.run is not None else None
    row["version"] = decision.version.version
    return hash_of(json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain))


def _plain(value: Any) -> str:
    return str(value.isoformat())


def verify(authority: Authority | None = None, *, documents: bool = True) -> list[Break]:
    """Every break in the chain of an authority, or of all. ``documents``: each is opened and compared as well."""
    chosen = [authority] if authority is not None else list(Authority.objects.order_by("pk"))
    return [found for one in chosen for found in (*_rows(one, documents=documents), *_runs(one))]


def _rows(authority: Authority, *, documents: bool) -> Iterator[Break]:
    place, last = 0, GENESIS
    for decision in _in_order(authority, documents=documents):
        if decision.place != place + 1 or decision.previous_sha256 != last:
            yield Break(
                authority.code, decision.place, Text("与前一行不相接", "it does not follow the row before")
            )
        if link(decision) != decision.sha256:
            yield Break(authority.code, decision.place, Text("内容被改动", "its contents were altered"))
        elif documents and not _whole(decision):
            yield Break(authority.code, decision.place, Text("决定书被改动", "its document was altered"))
        place, last = decision.place, decision.sha256


def _in_order(authority: Authority, *, documents: bool) -> Iterable[Decision]:
    found = Decision.objects.filter(authority=authority).select_related("run", "version").order_by("place")
    left_out = ("version__archive", "run__totals", "run__files", *(() if documents else ("document",)))
    return found.defer(*left_out).iterator(_BATCH)


def _whole(decision: Decision) -> bool:
    try:
        return hash_of(told(bytes(decision.document))) == decision.document_sha256
    except (DuixianError, ValueError, zlib.error):
        return False


def _runs(authority: Authority) -> Iterator[Break]:
    for run in Run.objects.filter(authority=authority, state=RunState.DONE):
        if seal_of(run) != run.seal:
            yield Break(
                authority.code, 0, Text(f"批量决定 {run.number} 被改动", f"run {run.number} was altered")
            )
        elif run.decisions.count() < rows_of(run):
            missing = Text(f"批量决定 {run.number} 缺少决定", f"decisions of run {run.number} are missing")
            yield Break(authority.code, 0, missing)


def rows_of(run: Run) -> int:
    """How many decisions a run made rows of, by its sealed totals: the last of a chain cannot be cut off unseen."""
    if run.purpose != RunPurpose.WHOLE:
        return 0
    return sum(line["eligible"] + line["undetermined"] for line in run.totals)
