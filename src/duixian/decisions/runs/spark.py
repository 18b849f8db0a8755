"""What Spark needs of this machine, and who to ask where it is not there."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from duixian.values.bilingual import DuixianError, Text


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


def has_java() -> bool:
    """Whether a Java program is where Spark looks for one: under JAVA_HOME, else on the path."""
    home = os.environ.get("JAVA_HOME")
    return (Path(home) / "bin" / "java").is_file() if home else shutil.which("java") is not None


def _missing(code: str, message: Text, remedy: Text) -> EngineMissing:
    return EngineMissing(code, message, "--engine spark", remedy)
