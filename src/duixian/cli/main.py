"""The entrance: choose the language, build the commands, run one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import click

from duixian.cli.commands import (
    check,
    decide,
    demo,
    expand,
    explain,
    facts,
    guide,
    new,
    sample,
    targets,
    test,
)
from duixian.cli.failure import told
from duixian.cli.language import _, chosen_language, speak
from duixian.cli.options import language_option
from duixian.cli.session import open_session
from duixian.values.bilingual import DuixianError

NAME = "duixian"
VERBS = (demo, guide, explain, decide, expand, targets, facts, sample, new, check, test)
"""The commands, in the order in which a newcomer meets them."""


class App(click.Group):
    """All commands. What is wrong with the input is told to people, whatever command found it."""

    def __init__(self, lang: str) -> None:
        super().__init__(
            NAME,
            help=_laid_out(_purpose(), lang),
            params=[language_option(), _version()],
            no_args_is_help=True,
        )
        self.lang = lang
        for verb in VERBS:
            command = verb.command()
            command.params.append(language_option())
            command.help = _laid_out(command.help or "", lang)
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of ``VERBS``."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command of a context."""
        ctx.obj = open_session(self.lang)
        with told(self.lang):
            return super().invoke(ctx)


def _laid_out(text: str, lang: str) -> str:
    """Help whose Chinese lines stay as they are: the parser counts every sign as one cell wide."""
    return f"\b\n{text}" if lang == "zh" else text


def _purpose() -> str:
    return _("Duixian: from a policy's words to what each person and employer is due, with every reason.")


def _version() -> click.Option:
    def show(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(f"{NAME} {version(NAME)}")
            ctx.exit()

    text = _("Show the version and exit.")
    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=text
    )


def build(arguments: Sequence[str]) -> App:
    """The commands in the language that arguments and environment choose. Raises DuixianError
    (``language-unknown``)."""
    lang = chosen_language(arguments, os.environ)
    speak(lang)
    return App(lang)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 a problem in the input, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app = build(given)
    except DuixianError as error:
        click.echo(f"{error.render('zh')}\n{error.render('en')}", err=True)
        sys.exit(2)
    app.main(given, prog_name=NAME)


if __name__ == "__main__":
    main()
