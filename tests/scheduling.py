"""How the tests are shared between the processes of one run: by file, and all journeys through the faces to one process.

What a file sets up once for its tests is then set up in one process, and one service is seeded for all browsers.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

FACES = "tests/journeys/faces/"


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """Tests of one file follow each other in one process; all that use the seeded service are as one file."""

    def _split_scope(self, nodeid: str) -> str:
        return FACES if nodeid.startswith(FACES) else nodeid.split("::", 1)[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """The scheduler of a run on several processes."""
    return ByFile(config, log)
