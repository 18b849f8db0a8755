"""Samples made in many stretches, by several processes, of more persons than one turn of ID numbers has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.registry import RegistryError
from duixian.registry.sample import files, stretches, write_sample
from duixian.registry.sample.dice import dice
from duixian.registry.sample.employers import EmployerMaker
from duixian.registry.sample.people import PERSONS_OF_A_TURN, People
from duixian.registry.sample.regions import Regions
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.throws import Throws
from duixian.values.credit_code import parse_credit_code
from duixian.values.id_number import parse_id_number
from tests.registry.folders import VOCABULARY, read
from tests.registry.profiles import clean_profile, dirty_profile, shipped_profile

PERSONS = 900


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("processes", [1, 3])
def test_stretches_and_processes_change_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    write_sample(tmp_path / "whole", PERSONS, 3, profile=shipped_profile())
    monkeypatch.setattr(stretches, "CAREERS", 256)
    monkeypatch.setattr(stretches, "_EMPLOYERS", 32)
    made = write_sample(tmp_path / "parts", PERSONS, 3, profile=shipped_profile(), processes=processes)
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")
    assert sum(made.planted.values()) > 10


def test_a_registry_in_part_files_reads_as_the_same_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sample(tmp_path / "whole", PERSONS, 3, "parquet", profile=dirty_profile())
    monkeypatch.setattr(stretches, "CAREERS", 256)
    write_sample(tmp_path / "parts", PERSONS, 3, "parquet", profile=dirty_profile(), processes=1)
    assert (tmp_path / "parts" / "人员-00004.parquet").is_file()
    one, two = read(tmp_path / "whole"), read(tmp_path / "parts")
    for name in VOCABULARY.tables:
        assert [r.values for r in one.facts.rows(name)] == [r.values for r in two.facts.rows(name)]


def test_part_files_of_an_earlier_sample_do_not_stay_beside_a_smaller_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sample(tmp_path / "fresh", 60, 3, "parquet", profile=clean_profile())
    with monkeypatch.context() as small:
        small.setattr(stretches, "CAREERS", 256)
        write_sample(tmp_path / "used", PERSONS, 3, "parquet", profile=clean_profile(), processes=1)
    write_sample(tmp_path / "used", 60, 3, "parquet", profile=clean_profile())
    assert contents(tmp_path / "used") == contents(tmp_path / "fresh")


def test_a_sample_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path, 60, 1, profile=clean_profile(), progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_SHEET_ROWS", 100)
    with pytest.raises(RegistryError, match="Excel"):
        write_sample(tmp_path, 60, 1, "xlsx", profile=clean_profile())


@given(st.integers(-(2**40), 2**40), st.integers(1, 255), st.lists(st.integers(0, 2**32 - 1), min_size=1))
def test_many_dice_throw_what_the_dice_of_each_would(seed: int, stream: int, indices: list[int]) -> None:
    throws = Throws(seed, stream, np.array(indices), ready=3)
    thrown = np.array([throws.bits(np.arange(len(indices))) for _ in range(5)])
    for place, index in enumerate(indices):
        alone = dice(seed, stream, index)
        assert thrown[:, place].tolist() == [alone.getrandbits(32) for _ in range(5)]


def test_throws_are_below_between_and_early_as_those_of_single_dice_are() -> None:
    who, indices = np.arange(50), np.arange(100, 150)
    throws = Throws(7, 3, indices)
    alone = [dice(7, 3, int(index)) for index in indices]
    assert throws.below(who, 9).tolist() == [one.below(9) for one in alone]
    assert throws.between(who, 5, who + 5).tolist() == [one.between(5, n + 5) for n, one in enumerate(alone)]
    far = 3_000_000_000, 9_999_999_999
    assert throws.between_far(who, *far).tolist() == [one.between(*far) for one in alone]
    assert throws.early(who, who + 1).tolist() == [
        one.pick_early(range(n + 1)) for n, one in enumerate(alone)
    ]


def id_numbers(indices: np.ndarray) -> list[str]:
    everybody = np.arange(len(indices))
    throws = Throws(1, 3, indices)
    people = People(shipped_profile(), 1)
    return people.persons(throws, everybody, indices, np.full(len(indices), 726_000)).id_numbers.to_list()


def test_id_numbers_are_valid_and_different_over_all_turns() -> None:
    turns = np.arange(Regions(shipped_profile().id_regions).turns)
    indices = (turns[:, None] * PERSONS_OF_A_TURN + np.arange(40)).ravel()
    numbers = id_numbers(indices)
    assert len(set(numbers)) == len(numbers) > 22 * 40
    assert all(parse_id_number(number).text == number for number in numbers)


def test_credit_codes_are_valid_and_different() -> None:
    maker, sheets = EmployerMaker(shipped_profile(), 1), Sheets()
    codes = maker.employers(1_000_000, 1_000_300, sheets).codes.to_list() + maker.institutions(300, sheets)
    assert len(set(codes)) == 600
    assert [parse_credit_code(code) for code in codes] == codes


def test_counties_of_all_turns_are_different_and_lie_in_the_provinces_of_the_profile() -> None:
    given_codes = list(shipped_profile().id_regions)
    regions = Regions(shipped_profile().id_regions)
    codes = [code for turn in regions.by_turn for code in turn]
    assert regions.by_turn[0] == given_codes
    assert len(set(codes)) == len(codes)
    assert {code[:4] for code in codes} <= {code[:4] for code in given_codes}
    assert regions.turns * PERSONS_OF_A_TURN >= 22_000_000
