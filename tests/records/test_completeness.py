"""Every kind is whole: said once in its own file, and everything that is derived from it works."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Integer, String

from diplotrack.records import ANYWHERE, BOOKKEEPING, KINDS, TOP_KINDS, Record, fields, gathers, parts
from diplotrack.records.display import display
from diplotrack.store import history, lists
from diplotrack.store.ledger import Ledger
from diplotrack.store.lists import ListQuery
from diplotrack.store.search import search
from tests.records.making import make

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
every_top_kind = pytest.mark.parametrize("kind", TOP_KINDS.values(), ids=TOP_KINDS)


@every_kind
def test_a_kind_names_itself_and_its_fields(kind: type[Record]) -> None:
    about = kind.__kind__
    assert about.label
    assert about.plural
    assert about.icon
    assert kind.__doc__
    assert all(field.label for field in fields(kind).values())
    if not about.is_part and about.name not in BOOKKEEPING:
        assert about.help


@every_kind
def test_what_a_kind_says_of_its_columns_is_there(kind: type[Record]) -> None:
    about, table = kind.__kind__, kind.__table__
    shown = set(about.columns) - set(gathers(kind))
    named = {*shown, *about.subtitle, *about.searched, about.title, about.sort.lstrip("-")} - {""}
    if about.dated:
        named.add(about.dated)
    assert named <= set(table.columns.keys())
    for gathered in gathers(kind).values():
        part = KINDS[gathered.part]
        assert gathered.column in fields(part)
        assert gathered.part in ANYWHERE or part.__kind__.part_of == about.name


@every_kind
def test_a_partial_date_keeps_its_latest_day(kind: type[Record]) -> None:
    for name, field in fields(kind).items():
        partial = f"{name}_latest" in kind.__table__.columns
        assert partial == (field.type == "day" and field.partial), name


@every_kind
def test_every_foreign_key_is_indexed(kind: type[Record]) -> None:
    table = kind.__table__
    indexed = {next(iter(index.columns)).key for index in table.indexes}
    for column in table.columns:
        if column.foreign_keys:
            assert column.key in indexed, column.key


@every_kind
def test_a_reference_names_an_existing_kind(kind: type[Record]) -> None:
    for name, field in fields(kind).items():
        assert (field.type == "reference") == bool(field.refers), name
        if field.refers:
            assert field.refers in KINDS
            assert {key.column.table.name for key in kind.__table__.c[name].foreign_keys} == {field.refers}


@every_kind
def test_choices_fit_their_column(kind: type[Record]) -> None:
    for name, field in fields(kind).items():
        column = kind.__table__.c[name]
        if field.choices is not None:
            assert isinstance(getattr(column.type, "impl", None), String)
            assert all(member.label and len(member.value) <= 32 for member in field.choices)
        if field.scale:
            assert isinstance(column.type, Integer)


@every_kind
def test_a_filled_row_is_stored_and_read_back(kind: type[Record], ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        made = make(work, kind)
    wanted = {name: getattr(made, name) for name in fields(kind)}
    with ledger.read() as session:
        found = session.get(kind, made.id)
        assert found is not None
        assert {name: getattr(found, name) for name in fields(kind)} == wanted


@every_top_kind
def test_a_list_shows_every_column_of_a_filled_row(kind: type[Record], ledger: Ledger) -> None:
    name = kind.__kind__.name
    with ledger.change("Add") as work:
        made = make(work, kind)
    columns = [*fields(kind), *gathers(kind)]
    with ledger.read() as session:
        assert made.id in lists.identifiers(session, ListQuery(name))
        row = lists.rows(session, name, [made.id], columns)[made.id]
    shown = dict(zip(columns, row, strict=True))
    for column, field in fields(kind).items():
        if shown[column] not in (None, []):
            assert display(field, shown[column]), column


@every_top_kind
def test_every_column_can_be_sorted_and_filtered_by(kind: type[Record], ledger: Ledger) -> None:
    name = kind.__kind__.name
    with ledger.change("Add") as work:
        made = make(work, kind)
    with ledger.read() as session:
        for column, field in fields(kind).items():
            if field.sortable:
                assert lists.identifiers(session, ListQuery(name, sort=f"-{column},id"))
            if field.filterable:
                value = getattr(made, column)
                operator: Any = "is" if value is not None else "empty"
                found = lists.identifiers(
                    session, ListQuery(name, (lists.Condition(column, operator, value),))
                )
                assert made.id in found, column
        for column in gathers(kind):
            assert lists.identifiers(
                session, ListQuery(name, (lists.Condition(column, "empty"),), sort=column)
            )


@every_top_kind
def test_the_search_finds_it_by_every_searched_column(kind: type[Record], ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        made = make(work, kind, "zebrawood")
    with ledger.read() as session:
        hits = search(session, "zebrawood", kind=kind.__kind__.name)
        assert [(hit.kind, hit.id) for hit in hits] == [(kind.__kind__.name, made.id)]
        for column in kind.__kind__.searched:
            assert search(session, f'"{column.split("_")[0]}"', kind=kind.__kind__.name), column


@every_kind
def test_its_history_names_the_fields_that_changed(kind: type[Record], ledger: Ledger) -> None:
    texts = [name for name, field in fields(kind).items() if field.type in ("text", "long")]
    if not texts:
        assert kind.__kind__.name == "rel_to"  # says only to whom: it is added or taken away, never edited
        return
    column = texts[0]
    with ledger.change("Add") as work:
        made = make(work, kind)
        before = getattr(made, column)
    with ledger.change("Edit") as work:
        setattr(work.get(kind, made.id), column, f"{before} again")
    with ledger.read() as session:
        all_steps = history.steps_of(session, kind.__kind__.name, made.id)
    steps = [step for step in all_steps if step.kind == kind.__kind__.name]
    assert [(step.operation, step.action) for step in steps] == [("Add", "create"), ("Edit", "update")]
    assert steps[1].fields == {column: (before, f"{before} again")}


def test_parts_belong_to_one_listed_kind() -> None:
    for name, kind in KINDS.items():
        if kind.__kind__.is_part and name not in ANYWHERE:
            assert name in parts(KINDS[kind.__kind__.part_of])
            assert fields(kind)[kind.__kind__.owner].refers == kind.__kind__.part_of
