"""Drawing: words stay words, a long list is quick, and missing fonts are named."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from duixian.authorities.models import Authority
from duixian.casework.selection.models import Candidate, Round
from duixian.casework.selection.states import CandidateState
from duixian.notices.document import document_of, sha256
from duixian.notices.masking import Shown
from duixian.notices.models import Publicity
from duixian.papers import certificates, fonts, lists
from duixian.papers.drawing import compiler, pdf, pictures
from duixian.papers.errors import PaperError

MARKUP = '*甲* _乙_ #strong[丙] $x^2$ <丁> @戊 http://x // \\ #panic("x") = 己'
SECONDS = 5


def publicity(lines: int, name: str = "张三", title: str = "技能补贴公示") -> Publicity:
    """A list that is shown from a day to another; nothing of it is kept."""
    authority = Authority(code="330113", name="某区人力资源和社会保障局")
    shown = [Shown(f"{name}{n}", "某精密机械有限公司", "取证补贴", 120_000) for n in range(lines)]
    document = document_of(title, authority.name, {"public": 5}, shown)
    return Publicity(
        authority=authority,
        number="GS2026-0001",
        title=title,
        public_days=5,
        public_from=date(2026, 9, 28),
        public_until=date(2026, 10, 12),
        document=document,
        sha256=sha256(document),
        composed_at=datetime(2026, 9, 28, 1, 0, tzinfo=UTC),
    )


def test_a_name_with_typst_s_signs_is_set_as_it_is_written() -> None:
    drawn = compiler("publicity", lists.data_of(publicity(1, title=MARKUP)))
    (heading,) = json.loads(drawn.query("heading", field="body"))
    assert MARKUP in json.dumps(heading, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")


def test_a_payee_s_name_cannot_call_anything() -> None:
    quiet = lists.data_of(publicity(1, name='#panic("x")#read("/etc/passwd")'))
    assert pdf("publicity", quiet).startswith(b"%PDF")


def test_five_thousand_lines_are_drawn_in_a_few_seconds_to_the_same_bytes() -> None:
    long = publicity(5000)
    began = time.process_time()  # whatever else the machine does
    first = lists.publicity_list(long)
    assert time.process_time() - began < SECONDS
    assert lists.publicity_list(long) == first


def test_a_list_tells_its_days_its_sum_and_its_hash() -> None:
    said = lists.data_of(publicity(2))
    assert "二〇二六年九月二十八日" in said["opening"]
    assert "5 个工作日" in said["opening"]
    assert said["total"]["capitals"] == "人民币贰仟肆佰元整"
    assert said["traces"][1][1].replace(" ", "") == publicity(2).sha256


def test_a_certificate_is_for_whoever_was_announced() -> None:
    authority = Authority(code="330113", name="某区人力资源和社会保障局")
    row = Round(authority=authority, number="PX2026-001", name="大师评选", label="2026年", announced_on=None)
    candidate = Candidate(
        authority=authority, round=row, position=3, name="张三", unit="某公司", state=CandidateState.SELECTED
    )
    with pytest.raises(PaperError):
        certificates.certificate(candidate)
    row.announced_on = date(2026, 9, 28)
    assert len(pictures("certificate", certificates.data_of(candidate), ppi=30)) == 1


def test_missing_fonts_are_named_with_the_way_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "PLACES", ())
    monkeypatch.setenv(fonts.SETTING, str(tmp_path))
    with pytest.raises(PaperError) as found:
        fonts.fonts()
    assert "Noto Serif CJK SC" in found.value.message.zh
    assert "fonts-noto-cjk" in found.value.remedy.en
