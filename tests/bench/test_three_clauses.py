"""The three clauses that every peer is measured on say what their document says."""

from __future__ import annotations

from pathlib import Path

from bench.one.by_hand import three_clauses
from bench.one.person import DUE, PERSON
from duixian.decisions.examples import run_examples

FOLDER = Path(__file__).parents[2] / "bench" / "three-clauses"


def test_the_document_of_the_three_clauses_passes_its_examples() -> None:
    results = list(run_examples(FOLDER))
    assert results
    assert all(result.holds for result in results)


def test_the_program_by_hand_finds_due_what_the_example_of_the_document_expects() -> None:
    assert tuple(fen for fen, _ in three_clauses(PERSON)) == DUE


def test_the_program_by_hand_pays_nothing_where_one_condition_fails() -> None:
    short = {**PERSON, "合同期限": 35}
    (hiring, truths), *_ = three_clauses(short)
    assert hiring == 0
    assert [name for name, holds in truths.items() if not holds] == ["合同三年及以上"]
