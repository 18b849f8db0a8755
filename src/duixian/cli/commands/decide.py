"""``duixian decide``: every case of a registry, as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
from duixian.cli.running.deciding import COMPACT, decide_all, write_run
from duixian.cli.running.inputs import load_policies, read_for, warn_of_drafts
from duixian.cli.running.staging import decide_in_stages, write_staged
from duixian.cli.session import Session
from duixian.decisions.partitions.running import usual_count
from duixian.decisions.partitions.stages import MOST_PARTITIONS
from duixian.decisions.runs.engines import EngineName
from duixian.language.rule import Policy


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
        click.Option(
            ["--partitions"],
            type=click.IntRange(1, MOST_PARTITIONS),
            metavar="N",
            help=_(
                "Divide the registers by person into so many parts, decided one after another (with --format compact, "
                "registers in Parquet). By default from the number of persons. A run that was stopped goes on where it "
                "was when started again."
            ),
        ),
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
    partitions: int | None,
    as_json: bool,
) -> None:
    """Read, decide, write, sum up."""
    check_apart(facts, out)
    loaded = load_policies(policy)
    warn_of_drafts(session, loaded)
    chosen = EngineName(engine)
    if in_parts(chosen, file_format, partitions, loaded, facts):
        staged = decide_in_stages(session, loaded, facts, as_of, chosen, out, partitions)
        files, summary = write_staged(session, staged, out, as_json=as_json), staged.summary()
    else:
        reading = read_for(session, facts, loaded, chosen)
        done = decide_all(session, loaded, reading, as_of, chosen)
        files, summary = write_run(session, done, out, file_format, as_json=as_json), done.summary
    session.out.print(summary_table(session, summary))
    session.err.print(_("Files in {folder}:").format(folder=out))
    for name in _listed(file.relative_to(out) for file in files):
        session.err.print(f"  {name}")


def in_parts(
    engine: EngineName, file_format: str, partitions: int | None, loaded: Sequence[Policy], facts: Path
) -> bool:
    """Whether a registry is decided in partitions. Raises Failure where that was asked for and cannot be."""
    asked = engine is EngineName.SPARK or (partitions or 1) > 1
    if asked and (file_format != COMPACT or engine is EngineName.SINGLE):
        lines = (
            _("Partitions and Spark write compact files only, and the reference decides in one piece."),
            _("What to do: add --format compact, or leave --partitions and --engine out."),
        )
        raise Failure("\n".join(lines))
    if (
        asked
        or engine is EngineName.SINGLE
        or file_format != COMPACT
        or partitions == 1
        or not facts.is_dir()
    ):
        return asked
    return usual_count(loaded, facts) > 1


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
