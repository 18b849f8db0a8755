from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duixian.engines.prose.wording import Fate, Piece, pieces_between

WORDING = st.text(alphabet="甲乙丙补贴元年月，。；\n 0123456789abc", max_size=60)


def joined(pieces: tuple[Piece, ...], without: Fate) -> str:
    return "".join(piece.words for piece in pieces if piece.fate is not without)


@given(WORDING, WORDING)
def test_without_what_was_added_it_is_the_old_wording_without_what_was_removed_the_new(
    old: str, new: str
) -> None:
    pieces = pieces_between(old, new)
    assert joined(pieces, Fate.ADDED) == old
    assert joined(pieces, Fate.REMOVED) == new


@given(WORDING)
def test_a_wording_that_stayed_is_one_piece(words: str) -> None:
    assert pieces_between(words, words) == ((Piece(Fate.KEPT, words),) if words else ())


def test_a_number_is_changed_as_a_whole() -> None:
    pieces = pieces_between("高级工每人2000元。一次发放。", "高级工每人2500元。一次发放。")
    assert [piece.words for piece in pieces if piece.fate is not Fate.KEPT] == ["2000", "2500"]


def test_a_sentence_that_has_nothing_in_common_is_replaced_as_a_whole() -> None:
    pieces = pieces_between("由甲局负责解释。", "自七月一日起施行，为期两年！")
    assert [piece.fate for piece in pieces] == [Fate.REMOVED, Fate.ADDED]
