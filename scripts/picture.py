"""Draws docs/decision.svg and docs/decision.zh.svg: one decision as the terminal explains it.

The case is the first example of the given policy that is refused but would hold later.
"""

from __future__ import annotations

import re
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console

from duixian.cli.explaining.decision import Explainer
from duixian.cli.language import speak
from duixian.cli.session import Session
from duixian.decisions.examples import decided
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.policybook import find_policy, load_policy
from duixian.policybook.examples import read_examples

DOCS = Path(__file__).parents[1] / "docs"
NAMES = {"zh": "decision.zh.svg", "en": "decision.svg"}


def case_of(ref: str) -> tuple[Facts, Outcome]:
    """The case to draw."""
    folder = find_policy(ref)
    policy = load_policy(folder).policy
    for example in read_examples(folder, policy.vocabulary):
        facts, outcomes = decided(policy, example)
        for outcome in outcomes:
            if outcome.not_yet is not None and not example.choices:
                return facts, outcome
    raise SystemExit(f"no example of {ref} is refused and would hold later")


def draw(ref: str, lang: str) -> None:
    """Write the picture in one language."""
    speak(lang)
    facts, outcome = case_of(ref)
    out = Console(record=True, width=104, file=StringIO(), highlight=False, markup=False, emoji=False)
    Explainer(Session(lang, out, out), facts).show(outcome)
    svg = out.export_svg(title="duixian explain")
    # A picture in a repository fetches nothing: the font is the reader's own.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "Noto Sans Mono CJK SC, Sarasa Mono SC, Menlo, Consolas")
    (DOCS / NAMES[lang]).write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


if __name__ == "__main__":
    for language in NAMES:
        draw(sys.argv[1], language)
