from __future__ import annotations

from pathlib import Path

import pytest

from duixian.site.databases import described
from duixian.site.places import data_folder
from duixian.values.bilingual import DuixianError


def test_a_given_address_is_used_with_its_options() -> None:
    found = described("postgresql://clerk:pass@db.example:5433/office?sslmode=require", Path("/unused"))
    parts = [found[name] for name in ("HOST", "PORT", "USER", "PASSWORD", "NAME", "OPTIONS")]
    assert parts == ["db.example", "5433", "clerk", "pass", "office", {"sslmode": "require"}]


def test_without_an_address_the_embedded_servers_socket_is_used() -> None:
    found = described(None, Path("/data/postgres"))
    assert (found["HOST"], found["USER"], found["NAME"]) == ("/data/postgres", "duixian", "duixian")


def test_an_address_that_cannot_be_read_is_refused_in_words() -> None:
    with pytest.raises(DuixianError, match="postgresql://"):
        described("postgresql://host:port with spaces/", Path("/unused"))


def test_the_data_folder_may_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUIXIAN_DATA", str(tmp_path))
    assert data_folder() == tmp_path.resolve()


@pytest.mark.parametrize(("user", "folder"), [(0, "/var/lib/duixian"), (1000, "/srv/clerk/data/duixian")])
def test_each_user_has_a_data_folder_and_root_one_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, user: int, folder: str
) -> None:
    monkeypatch.delenv("DUIXIAN_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/clerk/data")
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert data_folder() == Path(folder)
