"""What Spark needs of this machine, and who to ask where it is not there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from duixian.values.bilingual import DuixianError, Text

OLDEST_JAVA = 17


class EngineMissing(DuixianError):
    """An engine was chosen that this machine cannot run."""


def require_spark() -> None:
    """Raises EngineMissing where PySpark or Java is not installed; both are needed, neither comes by itself."""
    if find_spec("pyspark") is None:
        raise _missing(
            "engine-missing-pyspark",
            Text(
                "没有安装 PySpark，不能用 Spark 计算。", "PySpark is not installed, so Spark cannot decide."
            ),
            Text(
                "请运行 pip install 'duixian[spark]'，并安装 Java 17 或更高版本；或用 --engine polars，结果相同。",
                "Run pip install 'duixian[spark]' and install Java 17 or newer; or choose --engine polars, which "
                "gives the same.",
            ),
        )
    if not has_java():
        raise _missing(
            "engine-missing-java",
            Text("没有找到 Java，Spark 不能启动。", "Java was not found, and Spark cannot start without it."),
            Text(
                "请安装 Java 17 或更高版本（例如 apt install openjdk-17-jre-headless），或设置 JAVA_HOME；"
                "也可用 --engine polars，结果相同。",
                "Install Java 17 or newer (apt install openjdk-17-jre-headless, say) or set JAVA_HOME; or choose "
                "--engine polars, which gives the same.",
            ),
        )

    if (version := java_version()) is not None and version < OLDEST_JAVA:
        raise _missing(
            "engine-old-java",
            Text(
                f"这里的 Java 是 {version}，Spark 要 17 或更高。",
                f"Java here is {version}; Spark needs 17 or newer.",
            ),
            Text(
                "请安装 Java 17 并设置 JAVA_HOME；也可用 --engine polars，结果相同。",
                "Install Java 17 and set JAVA_HOME; or choose --engine polars, which gives the same.",
            ),
        )


def has_java() -> bool:
    """Whether a Java program is where Spark looks for one: under JAVA_HOME, else on the path."""
    return _java() is not None


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    if not home:
        return shutil.which("java")
    program = Path(home) / "bin" / "java"
    return str(program) if program.is_file() else None


def java_version() -> int | None:
    """The number of the Java there is (8 for 1.8), None where it does not say one."""
    program = _java()
    if program is None:
        return None
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?([0-9]+)', said)
    return int(found[1]) if found else None


def _missing(code: str, message: Text, remedy: Text) -> EngineMissing:
    return EngineMissing(code, message, "--engine spark", remedy)
