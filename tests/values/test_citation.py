import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.citation import Citation, CitationError, cite

WORDING = "给予2000元补贴；技师给予3000元补贴。"


def test_a_citation_knows_where_its_words_stand() -> None:
    assert cite("一", WORDING, "技师") == Citation(
        "一", "技师", WORDING.index("技师"), WORDING.index("技师") + 2
    )


def test_the_cited_words_stand_out_from_those_around_them() -> None:
    assert cite("一", WORDING, "2000元").highlight(WORDING) == (
        "给予",
        "2000元",
        "补贴；技师给予3000元补贴。",
    )


@given(st.text(), st.text(min_size=1), st.text())
def test_highlighting_loses_no_character(before: str, quote: str, after: str) -> None:
    wording = before + quote + after
    citation = Citation("一", quote, len(before), len(before) + len(quote))
    assert citation.highlight(wording) == (before, quote, after)


@pytest.mark.parametrize(
    ("quote", "code"), [("", "citation-empty"), ("4000元", "citation-absent"), ("补贴", "citation-ambiguous")]
)
def test_words_that_do_not_stand_there_exactly_once_cannot_be_cited(quote: str, code: str) -> None:
    with pytest.raises(CitationError) as caught:
        cite("一", WORDING, quote)
    assert (caught.value.code, caught.value.where) == (code, "一")


def test_words_that_overlap_themselves_stand_twice() -> None:
    with pytest.raises(CitationError) as caught:
        cite("一", "一一一", "一一")
    assert caught.value.code == "citation-ambiguous"


def test_a_citation_of_words_that_changed_is_refused() -> None:
    citation = cite("一", WORDING, "3000元")
    with pytest.raises(CitationError) as caught:
        citation.highlight(WORDING.replace("3000", "4000"))
    assert caught.value.code == "citation-moved"
