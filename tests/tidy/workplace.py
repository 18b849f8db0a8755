"""What says where the work was done: folders of one machine, tools of one workplace, addresses of registries.

Each pattern breaks its own word with a character class, so that this file does not contain what it looks for.
"""

from __future__ import annotations

import re

TRACES = {
    "a folder of one machine": re.compile(
        r"(?<![\w.:/-])/(?:roo[t]|hom[e]|User[s]|wor[k]|opt/[p]|opt/[w])/\w?"
    ),
    "a folder of the workplace": re.compile(r"/tmp/tea[m]|(?<!\w)\.librar[y]\b|\.mirro[r]/"),
    "a tool of the workplace": re.compile(r"\bfar[m]-\w+"),
    "the address of a package registry": re.compile(
        r"\bpyp[i]\.org|\bpythonhoste[d]\.org|\bnpmj[s]\.(?:org|com)|//(?:mirrors?|pypi|registry)\.[\w.]+"
        r"|//mirror[s]?\.|file://[/]|--(?:extra-)?index-ur[l]\b|--find-link[s]\b"
    ),
}
FORBIDDEN_FILES = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "pip.conf", ".pypirc", ".env"}


def traces(text: str) -> list[str]:
    """`line: what it is` for each trace of a workplace in a text."""
    return [
        f"{number}: {meaning}"
        for number, line in enumerate(text.splitlines(), start=1)
        for meaning, pattern in TRACES.items()
        if pattern.search(line)
    ]
