"""The examples of a draft, those of the measures that it changes first; and those of the version before that come out
otherwise now.

An example stands for the policy's text: it is run under the options written in the folder or in the example itself, not
under those chosen for the draft.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duixian.decisions.examples import ExampleResult, Examples, examples_of, is_about
from duixian.decisions.store.archive import read_choices, spread, text_in
from duixian.decisions.store.examining import laid_out
from duixian.decisions.store.folders import working_folder
from duixian.decisions.store.models import WorkingDraft
from duixian.engines.prose.changes import changes_between
from duixian.policybook import load_policy
from duixian.policybook.document import EXAMPLES_FILE
from duixian.policybook.examples import Example, read_examples
from duixian.values.bilingual import Text

Found = dict[str, Any]
Tell = Callable[[int, int, Found], None]
_EVERY_NS = 700_000_000
"""How often it is told how far the examples are."""
_PLACE = re.compile(r"Spot\([^)]*\)")


@dataclass(slots=True)
class _Course:
    """How far the examples are. ``first``: how many are about what the draft changes; ``told_at``: when it was said."""

    tell: Tell
    steps: int
    first: int = 0
    done: int = 0
    failing: list[Found] = field(default_factory=list)
    told_at: int = 0

    def take(self, result: ExampleResult) -> None:
        """One more has been run; told at once where it is the last of the first, else every now and then."""
        self.done += 1
        if not result.holds:
            self.failing.append(_said(result.example, result.failures))
        if self.done == self.first or time.monotonic_ns() - self.told_at > _EVERY_NS:
            self.tell(self.done, self.steps, self.found())
            self.told_at = time.monotonic_ns()

    def found(self) -> Found:
        """What there is by now."""
        return {"count": self.steps, "first": self.first, "failing": self.failing}


def examples_tried(draft: WorkingDraft, tell: Tell) -> Found:
    """``count`` examples, the ``first`` of them about measures that the draft changes; those ``failing``; and of the
    examples of the version before those that were written otherwise then and are ``moved``. Raises PolicyError."""
    with laid_out(draft) as folder:
        changed = _changed(draft, folder)
        examples = examples_of(folder, changed)
        course = _Course(tell, len(examples), sum(is_about(one, changed) for one in examples.ordered))
        tell(0, course.steps, course.found())
        for result in examples:
            course.take(result)
        older = Examples(folder, examples.base, tuple(_written_otherwise(draft, examples)))
        moved = [_said(one.example, one.failures) for one in older if not one.holds]
    return course.found() | {"moved": moved}


def _changed(draft: WorkingDraft, folder: Path) -> frozenset[str]:
    """The measures that are new or different, by name."""
    new = load_policy(folder, choices=read_choices(draft.choices)).policy
    changes = changes_between(draft.base.loaded(), new)
    return frozenset(change.new.name.zh for change in changes.measures if change.new is not None)


def _written_otherwise(draft: WorkingDraft, now: Examples) -> Iterator[Example]:
    """The examples of the version before that the draft does not hold to the letter."""
    archive = bytes(draft.base.archive)
    if text_in(archive, EXAMPLES_FILE) in (None, text_in(bytes(draft.archive), EXAMPLES_FILE)):
        return
    held = {_words(example) for example in now.ordered}
    with working_folder() as place:
        before = read_examples(spread(archive, place), draft.base.loaded().vocabulary)
    yield from (example for example in before if _words(example) not in held)


def _words(example: Example) -> str:
    """An example without the lines it stands on."""
    return _PLACE.sub("", repr(example))


def _said(example: Example, failures: tuple[Text, ...]) -> Found:
    return {
        "name": [example.name.zh, example.name.en],
        "file": example.spot.file,
        "line": example.spot.line,
        "words": [[one.zh, one.en] for one in failures],
    }
