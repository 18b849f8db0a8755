"""Numbers that state nothing: numbering, references, document numbers, names, levels, telephones.

Each pattern takes its words off the wording; what is left is read for amounts.
"""

from __future__ import annotations

import re

from duixian.language.mentions.figures import CHINESE
from duixian.language.mentions.mention import Reading

_LINE = r"^[ #*]*"
_ANY = rf"(?:\d+|{CHINESE}|\({CHINESE}\)|\(\d+\))"
_ROW = rf"{_ANY}(?:[、,，至到和及或~-]+第?{_ANY})*"
_ARTICLE = "(?:条|款|项|章|节|编|目|点|部分|类|届|号令|号)"

# Words that hold a figure, or end in one and would lend it to the next word (统一两年, 同一年度).
_WORDS = (
    "统一|唯一|之一|同一|单一|专一|任一|另一|某一|每逢一|逐一|其一|万一|进一步|"
    "[上下]一个?(?=年|月|季|学|自然|会计)|[上下]半年|"
    "一事一议|一企一策|一[人户企]一[策档案码]|一对一|一年一度|十分(?!之)|百分制|"
    '十[二三四五六]五(?=规划|时期|期间|[”"』])|三支一扶|双一流|五险一金|二次(?=分配|审核|供水|供电|创业|开发|利用)|'
    "五个一|八项规定|两个(?:维护|确立)|四个(?:全面|意识|自信)|三个代表|"
    '(?:985|211)(?=工程|高校|院校|大学|[”"』、/])|(?:世界|中国|全国|企业|民营企业)\\d+强|123(?:33|45)(?![\\d.元万名人个])'
)

PASSAGES = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # Numbering: at the start of a line, and 1. or (1) within one.
        rf"{_LINE}{CHINESE}、",
        rf"{_LINE}\d{{1,3}}(?:\.(?!\d)|\.(?=(?:19|20)\d\d年)|、(?!\d)|\))",
        r"(?<=[:;。])\d{1,2}(?:\.(?!\d)|、(?!\d)|\))",
        rf"\((?:\d{{1,2}}|{CHINESE})\)",
        # A title and a name that is a plan's or a prize's: nothing in it is an amount.
        r"《[^》]*》",
        r"[“\"「『][^”\"」』\n]{1,20}(?:计划|工程|行动|专项|规划|奖|人才)[”\"」』]",
        # Document numbers.
        r"[〔\[(【［]\d{4}[〕\])】］] *第?\d+ *号",
        # References to parts of a text; in the end any 第 with a number that is no rank and no turn.
        rf"第{_ROW}{_ARTICLE}",
        rf"(?:上述|前述|本条|本款|本项|前款){_ROW}[项款条点]",
        # Levels, class names and grades.
        r"(?:\d|[一二三四五六])A?级|[一二三特]等(?=[奖功、及以])",
        # Telephones and clock times, then whatever letters and digits make one word: 5G, ISO9001.
        r"\d{3,4}-\d{3,4}-?\d{3,4}(?!\d|元|万)",
        r"(?<![\d.])1[3-9]\d{9}(?!\d)",
        r"(?<=电话)[: ]*\d{5,8}|(?<=热线)[: ]*\d{5,8}|(?<=拨打)[: ]*\d{5,8}",
        r"(?:[上下中]午|早上|晚上) *\d{1,2}:\d\d(?:[至到~-]+\d{1,2}:\d\d)?",
        r"(?<![\d:])\d{1,2}:\d\d[至到~-]+\d{1,2}:\d\d(?![\d:])|(?<![\d:])\d{1,2}:0\d(?![\d:])",
        r"[A-Za-z][A-Za-z0-9]*(?:[-/.][A-Za-z0-9]+)*(?! *[%元])",
        r"(?<!月)\d+号",
        _WORDS,
    )
)


def pass_over(text: str, start: int) -> Reading | None:
    """The passage without a number of the policy that starts here."""
    for passage in PASSAGES:
        if found := passage.match(text, start):
            return Reading(found.end())
    return None
