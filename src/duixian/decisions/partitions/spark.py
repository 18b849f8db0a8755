"""Stages on Spark: it splits the registers, schedules the stages, retries and spreads them over machines.

A stage is thirty tables of different shapes that have to be seen together, so it is a task over the files of its
partition, which every machine must see (the working folder lies on shared storage). Inside a task the column engine
runs as it does here, from the same files to the same bytes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import date
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duixian.decisions.partitions.hashing import BODY, FIRST, HEAD, MIX, PRIME, SECOND
from duixian.decisions.partitions.here import attempt
from duixian.decisions.partitions.manifest import Done
from duixian.decisions.partitions.plan import Plan
from duixian.decisions.partitions.running import Failed
from duixian.decisions.partitions.sources import Source, Sources
from duixian.decisions.partitions.splitting import NUMBER, PARTITION, Split
from duixian.decisions.partitions.stages import Stage
from duixian.decisions.runs.spark import require_spark
from duixian.language.rule import Policy
from duixian.language.vocabulary import Column
from duixian.registry.sources.placed import FILE, ROW
from duixian.registry.sources.sheet import FIRST_ROW

if TYPE_CHECKING:
    from pyspark.sql import Column as SparkColumn
    from pyspark.sql import DataFrame, SparkSession

PARENT = "※亲"
_UTF8_LOCALE = "C.UTF-8"
_WIDE = "".join(chr(0xFF10 + digit) for digit in range(10))


def session(master: str | None = None) -> SparkSession:
    """The session there is, or a new one: of the cluster that Spark is set up for, else of this machine.

    Raises EngineMissing without PySpark or Java."""
    require_spark()
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("duixian").config("spark.ui.enabled", "false")
    # Registers keep what stands in their cells; a date before 1900 is no reason to stop.
    builder = builder.config("spark.sql.session.timeZone", "UTC").config(
        "spark.sql.parquet.int96RebaseModeInRead", "CORRECTED"
    )
    if master is not None:
        builder = builder.master(master)
        if master.startswith("local"):
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config(
        "spark.executorEnv.LC_ALL", _UTF8_LOCALE
    )
    with _chinese_file_names():
        found: SparkSession = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    return found


@contextmanager
def _chinese_file_names() -> Iterator[None]:
    """Java reads the names of files in the encoding of the locale it is started in, for good."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = _UTF8_LOCALE
    try:
        yield
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before


class OnSpark:
    """Runs stages as Spark's tasks, as many at a time as it has places for."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark

    def split(
        self, plan: Plan, sources: Sources, folder: Path, count: int, progress: Callable[[str], None]
    ) -> Split:
        """Divide the split tables of a registry: the same rows in the same partitions as ``splitting.split``."""
        return split_by_spark(self._spark, plan, sources, folder, count, progress)

    def run(
        self, policies: Sequence[Policy], stages: Sequence[Stage], as_of: date, folder: Path
    ) -> Iterator[Done | Failed]:
        """Decide stages; each is reported as soon as it is over."""
        context = self._spark.sparkContext
        held = context.broadcast(tuple(policies))
        task = partial(_task, held, as_of, str(folder.resolve()))
        with ThreadPoolExecutor(max(1, context.defaultParallelism)) as pool:
            jobs: dict[Future[Done | Failed], str] = {
                pool.submit(_job, context, task, stage): stage.name for stage in stages
            }
            for job in as_completed(jobs):
                error = job.exception()
                yield job.result() if error is None else Failed(jobs[job], str(error))
        held.unpersist()


def _job(context: Any, task: Callable[[Stage], Done | Failed], stage: Stage) -> Done | Failed:
    found: Done | Failed = context.parallelize([stage], 1).map(task).collect()[0]
    return found


def _task(policies: Any, as_of: date, folder: str, stage: Stage) -> Done | Failed:
    """One stage, on whatever machine this is."""
    return attempt(policies.value, stage, as_of, Path(folder))


def split_by_spark(
    spark: SparkSession,
    plan: Plan,
    sources: Sources,
    folder: Path,
    count: int,
    progress: Callable[[str], None],
) -> Split:
    """``splitting.split`` by Spark: the same rows in the same partitions."""
    done = Split(plan, sources, folder, count)
    for table in done.tables:
        progress(table)
        place = str((folder / table).resolve())
        rows = _numbered(spark, plan, sources, table)
        part = _functions().coalesce(_functions().col(NUMBER) % count, _functions().lit(0)).cast("int")
        placed = rows.withColumn(PARTITION, part).drop(NUMBER)
        placed.repartition(count, PARTITION).write.partitionBy(PARTITION).mode("overwrite").parquet(place)
    return done


def _functions() -> Any:
    from pyspark.sql import functions

    return functions


def _numbered(spark: SparkSession, plan: Plan, sources: Sources, table: str) -> DataFrame:
    path = plan.homes.path(table, plan.vocabulary)
    declared = plan.vocabulary.tables[table]
    column = declared.columns[path[0] if path else str(declared.key)]
    files = [
        _placed(spark, source, file, column) for source in sources.tables[table] for file in source.paths
    ]
    rows = reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), files)
    if len(path) <= 1:
        return rows.withColumn(NUMBER, person_numbers(_functions().col(PARENT))).drop(PARENT)
    parents = _parents(spark, plan, sources, str(column.link))
    return rows.join(parents, on=PARENT, how="left").drop(PARENT)


def _placed(spark: SparkSession, source: Source, file: Path, column: Column) -> DataFrame:
    """A file's rows with where they stand, and the text of one column to find their person by."""
    f = _functions()
    header = source.headers.get(column.name)
    found = f.lit(None).cast("string") if header is None else f.trim(f.col(f"`{header}`").cast("string"))
    rows = spark.read.parquet(str(file.resolve()))
    return rows.select(
        *(f.col(f"`{name}`") for name in source.all_headers),
        f.lit(file.name).alias(FILE),
        (f.col("_metadata.row_index") + FIRST_ROW).alias(ROW),
        found.alias(PARENT),
    )


def _parents(spark: SparkSession, plan: Plan, sources: Sources, table: str) -> DataFrame:
    f = _functions()
    key = plan.vocabulary.tables[table].columns[str(plan.vocabulary.tables[table].key)]
    header = sources.tables[table][0].headers[key.name]
    rows = _numbered(spark, plan, sources, table)
    named = rows.select(f.trim(f.col(f"`{header}`").cast("string")).alias(PARENT), NUMBER, FILE, ROW)
    first = f.struct(FILE, ROW, NUMBER)
    return (
        named.groupBy(PARENT)
        .agg(f.min(first).alias("first"))
        .select(PARENT, f.col(f"first.`{NUMBER}`").alias(NUMBER))
    )


def person_numbers(cells: SparkColumn | str) -> SparkColumn:
    """``hashing.person_number`` of a column of texts."""
    f = _functions()
    tidy = f.translate(
        f.regexp_replace(f.col(cells) if isinstance(cells, str) else cells, r"[\s\u3000\u00a0\ufeff]", ""),
        _WIDE,
        "0123456789",
    )
    sound = f.coalesce(tidy.rlike("^[0-9]{17}"), f.lit(False))
    digits = f.when(sound, tidy).otherwise("0" * BODY)
    head = f.substring(digits, 1, HEAD).cast("long")
    tail = f.substring(digits, HEAD + 1, BODY - HEAD).cast("long")
    mixed = (head * FIRST + tail * SECOND) % PRIME
    found: SparkColumn = f.when(sound, mixed * MIX % PRIME)
    return found
