from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from duixian.cli.language import chosen_language
from duixian.cli.main import build
from duixian.values.bilingual import DuixianError
from tests.cli.terminal import run


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        (["guide", "--lang", "en"], {"DUIXIAN_LANG": "zh"}, "en"),
        (["--lang=zh", "guide"], {"LANG": "en_GB.UTF-8"}, "zh"),
        ([], {"DUIXIAN_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_TW"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {}, "zh"),
    ],
)
def test_the_option_wins_over_the_variable_and_that_over_the_locale(
    arguments: list[str], environment: dict[str, str], lang: str
) -> None:
    assert chosen_language(arguments, environment) == lang


def test_another_language_in_the_variable_is_refused() -> None:
    with pytest.raises(DuixianError) as found:
        chosen_language([], {"DUIXIAN_LANG": "fr"})
    assert found.value.code == "language-unknown"


def test_another_language_in_the_option_is_wrong_usage() -> None:
    given = ["sample", "--lang", "fr"]
    result = CliRunner().invoke(build(given), given)
    assert result.exit_code == 2
    assert "fr" in result.stderr


@pytest.mark.parametrize(("lang", "word"), [("zh", "用法"), ("en", "Usage")])
def test_the_parser_speaks_the_chosen_language_too(lang: str, word: str) -> None:
    assert word in run("--help", lang=lang).out
    assert word in run("decide", lang=lang).err


def test_the_program_starts_as_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "duixian.cli.main", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()[0], done.stderr) == (0, "duixian", "")


def test_a_wrong_variable_is_told_in_both_languages_and_is_wrong_usage() -> None:
    command = [sys.executable, "-m", "duixian.cli.main", "sample"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"DUIXIAN_LANG": "fr", "PYTHONUTF8": "1"}
    )
    assert done.returncode == 2
    assert "fr" in done.stderr
    assert "zh (Chinese)" in done.stderr
    assert "Traceback" not in done.stderr
