"""``duixian decide``: the files of a run, and what they say together."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook

from duixian.decisions.schema import decision_schema
from duixian.policybook import all_policies, load_policy
from tests.cli.terminal import DAY, POLICY, POLICY_ID, decided, lines_of, registry, run

SHEETS = ("summary", "decisions", "conditions", "instalments", "effects")


def frame(name: str) -> pl.DataFrame:
    return pl.read_parquet(decided("parquet") / f"{name}.parquet")


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "parquet"])
def test_every_table_of_a_run_is_written(file_format: str) -> None:
    names = {path.name for path in decided(file_format).iterdir()}
    rejects = "rejects.csv" if file_format == "parquet" else f"rejects.{file_format}"
    assert names == {*(f"{name}.{file_format}" for name in SHEETS), rejects, "decisions.jsonl", "run.json"}


def test_each_decision_has_a_row_for_each_of_its_conditions() -> None:
    documents = [
        json.loads(line) for line in (decided("parquet") / "decisions.jsonl").read_text("utf-8").splitlines()
    ]
    counted = dict(frame("conditions").group_by("id").len().iter_rows())
    assert counted == {d["id"]: len(d["conditions"]) for d in documents}


def test_the_published_form_of_every_decision_fits_its_schema() -> None:
    validator = Draft202012Validator(decision_schema())
    for line in (decided("csv") / "decisions.jsonl").read_text("utf-8").splitlines():
        assert list(validator.iter_errors(json.loads(line))) == []


def test_the_summary_adds_up_to_the_decisions() -> None:
    decisions, summary = frame("decisions"), frame("summary")
    for verdict, name in (("符合", "eligible"), ("不符合", "ineligible"), ("待定", "undetermined")):
        assert summary[name].sum() == decisions.filter(pl.col("verdict") == verdict).height
    eligible = decisions.filter(pl.col("verdict") == "符合")
    assert summary["payable"].sum() == eligible["payable"].sum()


def test_the_instalments_of_a_decision_add_up_to_what_is_payable() -> None:
    open_states = ["应付", "未到期"]
    instalments = frame("instalments").filter(pl.col("state").is_in(open_states))
    totals = dict(instalments.group_by("id").agg(pl.col("amount").sum()).iter_rows())
    effects = set(frame("effects").filter(pl.col("kind").is_in(["已支付", "保持"]))["id"])
    paid = frame("decisions").filter((pl.col("verdict") == "符合") & pl.col("amount").is_not_null())
    rows = [row for row in paid.iter_rows(named=True) if row["id"] not in effects]
    assert rows
    assert {row["id"]: totals.get(row["id"], 0) for row in rows} == {
        row["id"]: row["payable"] for row in rows
    }


def test_money_is_yuan_for_people_and_fen_for_programs() -> None:
    people = {row["Decision"]: row["Payable"] for row in csv_rows(decided("csv") / "decisions.csv")}
    programs = dict(frame("decisions").select("id", "payable").iter_rows())
    assert people == {name: f"{fen // 100}.{fen % 100:02d}" for name, fen in programs.items()}


def test_every_refusal_says_why_and_every_open_case_what_is_missing() -> None:
    for row in csv_rows(decided("csv", "zh") / "decisions.csv"):
        assert bool(row["原因"]) is (row["结果"] != "符合"), row


def test_every_failed_condition_quotes_the_text_or_names_its_clause() -> None:
    failed = [row for row in csv_rows(decided("csv", "zh") / "conditions.csv") if row["判断"] == "不符合"]
    assert failed
    assert all(row["条款"] and row["说明"] for row in failed)


def test_numbers_of_people_keep_every_digit_in_a_workbook() -> None:
    book = CalamineWorkbook.from_path(decided("xlsx") / "decisions.xlsx")
    head, *rows = book.get_sheet_by_index(0).to_python()
    numbers = [row[head.index("ID number")] for row in rows if row[head.index("ID number")]]
    assert numbers
    assert all(isinstance(number, str) and len(number) == 18 for number in numbers)


def test_the_bad_rows_of_the_sample_are_rejects_and_the_run_goes_on() -> None:
    said = json.loads((decided("csv") / "run.json").read_text("utf-8"))
    assert said["rejects"] == len(csv_rows(decided("csv") / "rejects.csv")) > 0
    assert said["decisions"] == len(csv_rows(decided("csv") / "decisions.csv")) > 0


def test_deciding_again_gives_the_same_bytes(tmp_path: Path) -> None:
    given = ["--facts", registry(), "--as-of", DAY, "--out", tmp_path, "--format", "csv", "--json"]
    for _time in range(2):
        assert run("decide", POLICY_ID, *given).code == 0
    for file in decided("csv").iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_the_summary_is_printed_and_progress_goes_elsewhere(tmp_path: Path) -> None:
    told = run(
        "decide", POLICY_ID, "--facts", registry(), "--as-of", DAY, "--out", tmp_path, "--format", "csv"
    )
    assert "eligible" in told.out
    assert "Deciding" in told.err
    assert "Deciding" not in told.out


def test_a_draft_says_that_nothing_is_paid_under_it(tmp_path: Path) -> None:
    draft = tmp_path / "a" / "p"
    shutil.copytree(POLICY, draft)
    told = run("decide", draft, "--facts", registry(), "--as-of", DAY, "--out", tmp_path / "out", lang="zh")
    assert "征求意见稿：可以测算，不能据此付款" in told.err


def test_results_do_not_go_among_the_registers() -> None:
    told = run("decide", POLICY_ID, "--facts", registry(), "--as-of", DAY, "--out", registry())
    assert told.code == 1
    assert "cannot go into the folder of the registers" in lines_of(told.err)
    assert not (registry() / "run.json").exists()


def test_the_same_policy_twice_is_decided_once(tmp_path: Path) -> None:
    told = run(
        "decide",
        POLICY_ID,
        POLICY,
        "--facts",
        registry(),
        "--as-of",
        DAY,
        "--out",
        tmp_path,
        "--format",
        "csv",
    )
    assert told.code == 0
    again = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert again["decisions"] == json.loads((decided("csv") / "run.json").read_text("utf-8"))["decisions"]


def test_several_policies_are_summed_up_one_after_the_other(tmp_path: Path) -> None:
    folders = all_policies()[:2]
    told = run(
        "decide",
        *folders,
        "--facts",
        registry(),
        "--as-of",
        DAY,
        "--out",
        tmp_path,
        "--format",
        "csv",
        lang="zh",
    )
    assert told.code == 0
    titles = [load_policy(folder).policy.title.zh[:8] for folder in folders]
    assert all(title in told.out for title in titles)
    said = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert len(said["policies"]) == 2
