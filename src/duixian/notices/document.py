"""What a publicity says, as text whose hash shows that nothing was changed after it was composed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from duixian.notices.masking import Shown


def document_of(title: str, authority: str, stages: Mapping[str, int], lines: Sequence[Shown]) -> str:
    """Canonical JSON of the masked list; ``stages`` are working days by place. Amounts in fen."""
    content = {
        "公示": title,
        "发布单位": authority,
        "期限": dict(stages),
        "名单": [
            {"序号": n, "姓名": line.name, "单位": line.unit, "项目": line.benefit, "金额": line.fen}
            for n, line in enumerate(lines, start=1)
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def sha256(document: str) -> str:
    """SHA-256 in hex of a document's UTF-8 bytes."""
    return hashlib.sha256(document.encode()).hexdigest()
