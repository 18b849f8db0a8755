"""Keys of documents and keys of the registry."""

from __future__ import annotations

from duixian.authorities.models import Authority
from duixian.decisions.store.keys import KeptKeys

_ID_NUMBER = "11010519491231002X"


def test_a_number_with_a_small_x_is_the_same_person(authority: Authority) -> None:
    kept = KeptKeys(authority)
    assert kept.of(_ID_NUMBER) != _ID_NUMBER
    assert kept.of(_ID_NUMBER.lower()) == kept.of(_ID_NUMBER)
