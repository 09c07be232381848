"""What the columns of a table become, by what they are called and by what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.exchange.mapping.preview import Opening
from diplotrack.exchange.mapping.suggestion import Suggestion
from diplotrack.workspace import Workspace

TABLES = {
    "meetings": (
        ("Date,Country,Subject,Place,Participants,Status,Notes\n"
        "2024-05-03,France,Talks,Paris,Jean Dupont,done,They spoke of trade.\n"
        "2024-06-14,Japan,Visas,Tokyo,Kishi Taro,planned,\n"),
        "engagement",
        "starts_on theirs title city theirs status summary",
    ),
    "réunions": (
        ("Date de la réunion;Pays;Objet;Lieu;Responsable\n03/05/2024;Allemagne;Commerce;Berlin;Ann Muster\n"
        "14/06/2024;Japon;Visas;Tokyo;Bo Exemple\n"),
        "engagement",
        "starts_on theirs title city owner",
    ),
    "zusagen": (
        "Zusage;Frist;Zugesagt von;Empfänger;Status\nHafen öffnen;31.12.2024;Japan;Uruguay;offen\n",
        "commitment",
        "text due_on by to status",
    ),
    "задачи": (
        "Задача;Ответственный;Срок исполнения;Статус\nПодготовить визит;Анна Петрова;2024-05-03;выполнено\n",
        "action",
        "text owner due_on status",
    ),
    "会议": ("会议日期,国家,主题,地点\n2024-05-03,法国,贸易,巴黎\n", "engagement", "starts_on theirs title city"),
    "contacts": (
        ("First name,Last name,Job title,Organization,E-mail,Phone\n"
        "Ann,Example,Ambassador,France,ann@example.org,+33 1 23 45 67 89\n"),
        "person",
        "given_name family_name appointment.office party contact_point.e-mail contact_point.telephone",
    ),
}  # fmt: skip


def suggest(
    workspace: Workspace, folder: Path, content: str, name: str = "one", kind: str | None = None
) -> Suggestion:
    path = folder / f"{name}.csv"
    path.write_text(content, "utf-8")
    return workspace.mapping.suggest(workspace.mapping.preview(Opening(path)), kind)


def told(mapping: Mapping) -> list[str]:
    return [use.target.name if use.target is not None else "-" for use in mapping.uses]


@pytest.mark.parametrize("name", TABLES)
def test_names_of_columns_are_known_in_several_languages(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    content, kind, targets = TABLES[name]
    found = suggest(workspace, tmp_path, content, name)
    assert (found.mapping.kind, told(found.mapping)) == (kind, targets.split())
    assert found.mapping.lacking == ()
    assert all(use.why for use in found.mapping.uses)


def test_contents_tell_where_names_do_not(workspace: Workspace, tmp_path: Path) -> None:
    rows = "2024-05-03;Allemagne\n2024-05-04;Burma\n2024-05-05;DPRK\n"
    found = suggest(workspace, tmp_path, "a;b\n" + rows, kind="engagement")
    assert told(found.mapping) == ["starts_on", "theirs"]
    assert all(use.sureness < 0.6 for use in found.mapping.uses)


@pytest.mark.parametrize(
    ("days", "pattern", "asked"),
    [
        (("03/05/2024", "04/06/2024"), "%d/%m/%Y", True),
        (("03/05/2024", "25/06/2024"), "%d/%m/%Y", False),
        (("03/05/2024", "06/25/2024"), "%m/%d/%Y", False),
        (("3.5.24", "25.6.24"), "%d.%m.%y", False),
        (("2024-05-03", "May 2024"), "", False),
        (("44197", "45000"), "%serial", False),
    ],
)
def test_the_order_of_day_and_month_is_told_or_asked(
    workspace: Workspace, tmp_path: Path, days: tuple[str, ...], pattern: str, asked: bool
) -> None:
    found = suggest(workspace, tmp_path, "Date,Subject\n" + "".join(f"{day},Talks\n" for day in days))
    [use] = found.mapping.of("Date")
    assert (use.pattern, bool(use.question)) == (pattern, asked)


def test_several_names_in_a_cell_are_parted_by_what_makes_names_of_them(
    workspace: Workspace, tmp_path: Path
) -> None:
    content = "Date;Countries\n2024-05-03;Trinidad and Tobago, France\n2024-05-04;Japan, Burma\n"
    [use] = suggest(workspace, tmp_path, content, kind="engagement").mapping.of("Countries")
    assert use.separator == ","


def test_choices_are_mapped_by_their_words(workspace: Workspace, tmp_path: Path) -> None:
    content = "Commitment,Status\nOpen the port,Ongoing\nClose the mine,Broken\nPay,Erfüllt\nWait,perhaps\n"
    [use] = suggest(workspace, tmp_path, content).mapping.of("Status")
    assert use.choices == {"Ongoing": "in_progress", "Broken": "not_fulfilled", "Erfüllt": "fulfilled"}


def test_an_identifier_becomes_the_key(workspace: Workspace, tmp_path: Path) -> None:
    mapping = suggest(
        workspace, tmp_path, "Ref no,Date,Subject\nA1,2024-05-03,Talks\nA2,2024-05-04,Talks\n"
    ).mapping
    assert (mapping.key, mapping.key_by) == (("Ref no",), "columns")
    again = suggest(
        workspace, tmp_path, "Ref no,Date,Subject\nA1,2024-05-03,Talks\nA1,2024-05-04,Talks\n"
    ).mapping
    assert (again.key, again.key_by) == (("Date", "Subject"), "content")


def test_a_kept_mapping_is_remembered(workspace: Workspace, tmp_path: Path) -> None:
    content = TABLES["meetings"][0]
    mapping = suggest(workspace, tmp_path, content).mapping.settled("Country", "Frence", "France")
    workspace.mapping.keep(mapping)
    found = suggest(workspace, tmp_path, content, "next")
    assert found.profile is not None
    assert [use.target for use in found.mapping.uses] == [use.target for use in mapping.uses]
    assert found.mapping.of("Country")[0].aliases == {"Frence": "France"}
    assert found.mapping.as_profile(found.profile.path) == found.profile


def test_files_that_a_reader_understands_are_said_to_be(workspace: Workspace, tmp_path: Path) -> None:
    content = (
        "id,start_date,end_date,visitor,from_id,from,description\n1,2008-04-03,2008-04-04,A,france,France,x\n"
    )
    found = suggest(workspace, tmp_path, content)
    assert (found.profile is not None and found.profile.name, found.is_read_by_it) == ("state-visits", True)


CELLS = st.text(
    st.characters(exclude_characters='",', exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=4))
def test_whatever_a_table_holds_each_column_gets_an_answer(
    workspace: Workspace, tmp_path: Path, rows: list[list[str]]
) -> None:
    content = "\n".join(["a,b,c", *(",".join(f'"{cell}"' for cell in row) for row in rows)])
    found = suggest(workspace, tmp_path, content)
    assert found.mapping.columns == ("a", "b", "c")
    assert workspace.mapping.check(Opening(tmp_path / "one.csv"), found.mapping).rows <= len(rows)
