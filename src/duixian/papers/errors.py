"""What cannot be put on paper, in words for people."""

from __future__ import annotations

from collections.abc import Sequence

from duixian.values.bilingual import DuixianError, Text


class PaperError(DuixianError):
    """A paper that is not due, or cannot be drawn on this machine."""


def not_due(where: str, zh: str, en: str) -> PaperError:
    """There is no such paper of this matter (yet). ``zh``, ``en``: why."""
    return PaperError(
        "paper-not-due",
        Text(f"现在没有这份文书：{zh}。", f"There is no such paper now: {en}."),
        where,
        Text("请在办理到相应环节后再取。", "Come back once the matter has got that far."),
    )


def fonts_missing(families: Sequence[str]) -> PaperError:
    """The machine has not the types that papers are set in."""
    return PaperError(
        "fonts-missing",
        Text(
            f"这台机器缺少文书所用的字体：{'、'.join(families)}。",
            f"This machine lacks the fonts of the papers: {', '.join(families)}.",
        ),
        remedy=Text(
            "请系统管理员安装：Debian 为 apt-get install fonts-noto-cjk；或把字体放入一个文件夹并设 DUIXIAN_FONTS。",
            "Let an administrator install them (Debian: apt-get install fonts-noto-cjk), or put them into a folder named by DUIXIAN_FONTS.",
        ),
    )
