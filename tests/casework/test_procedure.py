from __future__ import annotations

from pathlib import Path

import pytest

from duixian.casework.errors import ProcedureFaulty
from duixian.casework.procedure import finding
from duixian.casework.procedure.reading import read_procedure
from duixian.casework.states import TRANSITIONS, State, Verb

HOUSE = Path(finding.__file__).with_name("procedure.yaml").read_text("utf-8")
STRICT = Path(__file__).parent / "policies" / "district" / "strict" / "procedure.yaml"


def test_the_house_checks_twice_and_publishes_for_five_working_days() -> None:
    procedure = read_procedure(HOUSE)
    assert [step.name.zh for step in procedure.steps] == ["受理", "初审", "复核"]
    assert [step.another for step in procedure.steps] == [False, False, True]
    assert (procedure.notice_days, procedure.supplement_days) == (5, 10)


def test_a_policy_sets_only_what_it_does_otherwise() -> None:
    procedure = read_procedure(HOUSE, STRICT.read_text("utf-8"))
    assert (procedure.notice_days, procedure.stages, procedure.supplement_days) == (7, ("单位", "公示"), 10)
    assert [step.name.zh for step in procedure.steps_of("某项目", "免申")] == ["受理", "联审", "复核"]


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("步骤: [{名称: 联审, 类型: 联审, 角色: [联审部门], 工作日: 5}]", "procedure-no-department"),
        ("步骤: [{名称: 初审, 角色: [国王], 工作日: 5}]", "procedure-unknown-word"),
        ("步骤: [{名称: 初审, 角色: [初审], 工作日: 很快}]", "procedure-no-days"),
        ("步骤: [{名称: 初审, 工作日: 5}]", "procedure-no-role"),
        ("公告: {工作日: 5}", "procedure-unknown-key"),
        ("复核申请: {工作日: 5, 步骤: 终审}", "procedure-unknown-word"),
        ("只有一句话", "procedure-unreadable"),
    ],
)
def test_a_procedure_that_cannot_be_followed_is_refused_with_what_to_write(own: str, code: str) -> None:
    with pytest.raises(ProcedureFaulty) as found:
        read_procedure(HOUSE, own)
    assert found.value.code == code
    assert found.value.remedy.zh


def test_every_state_but_the_last_leads_somewhere() -> None:
    left = {state for moves in TRANSITIONS.values() for state in moves}
    assert set(State) - left == {State.WITHDRAWN, State.CLOSED}


def test_every_state_is_reached_by_some_verb() -> None:
    reached = {after for moves in TRANSITIONS.values() for after in moves.values()}
    assert set(State) - reached == {State.LISTED}
    assert Verb.NOTE not in TRANSITIONS
