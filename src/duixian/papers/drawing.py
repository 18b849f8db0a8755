"""A form and its data become a PDF, or pictures of its pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from typst import Compiler

from duixian.papers.fonts import fonts

FORMS = Path(__file__).parent / "forms"
STANDARD: Literal["a-2b"] = "a-2b"
"""PDF/A-2b: what archives take."""

Data = Mapping[str, Any]
"""What a form says: strings, numbers of no consequence, lists and mappings of them. Amounts are strings already."""


def pdf(form: str, data: Data, *, tagged: bool = True) -> bytes:
    """The paper. The same form and data give the same bytes. ``tagged``: with its structure for screen readers,
    which makes a long table fifteen times as large. Raises PaperError (``fonts-missing``)."""
    made = compiler(form, data).compile(format="pdf", pdf_standards=STANDARD, pdf_tags=tagged)
    assert isinstance(made, bytes)
    return made


def pictures(form: str, data: Data, ppi: float = 96.0) -> list[bytes]:
    """Each page as PNG."""
    made = compiler(form, data).compile(format="png", ppi=ppi)
    return list(made) if isinstance(made, list) else [made or b""]


def compiler(form: str, data: Data) -> Compiler:
    """Typst with a form opened, its data beside it."""
    # The data travel beside the form, never inside it: no word of a case can become an instruction.
    said = json.dumps(data, ensure_ascii=False)
    return Compiler(
        FORMS / f"{form}.typ",
        root=FORMS,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": said},
        package_path=FORMS,
        package_cache_path=FORMS,
    )
