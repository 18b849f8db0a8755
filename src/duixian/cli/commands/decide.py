"""``duixian decide``: every case of a registry, as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from duixian.cli.failure import Failure
from duixian.cli.figures import summary_table
from duixian.cli.language import _, plural
from duixian.cli.options import (
    RESULT_FORMATS,
    as_json,
    as_of_day,
    engine_option,
    facts_folder,
    output_folder,
    policies,
)
from duixian.cli.running.deciding import decide_all, write_run
from duixian.cli.running.inputs import load_policies, read_for, warn_of_drafts
from duixian.cli.session import Session
from duixian.decisions.runs.engines import EngineName


def command() -> click.Command:
    """The command in the language of the run."""
    params: list[click.Parameter] = [
        policies(many=True),
        facts_folder(),
        as_of_day(),
        output_folder(),
        click.Option(
            ["--format", "file_format"],
            type=click.Choice(RESULT_FORMATS),
            default="xlsx",
            show_default=True,
            help=_(
                "Form of the files; compact: a Parquet file for each measure, each case a row with all its reasons, "
                "which duixian expand turns into decisions again."
            ),
        ),
        engine_option(),
        as_json(_("Write decisions.jsonl as well, in the published form.")),
    ]
    text = _(
        "Decide every case of the registers in a folder and write decisions, conditions, instalments, effects, "
        "rejects and a summary. Several policies are decided together."
    )
    return click.Command(
        "decide",
        callback=run,
        params=params,
        help=text,
        short_help=_("Decide all cases and write the files."),
    )


@click.pass_obj
def run(
    session: Session,
    policy: tuple[str, ...],
    facts: Path,
    as_of: date,
    out: Path,
    file_format: str,
    engine: str,
    as_json: bool,
) -> None:
    """Read, decide, write, sum up."""
    check_apart(facts, out)
    loaded = load_policies(policy)
    warn_of_drafts(session, loaded)
    reading = read_for(session, facts, loaded, EngineName(engine))
    done = decide_all(session, loaded, reading, as_of, EngineName(engine))
    files = write_run(session, done, out, file_format, as_json=as_json)
    session.out.print(summary_table(session, done.summary))
    session.err.print(_("Files in {folder}:").format(folder=out))
    for name in _listed(file.relative_to(out) for file in files):
        session.err.print(f"  {name}")


def _listed(files: Iterable[Path]) -> list[str]:
    """The files by name; of a folder with many its name and how many."""
    counts = Counter(file.parts[0] for file in files)
    many = {name: plural("{n} file", "{n} files", n) for name, n in counts.items() if n > 1}
    return [f"{name}/ ({many[name]})" if name in many else name for name in counts]


def check_apart(facts: Path, out: Path) -> None:
    """Refuse to write results among the registers, where the next run would read them as one."""
    if facts.resolve() == out.resolve():
        lines = (
            _("Results cannot go into the folder of the registers: {folder}."),
            _("What to do: name another --out."),
        )
        raise Failure("\n".join(lines).format(folder=out))
