"""The vocabulary of one policy: the shared one, extended by the policy's own facts.yaml and its catalogues."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from duixian.language.located import read_located
from duixian.language.problems import PolicyError, Problems, Spot
from duixian.language.record import Record
from duixian.language.rule import Policy
from duixian.language.vocabulary import Table, Vocabulary, VocabularyError, load_vocabulary, read_declarations
from duixian.language.vocabulary import cells as cell_reading
from duixian.policybook.document import FACTS_FILE
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Declared:
    """A policy's vocabulary and, for its version, the texts it was read from."""

    vocabulary: Vocabulary
    texts: tuple[str, ...] = ()


def read_vocabulary(folder: Path, area: str, problems: Problems) -> Declared:
    """The vocabulary of a policy's folder, for a policy of an area; a declaration that cannot be used is recorded
    and left out."""
    path, shared = folder / FACTS_FILE, load_vocabulary().at_home(area)
    if not path.is_file():
        return Declared(shared)
    text = path.read_text("utf-8")
    try:
        read_located(text, FACTS_FILE)
        raw, texts = _with_files(yaml.load(text, Loader=yaml.BaseLoader) or {}, folder)
        vocabulary = read_declarations(raw, shared)
        _check_catalogues(vocabulary, problems)
        return Declared(vocabulary, (text, *texts))
    except PolicyError as error:
        problems.found.extend(error.problems)
    except VocabularyError as error:
        _record(problems, str(error))
    return Declared(shared, (text,))


def catalogue_records(policy: Policy) -> Mapping[str, list[Record]]:
    """The rows that travel with a policy, by table, as facts for an engine."""
    tables = policy.vocabulary.tables.values()
    return {t.name: cell_reading.catalogue_records(t, policy.vocabulary) for t in tables if t.catalogue}


def _with_files(raw: Any, folder: Path) -> tuple[Any, list[str]]:
    """The declarations with the rows of each named CSV file in place of its name."""
    if not isinstance(raw, dict):
        raise VocabularyError(
            "facts.yaml 要写成「表: …」「等级: …」「类别: …」 (keys 表, 等级, 类别 expected)"
        )
    texts: list[str] = []
    for name, body in (raw.get("表") or {}).items():
        if isinstance(body, dict) and isinstance(body.get("数据"), str):
            path = folder / body["数据"]
            if not path.is_file():
                raise VocabularyError(
                    f"表「{name}」的数据文件 {body['数据']} 不在政策文件夹里 (no such file)"
                )
            texts.append(path.read_text("utf-8-sig"))
            body["数据"] = list(csv.DictReader(texts[-1].splitlines()))
    return raw, texts


def _check_catalogues(vocabulary: Vocabulary, problems: Problems) -> None:
    for table in vocabulary.tables.values():
        if table.catalogue:
            _check_catalogue(table, vocabulary, problems)


def _check_catalogue(table: Table, vocabulary: Vocabulary, problems: Problems) -> None:
    try:
        cell_reading.catalogue_records(table, vocabulary)
    except cell_reading.RowError as error:
        problems.add(
            "catalogue",
            Spot(FACTS_FILE, 1, 1),
            Text(
                f"表「{table.name}」的数据：{error.message.zh}", f"rows of '{table.name}': {error.message.en}"
            ),
            error.remedy,
        )


def _record(problems: Problems, message: str) -> None:
    zh, _, en = message.partition(" (")
    problems.add(
        "facts",
        Spot(FACTS_FILE, 1, 1),
        Text(zh, en.removesuffix(")") or zh),
        Text(
            "按共用词汇表的写法改正这条声明",
            "mend the declaration; its form is that of the shared vocabulary",
        ),
    )
