"""The texts of Nantong and Shanghai: their wording, their open questions, their examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from duixian.language.clauses import wording_text
from duixian.policybook.check import check_policy
from duixian.policybook.load import load_policy
from tests.policies.encoded import ROOT, examples_in, failed_examples, options_without_example, untranslated

OFFICIAL = ROOT / "tests/language/official"
TEXTS = {
    ROOT / "policies/nantong/talents-510": OFFICIAL / "nantong-510.txt",
    ROOT / "policies/shanghai/skill-upgrade": OFFICIAL / "shanghai-skill-upgrade.txt",
}
EACH = pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.parent.name)


@EACH
def test_it_loads_without_a_problem_under_every_option(folder: Path) -> None:
    assert [p.render("en") for p in check_policy(folder).problems] == []


@EACH
def test_every_clause_of_the_text_stands_verbatim_in_the_document(folder: Path) -> None:
    held = wording_text((folder / "policy.md").read_text("utf-8").split("---", 2)[2]).splitlines()
    clauses = [line.strip() for line in TEXTS[folder].read_text("utf-8").splitlines()[1:] if line.strip()]
    assert [clause for clause in clauses if clause not in held] == []


@EACH
def test_every_example_holds(folder: Path) -> None:
    assert len(examples_in(folder)) >= 25
    assert failed_examples(folder) == []


@EACH
def test_an_example_shows_every_option_of_every_open_question(folder: Path) -> None:
    assert options_without_example(folder) == []


@EACH
def test_no_money_moves_without_a_document_number(folder: Path) -> None:
    assert not load_policy(folder).policy.may_pay


@EACH
def test_everything_a_person_reads_has_an_english_name(folder: Path) -> None:
    assert untranslated(load_policy(folder).policy) == []
