"""``duixian sample``: a registry made up by a profile, the same for the same seed."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from duixian.cli.failure import Failure
from duixian.cli.figures import count, plain_table
from duixian.cli.language import _, plural
from duixian.cli.options import FORMATS, Folder, output_folder
from duixian.cli.progress import stage
from duixian.cli.session import Session
from duixian.policybook import all_policies
from duixian.registry.sample import Made, bytes_of, write_sample
from duixian.registry.sample.profile_reading import load_profile

PROFILE = "sample.yaml"
"""A policy's own profile, beside its text."""


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [
        click.Option(
            ["--persons"],
            type=click.IntRange(min=1),
            default=1000,
            show_default=True,
            help=_("Number of persons."),
        ),
        click.Option(
            ["--seed"], type=int, default=1, show_default=True, help=_("The same seed, the same bytes.")
        ),
        output_folder(),
        click.Option(
            ["--format", "file_format"],
            type=click.Choice(FORMATS),
            default="csv",
            show_default=True,
            help=_("Form of the files."),
        ),
        click.Option(
            ["--profile"], type=Folder(), metavar="FILE", help=_("Profile; by default that of a policy.")
        ),
    ]
    text = _("Make up a registry of persons and employers, some rows of it wrong, to try policies on.")
    return click.Command(
        "sample",
        callback=run,
        params=params,
        help=text,
        short_help=_("Make up a registry to try policies on."),
    )


@click.pass_obj
def run(session: Session, persons: int, seed: int, out: Path, file_format: str, profile: Path | None) -> None:
    """Say how large the registry will be, write it and say what is in it."""
    _announce(session, persons, out, file_format)
    made = make_sample(session, profile or default_profile(), persons, seed, out, file_format)
    table = plain_table([_("register"), _("rows"), _("of them wrong")], (1, 2))
    wrong: dict[str, int] = {}
    for (name, _kind), number in made.planted.items():
        wrong[name] = wrong.get(name, 0) + number
    for name, rows in made.rows.items():
        table.add_row(name, count(rows), count(wrong.get(name, 0)))
    session.out.print(table)
    session.err.print(_("Files in {folder}.").format(folder=out))


def _announce(session: Session, persons: int, out: Path, file_format: str) -> None:
    """About how much room the files take; refuses where there is less."""
    needed = bytes_of(persons, file_format)
    said = _("About {size} of {format} files for {n} persons and their employers in {folder}.")
    session.err.print(said.format(size=_size(needed), format=file_format, n=count(persons), folder=out))
    free = shutil.disk_usage(next(place for place in (out, *out.absolute().parents) if place.exists())).free
    if needed > free:
        lines = (
            _("There is not enough room on the disk: about {size} needed, {free} free."),
            _("What to do: ask for fewer persons, for the parquet format, or for a folder on another disk."),
        )
        raise Failure("\n".join(lines).format(size=_size(needed), free=_size(free)))


def _size(size: int) -> str:
    """3.9 MB, in thousands."""
    for unit in ("kB", "MB", "GB"):
        size, rest = divmod(size, 1000)
        if size < 1000:
            return f"{size}.{rest // 100} {unit}"
    return f"{size:,} GB"


def make_sample(
    session: Session, profile: Path, persons: int, seed: int, out: Path, file_format: str
) -> Made:
    """Write a made-up registry."""
    title = plural("Making up {n} person", "Making up {n} persons", persons)
    with stage(session.err, title) as report:
        return write_sample(out, persons, seed, file_format, profile=load_profile(profile), progress=report)


def default_profile() -> Path:
    """The profile of the first policy under the root that has one."""
    found = next((folder / PROFILE for folder in all_policies() if (folder / PROFILE).is_file()), None)
    if found is None:
        lines = _("No policy has a profile ({file})."), _("What to do: give one with --profile.")
        raise Failure("\n".join(lines).format(file=PROFILE))
    return found
