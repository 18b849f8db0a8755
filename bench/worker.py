"""One competitor in this process: prepares, warms up once, runs, and prints what was measured as one JSON line."""

from __future__ import annotations

import importlib
import json
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from bench.peer import Peer
from bench.timing import peak_mib, say_measured, timed


def main() -> None:
    """``python -m bench.worker MODULE DATA PERSONS REPEATS PATIENCE``."""
    module, data, persons, repeats, patience = sys.argv[1:6]
    peer = cast(Peer, importlib.import_module(module))
    asked = min(int(persons), peer.LIMIT) if peer.LIMIT else int(persons)
    found = measured(peer, Path(data), asked, int(repeats), float(patience))
    print(json.dumps(found, ensure_ascii=False), flush=True)


def measured(peer: Peer, data: Path, persons: int, repeats: int, patience: float) -> dict[str, Any]:
    """Seconds of every run, the peak memory before anything is compared, the sums."""
    began = time.perf_counter()
    ready = peer.prepare(data, persons)
    prepared = time.perf_counter() - began
    answer, seconds = timed(lambda: peer.run(ready), repeats, patience)
    peak = peak_mib()
    say_measured()
    return {
        "name": peer.NAME,
        "reasons": peer.REASONS,
        "persons": persons,
        "prepare_seconds": prepared,
        "seconds": seconds,
        "peak_mib": peak,
        "versions": {name: metadata.version(name) for name in peer.PACKAGES},
        **compared(peer, answer, data, persons),
    }


def compared(peer: Peer, answer: Any, data: Path, persons: int) -> dict[str, Any]:
    """The sums in fen, and how many amounts differ from the reckoning in whole numbers, and by how much."""
    from bench.three import numpy_amounts

    exact = numpy_amounts.run(numpy_amounts.prepare(data, persons))
    own = peer.amounts(answer)
    apart = [one.astype("int64") - other for one, other in zip(own, exact, strict=True)]
    return {
        "totals_fen": [int(column.sum()) for column in own],
        "amounts_apart": sum(int((column != 0).sum()) for column in apart),
        "fen_apart": sum(int(column.sum()) for column in apart),
        "most_fen_apart": max(int(abs(column).max()) for column in apart),
    }


if __name__ == "__main__":
    main()
