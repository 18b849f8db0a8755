"""What is refused here, in words."""

from __future__ import annotations

from duixian.values.bilingual import DuixianError, Text


class PublicationRefused(DuixianError):
    """A version that cannot be taken in or set in force."""


class DraftRefused(DuixianError):
    """A working draft that cannot be changed so."""


class DecidingRefused(DuixianError):
    """Something that cannot be decided or looked up."""


class GrantRefused(DuixianError):
    """Money that cannot be promised, or an instalment that cannot change."""


class FactsUnreadable(DuixianError):
    """Facts given for a check that cannot be read. ``faults``: each cell's own error."""

    def __init__(self, faults: tuple[DuixianError, ...]) -> None:
        super().__init__(
            "check-facts-unreadable",
            Text(
                "；".join(fault.render("zh") for fault in faults), "; ".join(f.render("en") for f in faults)
            ),
            remedy=Text("请改正这些内容后再查。", "Correct these and check again."),
        )
        self.faults = faults


def still_a_draft(title: str) -> PublicationRefused:
    """The choices leave the policy a draft."""
    return PublicationRefused(
        "publish-still-draft",
        Text(
            f"《{title}》按所选解释仍不是施行中的政策，不能发布。",
            f"With these choices {title} is not in force.",
        ),
        title,
        Text(
            "请在解释中选定使其施行的一项（如自某日起施行），或取得已施行的文本。",
            "Choose the interpretation that sets it in force (from a day, say), or take in the text in force.",
        ),
    )


def no_number(title: str) -> PublicationRefused:
    """Nothing is in force without a document number."""
    return PublicationRefused(
        "publish-no-number",
        Text(f"《{title}》没有文号，不能发布。", f"{title} has no document number and cannot be published."),
        title,
        Text("请录入印发文件的文号。", "Enter the number of the document that issued it."),
    )


def same_person(title: str) -> PublicationRefused:
    """Two persons are needed."""
    return PublicationRefused(
        "publish-same-person",
        Text("编制人与批准人不能是同一个人。", "Who prepared a version cannot approve it."),
        title,
        Text("请由另一个人批准。", "Let somebody else approve it."),
    )


def not_in_state(where: str, old: str, new: str) -> GrantRefused:
    """A change that does not follow from the state."""
    return GrantRefused(
        "state-refused",
        Text(f"现在是“{old}”，不能改为“{new}”。", f"It is '{old}' now and cannot become '{new}'."),
        where,
        Text("请刷新后按现在的状态办理。", "Look again and go on from its present state."),
    )


def archive_altered(version: str) -> PublicationRefused:
    """The archive no longer gives the version it was taken in as."""
    return PublicationRefused(
        "archive-altered",
        Text("存档的政策与登记的版本不符。", "The policy in the archive is not the version on record."),
        version,
        Text(
            "存档被改动，或程序的读法变了：请从备份恢复。",
            "The archive was altered, or is read otherwise now: restore it.",
        ),
    )


def draft_pays_nothing(where: str) -> GrantRefused:
    """The version is not in force."""
    return GrantRefused(
        "grant-draft",
        Text(
            "这一版政策没有施行，据此的决定不付款。",
            "This version is not in force; what it decides is not paid.",
        ),
        where,
        Text(
            "请先由两人录入文号、发布政策，再重新决定。",
            "Publish it first (two persons, a document number), then decide again.",
        ),
    )


def nothing_granted(where: str, verdict: str) -> GrantRefused:
    """The decision gives nothing."""
    return GrantRefused(
        "grant-nothing",
        Text(
            f"决定为“{verdict}”，没有可以兑现的。", f"The decision is '{verdict}': there is nothing to grant."
        ),
        where,
        Text("请看决定的各项条件。", "Look at the conditions of the decision."),
    )


def granted_already(where: str) -> GrantRefused:
    """The case has an entitlement."""
    return GrantRefused(
        "grant-again",
        Text("此事已有兑现记录。", "The case has been granted already."),
        where,
        Text(
            "新的决定请作差异核定，不要重复兑现。",
            "Review the new decision as a difference; do not grant again.",
        ),
    )


def not_the_latest(where: str) -> GrantRefused:
    """A later decision of the case is there."""
    return GrantRefused(
        "grant-stale",
        Text("此事已有更晚的决定。", "There is a later decision of this case."),
        where,
        Text("请按最近的决定办理。", "Go by the latest decision."),
    )


def another_case(where: str) -> GrantRefused:
    """A decision of something else."""
    return GrantRefused(
        "grant-other-case",
        Text("这个决定不是此事的。", "The decision is of another case."),
        where,
        Text("请给此事自己的决定。", "Give a decision of the case itself."),
    )


def no_case(where: str) -> DecidingRefused:
    """Nothing of the kind was decided."""
    return DecidingRefused(
        "decision-missing",
        Text("没有这个案件的决定。", "There is no decision of this case."),
        where,
        Text("请核对案件编号，或先作决定。", "Check the number of the case, or have it decided."),
    )


def run_unfinished(where: str) -> DecidingRefused:
    """The run has no results yet."""
    return DecidingRefused(
        "run-unfinished",
        Text("这次批量决定尚未完成。", "This run is not finished."),
        where,
        Text("请等它完成，或重新执行。", "Wait for it, or start it again."),
    )


def nothing_decided_before(authority: str) -> DecidingRefused:
    """There is nothing to compare with."""
    return DecidingRefused(
        "differences-no-run",
        Text("还没有批量决定可以比较。", "No run has been made that could be compared."),
        authority,
        Text("请先对登记表作一次批量决定。", "Decide the registry first."),
    )


def file_altered(where: str) -> DecidingRefused:
    """A file of a run is not the one that was sealed."""
    return DecidingRefused(
        "run-file-altered",
        Text("批量决定的文件与封存时不同。", "A file of the run is not the one that was sealed."),
        where,
        Text("请从备份恢复，或重放这次决定。", "Restore it from a backup, or replay the run."),
    )


def no_register(name: str) -> DecidingRefused:
    """A table that there is not."""
    return DecidingRefused(
        "check-no-register",
        Text(f"没有名为「{name}」的登记表。", f"No register is named '{name}'."),
        name,
        Text("请用登记表的名称。", "Use the name of a register."),
    )


def no_column(table: str, name: str, known: list[str]) -> DecidingRefused:
    """A column that its table does not have."""
    return DecidingRefused(
        "check-no-column",
        Text(f"登记表「{table}」没有「{name}」一列。", f"The register '{table}' has no column '{name}'."),
        f"{table}「{name}」",
        Text(f"可用：{'、'.join(known)}。", f"Known: {', '.join(known)}."),
    )


def column_twice(table: str, one: str, other: str) -> DecidingRefused:
    """A row that names a column twice, in two ways."""
    return DecidingRefused(
        "check-column-twice",
        Text(
            f"「{one}」和「{other}」是同一列，写了两次。",
            f"'{one}' and '{other}' are one column, given twice.",
        ),
        f"{table}「{other}」",
        Text("请只写其中一个。", "Give only one of them."),
    )


def draft_moved(where: str, who: str) -> DraftRefused:
    """Somebody else saved first."""
    return DraftRefused(
        "draft-moved",
        Text(f"{who}已先保存，您看到的不是最新内容。", f"{who} saved first; what you see is not the latest."),
        where,
        Text(
            "请复制您的改动，刷新后再改；对方的改动没有丢失。",
            "Copy what you changed, reload, and change it again; nothing of the other is lost.",
        ),
    )


def not_written_now(where: str, state: str) -> DraftRefused:
    """The draft is not in the state for this."""
    return DraftRefused(
        "draft-not-open",
        Text(f"这份草案现在是“{state}”，不能这样办理。", f"This draft is {state} now; this is not possible."),
        where,
        Text("请刷新后按现在的状态办理。", "Look again and go on from its present state."),
    )


def no_such_file(name: str, where: str) -> DraftRefused:
    """A file that the policy's folder does not have."""
    return DraftRefused(
        "draft-no-file",
        Text(f"政策文件夹里没有文本文件“{name}”。", f"The policy's folder has no text file '{name}'."),
        where,
        Text("请从列出的文件中选择。", "Choose one of the files listed."),
    )


def no_reason(record: str) -> DraftRefused:
    """An answer without a reason."""
    return DraftRefused(
        "draft-no-reason",
        Text("没有写为什么这样选。", "Nothing says why this was chosen."),
        record,
        Text(
            "请写明理由：它和选定人、日期一起留存并公布。",
            "Write the reason: it is kept and shown with name and day.",
        ),
    )


def unfit_name(name: str) -> DraftRefused:
    """A name that no file of a policy has."""
    return DraftRefused(
        "draft-file-name",
        Text(f"“{name}”不能作文件名。", f"'{name}' is no name for a file here."),
        name,
        Text(
            "用文字、数字和连字符，结尾为 .md、.yaml 或 .csv，不带文件夹。",
            "Use letters, digits and hyphens, ending in .md, .yaml or .csv, without a folder.",
        ),
    )


def file_there(name: str, where: str) -> DraftRefused:
    """The policy's folder has a file of that name."""
    return DraftRefused(
        "draft-file-there",
        Text(f"已经有文件“{name}”。", f"There is a file '{name}' already."),
        where,
        Text("请打开它修改，或换一个名字。", "Open it and change it, or choose another name."),
    )


def policy_stays(name: str) -> DraftRefused:
    """The text of the policy itself."""
    return DraftRefused(
        "draft-policy-stays",
        Text(f"“{name}”是政策本身，不能删除。", f"'{name}' is the policy itself and cannot be deleted."),
        name,
        Text("不要这份草案，请作废草案。", "If the draft is not wanted, discard it."),
    )
