"""Numbers of skill certificates. Their shapes have changed over the years: warn, never refuse.

A 职业技能等级证书 has 22 characters: Y or S, then 4 + 2 + 6 + 2 + 1 (level) + 6 digits.
A 国家职业资格证书 has 16 digits, the level at place 11.
"""

from __future__ import annotations

import re

from duixian.values.bilingual import Text
from duixian.values.widths import half_width

_SKILL_LEVEL = re.compile(r"[YS][0-9]{21}")
_QUALIFICATION = re.compile(r"[0-9]{16}")


def certificate_number_warning(text: str) -> Text | None:
    """A warning for a clerk when the number has neither known shape, or None; never an error."""
    number = "".join(half_width(text).split()).upper()
    if not number:
        return Text("没有填写证书编号，请核对。", "The certificate number is missing; please check.")
    if _SKILL_LEVEL.fullmatch(number) or _QUALIFICATION.fullmatch(number):
        return None
    return Text(
        f"证书编号“{text}”（{len(number)} 位）不是常见格式：职业技能等级证书为 Y 或 S 加 21 位数字，"
        "职业资格证书为 16 位数字。请对照证书核对；无误的可以继续。",
        f"The certificate number '{text}' ({len(number)} characters) has no usual shape: a skill-level "
        "certificate is Y or S and 21 digits, a vocational qualification 16 digits. "
        "Compare it with the certificate; if it is right, go on.",
    )
