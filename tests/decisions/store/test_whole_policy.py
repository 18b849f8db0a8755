"""The policy that ships, over a registry made up: the service decides what the command line decides, byte for byte."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from duixian.authorities.models import Authority, Role
from duixian.cli.main import main
from duixian.decisions.store import lookup, publish
from duixian.decisions.store.alone import is_near
from duixian.decisions.store.deciding import decide_case, decide_registry
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.replay import replay
from duixian.policybook import find_policy
from duixian.registry.sample import write_sample
from duixian.registry.sample.profile_reading import load_profile
from duixian.registry.store.importing import import_folder
from tests.decisions.store import office
from tests.service import Officer

pytestmark = pytest.mark.django_db

POLICY = find_policy("linping/skilled-talent-2021")


@pytest.fixture
def shipped(authority: Authority, officer: Officer, tmp_path: Path) -> PolicyVersion:
    """The shipped policy as it stands, a draft, and 200 persons of its sample."""
    version = publish.take_in(POLICY, authority=authority, choices={}, author=officer(Role.POLICY_AUTHOR))
    write_sample(tmp_path / "sample", 200, 7, profile=load_profile(POLICY / "sample.yaml"))
    import_folder(authority, tmp_path / "sample", version.loaded().vocabulary)
    return version


def decided_by_command(folder: Path) -> dict[str, str]:
    """The compact files of ``duixian decide`` on the same registers, by their place: the hash of each."""
    day = office.DAY.isoformat()
    given = ["decide", str(POLICY), "--facts", str(folder / "sample"), "--as-of", day, "--format", "compact"]
    with pytest.raises(SystemExit) as ended:
        main([*given, "--out", str(folder / "out")])
    assert ended.value.code == 0
    found = (folder / "out").rglob("*.parquet")
    return {p.relative_to(folder / "out").as_posix(): sha256(p.read_bytes()).hexdigest() for p in found}


def test_a_run_has_the_files_that_the_command_line_writes(
    authority: Authority, shipped: PolicyVersion, tmp_path: Path
) -> None:
    run = decide_registry(authority, [shipped], office.DAY)
    assert run.files == decided_by_command(tmp_path)
    assert replay(run).same
    assert {decision.verdict for decision in run.decisions.all()} == {"符合", "待定"}


def test_every_case_of_a_run_is_decided_alike_alone(authority: Authority, shipped: PolicyVersion) -> None:
    run = decide_registry(authority, [shipped], office.DAY)
    for kept in run.decisions.order_by("-place")[:20]:
        alone = decide_case(authority, shipped, kept.measure, [(kept.table, kept.key)], office.DAY)
        assert lookup.text(kept) in {lookup.text(decision) for decision in alone}


def test_a_case_on_which_nobody_elses_bear_needs_no_more_than_what_stands_around_it(
    authority: Authority, shipped: PolicyVersion
) -> None:
    run = decide_registry(authority, [shipped], office.DAY)
    near = [kept for kept in run.decisions.order_by("place") if is_near(shipped.loaded(), kept.measure)]
    assert len({kept.measure for kept in near}) > 2
    for kept in near[:: max(1, len(near) // 20)]:
        years = decide_case(authority, shipped, kept.measure, [(kept.table, kept.key)], office.DAY)
        alone = next(one for one in years if one.case_id == kept.case_id)
        assert lookup.text(alone) == lookup.text(kept)
        assert alone.inputs_hash != run.inputs_hash
        assert replay(alone).same
