"""A row means the same whichever way it comes in, whoever brings it and however many do so at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from duixian.authorities import clock
from duixian.authorities.acting import acting_for
from duixian.authorities.models import Authority
from duixian.language.vocabulary import Vocabulary
from duixian.registry import read_registry, write_registry
from duixian.registry.store import facts, moments
from duixian.registry.store.errors import FactRefused
from duixian.registry.store.importing import ImportReport, import_folder
from duixian.registry.store.models import Fact
from tests.registry.store.conftest import Folder
from tests.registry.store.test_facts import employer, register
from tests.registry.store.test_importing import EMPLOYER, EMPLOYERS, SEATS


@pytest.mark.parametrize("file_format", ["xlsx", "parquet"])
def test_the_same_registers_in_another_form_change_nothing(
    authority: Authority,
    vocabulary: Vocabulary,
    sample: Path,
    imported: ImportReport,
    tmp_path: Path,
    file_format: str,
) -> None:
    write_registry(read_registry(sample, vocabulary).facts, tmp_path, file_format)
    again = import_folder(authority, tmp_path, vocabulary)
    assert (again.inserted, again.corrected, again.unchanged) == (0, 0, imported.inserted)


def test_a_row_registered_by_hand_is_the_row_of_the_register(
    authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    employer(authority)
    register(authority, "单位地址", 统一社会信用代码=EMPLOYER, 起始日期="2020-1-1", 注册地="临平区")
    report = import_folder(authority, registers(用人单位=EMPLOYERS + "", 单位地址=SEATS), vocabulary)
    assert (report.inserted, report.corrected, report.unchanged) == (0, 1, 1)


def test_an_officer_imports_for_his_authority(
    authority: Authority, other_authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    with acting_for(authority):
        report = import_folder(authority, registers(用人单位=EMPLOYERS), vocabulary)
    assert report.inserted == Fact.objects.filter(authority=authority).count() == 1


def test_moments_grow_though_the_clock_stands_still(authority: Authority) -> None:
    with clock.at(clock.now()) as standing:
        first = moments.writing(authority)
        seen = moments.present(authority)
        second = moments.writing(authority)
    assert standing <= first == seen < second


@pytest.mark.django_db(transaction=True)
def test_of_many_who_register_the_same_key_at_once_one_succeeds() -> None:
    authority = Authority.objects.create(code="330113", name="临平区人力社保局")

    def attempt(_: int) -> bool:
        try:
            return bool(employer(authority).pk)
        except FactRefused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(16)))
    assert outcomes.count(True) == 1
    assert len(facts.history(authority, "用人单位", EMPLOYER)) == 1
