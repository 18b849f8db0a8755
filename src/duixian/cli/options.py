"""What several commands ask for in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from duixian.cli.language import OPTION, _
from duixian.decisions.runs.engines import EngineName
from duixian.values.dates import DateError, parse_date

FORMATS = ("xlsx", "csv", "parquet")
RESULT_FORMATS = (*FORMATS, "compact")


class Day(click.ParamType[date]):
    """A calendar day, in any spelling the registers use."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date of a text; anything else is wrong usage."""
        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value))
        except DateError as error:
            lang = ctx.find_root().obj.lang if ctx is not None else "zh"
            self.fail(f"{error.message.lang(lang)} {error.remedy.lang(lang)}", param, ctx)


class Folder(click.Path):
    """A path; whether it is there is for the command to find out, for that is no wrong usage."""

    name = "path"

    def __init__(self) -> None:
        super().__init__(path_type=Path)


def policies(*, many: bool = False) -> click.Argument:
    """The policy, or policies, by id or folder."""
    return (
        click.Argument(["policy"], metavar="POLICY...", nargs=-1, required=True)
        if many
        else click.Argument(["policy"], metavar="POLICY")
    )


def facts_folder(*, required: bool = True) -> click.Option:
    """Where the registers are."""
    return click.Option(
        ["--facts"], type=Folder(), required=required, metavar="DIR", help=_("Folder of the registers.")
    )


def as_of_day() -> click.Option:
    """The day decided by."""
    return click.Option(
        ["--as-of"], type=Day(), required=True, metavar="DATE", help=_("Day of the decision: 2023-06-30.")
    )


def output_folder(*, required: bool = True) -> click.Option:
    """Where files go."""
    return click.Option(
        ["--out"], type=Folder(), required=required, metavar="DIR", help=_("Folder to write to.")
    )


def engine_option(engines: Sequence[EngineName] = tuple(EngineName)) -> click.Option:
    """Which engine decides; all of them write the same."""
    text = _(
        "Engine: polars (in columns, on this machine), single (the reference, case by case) or spark (in columns, "
        "on Spark). The files are the same."
    )
    return click.Option(
        ["--engine"],
        type=click.Choice([name.value for name in engines]),
        default=EngineName.POLARS.value,
        show_default=True,
        help=text,
    )


def language_option() -> click.Option:
    """The language; chosen before the parser runs, shown here so that people find it."""
    return click.Option(
        [OPTION],
        type=click.Choice(["zh", "en"]),
        expose_value=False,
        help=_("Language: zh or en (or DUIXIAN_LANG)."),
    )


def as_json(text: str) -> click.Option:
    """A switch for output that programs read."""
    return click.Option(["--json", "as_json"], is_flag=True, help=text)
