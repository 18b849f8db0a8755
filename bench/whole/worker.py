"""One competitor on the whole policy in this process; prints what was measured as one JSON line."""

from __future__ import annotations

import json
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from bench.timing import peak_mib, timed
from bench.whole.peers import PEERS


def main() -> None:
    """``python -m bench.whole.worker PEER FOLDER PERSONS REPEATS``."""
    name, folder, persons, repeats = sys.argv[1:5]
    peer = PEERS[name]
    once = 0 < peer.most < int(persons)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "cases.parquet"
        totals, seconds = timed(
            lambda: peer.run(Path(folder), out), 1 if once else int(repeats), warm=not once
        )
        size = out.stat().st_size
    result = {
        "name": peer.name,
        "reasons": peer.reasons,
        "persons": int(persons),
        "seconds": seconds,
        "peak_mib": peak_mib(),
        "bytes_written": size,
        "versions": {package: metadata.version(package) for package in peer.packages},
        "totals_fen": totals,
    }
    print(json.dumps(result, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
