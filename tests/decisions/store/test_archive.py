"""A version's files, laid out where policies are read."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from duixian.decisions.store.archive import spread


def test_a_file_that_would_lie_outside_the_folder_is_refused(tmp_path: Path) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("../policy.md"))
    with pytest.raises(ValueError, match="outside"):
        spread(held.getvalue(), tmp_path / "place")
    assert not (tmp_path / "policy.md").exists()
