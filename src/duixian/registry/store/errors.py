"""What can go wrong with facts, in words."""

from __future__ import annotations

from duixian.values.bilingual import DuixianError, Text


class FactRefused(DuixianError):
    """A fact that cannot be registered, corrected or withdrawn."""


class MergeRefused(DuixianError):
    """Two rows that cannot be joined, or a join that cannot be undone."""


def unknown_table(table: str) -> FactRefused:
    """There is no such register."""
    return FactRefused(
        "fact-no-table",
        Text(f"没有名为「{table}」的登记表。", f"No register is named '{table}'."),
        table,
        Text("请用登记表的名称。", "Use the name of a register."),
    )


def catalogue(table: str) -> FactRefused:
    """The rows come with the policy."""
    return FactRefused(
        "fact-catalogue",
        Text(
            f"「{table}」是政策自带的目录，不能登记。",
            f"'{table}' comes with the policy; nothing is registered there.",
        ),
        table,
        Text("要改动，请改政策。", "To change it, change the policy."),
    )


def already_there(table: str, key: str) -> FactRefused:
    """The key is taken."""
    return FactRefused(
        "fact-exists",
        Text("已有同一主键的记录。", "There is a record of this key already."),
        f"{table} {key}",
        Text("内容有变的，请办更正。", "If its contents changed, correct it."),
    )


def not_there(table: str, key: str) -> FactRefused:
    """No fact of the key is known."""
    return FactRefused(
        "fact-missing",
        Text("没有这条记录。", "There is no such record."),
        f"{table} {key}",
        Text("请核对主键；尚未登记的，请先登记。", "Check the key; register it first if it is new."),
    )


def points_nowhere(table: str, header: str, target: str) -> FactRefused:
    """A link to a row that nobody supplied."""
    return FactRefused(
        "fact-link-missing",
        Text(f"「{header}」所指的{target}没有登记。", f"'{header}' names a {target} that is not registered."),
        table,
        Text(f"请先登记{target}。", f"Register the {target} first."),
    )


def key_changed(table: str, column: str) -> FactRefused:
    """A correction may not make another fact of it."""
    return FactRefused(
        "fact-key-changed",
        Text(
            f"「{column}」是辨认这条记录的依据，不能更正。",
            f"'{column}' tells this record from others and cannot be corrected.",
        ),
        table,
        Text("请撤销这条记录，另行登记。", "Withdraw the record and register another."),
    )


def out_of_order(table: str, key: str) -> FactRefused:
    """Something later is known already."""
    return FactRefused(
        "fact-out-of-order",
        Text("这条记录已有更晚得知的内容。", "Something that was learnt later stands in this record."),
        f"{table} {key}",
        Text("请核对系统时间。", "Check the system's clock."),
    )
