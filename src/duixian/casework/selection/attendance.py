"""A sheet of who came, as the place that gives the service returns it: noted whole or not at all.

Rows are told by the list's own number, which a sheet without identities holds too, or by the number of identity. A row
without a result stands for somebody who has not come yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from duixian.authorities.models import Account
from duixian.casework.selection.errors import RegisterError
from duixian.casework.selection.locking import demand_organiser
from duixian.casework.selection.members import texts_of
from duixian.casework.selection.models import ListEntry, YearlyList
from duixian.casework.selection.opening import sheets_of
from duixian.casework.selection.problems import Problem, problem
from duixian.casework.selection.states import EntryState
from duixian.decisions.store.keys import KeptKeys
from duixian.registry.sources.sheet import FIRST_ROW
from duixian.values.bilingual import Text
from duixian.values.dates import DateError, parse_date

NUMBER, NAME, IDENTITY = (
    Text("名单编号", "List number"),
    Text("姓名", "Name"),
    Text("证件号码", "Identity number"),
)
RESULT, DAY = Text("结果", "Result"), Text("日期", "Date")
RESULTS: Mapping[EntryState, Text] = {
    EntryState.ATTENDED: Text("已参加", "attended"),
    EntryState.DECLINED: Text("放弃", "declined"),
    EntryState.MISSED: Text("未参加", "missed"),
}
"""What may stand under the result."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many rows say something, and every problem; with any problem nothing was noted."""

    noted: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What one good row says."""

    entry: ListEntry
    state: EntryState
    on: date


@transaction.atomic
def take(drawn: YearlyList, path: Path, actor: Account | None = None) -> Attendance:
    """Note what a sheet says; taken again it puts right what was noted. Raises RoleRefused, RegisterError (a file that
    cannot be read, ``list-headers``)."""
    demand_organiser(actor, drawn.authority)
    sheet = sheets_of(path, "list-file", _refusal)[0]
    headers = set(sheet.headers)
    if not _among(RESULT, headers) or not (_among(NUMBER, headers) or _among(IDENTITY, headers)):
        raise _no_headers(path.name)
    rows = [(index + FIRST_ROW, texts_of(sheet, index)) for index in range(len(sheet.rows))]
    read = list(_read(drawn, rows))
    problems = tuple(one for one in read if isinstance(one, Problem))
    said = [one for one in read if isinstance(one, _Said)]
    if not problems:
        _note(said)
    return Attendance(len(said), problems)


def _read(drawn: YearlyList, rows: list[tuple[int, dict[str, str]]]) -> Iterator[_Said | Problem]:
    entries = {entry.pk: entry for entry in drawn.entries.select_for_update()}
    by_key = {entry.key: entry for entry in entries.values()}
    kept = KeptKeys(drawn.authority)
    seen: set[int] = set()
    for number, cells in rows:
        result = _cell(cells, RESULT)
        if not result:
            continue
        entry = _entry(cells, entries, by_key, kept)
        if entry is None:
            yield problem(number, "名单里没有这个人", "Nobody of the list is meant by this row")
        elif entry.pk in seen:
            yield problem(number, "同一个人出现了两次", "The same person stands here twice")
        else:
            seen.add(entry.pk)
            yield _said(number, entry, result, _cell(cells, DAY))


def _entry(
    cells: Mapping[str, str],
    entries: Mapping[int, ListEntry],
    by_key: Mapping[str, ListEntry],
    kept: KeptKeys,
) -> ListEntry | None:
    number, identity = _cell(cells, NUMBER), _cell(cells, IDENTITY)
    if number:
        return entries.get(int(number)) if number.isdecimal() else None
    return by_key.get(kept.of(identity)) if identity else None


def _said(number: int, entry: ListEntry, result: str, day: str) -> _Said | Problem:
    state = next((state for state, words in RESULTS.items() if result in (words.zh, words.en)), None)
    if state is None:
        allowed = "、".join(words.zh for words in RESULTS.values())
        english = ", ".join(words.en for words in RESULTS.values())
        return problem(number, f"结果应为：{allowed}", f"The result is one of {english}")
    try:
        return _Said(entry, state, parse_date(day.partition(" ")[0]))
    except DateError as error:
        return Problem(number, error.message)


def _note(said: list[_Said]) -> None:
    for one in said:
        one.entry.state, one.entry.on = one.state, one.on
    ListEntry.objects.bulk_update([one.entry for one in said], ["state", "on"], batch_size=500)


def _cell(cells: Mapping[str, str], header: Text) -> str:
    return (cells.get(header.zh) or cells.get(header.en) or "").strip()


def _among(header: Text, headers: set[str]) -> bool:
    return bool({header.zh, header.en} & headers)


def _no_headers(name: str) -> RegisterError:
    return _refusal(
        "list-headers",
        f"表头应有“{RESULT.zh}”，以及“{NUMBER.zh}”或“{IDENTITY.zh}”",
        f"The headers need '{RESULT.en}', and '{NUMBER.en}' or '{IDENTITY.en}'",
        name,
    )


def _refusal(code: str, zh: str, en: str, where: str) -> RegisterError:
    remedy = Text("请用导出的名单填写后再导入。", "Fill in the exported list and import it again.")
    return RegisterError(code, Text(f"{zh}。", f"{en}."), where, remedy)
