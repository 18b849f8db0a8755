"""The Shanghai text: its wording, its open questions, its examples."""

from __future__ import annotations

from duixian.language.clauses import wording_text
from duixian.policybook.check import check_policy
from duixian.policybook.load import load_policy
from tests.policies.encoded import ROOT, examples_in, failed_examples, options_without_example, untranslated

FOLDER = ROOT / "policies/shanghai/skill-upgrade"
OFFICIAL = ROOT / "tests/language/official/shanghai-skill-upgrade.txt"


def test_it_loads_without_a_problem_under_every_option() -> None:
    assert [p.render("en") for p in check_policy(FOLDER).problems] == []


def test_every_clause_of_the_text_stands_verbatim_in_the_document() -> None:
    held = wording_text((FOLDER / "policy.md").read_text("utf-8").split("---", 2)[2]).splitlines()
    clauses = [line.strip() for line in OFFICIAL.read_text("utf-8").splitlines()[1:] if line.strip()]
    assert [clause for clause in clauses if clause not in held] == []


def test_every_example_holds() -> None:
    assert len(examples_in(FOLDER)) >= 25
    assert failed_examples(FOLDER) == []


def test_an_example_shows_every_option_of_every_open_question() -> None:
    assert options_without_example(FOLDER) == []


def test_no_money_moves_without_a_document_number() -> None:
    assert not load_policy(FOLDER).policy.may_pay


def test_everything_a_person_reads_has_an_english_name() -> None:
    assert untranslated(load_policy(FOLDER).policy) == []
