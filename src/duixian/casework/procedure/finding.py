"""The procedure of a policy version: its own file out of the archive, laid over the default of the house."""

from __future__ import annotations

from pathlib import Path

from duixian.casework.models.case import Case
from duixian.casework.procedure.parts import Procedure, Step
from duixian.casework.procedure.reading import read_procedure
from duixian.decisions.store.archive import text_in
from duixian.decisions.store.models import PolicyVersion

FILE = "procedure.yaml"
_DEFAULT = Path(__file__).with_name(FILE)
_READ: dict[str, Procedure] = {}
_KEPT = 64


def procedure_of(version: PolicyVersion) -> Procedure:
    """The procedure in force for a policy version; read once for each archive. Raises ProcedureFaulty."""
    held = _READ.get(version.archive_sha256)
    if held is None:
        if len(_READ) >= _KEPT:
            del _READ[next(iter(_READ))]
        held = read_procedure(_DEFAULT.read_text("utf-8"), text_in(bytes(version.archive), FILE))
        _READ[version.archive_sha256] = held
    return held


def with_own(text: str) -> Procedure:
    """The procedure of the house with a policy's own text laid over it. Raises ProcedureFaulty."""
    return read_procedure(_DEFAULT.read_text("utf-8"), text)


def step_of(case: Case) -> Step:
    """The step at which a case stands. Raises ProcedureFaulty."""
    return procedure_of(case.version).step(case.step)
