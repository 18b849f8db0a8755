"""Frequent surnames and given names, for people who do not exist."""

from __future__ import annotations

import numpy as np
import polars as pl

from duixian.registry.sample.cells import NONE, chosen, joined, listed
from duixian.registry.sample.dice import Weighted
from duixian.registry.sample.throws import Flags, Ints, Throws

_SURNAMES: Weighted[str] = Weighted(
    [
        (name, 40 - place // 2)
        for place, name in enumerate(
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
            "钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛"
        )
    ]
)
_MALE = "伟强磊军勇杰涛明超刚平辉鹏华飞斌宇浩凯健俊帆旭宁龙林峰波海东建国志文立新成永兴"
_FEMALE = "芳娜敏静丽艳娟霞秀英燕玲桂红梅琴云慧洁莉佳雪婷璐颖琳欣怡倩蓉萍月春凤"
_GIVEN, _COUNTS, _STARTS = (
    listed(_MALE + _FEMALE),
    np.array([len(_FEMALE), len(_MALE)]),
    np.array([len(_MALE), 0]),
)
_SURNAME_CELLS = listed(_SURNAMES.things)


def person_names(throws: Throws, who: Ints, male: Flags) -> pl.Series:
    """Names of two or three characters."""
    sexes = male.astype(np.int64)
    counts, starts = _COUNTS[sexes], _STARTS[sexes]
    second = np.full(len(who), NONE)
    longer = np.flatnonzero(throws.below(who, 4))
    second[longer] = starts[longer] + throws.below(who[longer], counts[longer])
    surname = throws.draw(who, _SURNAMES)
    first = starts + throws.below(who, counts)
    return joined(chosen(_SURNAME_CELLS, surname), chosen(_GIVEN, first), chosen(_GIVEN, second))
