"""From YAML to a procedure; every fault with its place and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from duixian.authorities.duties import Role
from duixian.casework.errors import ProcedureFaulty
from duixian.casework.procedure.parts import Procedure, Step, StepKind
from duixian.casework.states import Origin
from duixian.values.bilingual import Text

_TRUTHS = {"是": True, "否": False}
ROLES: Mapping[str, Role] = {
    "受理": Role.INTAKE,
    "初审": Role.FIRST_CHECK,
    "复核": Role.SECOND_CHECK,
    "联审部门": Role.JOINT_CHECK,
    "财务制单": Role.FINANCE_MAKER,
    "财务复核": Role.FINANCE_CHECKER,
}
"""The words for roles that a procedure may name."""
_KEYS = ("步骤", "补正", "公示", "复核申请", "超时", "文件", "抽查", "更正")
_STEP_KEYS = (
    "名称",
    "英文",
    "类型",
    "角色",
    "工作日",
    "另一人",
    "补正",
    "登记",
    "部门",
    "项目",
    "来源",
)

Raw = Mapping[str, Any]


def read_procedure(default: str, own: str | None = None, file: str = "procedure.yaml") -> Procedure:
    """The procedure of the house with the keys that a policy sets otherwise. Raises ProcedureFaulty."""
    raw = {**_mapping(default, file), **(_mapping(own, file) if own is not None else {})}
    reader = _Reader(file)
    reader.known(raw, _KEYS, "")
    steps = tuple(reader.step(item, n) for n, item in enumerate(raw["步骤"], 1))
    notice, appeal, files, sample = raw["公示"], raw["复核申请"], raw["文件"], raw["抽查"]
    procedure = Procedure(
        steps,
        reader.days(raw["补正"], "补正"),
        tuple(str(stage) for stage in notice["阶段"]),
        reader.days(notice, "公示"),
        reader.days(appeal, "复核申请"),
        str(appeal["步骤"]),
        reader.roles(raw["超时"], "超时"),
        frozenset(str(kind) for kind in files["类型"]),
        int(files["最大字节"]),
        reader.whole(sample, "百分比", "抽查"),
        reader.whole(sample, "至少", "抽查"),
        reader.days(raw["更正"], "更正"),
    )
    reader.check(procedure)
    return procedure


def _mapping(text: str, file: str) -> Raw:
    found = yaml.load(text, Loader=yaml.BaseLoader)
    if isinstance(found, dict):
        return found
    raise ProcedureFaulty(
        "procedure-unreadable",
        Text("办理流程文件不是「键: 值」。", "The procedure is not keys and values."),
        file,
        Text(f"请写成 {'、'.join(_KEYS)} 等键。", f"Write keys such as {', '.join(_KEYS)}."),
    )


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file

    def known(self, raw: Raw, keys: Iterable[str], where: str) -> None:
        strange = [key for key in raw if key not in keys]
        if strange:
            words = "、".join(keys)
            raise self._fault(
                "unknown-key", where, f"不认识的键「{strange[0]}」", f"unknown key '{strange[0]}'", words
            )

    def step(self, raw: Raw, number: int) -> Step:
        where = f"步骤 {number}"
        self.known(raw, _STEP_KEYS, where)
        name = str(raw.get("名称", ""))
        if not name:
            raise self._fault("unnamed", where, "这一步没有名称", "the step has no name", "名称: …")
        return Step(
            Text(name, str(raw.get("英文", name))),
            StepKind(self.one_of(raw.get("类型", "审核"), [kind.value for kind in StepKind], where)),
            self.roles(raw, where),
            self.days(raw, where),
            self.truth(raw, "另一人", where),
            self.truth(raw, "补正", where),
            self.truth(raw, "登记", where),
            tuple(str(name) for name in raw.get("部门", ())),
            frozenset(str(name) for name in raw.get("项目", ())),
            frozenset(self.one_of(word, Origin.values, where) for word in raw.get("来源", ())),
        )

    def roles(self, raw: Raw, where: str) -> tuple[Role, ...]:
        found = tuple(ROLES[self.one_of(word, ROLES, where)] for word in raw.get("角色", ()))
        if not found:
            raise self._fault("no-role", where, "没有写由谁办理", "nobody is named to do it", "角色: […]")
        return found

    def days(self, raw: Raw, where: str) -> int:
        text = str(raw.get("工作日", ""))
        if not text.isdecimal() or int(text) < 1:
            raise self._fault(
                "no-days", where, f"工作日「{text}」不是正整数", f"'{text}' is no number of days", "工作日: 5"
            )
        return int(text)

    def whole(self, raw: Raw, key: str, where: str) -> int:
        text = str(raw.get(key, ""))
        if not text.isdecimal() or int(text) < 1:
            raise self._fault(
                "no-number",
                where,
                f"{key}「{text}」不是正整数",
                f"'{text}' is no positive number",
                f"{key}: 10",
            )
        return int(text)

    def truth(self, raw: Raw, key: str, where: str) -> bool:
        return _TRUTHS[self.one_of(raw.get(key, "否"), list(_TRUTHS), f"{where} {key}")]

    def one_of(self, word: object, allowed: Iterable[str], where: str) -> str:
        known = list(allowed)
        if word in known:
            return str(word)
        words = "、".join(known)
        raise self._fault("unknown-word", where, f"不认识「{word}」", f"'{word}' is not known", words)

    def check(self, procedure: Procedure) -> None:
        for step in procedure.steps:
            if step.kind is StepKind.JOINT and not step.departments:
                raise self._fault(
                    "no-department",
                    step.name.zh,
                    "联审没有写部门",
                    "the joint check names no department",
                    "部门: […]",
                )
        names = [step.name.zh for step in procedure.steps]
        if len(set(names)) < len(names) or not names:
            raise self._fault(
                "step-twice", "步骤", "步骤重名或没有步骤", "two steps of one name, or none", "名称: …"
            )
        self.one_of(procedure.appeal_step, names, "复核申请 步骤")

    def _fault(self, code: str, where: str, zh: str, en: str, write: str) -> ProcedureFaulty:
        return ProcedureFaulty(
            f"procedure-{code}",
            Text(f"办理流程：{zh}。", f"Procedure: {en}."),
            f"{self.file} {where}".strip(),
            Text(f"请写：{write}", f"Write: {write}"),
        )
