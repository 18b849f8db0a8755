"""The forms of the selection desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duixian.authorities.models import Account
from duixian.casework.selection.terms import Criterion, Terms

_DAY = forms.DateInput(attrs={"type": "date"})
_TWO_ROWS = forms.Textarea(attrs={"rows": 2})


class CallForm(forms.Form):
    """A new round."""

    kind = forms.ChoiceField(label=_("评选"))
    label = forms.CharField(label=_("轮次"), max_length=40, help_text=_("例如年份，用来与其他轮次区别。"))
    until = forms.DateField(label=_("提名截止"), widget=_DAY)
    places = forms.CharField(
        label=_("名额"),
        required=False,
        widget=_TWO_ROWS,
        help_text=_("政策没有写明名额的类别，每行写类别和名额，例如“制造类 3”；没有类别的只写数字。"),
    )

    def __init__(self, *given: Any, kinds: Iterable[tuple[str, str]], **known: Any) -> None:
        super().__init__(*given, **known)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]

    def clean_places(self) -> dict[str, int]:
        """Places by category."""
        lines = [line.split() for line in self.cleaned_data["places"].splitlines() if line.strip()]
        if any(len(line) > 2 or not line[-1].isdigit() for line in lines):
            raise ValidationError(gettext("每行写类别和名额，中间空一格。"))
        return {"" if len(line) == 1 else line[0]: int(line[-1]) for line in lines}


class NominateForm(forms.Form):
    """Somebody is nominated."""

    key = forms.CharField(label=_("证件号或登记编号"), max_length=120)
    by = forms.ChoiceField(label=_("提名方式"))
    category = forms.ChoiceField(label=_("类别"), required=False)
    unit = forms.CharField(label=_("所在单位代码"), max_length=120, required=False)
    statement = forms.CharField(label=_("事迹"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *given: Any, terms: Terms, **known: Any) -> None:
        super().__init__(*given, **known)
        self.fields["by"].choices = [(way, way) for way in terms.nominators]  # type: ignore[attr-defined]
        categories = [one for one in terms.places if one]
        if categories:
            self.fields["category"].choices = [(one, one) for one in categories]  # type: ignore[attr-defined]
        else:
            del self.fields["category"]
        if terms.unit is None:
            del self.fields["unit"]


class PanelForm(forms.Form):
    """Who scores."""

    panel = forms.ModelMultipleChoiceField(
        label=_("评委"), queryset=Account.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, accounts: Any, **known: Any) -> None:
        super().__init__(*given, **known)
        self.fields["panel"].queryset = accounts  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=1000, widget=_TWO_ROWS)


class ScoreForm(forms.Form):
    """A sheet: points by criterion, as decimal text."""

    words = forms.CharField(label=_("评语"), required=False, widget=_TWO_ROWS)

    def __init__(self, *given: Any, criteria: Iterable[Criterion], **known: Any) -> None:
        super().__init__(*given, **known)
        self._names = [criterion.name for criterion in criteria]
        for place, criterion in enumerate(criteria):
            self.fields[f"points-{place}"] = forms.CharField(
                label=criterion.name,
                max_length=12,
                help_text=gettext("0 至 {full}，占 {weight}%").format(
                    full=criterion.full, weight=int(criterion.weight * 100)
                ),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
        self.order_fields([*(f"points-{place}" for place in range(len(self._names))), "words"])

    def points(self) -> dict[str, str]:
        """Points by criterion, as typed."""
        held = self.cleaned_data
        return {name: held[f"points-{place}"].strip() for place, name in enumerate(self._names)}


class ContestForm(forms.Form):
    """A contest to be registered."""

    kind = forms.ChoiceField(label=_("竞赛类别"))
    name = forms.CharField(label=_("竞赛名称"), max_length=200)
    organiser = forms.CharField(label=_("主办单位"), max_length=200, required=False)
    final_on = forms.DateField(label=_("决赛日期"), widget=_DAY)

    def __init__(self, *given: Any, kinds: Iterable[tuple[str, str]], **known: Any) -> None:
        super().__init__(*given, **known)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]


class ResultsForm(forms.Form):
    """A sheet of results."""

    file = forms.FileField(
        label=_("成绩表"), max_length=200, help_text=_("XLSX 或 CSV；有一行不对就一行也不记。")
    )
    dry_run = forms.BooleanField(label=_("只检查，不导入"), required=False)
