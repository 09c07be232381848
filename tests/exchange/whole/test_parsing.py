"""JSON read piece by piece: the same as Python reads at once, whatever the layout and wherever a piece ends."""

from __future__ import annotations

import contextlib
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.base.errors import UserError
from diplotrack.exchange.whole import parsing
from diplotrack.exchange.whole.parsing import JsonFile

TEXT = st.text(st.characters(codec="utf-8"))
SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUE = st.recursive(
    SCALAR, lambda some: st.lists(some, max_size=4) | st.dictionaries(TEXT, some, max_size=4), max_leaves=12
)


def read(content: bytes, chunk: int) -> dict[str, Any]:
    """A document whose members are lists or single values, as the reader takes them."""
    found: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "CHUNK", chunk)
        file = JsonFile(io.BytesIO(content), "x.json")
        for name in file.members():
            found[name] = list(file.items()) if name.startswith("list") else file.value()
        file.end()
    return found


@settings(max_examples=60)
@given(
    st.dictionaries(TEXT.map(lambda name: f"list {name}"), st.lists(VALUE, max_size=5), max_size=3),
    st.dictionaries(TEXT.map(lambda name: f"one {name}"), VALUE, max_size=3),
    st.integers(1, 40),
    st.sampled_from((None, 0, 3, "\t")),
    st.booleans(),
)
def test_it_reads_what_python_reads(
    lists: dict[str, Any], others: dict[str, Any], chunk: int, indent: Any, is_ascii: bool
) -> None:
    document = {**lists, **others}
    written = json.dumps(document, indent=indent, ensure_ascii=is_ascii).encode()
    assert read(written, chunk) == document


@settings(max_examples=80)
@given(
    st.binary(max_size=60) | st.text('{}[]",:\\ud8e1-.0 \n', max_size=40).map(str.encode), st.integers(1, 16)
)
def test_anything_else_is_refused_in_a_sentence(content: bytes, chunk: int) -> None:
    found = None
    with contextlib.suppress(UserError):
        found = read(content, chunk)
    assert found is None or json.loads(content.decode("utf-8-sig")) == found


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"list": [' + b"[" * 200_000, "nested without end"),
        (b'{"list": [' + b'{"a":' * 200_000, "nested without end"),
        (b'{"a": NaN}', "no number that a computer"),
        (b'{"a": -Infinity}', "no number that a computer"),
        (b'{"a": 1e999}', "no number that a computer"),
        (b'{"a": ' + b"9" * 5000 + b"}", "no number that a computer"),
        (b'{"a": "\\ud800"}', "half a character"),
        (b'{"a": 1, "a": 2}', "a name of its own"),
        (b'{"a": 1,}', "a name of its own"),
        (b'{"list": [1 2]}', "a comma or “]” is missing"),
        (b'{"a": 1} {}', "something follows"),
        (b'{"a": "\xff"}', "not UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8"),
        (b'{"a": "one\x00two"}', "no JSON"),
        (b'\n\n{"a":\n tru}', "line 4"),
        (b"", "an object is expected"),
    ],
)
def test_what_json_does_not_allow_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read(content, 64)


def test_a_row_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "LONGEST_ROW", 10_000)
    with pytest.raises(UserError, match="longer than 10000 characters"):
        read(b'{"list": ["' + b"x" * 50_000 + b'"]}', 512)
