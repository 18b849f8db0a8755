"""Whatever the style of a number and whatever stands around it, it is found once and has its value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.language.mentions import Mention, MentionError, MentionKind, find_mentions

# Sentences around a number, of the kind that policies hold, without a number of their own.
BEFORE = st.sampled_from(
    ["", "对符合条件的单位", "按规定给予用人单位", "年满", "（三）对获奖个人，分别给予", "不超过"]
)
AFTER = st.sampled_from(
    ["", "。", "的补助。", "，由区级财政承担", "以上的，", "（含）以下", "；第二条另有规定的除外"]
)
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below a hundred million in Chinese numerals."""
    above, below = divmod(number, 10_000)
    if not above:
        return chinese_section(below)
    joint = "零" if 0 < below < 1000 else ""
    return chinese_section(above) + "万" + (joint + chinese_section(below, inside=True) if below else "")


def chinese_section(number: int, inside: bool = False) -> str:
    """A number below ten thousand; 十 alone opens a numeral, and 一十 stands inside one."""
    words, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + unit
        gap = bool(words) and not digit
    return words[1:] if words.startswith("一十") and not inside else words


def decimal(value: Fraction) -> str:
    """The value with as many decimals as it needs, at most six."""
    whole, rest = divmod(value, 1)
    decimals = str(int(rest * 10**6)).zfill(6).rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)


def only_mention(wording: str) -> Mention:
    (mention,) = find_mentions(wording)
    assert wording[mention.start : mention.end] == mention.text
    return mention


def mentions_or_none(wording: str) -> tuple[Mention, ...]:
    """Nothing where the wording holds an impossible date."""
    try:
        return find_mentions(wording)
    except MentionError:
        return ()


@st.composite
def amounts(draw: st.DrawFn) -> tuple[int, str]:
    """An amount in fen and one way of writing it."""
    yuan = draw(st.integers(1, 99_999_999))
    digits = draw(st.sampled_from([str(yuan), f"{yuan:,}"]))
    arabic = digits + draw(st.sampled_from(["元", " 元"]))
    ten_thousand = decimal(Fraction(yuan, 10_000)) + draw(st.sampled_from(["万元", " 万元", "万 元"]))
    styles = [arabic, arabic.translate(FULL_WIDTH), ten_thousand, chinese(yuan) + "元"]
    return yuan * 100, draw(st.sampled_from(styles))


@given(amounts(), BEFORE, AFTER)
def test_an_amount_is_found_once_with_its_value(amount: tuple[int, str], before: str, after: str) -> None:
    fen, words = amount
    mention = only_mention(before + words + after)
    assert (mention.kind, mention.value, mention.text) == (MentionKind.MONEY, fen, words)


@given(st.lists(st.integers(1, 99), min_size=2, max_size=5), BEFORE, AFTER)
def test_a_row_that_shares_its_unit_holds_each_amount(amounts: list[int], before: str, after: str) -> None:
    wording = before + "、".join(str(amount) for amount in amounts) + "万元" + after
    mentions = find_mentions(wording)
    assert [mention.value for mention in mentions] == [amount * 1_000_000 for amount in amounts]


@given(st.integers(1, 99_999), BEFORE, AFTER)
def test_a_percentage_is_found_once_with_its_value(thousandths: int, before: str, after: str) -> None:
    share = Fraction(thousandths, 1000)
    mention = only_mention(f"{before}{decimal(share)}%{after}")
    assert (mention.kind, mention.value) == (MentionKind.PERCENT, share / 100)


@given(
    st.integers(1, 999), st.sampled_from(["个月", "年", "个工作日", "日", "周岁", "名", "倍"]), BEFORE, AFTER
)
def test_a_count_of_a_unit_reads_alike_in_either_script(
    number: int, unit: str, before: str, after: str
) -> None:
    arabic = only_mention(f"{before}{number}{unit}{after}")
    in_words = only_mention(f"{before}{chinese(number)}{unit}{after}")
    assert (arabic.kind, arabic.value) == (in_words.kind, in_words.value)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), BEFORE, AFTER)
def test_a_date_is_found_once_with_its_value(day: date, before: str, after: str) -> None:
    styles = [f"{day.year}年{day.month}月{day.day}日", f"{day.year}-{day.month:02}-{day.day:02}"]
    for written in styles:
        mention = only_mention(before + written + after)
        assert (mention.kind, mention.value) == (MentionKind.DATE, day)


@given(
    st.text(
        alphabet="三十五万亿百分之年月日元、，。%0123456789.-:第条（）一次每个名“”半A〔〕 \n", max_size=60
    )
)
def test_mentions_never_overlap_and_quote_the_wording_whatever_it_is(wording: str) -> None:
    end = 0
    for mention in mentions_or_none(wording):
        assert end <= mention.start < mention.end
        assert wording[mention.start : mention.end] == mention.text
        end = mention.end
