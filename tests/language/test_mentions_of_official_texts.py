"""Every number in three official texts, written out by hand clause by clause.

A paragraph that is not listed here mentions nothing.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from duixian.language.mentions import find_mentions
from tests.language.mentioned import (
    MONTHLY,
    ONCE,
    YEARLY,
    Expected,
    count,
    day,
    found_in,
    months,
    paragraphs,
    percent,
    year,
    years,
    yuan,
)

LINPING: dict[str, Expected] = {
    "坚持以": [
        ("2025年", year(2025)),
        ("20万人", count(200_000)),
        ("7.5万人", count(75_000)),
        ("8%", percent(8)),
        ("35％", percent(35)),
    ],
    "1. 鼓励企业开展自主引才": [
        ("3年", years(3)),
        ("6个月", months(6)),
        ("一次", ONCE),
        ("2000元", yuan(2000)),
        ("3000元", yuan(3000)),
        ("5000元", yuan(5000)),
    ],
    "2. 鼓励企业加快技能培育": [
        ("1000元", yuan(1000)),
        ("2000元", yuan(2000)),
        ("3000元", yuan(3000)),
    ],
    "3. 鼓励企业实施联合培养": [
        ("60%", percent(60)),
        ("6000元", yuan(6000)),
        ("每年", YEARLY),
        ("3000元", yuan(3000)),
        ("2年", years(2)),
    ],
    "4. 加大技能提升补助激励": [
        ("1000元", yuan(1000)),
        ("1500元", yuan(1500)),
        ("2000元", yuan(2000)),
        ("5000元", yuan(5000)),
        ("3年", years(3)),
        ("每月", MONTHLY),
        ("1000元", yuan(1000)),
        ("3万元", yuan(30_000)),
        ("2万元", yuan(20_000)),
    ],
    "5. 加强技能人才继续教育": [("80%", percent(80)), ("1000元", yuan(1000))],
    "6. 积极选树优秀技能工匠": [
        ("每年", YEARLY),
        ("10名", count(10)),
        ("50万元", yuan(500_000)),
        ("30万元", yuan(300_000)),
        ("3万元", yuan(30_000)),
        ("2万元", yuan(20_000)),
        ("5万元", yuan(50_000)),
        ("2万元", yuan(20_000)),
    ],
    "7. 加快技能培养平台建设": [
        ("10万元", yuan(100_000)),
        ("10万元", yuan(100_000)),
        ("20万元", yuan(200_000)),
        ("10万元", yuan(100_000)),
        ("一次", ONCE),
    ],
    "8. 鼓励参加各类技能竞赛": [
        ("50万元", yuan(500_000)),
        ("35万元", yuan(350_000)),
        ("25万元", yuan(250_000)),
        ("15万元", yuan(150_000)),
        ("15万元", yuan(150_000)),
        ("10万元", yuan(100_000)),
        ("3万元", yuan(30_000)),
        ("前三名", count(3)),
        ("5万元", yuan(50_000)),
        ("2万元", yuan(20_000)),
        ("1万元", yuan(10_000)),
        ("1万元", yuan(10_000)),
        ("5000元", yuan(5000)),
        ("3000元", yuan(3000)),
    ],
    "9. 加强技能人才生活保障": [
        ("200万元", yuan(2_000_000)),
        ("150万元", yuan(1_500_000)),
        ("100万元", yuan(1_000_000)),
        ("20万元", yuan(200_000)),
        ("120万元", yuan(1_200_000)),
        ("100万元", yuan(1_000_000)),
        ("80万元", yuan(800_000)),
        ("20万元", yuan(200_000)),
        ("每年", YEARLY),
    ],
    "10. 开展技能人才评选颁奖": [
        ("两年", years(2)),
        ("一次", ONCE),
        ("10万元", yuan(100_000)),
        ("5万元", yuan(50_000)),
    ],
    "本办法自": [("2021年7月1日", day(2021, 7, 1)), ("2年", years(2))],
}

NANTONG: dict[str, Expected] = {
    "1.首席技师": [
        ("1000元", yuan(1000)),
        ("月", MONTHLY),
        ("24个月", months(24)),
        ("一次", ONCE),
        ("5万元", yuan(50_000)),
    ],
    "2.高技能人才成就奖": [("10万元", yuan(100_000))],
    "3.紧缺型工种省级补助": [
        ("1500元", yuan(1500)),
        ("3000元", yuan(3000)),
        ("4000元", yuan(4000)),
    ],
    "4.区级获证奖补": [
        ("1600元", yuan(1600)),
        ("1200元", yuan(1200)),
        ("800元", yuan(800)),
        ("600元", yuan(600)),
    ],
    "5.技能大师工作室": [
        ("一次", ONCE),
        ("15万元", yuan(150_000)),
        ("10万元", yuan(100_000)),
        ("5万元", yuan(50_000)),
    ],
    "6.高技能人才培养示范基地": [
        ("一次", ONCE),
        ("15万元", yuan(150_000)),
        ("10万元", yuan(100_000)),
        ("5万元", yuan(50_000)),
    ],
    "7.新型学徒制培训补贴": [("每年", YEARLY), ("8000元", yuan(8000))],
    "8.竞赛奖励": [
        ("10万元", yuan(100_000)),
        ("前十名", count(10)),
        ("一次", ONCE),
        ("1", yuan(10_000)),
        ("10万元", yuan(100_000)),
        ("前五名", count(5)),
        ("一次", ONCE),
        ("1", yuan(10_000)),
        ("5万元", yuan(50_000)),
    ],
    "9.引才奖励": [("125万元", yuan(1_250_000)), ("10万元", yuan(100_000))],
}

SHANGHAI: dict[str, Expected] = {
    "职业技能提升补贴标准": [
        ("1500元", yuan(1500)),
        ("2000元", yuan(2000)),
        ("2500元", yuan(2500)),
        ("3000元", yuan(3000)),
        ("3500元", yuan(3500)),
        ("1000元", yuan(1000)),
        ("五年", years(5)),
        ("100%", percent(100)),
        ("80%", percent(80)),
        ("80%", percent(80)),
        ("80%", percent(80)),
        ("1次", ONCE),
    ],
}

TEXTS = {
    "linping-skilled-talent-2021.txt": LINPING,
    "nantong-510.txt": NANTONG,
    "shanghai-skill-upgrade.txt": SHANGHAI,
}
PARAGRAPHS = [(name, paragraph) for name in TEXTS for paragraph in paragraphs(name)]


@pytest.mark.parametrize(("name", "paragraph"), PARAGRAPHS)
def test_a_paragraph_mentions_exactly_the_numbers_a_person_reads_in_it(name: str, paragraph: str) -> None:
    expected = [listed for opening, listed in TEXTS[name].items() if paragraph.startswith(opening)]
    assert found_in(paragraph) == (expected[0] if expected else [])


@pytest.mark.parametrize("name", TEXTS)
def test_each_listed_opening_is_of_one_paragraph(name: str) -> None:
    openings = [[p for p in paragraphs(name) if p.startswith(opening)] for opening in TEXTS[name]]
    assert [len(found) for found in openings] == [1] * len(openings)


@pytest.mark.parametrize("name", TEXTS)
def test_a_whole_text_mentions_what_its_paragraphs_mention(name: str) -> None:
    lines = paragraphs(name)
    assert found_in("\n".join(lines)) == [mention for line in lines for mention in found_in(line)]


@pytest.mark.parametrize(("name", "paragraph"), PARAGRAPHS)
def test_mentions_stand_in_order_and_hold_the_words_of_the_text(name: str, paragraph: str) -> None:
    mentions = find_mentions(paragraph)
    assert all(paragraph[m.start : m.end] == m.text for m in mentions)
    assert all(first.end <= second.start for first, second in pairwise(mentions))
