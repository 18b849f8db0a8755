from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.vocabulary import Vocabulary
from duixian.registry import Reading, RegistryError, read_registry
from duixian.registry.sample import Made, sample_registry, write_sample
from duixian.registry.sample.layout import COLUMNS
from tests.registry.folders import VOCABULARY, read
from tests.registry.profiles import clean_profile, dirty_profile, shipped_profile

PERSONS = 1500


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Reading]:
    folder = tmp_path_factory.mktemp("dirty")
    return write_sample(folder, PERSONS, 3, profile=dirty_profile()), read(folder)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("clean")
    write_sample(folder, PERSONS, 3, profile=clean_profile())
    reading = read(folder)
    assert reading.rejects == ()
    assert reading.notes == ()
    return reading.facts


def test_exactly_the_planted_faults_are_rejected_and_nothing_else(dirty: tuple[Made, Reading]) -> None:
    made, reading = dirty
    assert Counter((r.table, r.kind) for r in reading.rejects) == Counter(made.planted)
    assert {kind for _, kind in made.planted} == {
        "birth-contradicts",
        "cell-category",
        "cell-date",
        "cell-id-number",
        "cell-money",
        "cell-required",
        "key-conflict",
        "link-missing",
        "period-reversed",
        "row-duplicate",
    }


def test_wrong_rows_stand_beside_the_right_ones(dirty: tuple[Made, Reading], facts: Facts) -> None:
    made, reading = dirty
    for name in VOCABULARY.tables:
        assert len(reading.facts.rows(name)) == len(facts.rows(name))
        wrong = sum(count for (table, _), count in made.planted.items() if table == name)
        assert reading.counts[name].rejected == wrong


def test_every_shared_table_has_rows_and_every_column_is_written(facts: Facts) -> None:
    assert set(COLUMNS) == set(VOCABULARY.tables)
    for name, table in VOCABULARY.tables.items():
        assert set(COLUMNS[name]) == set(table.columns), name
        assert facts.rows(name), name


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "parquet"])
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path, file_format: str) -> None:
    for folder, seed in (("a", 5), ("b", 5), ("c", 6)):
        write_sample(tmp_path / folder, 60, seed, file_format, profile=shipped_profile())
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    first, again, other = ([(tmp_path / f / n).read_bytes() for n in names] for f in "abc")
    assert first == again
    assert first != other


@pytest.mark.parametrize("file_format", ["xlsx", "parquet"])
def test_every_format_reads_as_the_same_facts(tmp_path: Path, file_format: str) -> None:
    for folder, kind in (("a", "csv"), ("b", file_format)):
        write_sample(tmp_path / folder, 80, 5, kind, profile=dirty_profile())
    one, two = read(tmp_path / "a"), read(tmp_path / "b")
    assert [(r.row, r.kind) for r in one.rejects] == [(r.row, r.kind) for r in two.rejects]
    for name in VOCABULARY.tables:
        assert [r.values for r in one.facts.rows(name)] == [r.values for r in two.facts.rows(name)]


def test_levels_come_in_their_order_with_years_between(facts: Facts) -> None:
    rank = VOCABULARY.categories["技能等级"].rank
    by_skill = defaultdict(list)
    for row in facts.rows("技能证书"):
        if row.values["技能等级"] is not ABSENT:
            by_skill[row.values["人员"], row.values["职业编码"]].append(row.values)
    climbs = [(a, b) for rows in by_skill.values() for a, b in itertools.pairwise(rows)]
    assert len(climbs) > 500
    assert all(rank(a["技能等级"]) < rank(b["技能等级"]) for a, b in climbs)
    assert all((b["发证日期"] - a["发证日期"]).days >= 365 for a, b in climbs)


def test_nobody_is_hired_before_the_age_of_eighteen(facts: Facts) -> None:
    for row in facts.rows("录用"):
        assert row.values["录用日"].year - int(row.values["人员"][6:10]) >= 18


def test_contracts_and_insurance_lie_within_each_other(facts: Facts) -> None:
    hired = {(row.values["人员"], row.values["用人单位"]) for row in facts.rows("录用")}
    for row in facts.rows("参保"):
        assert (row.values["人员"], row.values["用人单位"]) in hired


def test_insurance_has_gaps_back_payments_moves_and_open_ends(facts: Facts) -> None:
    spells = [row.values for row in facts.rows("参保")]
    by_person = Counter(spell["人员"] for spell in spells)
    assert any(spell["补缴"] for spell in spells)
    assert any(spell["止月"] is ABSENT for spell in spells)
    assert max(by_person.values()) >= 3
    assert len({spell["参保地"] for spell in spells}) > 2


def test_the_shares_of_every_team_add_to_the_whole(facts: Facts) -> None:
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for row in facts.rows("竞赛成员"):
        shares[row.values["竞赛成绩"]] += row.values["份额"]
    teams = [row.key for row in facts.rows("竞赛成绩") if row.values["赛别"] == "团体赛"]
    assert teams
    assert {team: shares[team] for team in teams} == dict.fromkeys(teams, Fraction(1))


def test_rounds_have_more_candidates_than_places_and_an_even_score_at_the_line(facts: Facts) -> None:
    rounds = defaultdict(list)
    for row in facts.rows("评选结果"):
        rounds[row.values["评选名称"], row.values["轮次"], row.values["评选类别"]].append(row.values)
    for rows in rounds.values():
        chosen = [r["得分"] for r in rows if r["结论"] == "入选"]
        others = [r["得分"] for r in rows if r["结论"] == "未入选"]
        assert min(chosen) == max(others)


def test_some_couples_are_both_recognised(facts: Facts) -> None:
    homes: Counter[object] = Counter()
    for row in facts.rows("人才认定"):
        person = facts.find("人员", row.values["人员"])
        assert person is not None
        homes[person.values["家庭"]] += 1
    del homes[ABSENT]
    assert max(homes.values()) >= 2


def test_columns_and_tables_of_a_policy_are_filled_from_the_profile(tmp_path: Path) -> None:
    tables = sample_registry(60, 1, shipped_profile()).tables
    assert {row["生产一线"] for row in tables["岗位"]} >= {"是", "否"}
    assert tables["服务申请"] == []


def test_part_of_the_older_rows_carry_the_code_the_district_had_before(tmp_path: Path) -> None:
    rows = sample_registry(400, 1, shipped_profile()).tables["参保"]
    here = [row for row in rows if row["参保地现属"] == "330113"]
    old = [row for row in here if row["参保地"] == "330110"]
    assert all(row["起月"] <= "2021-04" for row in old)
    assert len(here) // 10 < len(old) < len(here) // 3


def test_the_extra_columns_belong_to_the_policy_that_ships_the_profile(
    tmp_path: Path, linping: Vocabulary
) -> None:
    write_sample(tmp_path, 60, 1, profile=replace(shipped_profile(), dirt=()))
    reading = read_registry(tmp_path, linping)
    assert reading.rejects == ()
    assert [note.code for note in reading.notes] == []


@pytest.mark.parametrize("persons", [0, 30_000_000])
def test_a_number_of_persons_that_cannot_be_made_is_refused(tmp_path: Path, persons: int) -> None:
    with pytest.raises(RegistryError, match="样本"):
        write_sample(tmp_path, persons, 1, profile=clean_profile())


def test_a_fault_planted_where_it_cannot_be_is_refused() -> None:
    profile = shipped_profile()
    wrong = replace(profile, dirt=(replace(profile.dirt[0], column="不存在"),))
    with pytest.raises(RegistryError, match=r"人员\.不存在"):
        sample_registry(10, 1, wrong)
