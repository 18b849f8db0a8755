from __future__ import annotations

import pytest
import yaml

from duixian.language.vocabulary import Vocabulary, read_declarations
from tests.registry.folders import VOCABULARY
from tests.registry.profiles import PATH


@pytest.fixture(scope="session")
def linping() -> Vocabulary:
    """The shared vocabulary with what the first policy adds."""
    return read_declarations(yaml.safe_load((PATH.parent / "facts.yaml").read_text("utf-8")), VOCABULARY)
