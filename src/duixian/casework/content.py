"""What a claimant filled in: rows of cells by table, the year and the account. Kept sealed, for it holds numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from duixian.authorities import sealing
from duixian.casework.errors import ClaimFaulty
from duixian.language.absent import ABSENT
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy
from duixian.language.vocabulary import Table, Vocabulary
from duixian.language.vocabulary.cells import RowError, read_row
from duixian.values.bilingual import Text

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where the money is to go."""

    holder: str = ""
    number: str = ""
    bank: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """``tables``: rows of cells as people write them; the first row of the measure's table is the case itself.
    ``year``: of a measure decided for each year."""

    tables: Mapping[str, Sequence[Cells]] = field(default_factory=dict)
    year: int | None = None
    account: BankAccount = BankAccount()

    def sealed(self) -> bytes:
        """As a draft or a case keeps it."""
        account = self.account
        raw = {
            "tables": {table: [dict(row) for row in rows] for table, rows in self.tables.items()},
            "year": self.year,
            "account": [account.holder, account.number, account.bank],
        }
        return sealing.seal(json.dumps(raw, ensure_ascii=False))


def unsealed(kept: bytes | memoryview) -> Content:
    """Back from what a draft or a case keeps; nothing is an empty content."""
    if not kept:
        return Content()
    raw: dict[str, Any] = json.loads(sealing.unseal(bytes(kept)))
    return Content(raw["tables"], raw["year"], BankAccount(*raw["account"]))


@dataclass(frozen=True, slots=True)
class Claimed:
    """A content read: records by table, the case's own first."""

    own: Record
    records: Mapping[str, Sequence[Record]]


def read_content(content: Content, policy: Policy, measure: Measure) -> Claimed:
    """Every row read against the vocabulary. Raises ClaimFaulty with every fault of every row."""
    vocabulary = policy.vocabulary
    own = content.tables.get(measure.table, ())
    if not own:
        raise _no_record(vocabulary.tables[measure.table])
    faults: list[RowError] = []
    records: dict[str, list[Record]] = {}
    for name, rows in content.tables.items():
        table = vocabulary.tables.get(name)
        if table is None:
            raise _no_table(name)
        for position, row in enumerate(rows):
            try:
                records.setdefault(name, []).append(_record(table, row, position, vocabulary))
            except RowError as error:
                faults.append(error)
    if faults:
        raise _faulty(faults)
    return Claimed(records[measure.table][0], records)


def _record(table: Table, row: Cells, position: int, vocabulary: Vocabulary) -> Record:
    """A row that only names a key stands for a record that is known already; its other cells are not asked."""
    known = table.key is not None and set(row) == {table.key}
    values = read_row(table, row, vocabulary, partial=known)
    key = values[table.key] if table.key is not None else f"claimed-{position}"
    if known:
        values = {name: value for name, value in values.items() if value is not None and value is not ABSENT}
    return Record(table.name, key, values, "申报")


def _faulty(faults: Sequence[RowError]) -> ClaimFaulty:
    cells = [cell for fault in faults for cell in fault.errors]
    zh = "；".join(f"{cell.where}：{cell.message.zh}" for cell in cells)
    en = "; ".join(f"{cell.where}: {cell.message.en}" for cell in cells)
    remedies = dict.fromkeys(cell.remedy for cell in cells)
    remedy = Text("".join(r.zh for r in remedies), " ".join(r.en for r in remedies))
    return ClaimFaulty("claim-faulty", Text(zh, en), "、".join(f.where for f in faults), remedy)


def _no_record(table: Table) -> ClaimFaulty:
    return ClaimFaulty(
        "claim-empty",
        Text(f"没有填写“{table.name}”。", f"Nothing is filled in under '{table.english}'."),
        table.name,
        Text("请选择已有的一条，或填写新的一条。", "Choose one that is known, or fill in a new one."),
    )


def _no_table(name: str) -> ClaimFaulty:
    return ClaimFaulty(
        "claim-faulty",
        Text(f"没有“{name}”这种登记表。", f"There is no table '{name}'."),
        name,
        Text("请按表单填写。", "Fill in the form as it is."),
    )
