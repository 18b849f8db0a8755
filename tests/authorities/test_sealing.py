from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from duixian.authorities.keys import key_for
from duixian.authorities.sealing import index, seal, unseal
from duixian.values.bilingual import DuixianError

NUMBER = "330113199001011234"


@pytest.fixture(params=["AES-256-GCM", "SM4-GCM"], autouse=True)
def cipher(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Path:
    settings.DUIXIAN_CIPHER, settings.DUIXIAN_KEY = request.param, tmp_path / "key"
    return tmp_path / "key"


def test_a_sealed_number_is_read_back_and_not_readable_as_it_lies() -> None:
    sealed = seal(NUMBER)
    assert NUMBER.encode() not in sealed
    assert unseal(sealed) == NUMBER


def test_the_same_number_is_sealed_differently_each_time() -> None:
    assert seal(NUMBER) != seal(NUMBER)


def test_what_was_sealed_by_the_other_cipher_is_still_read(settings: Settings) -> None:
    sealed = seal(NUMBER)
    settings.DUIXIAN_CIPHER = "SM4-GCM" if settings.DUIXIAN_CIPHER == "AES-256-GCM" else "AES-256-GCM"
    assert unseal(sealed) == NUMBER


@given(place=st.integers(min_value=0, max_value=10_000), bit=st.integers(0, 7))
def test_a_bit_altered_anywhere_is_noticed(place: int, bit: int) -> None:
    sealed = bytearray(seal(NUMBER))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(DuixianError, match="加密的号码无法读出"):
        unseal(bytes(sealed))


def test_a_number_sealed_under_another_key_is_refused(settings: Settings, tmp_path: Path) -> None:
    sealed = seal(NUMBER)
    settings.DUIXIAN_KEY = tmp_path / "other"
    with pytest.raises(DuixianError, match="密钥"):
        unseal(sealed)


def test_the_index_is_the_same_for_the_same_number_and_differs_by_kind(
    settings: Settings, tmp_path: Path
) -> None:
    here = index("身份证", NUMBER)
    assert here == index("身份证", NUMBER)
    assert here != index("银行账号", NUMBER)
    settings.DUIXIAN_KEY = tmp_path / "other"
    assert here != index("身份证", NUMBER)


def test_the_key_is_made_once_and_closed_to_others(cipher: Path) -> None:
    first = key_for("seal")
    assert stat.S_IMODE(cipher.stat().st_mode) == 0o600
    assert key_for("seal") == first
    assert [file.name for file in cipher.parent.iterdir()] == ["key"]
