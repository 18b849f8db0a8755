"""The forms of the finance desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duixian.connectors.bank.paying import bank_layouts, own_layouts
from duixian.console.finance.fields import YuanField
from duixian.design.refusals import said
from duixian.ledger.budgets import Payer
from duixian.ledger.models import Tax
from duixian.ledger.payees import Payee
from duixian.values.dates import parse_date
from duixian.values.money import MoneyError, parse_money

_DAY = forms.DateInput(attrs={"type": "date"})


def layouts() -> list[tuple[str, str]]:
    """The forms that bank files can take."""
    return [(code, said(layout.name)) for code, layout in sorted(bank_layouts(own_layouts()).items())]


class ItemForm(forms.Form):
    """A budget item of a year."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2999)
    code = forms.CharField(label=_("项目编码"), max_length=40)
    name = forms.CharField(label=_("项目名称"), max_length=200)
    fen = YuanField(label=_("预算（元）"))
    shares = forms.CharField(
        label=_("资金来源"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("每行一个来源和它的份数，例如“市级 4”；按份数分担。"),
    )
    payer_name = forms.CharField(label=_("付款户名"), max_length=200, required=False)
    payer_account = forms.CharField(label=_("付款账号"), max_length=40, required=False)
    payer_bank = forms.CharField(label=_("付款银行"), max_length=200, required=False)

    def clean_shares(self) -> dict[str, int]:
        """Weights by name of the source."""
        pairs = [line.replace("：", " ").replace(":", " ").split() for line in self._lines()]
        if not pairs or any(len(pair) != 2 or not pair[1].isdigit() or int(pair[1]) < 1 for pair in pairs):
            raise ValidationError(gettext("每行写一个来源和一个正整数份数，中间空一格。"))
        return {name: int(weight) for name, weight in pairs}

    def payer(self) -> Payer | None:
        """The paying account, where one was given."""
        held = self.cleaned_data
        if not held["payer_account"]:
            return None
        return Payer(held["payer_name"], "".join(held["payer_account"].split()), held["payer_bank"])

    def _lines(self) -> list[str]:
        return [line for line in self.cleaned_data["shares"].splitlines() if line.strip()]


class BudgetForm(forms.Form):
    """More budget, less of it, or money that came back made free again."""

    SUPPLEMENT, CUT, RESTORE = "supplement", "cut", "restore"
    kind = forms.ChoiceField(
        label=_("办理"),
        choices=[
            (SUPPLEMENT, _("追加预算")),
            (CUT, _("核减可用预算")),
            (RESTORE, _("追回和退款恢复为可用")),
        ],
    )
    fen = YuanField(label=_("金额（元）"))
    reason = forms.CharField(label=_("依据文号或理由"), max_length=200)


class TaxForm(forms.Form):
    """What becomes of income tax in a batch."""

    tax = forms.ChoiceField(label=_("个税处理"), choices=Tax, widget=forms.RadioSelect)
    withheld = forms.CharField(
        label=_("代扣明细"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("仅代扣代缴时填写：每行一笔，写付款单号和代扣金额（元），中间空一格。"),
    )

    def clean_withheld(self) -> dict[str, int]:
        """Fen by order number."""
        found = {}
        for line in self.cleaned_data["withheld"].splitlines():
            if line.strip():
                number, fen = _line(line)
                found[number] = fen
        return found


def _line(line: str) -> tuple[str, int]:
    number, _blank, words = line.strip().partition(" ")
    try:
        return number, parse_money(words.strip())
    except MoneyError as error:
        raise ValidationError(f"{line.strip()}: {said(error.message)}") from error


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(forms.Form):
    """A bank's return file."""

    file = forms.FileField(label=_("回盘文件"), max_length=200)
    layout = forms.ChoiceField(label=_("版式"))

    def __init__(self, *given: Any, **known: Any) -> None:
        super().__init__(*given, **known)
        self.fields["layout"].choices = layouts()  # type: ignore[attr-defined]


class ReconcileForm(forms.Form):
    """What the bank's statement took off the paying account."""

    bank_fen = YuanField(
        label=_("银行对账单扣款（元）"), required=False, help_text=_("有对账单时填写，与账簿、回单三方核对。")
    )


class PayeeForm(forms.Form):
    """Where a returned payment goes now."""

    name = forms.CharField(label=_("户名"), max_length=200)
    account = forms.CharField(
        label=_("账号"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    bank = forms.CharField(label=_("开户银行"), max_length=200)
    bank_code = forms.CharField(label=_("联行号"), max_length=20, required=False)

    def payee(self) -> Payee:
        """As the ledger takes it."""
        held = self.cleaned_data
        return Payee(held["name"], "".join(held["account"].split()), held["bank"], held["bank_code"])


class MoneyBackForm(forms.Form):
    """Money that came in, and the paper that says so."""

    fen = YuanField(label=_("金额（元）"))
    receipt = forms.CharField(label=_("入账凭证号"), max_length=100)
    day = forms.DateField(label=_("到账日"), widget=_DAY)
    reason = forms.CharField(label=_("说明"), max_length=500, required=False)


class DemandForm(forms.Form):
    """Money that has to come back."""

    fen = YuanField(label=_("应追回（元）"))
    matter = forms.CharField(label=_("事项"), max_length=200, help_text=_("同一付款单的同一事项只立一次。"))
    reason = forms.CharField(label=_("理由和依据"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class PlanForm(forms.Form):
    """Instalments of a recovery: a day and an amount a line."""

    plan = forms.CharField(
        label=_("还款计划"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("每行一期：应还日和金额（元），例如“2023-09-30 500”；合计须等于尚未追回的数额。"),
    )

    def clean_plan(self) -> list[tuple[date, int]]:
        """Days and fen."""
        return [_due(line) for line in self.cleaned_data["plan"].splitlines() if line.strip()]


def _due(line: str) -> tuple[date, int]:
    day, _blank, words = line.strip().partition(" ")
    try:
        return parse_date(day), parse_money(words.strip())
    except ValueError as error:
        raise ValidationError(gettext("读不出这一行：{line}").format(line=line.strip())) from error
