"""``python -m bench``: measure, write the figures, lay the tables into the page. Stop it at any time with Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.asking import Options, command, parser
from bench.parts import PARTS


def main(arguments: Sequence[str]) -> int:
    """Run the parts that were asked for; 130 when stopped by hand."""
    options: Options = parser(tuple(PARTS)).parse_args(arguments)
    try:
        for name in options.parts or [name for name in PARTS if name not in ("page", "pages")]:
            PARTS[name](options, command(arguments))
    except KeyboardInterrupt:
        print("\nStopped; what had been measured to the end was written.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
