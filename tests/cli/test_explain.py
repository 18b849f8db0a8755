"""``duixian explain``: what a person reads is what the run decided."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from tests.cli.terminal import DAY, POLICY_ID, Told, decided, lines_of, registry, run


def explained(*arguments: object, lang: str = "en") -> Told:
    return run("explain", POLICY_ID, "--facts", registry(), "--as-of", DAY, *arguments, lang=lang)


@cache
def documents() -> tuple[dict[str, Any], ...]:
    """Every decision of the registry in its published form."""
    return tuple(
        json.loads(line) for line in (decided("csv") / "decisions.jsonl").read_text("utf-8").splitlines()
    )


def one(verdict: str) -> dict[str, Any]:
    return next(d for d in documents() if d["verdict"] == verdict and d["measure"]["kind"] == "资金")


@pytest.mark.parametrize("verdict", ["符合", "不符合", "待定"])
def test_a_decision_explained_as_json_is_that_of_the_whole_run(verdict: str) -> None:
    wanted = one(verdict)
    assert json.loads(explained("--decision", wanted["id"], "--json").out) == wanted


@pytest.mark.parametrize("verdict", ["符合", "不符合", "待定"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_condition_is_shown_with_its_truth(verdict: str, lang: str) -> None:
    wanted = one(verdict)
    told = "".join(explained("--decision", wanted["id"], lang=lang).out.split())
    for condition in wanted["conditions"]:
        assert condition["quote"] is None or condition["clause"] in told
    signs = {True: "✓", False: "✗", None: "？"}
    for truth in {condition["truth"] for condition in wanted["conditions"]}:
        assert signs[truth] in told


def test_a_refused_condition_shows_the_words_it_rests_on() -> None:
    wanted = one("不符合")
    told = "".join(explained("--decision", wanted["id"], lang="zh").out.split())
    failed = [c for c in wanted["conditions"] if c["truth"] is False and len(c["quote"]) < 40]
    assert all("".join(c["quote"].split()) in told for c in failed)


def test_what_is_paid_is_shown_with_the_payee() -> None:
    wanted = one("符合")
    told = explained("--decision", wanted["id"]).out
    assert wanted["payees"][0]["key"] in told
    assert f"CNY {wanted['payable'] / 100:,.2f}" in told


def test_what_is_missing_is_shown_with_where_to_get_it() -> None:
    told = lines_of(explained("--decision", one("待定")["id"], lang="zh").out)
    assert "还缺什么" in told
    assert "→ 请" in told


def test_interpretations_that_nobody_confirmed_are_marked() -> None:
    wanted = one("不符合")
    told = explained("--decision", wanted["id"], lang="zh").out
    assert "系统默认解释，未经区人力社保局确认" in told
    assert all(record["id"] in told for record in wanted["interpretations"])


def test_all_decisions_of_a_person_are_shown_those_that_pay_first() -> None:
    key = next(p["key"] for d in documents() for p in d["payees"] if p["table"] == "人员" and d["payable"])
    told = explained("--person", key)
    names = [
        line.split("decision ")[1].split()[0]
        for line in told.out.splitlines()
        if line.startswith("decision ")
    ]
    verdicts = [next(d["verdict"] for d in documents() if d["id"] == name) for name in names]
    assert verdicts == sorted(verdicts, key=["符合", "待定", "不符合"].index)
    assert {d["id"] for d in documents() if key in {p["key"] for p in d["payees"]}} <= set(names)


def test_an_employers_decisions_hold_those_it_is_paid_for() -> None:
    key = next(p["key"] for d in documents() for p in d["payees"] if p["table"] == "用人单位")
    found = [json.loads(line)["id"] for line in explained("--employer", key, "--json").out.splitlines()]
    assert {d["id"] for d in documents() if key in {p["key"] for p in d["payees"]}} <= set(found)


def test_a_person_nobody_knows_is_a_problem_of_the_input() -> None:
    told = explained("--person", "330101199001011234")
    assert told.code == 1
    assert "is not on the registers" in lines_of(told.err)
    assert "What to do" in told.err


def test_a_decision_that_is_not_there_is_a_problem_of_the_input() -> None:
    told = explained("--decision", "0" * 16, lang="zh")
    assert told.code == 1
    assert "没有编号为 0000000000000000 的决定" in lines_of(told.err)


@pytest.mark.parametrize("arguments", [(), ("--person", "a", "--employer", "b")])
def test_whose_decisions_are_meant_must_be_said_once(arguments: tuple[str, ...]) -> None:
    assert explained(*arguments).code == 2


def test_nothing_of_a_decision_is_wider_than_the_page() -> None:
    from rich.cells import cell_len

    for verdict in ("符合", "不符合", "待定"):
        told = explained("--decision", one(verdict)["id"], lang="zh").out
        assert max(cell_len(line.rstrip()) for line in told.splitlines()) <= 110
