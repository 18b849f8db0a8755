"""The language of a run: ``--lang``, else DUIXIAN_LANG, else the locale; and its catalogue.

A locale that names no language (C, POSIX, none) is taken as Chinese, any other than Chinese as English.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from duixian.values.bilingual import language_of

DOMAIN = "duixian"
LOCALE = Path(__file__).with_name("locale")
VARIABLE = "DUIXIAN_LANG"
OPTION = "--lang"
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_UNSPOKEN = ("", "C", "POSIX")


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """``zh`` or ``en``. Raises DuixianError (``language-unknown``) for another one in DUIXIAN_LANG; another one
    in ``--lang`` is left to the parser, which knows how to say so."""
    given = _given(arguments)
    if given in ("zh", "en"):
        return given
    if environment.get(VARIABLE):
        return language_of(environment[VARIABLE])
    return _of_locale(environment)


def _given(arguments: Sequence[str]) -> str | None:
    for place, argument in enumerate(arguments):
        if argument == OPTION and place + 1 < len(arguments):
            return arguments[place + 1]
        if argument.startswith(f"{OPTION}="):
            return argument.removeprefix(f"{OPTION}=")
    return None


def _of_locale(environment: Mapping[str, str]) -> str:
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    name = locale.split(".")[0].split("@")[0]
    return "zh" if name in _UNSPOKEN or name.startswith("zh") else "en"


def speak(lang: str) -> None:
    """From here on every sentence, those of the parser too, comes from the catalogue of a language."""
    # gettext reads the language from the environment alone, and the parser asks gettext.
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def _(message: str) -> str:
    """A sentence in the language of the run."""
    return gettext.gettext(message)


def plural(one: str, many: str, number: int) -> str:
    """A sentence about a number of things, with {n} filled in."""
    return gettext.ngettext(one, many, number).format(n=f"{number:,}")
