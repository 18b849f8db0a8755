"""Compact files on the disk: written whole with what their columns mean, read and expanded again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from duixian.decisions.compact.columns.cases import packed_columns
from duixian.decisions.compact.describing import FORM, description
from duixian.decisions.compact.layout import Layout
from duixian.decisions.compact.packing import packed
from duixian.decisions.compact.unpacking import outcome_of
from duixian.decisions.runs.decided import InColumns, MeasureRun
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Policy
from duixian.values.bilingual import DuixianError, Text

SUFFIX = ".parquet"
_META = "duixian"
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What some system does not take in the name of a file."""
_GROUP = 1 << 17
"""Rows of a group of a file."""
_AT_ONCE = 10_000
"""Rows expanded at a time."""


class CompactError(DuixianError):
    """A file that cannot be expanded: not one of ours, or of another version of the policy."""


def place_of(policy: Policy, measure: Measure) -> str:
    """Where the file of a measure lies, without its ending: a folder for the policy, a file for the measure."""
    return f"{_UNFIT.sub('_', policy.id)}/{_UNFIT.sub('_', measure.name)}"


@dataclass(frozen=True, slots=True)
class Packed:
    """All cases of a measure in their order, packed into columns, with what the columns mean."""

    rows: pl.DataFrame
    about: str

    def write(self, path: Path) -> None:
        """One file. The same cases give the same bytes."""
        frame = self.rows.rechunk()
        frame.write_parquet(path, compression="zstd", row_group_size=_GROUP, metadata={_META: self.about})


def packed_measure(run: MeasureRun, as_of: date) -> Packed:
    """The cases of a measure, ready to be written. Raises NotCompact where a number does not fit 64 bits."""
    layout = Layout(run.policy, run.measure)
    about = json.dumps(description(layout, as_of), ensure_ascii=False, separators=(",", ":"))
    return Packed(_rows(layout, run), about)


def write_measure(run: MeasureRun, as_of: date, path: Path) -> None:
    """One file with all cases of a measure in their order. Raises NotCompact."""
    packed_measure(run, as_of).write(path)


def _rows(layout: Layout, run: MeasureRun) -> pl.DataFrame:
    if isinstance(run, InColumns) and run.decisions.columns is not None:
        return packed_columns(layout, run.decisions)
    return packed(layout, run)


def write_description(policy: Policy, measure: Measure, as_of: date, path: Path) -> None:
    """What the columns of a measure's files mean, for people and programs; the files hold it too."""
    about = description(Layout(policy, measure), as_of)
    path.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")


class CompactFile:
    """A file of a measure, to be expanded. Raises CompactError where it is none, or of another policy or version."""

    def __init__(self, path: Path, policies: Sequence[Policy]) -> None:
        self.path = path
        about = _about(path)
        self.as_of = date.fromisoformat(about["as_of"])
        policy = _policy_of(about["policy"], policies, path)
        self.layout = Layout(policy, policy.measures[about["measure"]["name"]["zh"]])
        self._rows = pl.scan_parquet(path)

    def __len__(self) -> int:
        return int(self._rows.select(pl.len()).collect().item())

    def __iter__(self) -> Iterator[Outcome]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self._expanded(self._rows.slice(start, _AT_ONCE))

    def of_record(self, key: str) -> Iterator[Outcome]:
        """The cases of a record: one, or one for each year."""
        return self._expanded(self._rows.filter(pl.col("record") == key))

    def _expanded(self, rows: pl.LazyFrame) -> Iterator[Outcome]:
        for row in rows.collect().iter_rows(named=True):
            yield outcome_of(self.layout, row, self.as_of)


def _about(path: Path) -> dict[str, Any]:
    try:
        about = json.loads(pl.read_parquet_metadata(path).get(_META, "{}"))
    except pl.exceptions.ComputeError as error:
        raise _not_ours(path) from error
    if about.get("form") != FORM:
        raise _not_ours(path)
    found: dict[str, Any] = about
    return found


def _not_ours(path: Path) -> CompactError:
    return CompactError(
        "compact-not-ours",
        Text("这不是紧凑格式的决定文件。", "This is no compact file of decisions."),
        str(path),
        Text(
            "请给 --format compact 写出的 parquet 文件。", "Give a parquet file that --format compact wrote."
        ),
    )


def _policy_of(said: dict[str, Any], policies: Sequence[Policy], path: Path) -> Policy:
    for policy in policies:
        if policy.id == said["id"] and policy.version == said["version"]:
            return policy
    name, version = said["id"], said["version"][:16]
    raise CompactError(
        "compact-other-version",
        Text(
            f"文件是按政策 {name} 的版本 {version} 决定的，给出的政策不是这一版。",
            f"The file was decided by version {version} of {name}; the policy given is not that version.",
        ),
        str(path),
        Text("请给出那一版的政策文件夹。", "Give the policy's folder as it was at that version."),
    )
