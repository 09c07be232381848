"""A draft comes back from JSON exactly as it was, whatever stands in it."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.markings import Marking, schemes
from diplotrack.records import KINDS, TOP_KINDS, Field, Party, parts
from diplotrack.records.display import Mention
from diplotrack.store import attachments
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Draft, Newcomer, PartRow, Portion, written
from diplotrack.workspace.editing.draft import AttachedFile, Quoted
from diplotrack.workspace.editing.packing import dumps, loads, pack
from tests.records.making import make

words = st.text(max_size=30)
numbers = st.integers(1, 2**40)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
spans = st.tuples(days, days).map(lambda two: PartialDate(min(two), max(two)))
levels = [Marking.of(level) for scheme in schemes().values() for level in scheme.levels]
markings = st.builds(
    Marking,
    words,
    st.none() | st.integers(0, 99),
    words,
    st.sampled_from(["", "AMBER"]),
    st.frozensets(st.sampled_from(["FRA", "JPN"])),
    st.booleans(),
) | st.sampled_from(levels)
portions = st.lists(st.builds(Portion, words, markings), max_size=3)
files = st.builds(AttachedFile, words, st.binary(max_size=32), numbers, words, markings, st.none() | numbers)
quotes = st.builds(
    Quoted, words, words, numbers, numbers, st.none() | st.tuples(st.sampled_from(sorted(KINDS)), numbers)
)


def value_of(field: Field) -> st.SearchStrategy[Any]:
    found: st.SearchStrategy[Any] = words
    match field.type:
        case "day":
            found = spans
        case "time":
            found = st.times()
        case "number":
            found = st.integers(-(2**40), 2**40) | st.floats(allow_nan=False)
        case "money":
            found = st.decimals(allow_nan=False, allow_infinity=False)
        case "flag":
            found = st.booleans()
        case "choice":
            assert field.choices is not None
            found = st.sampled_from(list(field.choices))
        case "scale":
            found = st.sampled_from([step for step, _label in field.scale])
        case "reference":
            found = numbers | st.builds(Newcomer, st.just(field.refers), words, is_new=st.booleans())
    return st.none() | found


def row_values(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({name: value_of(field) for name, field in written(KINDS[kind]).items()})


def draft_of(kind: str, depth: int) -> st.SearchStrategy[Draft]:
    about = KINDS[kind]
    one_row = {name: st.builds(PartRow, row_values(name), st.none() | numbers) for name in parts(about)}
    nested = draft_of("action", depth - 1) if depth else st.nothing()
    return st.builds(
        Draft,
        st.just(kind),
        st.none() | numbers,
        row_values(kind),
        st.fixed_dictionaries({role.role: portions for role in about.__kind__.texts}),
        st.fixed_dictionaries({name: st.lists(rows, max_size=1) for name, rows in one_row.items()}),
        st.dictionaries(numbers, st.none() | st.integers(-1, 1), max_size=2),
        st.lists(words, max_size=2),
        markings,
        st.lists(numbers, max_size=2).map(tuple),
        st.lists(files, max_size=1),
        st.none() | quotes,
        st.lists(st.tuples(st.just("engagement_id"), nested), max_size=1) if depth else st.just([]),
        st.dictionaries(st.tuples(st.just("party"), numbers), words, max_size=2),
    )


@pytest.mark.parametrize("kind", ["engagement", "commitment", "position"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_a_draft_comes_back_exactly(kind: str, data: st.DataObject) -> None:
    draft = data.draw(draft_of(kind, 1))
    draft.remember()
    draft.tags.append("later")
    asides = [["place", ["starts_on"], data.draw(words)]]

    again, others = loads(dumps(pack(draft), asides))

    assert again == draft
    assert again.seen == draft.seen
    assert others == asides
    types = [(type(value), value) for value in draft.values.values()]
    assert [(type(value), value) for value in again.values.values()] == types


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_every_kind_in_the_ledger_comes_back(workspace: Workspace, kind: str) -> None:
    with workspace.change("Add") as work:
        record = make(work, KINDS[kind])
        for part in parts(KINDS[kind]).values():
            setattr(make(work, part), part.__kind__.owner, record.id)
    draft = workspace.editing.load(kind, record.id)
    assert loads(dumps(pack(draft), []))[0] == draft


def test_what_another_version_wrote_is_refused_with_a_sentence() -> None:
    for payload in ("", "[]", '{"format":99,"draft":{},"asides":[]}', '{"format":1,"draft":{},"asides":[]}'):
        with pytest.raises(UserError):
            loads(payload)


def test_a_draft_is_kept_taken_up_and_listed_with_what_is_missing(workspace: Workspace) -> None:
    with workspace.change("Add") as work:
        france = work.add(Party(name="France", code="FRA"))
    draft = workspace.editing.blank("engagement")
    draft.name(Mention("party", france.id, "as it was called"))
    draft.parts["engagement_party"] = [PartRow({"party_id": france.id, "side": None})]
    draft.values |= {"start_time": time(15, 30), "fee": Decimal("2.50")}
    key = workspace.drafts.keep("", draft, [["place", ["starts_on"], "12 Ma"]]).key

    (line,) = workspace.drafts.lines()
    assert line.missing[0] == "“Title” is empty; fill it in."
    assert line.missing[-1] == "“12 Ma” cannot be read yet."
    opened = workspace.drafts.open(key)
    assert opened.draft.values == draft.values
    assert opened.draft.caption("party", france.id) == "France"
    assert opened.asides == [["place", ["starts_on"], "12 Ma"]]


def test_the_files_that_a_draft_names_outlive_the_sweeping_of_stray_ones(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("Compliments.")
    digest, size = attachments.put(workspace.ledger, tmp_path / "note.txt")
    draft = workspace.editing.blank("engagement")
    draft.files = [AttachedFile("note.txt", digest, size, "text/plain")]
    key = workspace.drafts.keep("", draft).key
    later = clock.today() + timedelta(days=3)
    monkeypatch.setenv("DIPLOTRACK_TODAY", later.isoformat())

    assert workspace.safekeeping.sweep() == 0
    workspace.drafts.forget(key)
    assert workspace.safekeeping.sweep() == 1
