"""A sample of registers, made once, and the policy that decides it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from duixian.authorities.models import Authority
from duixian.language.rule import Policy
from duixian.language.vocabulary import Vocabulary
from duixian.policybook import find_policy, load_policy
from duixian.registry.sample import write_sample
from duixian.registry.sample.profile_reading import load_profile
from duixian.registry.store.importing import ImportReport, import_folder

PERSONS = 300
Folder = Callable[..., Path]
Import = Callable[..., ImportReport]


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The policy whose registers the sample makes up."""
    return load_policy(find_policy("linping/skilled-talent-2021")).policy


@pytest.fixture(scope="session")
def vocabulary(policy: Policy) -> Vocabulary:
    """Its vocabulary."""
    return policy.vocabulary


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Registers of a few hundred persons, wrong rows among them, as CSV."""
    folder = tmp_path_factory.mktemp("sample")
    profile = load_profile(find_policy("linping/skilled-talent-2021") / "sample.yaml")
    write_sample(folder, PERSONS, seed=1, profile=profile, processes=1)
    return folder


@pytest.fixture
def imported(authority: Authority, vocabulary: Vocabulary, sample: Path) -> ImportReport:
    """The sample, imported."""
    return import_folder(authority, sample, vocabulary)


@pytest.fixture
def registers(tmp_path: Path) -> Folder:
    """``registers(人员=rows …)``: a folder with a CSV for each table, each row a line."""

    def written(name: str = "registers", **tables: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for table, text in tables.items():
            (folder / f"{table}.csv").write_text(text, "utf-8")
        return folder

    return written
