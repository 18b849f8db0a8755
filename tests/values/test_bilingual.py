import pickle

import pytest

from duixian.values.bilingual import DuixianError, Text

ERROR = DuixianError(
    "fact-missing",
    Text("缺少事实。", "A fact is missing."),
    where="第一条",
    remedy=Text("请补充。", "Supply it."),
)


@pytest.mark.parametrize(
    ("code", "words"), [("zh", "钱"), ("zh-hans", "钱"), ("en_US", "money"), ("EN", "money")]
)
def test_a_text_is_read_in_the_language_asked_for(code: str, words: str) -> None:
    assert Text("钱", "money").lang(code) == words


def test_a_language_without_words_is_refused_rather_than_replaced() -> None:
    with pytest.raises(DuixianError) as caught:
        Text("钱", "money").lang("fr")
    assert caught.value.code == "language-unknown"
    assert "fr" in caught.value.render("en")


def test_an_error_says_what_where_and_what_to_do_in_both_languages() -> None:
    assert str(ERROR) == "缺少事实。\n位置：第一条\n处理办法：请补充。"
    assert ERROR.render("en") == "A fact is missing.\nWhere: 第一条\nWhat to do: Supply it."


def test_an_error_without_place_and_remedy_is_its_message_alone() -> None:
    assert (
        DuixianError("fact-missing", Text("缺少事实。", "A fact is missing.")).render("en")
        == "A fact is missing."
    )


def test_an_error_survives_the_way_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(ERROR))
    assert (copy.code, copy.message, copy.where, copy.remedy) == (
        ERROR.code,
        ERROR.message,
        ERROR.where,
        ERROR.remedy,
    )
