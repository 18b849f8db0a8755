"""The schemas for editors say what the loader accepts."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from duixian.policybook import all_policies
from duixian.policybook.load import open_book
from duixian.policybook.schema import all_schemas, main, written

COMMITTED = Path(__file__).parents[2] / "docs" / "schema"
SHIPPED = all_policies()


def faults(schema: str, document: Any) -> list[str]:
    return [e.message for e in Draft202012Validator(all_schemas()[schema]).iter_errors(document)]


def as_written(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("name", all_schemas())
def test_a_schema_is_valid_and_stands_in_the_documents(name: str) -> None:
    Draft202012Validator.check_schema(all_schemas()[name])
    assert (COMMITTED / name).read_text("utf-8") == written(all_schemas()[name]), (
        "run python -m duixian.policybook.schema docs/schema"
    )


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_the_shipped_policies_fit_the_schemas(folder: Path) -> None:
    for clause in open_book(folder).document.clauses:
        for block in clause.blocks:
            assert not faults("rule.schema.json", as_written(block.text)), block.line
    for name in ("interpretations", "examples"):
        text = (folder / f"{name}.yaml").read_text("utf-8")
        assert not faults(f"{name}.schema.json", as_written(text))


def test_an_unknown_key_does_not_fit() -> None:
    assert faults("rule.schema.json", {"项目": "甲", "每次": "录用", "受益": "人员", "每趟": "录用"})
    assert not faults("rule.schema.json", {"项目": "甲", "每次": "录用", "受益": "人员", "金额": "1000元"})


def test_the_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    assert main([str(tmp_path / "schema")]) == 0
    assert {p.name for p in (tmp_path / "schema").iterdir()} == set(all_schemas())
