"""The published schema: made from the kinds, kept in step with them, and true of a real file."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from diplotrack.base.paths import resource
from diplotrack.exchange.whole.schema import NAME, published


@pytest.fixture(scope="module")
def judge() -> Draft202012Validator:
    schema = json.loads((resource("schema") / NAME).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_it_is_published_as_it_is_made(project_root: Path) -> None:
    made = runpy.run_path(str(project_root / "packaging" / "ledger_schema.py"))["text"]()
    assert (resource("schema") / NAME).read_text("utf-8") == made, "run packaging/ledger_schema.py"


def test_a_real_file_fits(judge: Draft202012Validator, exported: Path) -> None:
    judge.validate(json.loads(exported.read_text("utf-8")))


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [("engagement", "starts_on", "2008-13-01"), ("engagement", "format", "tea"), ("party", "uid", "FRA"),
     ("commitment", "amount", 12.5), ("statement", "stance", 0.5), ("tag", "name", None)],
)  # fmt: skip
def test_what_the_reader_refuses_does_not_fit(
    judge: Draft202012Validator, exported: Path, kind: str, name: str, value: object
) -> None:
    content = json.loads(exported.read_text("utf-8"))
    content["records"] = {kind: [{**content["records"][kind][0], name: value}]}
    with pytest.raises(ValidationError):
        judge.validate(content)


def test_every_field_that_people_see_is_described() -> None:
    defined = published()["$defs"]
    title = defined["engagement"]["properties"]["title"]
    assert title == {"type": "string", "description": "Title"}
    bare = [
        (kind, name)
        for kind, one in defined.items()
        for name, about in one["properties"].items()
        if name in ("id", "uid", "owner_id", "deleted_at")
        and "description" not in about
        and kind not in ("operation", "change")
    ]
    assert bare == []
