"""Which option of each record is in force, and the parameters that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from duixian.language.located import Scalar
from duixian.language.nodes import Parameter
from duixian.language.problems import Problems, Spot
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.choices import Choice
from duixian.policybook.document import INTERPRETATIONS_FILE
from duixian.policybook.interpretations import QuestionRecord, read_setting, unknown_option
from duixian.policybook.keys.shared import OPEN
from duixian.policybook.reading import nearest
from duixian.values.bilingual import Text


@dataclass(frozen=True)
class InForce:
    """The option chosen for each record, and every parameter of the policy by name."""

    chosen: Mapping[str, str]
    parameters: Mapping[str, Parameter]

    def of(self, record: QuestionRecord) -> tuple[Any, ...]:
        """What a record contributes, for telling settings apart."""
        values = tuple((n, self.parameters[n].value) for n in record.parameters if n in self.parameters)
        return (record.id, self.chosen[record.id], values)


def in_force(
    records: Mapping[str, QuestionRecord],
    choices: Mapping[str, Choice],
    vocabulary: Vocabulary,
    problems: Problems,
) -> InForce:
    """The records as they stand, with other choices laid over them; what cannot be chosen is recorded."""
    chosen: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    for id_ in choices:
        if id_ not in records:
            problems.add(
                "unknown-interpretation", Spot(INTERPRETATIONS_FILE, 1, 1), *_no_record(id_, records)
            )
    for record in records.values():
        choice = choices.get(record.id, Choice())
        chosen[record.id] = _option(record, choice, problems)
        parameters.update(_parameters(record, chosen[record.id], choice, vocabulary, problems))
    return InForce(chosen, parameters)


def _option(record: QuestionRecord, choice: Choice, problems: Problems) -> str:
    if choice.option is None:
        return record.chosen
    if choice.option not in record.options:
        problems.add("unknown-option", record.spot, *unknown_option(choice.option, tuple(record.options)))
        return record.chosen
    return choice.option


def _parameters(
    record: QuestionRecord, option: str, choice: Choice, vocabulary: Vocabulary, problems: Problems
) -> dict[str, Parameter]:
    written = {**record.settings, **(record.options[option].settings if option in record.options else {})}
    found = {}
    for name, kind in record.types.items():
        value = written[name].value if name in written else None
        if name in choice.parameters:
            value = _overridden(record, name, choice.parameters[name], vocabulary, problems)
        found[name] = Parameter(type=kind, text=name, record=record.id, name=name, value=value)
    for name in choice.parameters:
        if name not in record.types:
            problems.add("unknown-parameter", record.spot, *_no_parameter(name, record))
    return found


def _overridden(
    record: QuestionRecord, name: str, given: Any, vocabulary: Vocabulary, problems: Problems
) -> Any:
    if not isinstance(given, str):
        return given
    if given == OPEN:
        return None
    setting = read_setting(Scalar(given, record.spot), record.types[name], vocabulary, problems)
    return None if setting is None else setting.value


def _no_record(id_: str, records: Mapping[str, QuestionRecord]) -> tuple[Text, Text]:
    near = nearest(id_, tuple(records))
    return (
        Text(f"没有解释「{id_}」", f"there is no interpretation '{id_}'"),
        Text(f"在 interpretations.yaml 里写它{near.zh}", f"write it in interpretations.yaml{near.en}"),
    )


def _no_parameter(name: str, record: QuestionRecord) -> tuple[Text, Text]:
    near = nearest(name, record.parameters)
    return (
        Text(f"解释 {record.id} 没有参数「{name}」", f"interpretation {record.id} has no parameter '{name}'"),
        Text(
            f"可用：{'、'.join(record.parameters)}{near.zh}",
            f"known: {', '.join(record.parameters)}{near.en}",
        ),
    )
