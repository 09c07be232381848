"""A profile of one's own, without code: fields, names and texts of any record kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import (
    Action,
    Appointment,
    Commitment,
    ContactPoint,
    Engagement,
    EngagementParty,
    Person,
    Update,
)
from diplotrack.records.enumerations import EngagementStatus, Side
from diplotrack.workspace import Workspace
from tests.exchange.importing import code, parts, record, take, text, write

MEETINGS = """
format = 1
name = "our-meetings"
title = "Meetings"
kind = "engagement"
source = "calendar"
key = ["id"]
columns = ["id", "date", "subject"]
optional = ["state", "countries", "notes"]

[fields]
title = { column = "subject", format = "line", required = true }
starts_on = { column = "date", format = "date" }
status = { column = "state", format = "choice", map = { done = "held", off = "cancelled" }, default = "planned" }

[constants]
marking = "INTERNAL"

[[names]]
column = "countries"
kind = "party"
separator = ";"
unknown = "UNKNOWN"

[texts.summary]
column = "notes"
"""
COLUMNS = ("id", "date", "subject", "state", "countries", "notes")
ROW = {
    "id": "1",
    "date": "2024-05",
    "subject": "Talks",
    "state": "off",
    "countries": "France; Japan",
    "notes": "a\n\nb",
}


def profile(folder: Path, content: str = MEETINGS, unknown: str = "error") -> Path:
    path = folder / "ours.toml"
    path.write_text(content.replace("UNKNOWN", unknown), "utf-8")
    return path


def test_a_later_table_never_lowers_a_marking(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, COLUMNS, ROW), profile=profile(tmp_path))
    lower = profile(tmp_path, MEETINGS.replace("INTERNAL", "PUBLIC"))
    done = take(workspace, write(tmp_path, COLUMNS, ROW | {"subject": "Talks, again"}), profile=lower)
    one = record(workspace, Engagement, "1")
    assert (one.title, one.marking_text) == ("Talks, again", "INTERNAL")
    assert any("never lowers" in note.message for note in done.notes)


def test_fields_names_and_texts_become_a_record(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, COLUMNS, ROW), profile=profile(tmp_path))
    one = record(workspace, Engagement, "1")
    assert (one.title, one.status, one.marking_text) == ("Talks", EngagementStatus.CANCELLED, "INTERNAL")
    assert (str(one.starts_on), str(one.starts_on_latest)) == ("2024-05-01", "2024-05-31")
    sides = [(code(workspace, row.party_id), row.side) for row in parts(workspace, EngagementParty, one)]
    assert sides == [("FRA", Side.THEIRS), ("JPN", Side.THEIRS)]
    assert text(workspace, one, "summary") == "a\n\nb"


def test_an_unknown_name_is_an_error_of_its_row_with_suggestions(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path, COLUMNS, ROW | {"countries": "Frence"})
    [error] = take(workspace, path, profile=profile(tmp_path)).errors
    assert (error.column, error.value) == ("countries", "Frence")
    assert "France" in error.message


def test_an_unknown_name_may_be_noted(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, COLUMNS, ROW | {"countries": "Ruritania"})
    result = take(workspace, path, profile=profile(tmp_path, unknown="note"))
    assert (result.created, result.unresolved) == (1, {"Ruritania": 1})


def test_an_unknown_name_may_be_made_a_partner(workspace: Workspace, tmp_path: Path) -> None:
    path = write(
        tmp_path, COLUMNS, ROW | {"countries": "Ruritania"}, ROW | {"id": "2", "countries": "Ruritania"}
    )
    result = take(workspace, path, profile=profile(tmp_path, unknown="create"))
    assert result.records == {"party": 1, "engagement": 2}


def test_another_kind_of_record(workspace: Workspace, tmp_path: Path) -> None:
    actions = MEETINGS.split("[fields]", maxsplit=1)[0].replace("engagement", "action") + (
        '[fields]\ntitle = { column = "subject" }\ndue_on = { column = "date", format = "date" }\n'
    )
    field = next(name for name in ("title", "text") if hasattr(Action, name))
    path = profile(tmp_path, actions.replace("title = {", f"{field} = {{"))
    take(workspace, write(tmp_path, COLUMNS, ROW | {"date": "2024-05-03"}), profile=path)
    assert str(record(workspace, Action, "1").due_on) == "2024-05-03"


def test_a_field_that_the_kind_lacks_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = profile(tmp_path, MEETINGS.replace("starts_on =", "begins ="))
    with pytest.raises(UserError, match="begins"):
        take(workspace, write(tmp_path, COLUMNS, ROW), profile=path)


def test_a_value_that_no_choice_allows_is_an_error(workspace: Workspace, tmp_path: Path) -> None:
    path = profile(tmp_path, MEETINGS.replace('off = "cancelled"', 'off = "forgotten"'))
    [error] = take(workspace, write(tmp_path, COLUMNS, ROW), profile=path).errors
    assert (error.column, error.value) == ("status", "forgotten")


def test_a_commitment_stands_as_its_row_says(workspace: Workspace, tmp_path: Path) -> None:
    path = profile(
        tmp_path,
        """
format = 1
name = "promises"
title = "Promises"
kind = "commitment"
source = "ours"
key = ["id"]
columns = ["id", "text", "state", "done"]
[fields]
text = { column = "text" }
status = { column = "state" }
completed_on = { column = "done", format = "date" }
""",
    )
    columns = ("id", "text", "state", "done")
    row = {"id": "1", "text": "Open the port", "state": "fulfilled", "done": "2024-05-03"}
    take(workspace, write(tmp_path, columns, row), profile=path)
    one = record(workspace, Commitment, "1")
    [update] = parts(workspace, Update, one)
    assert (one.status, update.new_status, str(update.on)) == ("fulfilled", "fulfilled", "2024-05-03")
    take(workspace, write(tmp_path, columns, row | {"state": "open"}), profile=path)
    assert record(workspace, Commitment, "1").status == "open"


def test_a_contact_comes_with_office_and_addresses(workspace: Workspace, tmp_path: Path) -> None:
    path = profile(
        tmp_path,
        """
format = 1
name = "contacts"
title = "Contacts"
kind = "person"
source = "ours"
key = ["id"]
columns = ["id", "first", "last", "post", "mail", "country"]
[fields]
given_name = { column = "first" }
family_name = { column = "last" }
"appointment.office" = { column = "post" }
"contact_point.e-mail" = { column = "mail", format = "list" }
[[names]]
column = "country"
kind = "party"
role = "party"
""",
    )
    columns = ("id", "first", "last", "post", "mail", "country")
    row = dict(zip(columns, ("1", "Ann", "Example", "Ambassador", "a@x.org; b@x.org", "France"), strict=True))
    take(workspace, write(tmp_path, columns, row), profile=path)
    one = record(workspace, Person, "1")
    [office] = parts(workspace, Appointment, one)
    assert (one.name, office.office, code(workspace, office.party_id)) == ("Ann Example", "Ambassador", "FRA")
    reach = [(point.channel, point.value) for point in parts(workspace, ContactPoint, one)]
    assert reach == [("e-mail", "a@x.org"), ("e-mail", "b@x.org")]
