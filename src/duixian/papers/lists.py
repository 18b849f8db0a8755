"""The publicity list: the masked lines as they were frozen, with the days in which anybody may object."""

from __future__ import annotations

import json
from typing import Any

from duixian.notices.models import Publicity
from duixian.notices.states import PublicityState
from duixian.papers.drawing import pdf
from duixian.papers.saying import amount, figures, grouped, head, on_day
from duixian.values.capitals import day_in_figures

CLOSING = (
    "公示期内，对名单有异议的，可以在公示页面逐行提出，或者向本机关书面反映。反映情况应当客观真实，"
    "并尽量提供线索；匿名反映的，同样予以核查。异议处理期间，所涉一项暂不支付，其余各项不受影响。"
)

LONG = 500
"""Lines of a list that is still drawn with its structure; the page of a longer one holds it."""


def publicity_list(publicity: Publicity) -> bytes:
    """The list, as PDF. Raises PaperError (``fonts-missing``)."""
    said = data_of(publicity)
    return pdf("publicity", said, tagged=len(said["lines"]) <= LONG)


def data_of(publicity: Publicity) -> dict[str, Any]:
    """What the list says: the frozen document, and nothing beside it."""
    lines = json.loads(publicity.document)["名单"]
    total = sum(line["金额"] or 0 for line in lines)
    return {
        **head(publicity.authority, publicity.title, publicity.number, _day(publicity)),
        "opening": _opening(publicity),
        "lines": [
            {
                "position": str(line["序号"]),
                "name": line["姓名"],
                "unit": line["单位"],
                "benefit": line["项目"],
                "fen": "—" if line["金额"] is None else figures(line["金额"]),
            }
            for line in lines
        ],
        "count": str(len(lines)),
        "total": amount(total) if total else None,
        "closing": CLOSING,
        "traces": [("公示编号", publicity.number), ("名单摘要（SHA-256）", grouped(publicity.sha256))],
    }


def _day(publicity: Publicity) -> Any:
    return publicity.public_from or publicity.inside_from or on_day(publicity.composed_at)


def _opening(publicity: Publicity) -> str:
    """From when to when; of a list that is only composed, for how long."""
    stages = [
        ("单位内公示", publicity.inside_days, publicity.inside_from, publicity.inside_until),
        ("公示", publicity.public_days, publicity.public_from, publicity.public_until),
    ]
    said = []
    for name, days, since, until in stages:
        if days is None:
            continue
        if since is not None and until is not None:
            said.append(
                f"{name}期自{day_in_figures(since)}起，至{day_in_figures(until)}止（{days} 个工作日，发布当日不计）"
            )
        else:
            said.append(f"{name}期为 {days} 个工作日")
    withdrawn = "本公示已撤回。" if publicity.state == PublicityState.WITHDRAWN else ""
    return f"经审核，现将拟兑现名单予以公示，接受监督。{'；'.join(said)}。{withdrawn}"
