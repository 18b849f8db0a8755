"""The seal of a finished run: the hash of all that it says of itself, its files' hashes among it."""

from __future__ import annotations

import json

from duixian.decisions.store.models import Run
from duixian.decisions.store.texts import hash_of


def seal_of(run: Run) -> str:
    """SHA-256 in hex of the run's number, versions, day, moment, inputs, files and totals."""
    said = {
        "authority": run.authority_id,
        "number": run.number,
        "versions": list(run.versions.order_by("pk").values_list("version", flat=True)),
        "purpose": run.purpose,
        "as_of": run.as_of.isoformat(),
        "known_at": run.known_at.isoformat(),
        "inputs": run.inputs_hash,
        "files": run.files,
        "totals": run.totals,
    }
    return hash_of(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
