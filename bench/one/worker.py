"""One caller in this process; prints what was measured as one JSON line."""

from __future__ import annotations

import json
import sys
from importlib import metadata
from pathlib import Path

from bench.one.callers import CALLERS, Call
from bench.timing import peak_mib, say_measured, timed


def main() -> None:
    """``python -m bench.one.worker CALLER DATA REPEATS PATIENCE``."""
    name, data, repeats, patience = sys.argv[1:5]
    caller = CALLERS[name]
    call = caller.prepare(Path(data))
    _, seconds = timed(lambda: _loop(call, caller.loops), int(repeats), float(patience))
    say_measured()
    result = {
        "name": caller.name,
        "asked": caller.asked,
        "trace": caller.trace,
        "seconds": [value / caller.loops for value in seconds],
        "calls": caller.loops,
        "peak_mib": peak_mib(),
        "versions": {package: metadata.version(package) for package in caller.packages},
    }
    print(json.dumps(result, ensure_ascii=False), flush=True)


def _loop(call: Call, loops: int) -> bool:
    for _ in range(loops):
        call()
    return True


if __name__ == "__main__":
    main()
