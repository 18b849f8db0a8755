"""What the ledger refuses, in words for people. Amounts in messages are yuan, written from whole fen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from duixian.ledger.models import Batch, Item, Order, Reservation
from duixian.ledger.states import BatchState, OrderState
from duixian.values.bilingual import DuixianError, Text

_SHOWN = 10


class LedgerError(DuixianError):
    """Anything the ledger refuses."""


class ItemRefused(LedgerError):
    """A budget item that cannot be opened, or on which nothing can be entered any more."""

    @classmethod
    def closed(cls, item: Item) -> ItemRefused:
        """The year of the item is closed."""
        return cls(
            "item-closed",
            Text(
                f"{item}已年终结账，不能再预留或付款。",
                f"{item} is closed for the year: nothing more is reserved or paid.",
            ),
            where=item.code,
            remedy=Text("请改用下一年度的项目。", "Use the item of the next year."),
        )

    @classmethod
    def differs(cls, item: Item) -> ItemRefused:
        """The item exists, with another budget or other shares."""
        return cls(
            "item-differs",
            Text(
                f"{item}已设立，但预算或分担比例与此不同。",
                f"{item} was opened with another budget or other shares.",
            ),
            where=item.code,
            remedy=Text("调整预算请用追加或核减。", "Change a budget by a supplement or a cut."),
        )

    @classmethod
    def no_later(cls, item: Item) -> ItemRefused:
        """Money came back after the close, and there is no open item of its code to pay it from again."""
        return cls(
            "no-later-item",
            Text(
                f"{item}已年终结账，以后年度没有同编码的项目，退回的款不能重新支付。",
                f"{item} is closed, and no later year has an open item of its code to pay from again.",
            ),
            where=item.code,
            remedy=Text("请先设立本年度的同编码项目。", "Open this year's item of the same code first."),
        )


class BudgetShort(LedgerError):
    """More is asked of an item than it has free."""

    def __init__(self, item: Item, asked: int, free: int) -> None:
        super().__init__(
            "budget-short",
            Text(
                f"{item}可用预算 {yuan(free)} 元，不足 {yuan(asked)} 元。",
                f"{item} has {yuan(free)} yuan free; {yuan(asked)} yuan is asked.",
            ),
            where=item.code,
            remedy=Text(
                "请追加预算、解除不再需要的预留，或减少本次数额。",
                "Add to the budget, free what is no longer needed, or ask for less.",
            ),
        )


class ReservationRefused(LedgerError):
    """Money that is not, or not so, set aside."""

    @classmethod
    def differs(cls, kept: Reservation, asked: int) -> ReservationRefused:
        """The reference has another amount set aside."""
        return cls(
            "reservation-differs",
            Text(
                f"“{kept.reference}”已预留 {yuan(kept.total_fen)} 元，与 {yuan(asked)} 元不同。",
                f"'{kept.reference}' has {yuan(kept.total_fen)} yuan reserved, not {yuan(asked)}.",
            ),
            where=kept.reference,
            remedy=Text(
                "要改变数额请用变更预留（budgets.amend）。", "Change the amount by amending the reservation."
            ),
        )

    @classmethod
    def short(cls, reference: str, asked: int, left: int) -> ReservationRefused:
        """Less is set aside than is to be paid, or nothing is."""
        return cls(
            "not-reserved",
            Text(
                f"“{reference}”尚可列支的预留为 {yuan(left)} 元，不足 {yuan(asked)} 元。",
                f"'{reference}' has {yuan(left)} yuan reserved and not yet ordered; {yuan(asked)} is asked.",
            ),
            where=reference,
            remedy=Text("请先预留，再列付款单。", "Reserve the money before ordering the payment."),
        )

    @classmethod
    def below_ordered(cls, reference: str, asked: int, ordered: int) -> ReservationRefused:
        """The new amount is less than what has been ordered already."""
        return cls(
            "reservation-used",
            Text(
                f"“{reference}”已列付款单 {yuan(ordered)} 元，预留不能减为 {yuan(asked)} 元。",
                f"'{reference}' has {yuan(ordered)} yuan ordered; its reservation cannot become {yuan(asked)}.",
            ),
            where=reference,
            remedy=Text(
                "请先撤销付款单，或对已付部分办理追回。",
                "Cancel the orders first, or open a recovery for what is paid.",
            ),
        )


class OrderRefused(LedgerError):
    """A payment that is not ordered, or not changed so."""

    @classmethod
    def differs(cls, order: Order) -> OrderRefused:
        """The instalment has a live order that says something else."""
        return cls(
            "payment-exists",
            Text(
                f"“{order.reference}”第“{order.instalment}”期已有付款单 {order.number}（{_zh(order.state)}），内容不同。",
                f"'{order.reference}', instalment '{order.instalment}', has order {order.number} ({order.state}), which differs.",
            ),
            where=order.number,
            remedy=Text(
                "未制单的请先撤销；被退回的请更正后重发；不得另付一次。",
                "Cancel it while it is in no batch, or reissue it when it was returned; it is not paid twice.",
            ),
        )

    @classmethod
    def state(cls, order: Order, wanted: OrderState) -> OrderRefused:
        """Where the order stands does not allow it."""
        return cls(
            "order-state",
            Text(
                f"付款单 {order.number} 现为“{_zh(order.state)}”，不能变为“{_zh(wanted)}”。",
                f"Order {order.number} is {order.state} and cannot become {wanted.value}.",
            ),
            where=order.number,
            remedy=Text("请刷新后按现在的状态办理。", "Look again, and go on from where it stands now."),
        )

    @classmethod
    def too_much(cls, order: Order, asked: int, left: int) -> OrderRefused:
        """More is to come back than was paid."""
        return cls(
            "more-than-paid",
            Text(
                f"付款单 {order.number} 尚未追回或退还的只有 {yuan(left)} 元，不足 {yuan(asked)} 元。",
                f"Of order {order.number} only {yuan(left)} yuan can still come back, not {yuan(asked)}.",
            ),
            where=order.number,
            remedy=Text(
                "请核对金额和已办的退款、追回。", "Check the amount, and what has come back already."
            ),
        )

    @classmethod
    def never_paid(cls, reference: str) -> OrderRefused:
        """Nothing was paid for the reference."""
        return cls(
            "never-paid",
            Text(f"“{reference}”没有已付的款项。", f"Nothing has been paid for '{reference}'."),
            where=reference,
            remedy=Text(
                "未付的请撤销付款单或变更预留。", "Cancel the order or amend the reservation instead."
            ),
        )


class BatchRefused(LedgerError):
    """A batch that is not made, or does not go on."""

    @classmethod
    def state(cls, batch: Batch, wanted: BatchState) -> BatchRefused:
        """Where the batch stands does not allow it."""
        return cls(
            "batch-state",
            Text(
                f"批次 {batch.number} 现为“{BatchState(batch.state)._label_}”，不能变为“{wanted._label_}”。",
                f"Batch {batch.number} is {batch.state} and cannot become {wanted.value}.",
            ),
            where=batch.number,
            remedy=Text(
                "请按制单、复核、送银行、对账的次序办理。", "Go in order: make, check, release, reconcile."
            ),
        )

    @classmethod
    def same_person(cls, batch: Batch) -> BatchRefused:
        """The maker would check his own batch."""
        return cls(
            "checker-is-maker",
            Text(
                f"批次 {batch.number} 的制单人不能复核自己制的单。",
                f"The maker of batch {batch.number} cannot check it.",
            ),
            where=batch.number,
            remedy=Text("请由另一位财务人员复核。", "Another finance officer has to check it."),
        )

    @classmethod
    def tax_open(cls, batch: Batch) -> BatchRefused:
        """Nobody has said what becomes of the tax."""
        return cls(
            "tax-flag-missing",
            Text(
                f"批次 {batch.number} 尚未注明个税处理方式。",
                f"Batch {batch.number} does not say yet what becomes of income tax.",
            ),
            where=batch.number,
            remedy=Text(
                "请财务人员先注明：按全额发放，或代扣代缴。",
                "A finance officer has to say first: paid gross, or tax withheld.",
            ),
        )

    @classmethod
    def tax_wrong(cls, batch: Batch) -> BatchRefused:
        """Amounts withheld do not fit the flag or the lines."""
        return cls(
            "tax-amounts",
            Text(
                f"批次 {batch.number} 的代扣金额与所注处理方式或付款单不符。",
                f"The amounts withheld in batch {batch.number} do not fit its flag or its lines.",
            ),
            where=batch.number,
            remedy=Text(
                "全额发放不得有代扣；代扣代缴请逐单写明，且小于应付金额。",
                "Gross has none; withheld names them by line, each less than the amount.",
            ),
        )

    @classmethod
    def size(cls, lines: int, most: int) -> BatchRefused:
        """No line, or more than a bank takes."""
        return cls(
            "batch-size",
            Text(
                f"一个批次须有 1 至 {most} 笔，现有 {lines} 笔。",
                f"A batch has 1 to {most} lines, not {lines}.",
            ),
            remedy=Text("请分成几个批次（batches.divide）。", "Divide it into several batches."),
        )

    @classmethod
    def mixed(cls, numbers: Sequence[str]) -> BatchRefused:
        """Lines of another item or use."""
        return cls(
            "batch-mixed",
            Text(
                f"同一批次只能有一个付款账户和一种用途；不符的付款单：{_listed(numbers)}。",
                f"A batch has one paying account and one use; these differ: {_listed(numbers)}.",
            ),
            where=numbers[0],
            remedy=Text("请按项目和用途分批。", "Make a batch for each item and use."),
        )

    @classmethod
    def repeated(cls, numbers: Sequence[str]) -> BatchRefused:
        """The same account and amount twice."""
        return cls(
            "line-repeated",
            Text(
                f"同一批次中同一账号、同一金额出现两次：{_listed(numbers)}。",
                f"The same account and amount stand twice: {_listed(numbers)}.",
            ),
            where=numbers[0],
            remedy=Text(
                "银行会按重复付款拦截：请放入不同批次。",
                "The bank stops repeated lines: put them into different batches.",
            ),
        )


class ReturnRefused(LedgerError):
    """A return file that does not fit its batch; nothing of it was taken."""

    @classmethod
    def faulty(cls, batch: Batch, faults: Sequence[Text]) -> ReturnRefused:
        """Every line that does not fit, with the reason."""
        return cls(
            "return-faulty",
            Text(
                f"批次 {batch.number} 的回单有 {len(faults)} 处不符，未导入：{_joined(f.zh for f in faults)}",
                f"{len(faults)} lines of the return for batch {batch.number} do not fit; nothing was taken: {_joined(f.en for f in faults)}",
            ),
            where=batch.number,
            remedy=Text(
                "请向银行核实后重新导入整个文件。", "Ask the bank, then import the whole file again."
            ),
        )


class NotZero(LedgerError):
    """A batch that is not accounted for to the fen; ``missing`` holds the numbers of the orders without a return."""

    def __init__(
        self, batch: Batch, difference: int, missing: Sequence[str], where_else: Sequence[Text]
    ) -> None:
        zh = [f"尚无回单：{_listed(missing)}"] if missing else []
        en = [f"no return yet: {_listed(missing)}"] if missing else []
        super().__init__(
            "not-zero",
            Text(
                f"批次 {batch.number} 未对平，相差 {yuan(difference)} 元。{'；'.join(zh + [w.zh for w in where_else])}",
                f"Batch {batch.number} does not reconcile: {yuan(difference)} yuan apart; {'; '.join(en + [w.en for w in where_else])}",
            ),
            where=batch.number,
            remedy=Text(
                "请导入缺少的回单，或向银行核实所列差额。",
                "Import the returns that are missing, or ask the bank about the difference.",
            ),
        )
        self.missing = tuple(missing)


class RecoveryRefused(LedgerError):
    """A recovery that is not opened, or money that does not fit it."""

    @classmethod
    def plan(cls, where: str, planned: int, fen: int) -> RecoveryRefused:
        """The plan's instalments do not add up."""
        return cls(
            "plan-sum",
            Text(
                f"还款计划合计 {yuan(planned)} 元，应追回 {yuan(fen)} 元。",
                f"The plan adds up to {yuan(planned)} yuan; {yuan(fen)} is due.",
            ),
            where=where,
            remedy=Text(
                "各期金额须为正数，合计须等于应追回额。",
                "Instalments are positive and add up to what is due.",
            ),
        )

    @classmethod
    def too_much(cls, where: str, fen: int, left: int) -> RecoveryRefused:
        """More came in than is still due."""
        return cls(
            "more-than-due",
            Text(
                f"尚应追回 {yuan(left)} 元，收到 {yuan(fen)} 元。",
                f"{yuan(left)} yuan is still due; {yuan(fen)} came in.",
            ),
            where=where,
            remedy=Text("请核对入账凭证；多收的退还对方。", "Check the receipt; give back what is too much."),
        )

    @classmethod
    def receipt(cls, receipt: str) -> RecoveryRefused:
        """The receipt was taken already, for something else."""
        return cls(
            "receipt-used",
            Text(
                f"入账凭证“{receipt}”已登记过，内容不同。",
                f"The receipt '{receipt}' was entered before, with other contents.",
            ),
            where=receipt,
            remedy=Text("请核对凭证号。", "Check the receipt's number."),
        )

    @classmethod
    def matter(cls, matter: str) -> RecoveryRefused:
        """The matter has a recovery of another amount."""
        return cls(
            "recovery-differs",
            Text(
                f"“{matter}”已立项追回，金额不同。", f"'{matter}' has a recovery already, of another amount."
            ),
            where=matter,
            remedy=Text(
                "请先撤销原来的追回，再以新的事项立项。",
                "Waive the first, then open another under a new matter.",
            ),
        )

    @classmethod
    def no_consent(cls, matter: str) -> RecoveryRefused:
        """Nobody has agreed to the offset."""
        return cls(
            "no-consent",
            Text(
                f"“{matter}”抵扣没有写明收款人同意的凭据。",
                f"For '{matter}' it is not said how the payee agreed to the offset.",
            ),
            where=matter,
            remedy=Text("请写明同意书的编号和日期。", "Name the document of consent and its day."),
        )

    @classmethod
    def other_payee(cls, matter: str, order: Order) -> RecoveryRefused:
        """The payment goes to somebody else, or to another account."""
        return cls(
            "other-payee",
            Text(
                f"付款单 {order.number} 的收款人或账户与“{matter}”应追回的不同，不能抵扣。",
                f"Order {order.number} pays another payee or account than '{matter}' is recovered from.",
            ),
            where=order.number,
            remedy=Text(
                "只能抵扣同一收款人、同一账户的款项。", "Only the same payee's money, to the same account."
            ),
        )


class CloseRefused(LedgerError):
    """A year that cannot be closed yet."""

    @classmethod
    def early(cls, year: int, day: date) -> CloseRefused:
        """The year still runs."""
        return cls(
            "year-runs",
            Text(f"{year} 年度尚未结束（今天 {day}）。", f"The year {year} has not ended (today is {day})."),
            where=str(year),
            remedy=Text("请在年末最后一天或以后结账。", "Close it on its last day or later."),
        )

    @classmethod
    def unfinished(cls, item: Item, left: Sequence[tuple[Text, int]]) -> CloseRefused:
        """Money is on its way or waits to be sent again."""
        zh = "；".join(f"{what.zh} {yuan(fen)} 元" for what, fen in left)
        en = "; ".join(f"{what.en} {yuan(fen)} yuan" for what, fen in left)
        return cls(
            "year-unfinished",
            Text(f"{item}还不能结账：{zh}。", f"{item} cannot be closed yet: {en}."),
            where=item.code,
            remedy=Text("请先付清、重发或撤销这些付款。", "Pay, reissue or cancel these first."),
        )

    @classmethod
    def nowhere(cls, item: Item, fen: int) -> CloseRefused:
        """There is no item to carry reservations to."""
        return cls(
            "no-next-item",
            Text(
                f"{item}尚有预留 {yuan(fen)} 元，而下年度没有同编码的项目可转入。",
                f"{item} has {yuan(fen)} yuan reserved, and the next year has no item of its code.",
            ),
            where=item.code,
            remedy=Text(
                "请先设立下年度项目，或解除这些预留。",
                "Open the next year's item first, or free the reservations.",
            ),
        )


class JournalBroken(LedgerError):
    """The verifier found the journal altered."""

    def __init__(self, faults: Sequence[Text]) -> None:
        super().__init__(
            "journal-broken",
            Text(
                f"账簿校验不符：{_joined(f.zh for f in faults)}",
                f"The journal does not verify: {_joined(f.en for f in faults)}",
            ),
            remedy=Text(
                "请停止付款，保全数据库并报告审计。",
                "Stop paying, keep the database as it is, and tell the auditors.",
            ),
        )


def yuan(fen: int) -> str:
    """Fen as yuan with two decimals and thousands: 123456 → 1,234.56."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"


def _listed(numbers: Sequence[str]) -> str:
    shown = "、".join(numbers[:_SHOWN])
    return shown if len(numbers) <= _SHOWN else f"{shown} … ({len(numbers)})"


def _joined(words: Iterable[str]) -> str:
    listed = list(words)
    return "；".join(listed[:_SHOWN]) + (f" … ({len(listed)})" if len(listed) > _SHOWN else "")


def _zh(state: str) -> str:
    return str(OrderState(state)._label_)
