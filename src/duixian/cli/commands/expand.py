"""``duixian expand``: decisions in the published form from the compact files of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from duixian.cli.failure import Failure
from duixian.cli.language import _
from duixian.cli.options import Folder, policies
from duixian.cli.running.inputs import load_policies
from duixian.cli.session import Session
from duixian.decisions.compact.files import SUFFIX, CompactFile
from duixian.decisions.document import decision_line
from duixian.language.outcome import Outcome
from duixian.language.rule import Policy


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [
        policies(many=True),
        click.Option(
            ["--cases"],
            type=Folder(),
            required=True,
            metavar="PATH",
            help=_("A compact file, or the folder of a run or a policy with compact files."),
        ),
        click.Option(["--record"], metavar="KEY", help=_("Only the cases of this record.")),
    ]
    text = _(
        "Turn compact files (duixian decide --format compact) into decisions again: one a line on standard output, the "
        "same as in decisions.jsonl. The policy must be the version that they were decided by."
    )
    return click.Command(
        "expand",
        callback=run,
        params=params,
        help=text,
        short_help=_("Turn compact files into decisions again."),
    )


@click.pass_obj
def run(session: Session, policy: tuple[str, ...], cases: Path, record: str | None) -> None:
    """Print them, a line each."""
    loaded = load_policies(policy)
    found = False
    files = [CompactFile(path, loaded) for path in _files(cases)]
    for file in sorted(files, key=lambda one: _place(one, loaded)):
        for outcome in _cases(file, record):
            click.echo(decision_line(outcome), nl=False)
            found = True
    if record is not None and not found:
        raise Failure(_("No case of record {key} in {path}.").format(key=record, path=cases))


def _place(file: CompactFile, policies: Sequence[Policy]) -> tuple[int, int, str]:
    """As runs write decisions: by policy, by measure, then part by part."""
    policy, measure = file.layout.policy, file.layout.measure
    return policies.index(policy), list(policy.measures).index(measure.name), str(file.path)


def _cases(file: CompactFile, record: str | None) -> Iterator[Outcome]:
    return iter(file) if record is None else file.of_record(record)


def _files(path: Path) -> list[Path]:
    """The file, or those of a folder and the folders below it, by name."""
    if not path.is_dir():
        return [path]
    files = sorted(path.rglob(f"*{SUFFIX}"))
    if not files:
        lines = (
            _("There are no compact files in {folder}."),
            _("What to do: name what --format compact wrote."),
        )
        raise Failure("\n".join(lines).format(folder=path))
    return files
