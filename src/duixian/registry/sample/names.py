"""Frequent surnames and given names, for people who do not exist."""

from __future__ import annotations

from duixian.registry.sample.dice import Dice, Weighted

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


def person_name(dice: Dice, sex: str) -> str:
    """A name of two or three characters."""
    given = _MALE if sex == "男" else _FEMALE
    second = "" if dice.below(4) == 0 else dice.pick(given)
    return dice.draw(_SURNAMES) + dice.pick(given) + second
