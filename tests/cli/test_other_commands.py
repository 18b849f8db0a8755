"""sample, guide, facts, targets, check, test, new: what they print and write, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duixian.insight.registers import registers_used
from duixian.policybook import all_policies, load_policy
from duixian.registry.reading import read_registry
from tests.cli.terminal import DAY, POLICY, POLICY_ID, lines_of, registry, run


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "parquet"])
def test_a_sample_reads_back_as_registers(tmp_path: Path, file_format: str) -> None:
    told = run("sample", "--persons", 20, "--seed", 3, "--out", tmp_path, "--format", file_format)
    reading = read_registry(tmp_path, load_policy(POLICY).policy.vocabulary)
    assert told.code == 0
    assert len(reading.facts.rows("人员")) >= 20


def test_a_sample_of_no_persons_is_wrong_usage(tmp_path: Path) -> None:
    assert run("sample", "--persons", 0, "--out", tmp_path).code == 2


def test_a_profile_that_is_not_there_is_a_problem_of_the_input(tmp_path: Path) -> None:
    told = run("sample", "--out", tmp_path, "--profile", tmp_path / "no.yaml")
    assert told.code == 1
    assert "no.yaml" in told.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("folder", all_policies(), ids=lambda f: f.name)
def test_a_guide_is_printed_for_every_policy(folder: Path, lang: str) -> None:
    told = run("guide", folder, lang=lang)
    assert told.code == 0
    assert told.out.startswith("# ")
    assert told.err == ""


def test_a_guide_is_written_to_a_file(tmp_path: Path) -> None:
    told = run("guide", POLICY_ID, "--out", tmp_path / "a" / "guide.md")
    assert told.code == 0
    assert (tmp_path / "a" / "guide.md").read_text("utf-8") == run("guide", POLICY_ID).out


def test_a_template_is_written_for_each_register_that_the_policy_uses(tmp_path: Path) -> None:
    told = run("facts", POLICY_ID, "--template", tmp_path)
    policy = load_policy(POLICY).policy
    assert told.code == 0
    assert {path.stem for path in tmp_path.iterdir()} == set(registers_used(policy))
    reading = read_registry(tmp_path, policy.vocabulary)
    assert all(count.read == 0 for count in reading.counts.values())


def test_a_day_decided_over_empty_registers_has_no_cases(tmp_path: Path) -> None:
    run("facts", POLICY_ID, "--template", tmp_path / "in")
    told = run("decide", POLICY_ID, "--facts", tmp_path / "in", "--as-of", DAY, "--out", tmp_path / "out")
    assert told.code == 0
    assert json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["decisions"] == 0


def test_targets_stand_beside_the_figures_reached() -> None:
    told = run("targets", POLICY_ID, "--facts", registry(), "--as-of", DAY)
    assert told.code == 0
    for target in load_policy(POLICY).policy.targets:
        assert target.source.name.en.split()[0] in told.out


def test_a_policy_without_targets_says_so() -> None:
    folder = next(f for f in all_policies() if not load_policy(f).policy.targets)
    told = run("targets", folder, "--facts", registry(), "--as-of", DAY)
    assert told.out == "This policy sets no targets.\n"


@pytest.mark.parametrize("folder", all_policies(), ids=lambda f: f.name)
def test_every_policy_that_ships_passes_its_check(folder: Path) -> None:
    assert run("check", folder).code == 0


def test_a_check_can_be_read_by_a_program() -> None:
    told = run("check", POLICY_ID, "--json")
    assert json.loads(told.out)["passed"] is True


def broken(folder: Path) -> Path:
    """A policy whose rule does not use the amount of its wording."""
    text = (
        "---\n名称: 某办法\n机关: 某局\n状态: 施行\n资金层级: 区\n辖区: 临平区\n起: 2021-01-01\n---\n"
        "1. 每人给予1234元补助。\n\n```rule\n项目: 某补助\n每次: 录用\n受益: 人员\n金额: 4321元\n```\n"
    )
    policy = folder / "somewhere" / "something"
    policy.mkdir(parents=True)
    (policy / "policy.md").write_text(text, "utf-8")
    return policy


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_policy_with_a_fault_fails_its_check_with_the_place_and_a_remedy(tmp_path: Path, lang: str) -> None:
    told = run("check", broken(tmp_path), lang=lang)
    assert told.code == 1
    assert "policy.md:" in told.out
    assert ("怎么办" if lang == "zh" else "What to do") in told.out


@pytest.mark.parametrize("command", ["guide", "test", "facts"])
def test_a_policy_with_a_fault_is_used_by_no_command(tmp_path: Path, command: str) -> None:
    told = run(command, broken(tmp_path))
    assert told.code == 1
    assert "policy.md:" in told.err
    assert "Traceback" not in told.err


def test_a_policy_that_is_not_there_is_told_with_those_that_are() -> None:
    told = run("guide", "no/such")
    assert told.code == 1
    assert POLICY_ID in lines_of(told.err)


def test_a_policys_examples_are_run() -> None:
    folder = min(all_policies(), key=lambda f: (f / "examples.yaml").stat().st_size)
    told = run("test", folder)
    assert told.code == 0
    assert "all as expected" in told.out


def test_an_example_that_does_not_hold_is_shown_with_what_came(tmp_path: Path) -> None:
    folder = min(all_policies(), key=lambda f: (f / "examples.yaml").stat().st_size)
    copy = tmp_path / "a" / "b"
    copy.mkdir(parents=True)
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    examples = (copy / "examples.yaml").read_text("utf-8")
    (copy / "examples.yaml").write_text(examples.replace("结果: 符合", "结果: 不符合", 1), "utf-8")
    told = run("test", copy)
    assert told.code == 1
    assert "expected 不符合, got 符合" in lines_of(told.out)


def test_a_new_policy_holds_the_text_to_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIXIAN_POLICIES", str(tmp_path))
    (tmp_path / "text.txt").write_text("1. 每人给予1234元补助。\n", "utf-8")
    told = run("new", "somewhere/something", "--text", tmp_path / "text.txt")
    assert told.code == 0
    assert "1. 每人给予1234元补助。" in (tmp_path / "somewhere/something/policy.md").read_text("utf-8")
    assert run("new", "somewhere/something", "--text", tmp_path / "text.txt").code == 1


@pytest.mark.parametrize("name", ["../up/and", "one", "A/B", "a/b/c", "/a/b", "a/.."])
def test_a_name_that_is_no_place_under_the_policies_is_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.txt").write_text("1. 甲。\n", "utf-8")
    assert run("new", name, "--text", tmp_path / "text.txt").code == 2
