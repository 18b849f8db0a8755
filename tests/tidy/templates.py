"""Whether a template speaks Chinese past the catalogue."""

from __future__ import annotations

import re

_SPOKEN = (
    re.compile(r"{%\s*comment.*?{%\s*endcomment\s*%}", re.DOTALL),
    re.compile(r"{#.*?#}", re.DOTALL),
    re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL),
    re.compile(r"{%\s*trans(?:late)?\s.*?%}", re.DOTALL),
    # An argument of a filter or a tag: _("…").
    re.compile(r"""_\((?:"[^"]*"|'[^']*')\)"""),
    # Data keeps its own names: what is compared, and what a form sends back.
    re.compile(r"{%\s*(?:el)?if\s.*?%}", re.DOTALL),
    re.compile(r'\svalue="[^"]*"'),
    # Words that are Chinese in every language say so.
    re.compile(r'<(\w+)[^<>]*\slang="zh-Hans"[^<>]*>.*?</\1>', re.DOTALL),
)
_HAN = re.compile("[\u3400-\u9fff]+")


def untold(template: str) -> list[str]:
    """`line: words` for all Chinese that no catalogue will ever translate."""
    rest = template
    for pattern in _SPOKEN:
        rest = pattern.sub(lambda found: "\n" * found[0].count("\n"), rest)
    return [f"{rest.count(chr(10), 0, found.start()) + 1}: {found[0]}" for found in _HAN.finditer(rest)]
