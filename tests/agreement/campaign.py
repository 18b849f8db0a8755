"""Many generated cases one after another, and the smallest form of each on which the engines do not agree.

`python -m tests.agreement.campaign FIRST [HOW_MANY] [SECONDS_EACH]`: cases are made from whole numbers, so that
FIRST alone shows one of them again.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections import Counter
from random import Random
from types import FrameType

from tests.agreement.cases import Case, agree, by_bulk, by_reference, case_of
from tests.agreement.reducing import reduced


class TooSlow(BaseException):
    """A case that takes longer than a campaign waits; no handler of the engines may swallow it."""


def _stop(_: int, __: FrameType | None) -> None:
    raise TooSlow


def outcome(case: Case, seconds: int, seen: Counter[str]) -> str:
    """``agree``, ``differ``, ``slow``, or the name of a crash."""
    signal.alarm(seconds)
    try:
        one, other = by_reference(case), by_bulk(case)
    except TooSlow:
        return "slow"
    except (
        ArithmeticError,
        AssertionError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        Warning,
    ) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {where.filename.rsplit('/', 1)[-1]}:{where.lineno}"
    finally:
        signal.alarm(0)
    seen.update(f"lent: {reason.split(':')[0]}" for reason in other.lent)
    seen["refused"] += bool(one.refusal)
    return "agree" if agree(one, other) else "differ"


def main(first: int, many: int = 1, seconds: int = 20) -> None:
    """Runs the cases and prints what did not agree."""
    signal.signal(signal.SIGALRM, _stop)
    seen: Counter[str] = Counter()
    for number in range(first, first + many):
        case = case_of(Random(number))
        found = outcome(case, seconds, seen)
        seen[found] += 1
        if found == "differ" or " in " in found:
            print(f"== case {number}: {found}\n{reduced(case).text}", flush=True)
        elif found == "slow":
            print(f"== case {number}: slow", flush=True)
    print(dict(seen))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:4]))
