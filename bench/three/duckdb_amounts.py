"""DuckDB: one SELECT over a table in its own memory, into another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

NAME = "DuckDB"
REASONS = "no"
LIMIT = 0
PACKAGES = ("duckdb",)
_SQL = """
CREATE OR REPLACE TABLE answer AS SELECT
  CASE WHEN 我区用人单位 AND 新引进 AND 引进等级 >= 3 AND 合同期限 >= 36 AND 连续参保 >= 6 THEN
    CASE 引进等级 WHEN 3 THEN 200000 WHEN 4 THEN 300000 ELSE 500000 END ELSE 0 END::BIGINT AS 引才补贴,
  CASE WHEN 取证时在职 AND 申请时在职 AND 与岗位匹配 AND 证书等级 BETWEEN 1 AND 4 THEN
    CASE 证书等级 WHEN 1 THEN 100000 WHEN 2 THEN 150000 WHEN 3 THEN 200000 ELSE 500000 END
    ELSE 0 END::BIGINT AS 技能提升补助,
  CASE WHEN 培训费用 > 0 AND 培训时在职 AND 参训等级 >= 3 THEN
    least(((培训费用 - 已报销金额) * 8 + 5) // 10, 100000) ELSE 0 END::BIGINT AS 继续教育补助
FROM people
"""


def prepare(data: Path, persons: int) -> Any:
    """A database in memory that holds the file."""
    database = duckdb.connect()
    database.execute("CREATE TABLE people AS SELECT * FROM read_parquet(?) LIMIT ?", [str(data), persons])
    return database


def run(ready: Any) -> Any:
    """A table of three columns."""
    ready.execute(_SQL)
    return ready


def amounts(answer: Any) -> Sequence[Any]:
    """The table in its order (DuckDB keeps the order of insertion by default)."""
    columns = answer.execute("SELECT * FROM answer").fetchnumpy()
    return [columns[name] for name in ("引才补贴", "技能提升补助", "继续教育补助")]
