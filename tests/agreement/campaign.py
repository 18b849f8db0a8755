"""Many generated cases one after another, and the smallest form of each on which the engines do not agree.

`python -m tests.agreement.campaign FIRST [HOW_MANY] [SECONDS_EACH]` (of processor time): cases are made from whole numbers, so that
FIRST alone shows one of them again.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from random import Random
from types import FrameType

from duixian.language.problems import PolicyError
from tests.agreement.cases import Case, case_of
from tests.agreement.reducing import failure_of, reduced


class TooSlow(BaseException):
    """A case that takes longer than a campaign waits; no handler of the engines may swallow it."""


def _stop(_: int, __: FrameType | None) -> None:
    raise TooSlow


def outcome(case: Case, seconds: int) -> str:
    """``slow``, or how the engines do not agree; nothing where they do."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return failure_of(case)
    except TooSlow:
        return "slow"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main(first: int, many: int = 1, seconds: int = 20) -> None:
    """Runs the cases and prints what did not agree."""
    signal.signal(signal.SIGPROF, _stop)
    seen: Counter[str] = Counter()
    for number in range(first, first + many):
        try:
            case = case_of(Random(number))
        except PolicyError as error:
            print(f"== case {number} is no policy: {error}", flush=True)
            continue
        found = outcome(case, seconds)
        seen[found or "agree"] += 1
        if found:
            print(f"== case {number}: {found}", flush=True)
            if found != "slow" or many == 1:  # each look at a slow case takes all the time it may
                print(reduced(case, lambda smaller: outcome(smaller, seconds)).text, flush=True)
    print(dict(seen))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:4]))
