"""Profiles: a user's own table read by TOML alone, recognition, keys, and what broken profiles are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.exchange.profiles.profile import Profile, profiles, recognise
from diplotrack.exchange.profiles.typed_rows import TypedRow, typed_rows
from diplotrack.exchange.tables.tabular import open_table

OWN = """
name = "our-meetings"
title = "Meetings from the office calendar"
kind = "engagement"
source = "office calendar"
key = ["id"]
columns = ["id", "date", "subject"]
optional = ["state", "countries", "who", "objective", "share", "open", "notes"]

[aliases]
"Meeting date" = "date"

[fields]
title = { column = "subject", format = "line", required = true }
starts_on = { column = "date", format = "date:%d/%m/%Y", blank = ["n/a"] }
status = { column = "state", format = "choice", map = { done = "held", off = "cancelled" }, default = "planned" }
share = { column = "share", format = "number" }
is_public = { column = "open", format = "flag" }

[constants]
format = "meeting"

[[names]]
column = "countries"
kind = "party"
separator = ";"
on = "date"
aliases = { Frankreich = "France" }

[[names]]
column = "who"
kind = "person"
separator = ";"

[[names]]
column = "objective"
kind = "objective"

[texts.summary]
column = "notes"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "profiles"
    place.mkdir()
    (place / "our-meetings.toml").write_text(OWN, encoding="utf-8")
    return place


def read(tmp_path: Path, folder: Path, text: str, change: tuple[str, str] = ("", "")) -> list[TypedRow]:
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    (folder / "our-meetings.toml").write_text(OWN.replace(*change) if change[0] else OWN, encoding="utf-8")
    profile = Profile.load("our-meetings", folder)
    return list(typed_rows(open_table(tmp_path / "table.csv"), profile))


def test_a_row_becomes_typed_values_names_and_texts(tmp_path: Path, folder: Path) -> None:
    [row] = read(
        tmp_path,
        folder,
        "ID,Meeting date,subject,state,countries,who,objective,share,open,notes\n"
        '7,03/04/2008,"NATO  enlargement",Done,Frankreich; Italy;Italy,Jean Dupont,EN-1,"0,5",yes,"One.\n\nTwo."\n',
    )
    assert (row.errors, row.key, row.number) == ([], "7", 2)
    assert row.values.pop("starts_on") == PartialDate.parse("2008-04-03")
    assert row.values == {
        "title": "NATO enlargement",
        "status": "held",
        "share": 0.5,
        "is_public": True,
        "format": "meeting",
    }
    named = [(name.text, name.spec.kind, name.on.iso() if name.on else "") for name in row.names]
    assert named == [
        ("France", "party", "2008-04-03"),
        ("Italy", "party", "2008-04-03"),
        ("Jean Dupont", "person", ""),
        ("EN-1", "objective", ""),
    ]
    assert row.texts == {"summary": ["One.", "Two."]}


def test_blank_cells_and_absent_columns_give_none_or_the_default(tmp_path: Path, folder: Path) -> None:
    [row] = read(tmp_path, folder, "id,date,subject\n1,N/A,Call\n")
    assert (row.errors, row.values["starts_on"], row.values["status"]) == ([], None, "planned")


def test_every_bad_cell_of_a_row_is_told_with_column_value_and_reason(tmp_path: Path, folder: Path) -> None:
    [_good, row] = read(
        tmp_path, folder, "id,date,subject,state\n1,03/04/2008,Call,done\n2,31/02/1990,,maybe\n"
    )
    assert [(error.row, error.column, error.value) for error in row.errors] == [
        (3, "subject", ""),
        (3, "date", "31/02/1990"),
        (3, "state", "maybe"),
    ]
    assert str(row.errors[1]) == "row 3, column “date”: no calendar has that day: 1990-02 has 28 days"


def test_a_row_that_does_not_fit_the_header_is_an_error_of_its_own(tmp_path: Path, folder: Path) -> None:
    rows = read(tmp_path, folder, "id,date,subject\n1,03/04/2008\n2,03/04/2008,Call\n")
    assert [len(row.errors) for row in rows] == [1, 0]


def test_a_key_must_be_there_and_be_the_only_one(tmp_path: Path, folder: Path) -> None:
    rows = read(tmp_path, folder, "id,date,subject\n 1 ,,a\n,,b\n1,,c\n")
    assert [str(error) for row in rows for error in row.errors] == [
        "row 3, column “id”: it is empty, and identifies the row",
        "row 4, column “id”: it is the same as in row 2",
    ]


def test_repeated_keys_may_be_counted(tmp_path: Path, folder: Path) -> None:
    change = ('key = ["id"]', 'key = ["id"]\nkey_repeats = "count"')
    rows = read(tmp_path, folder, "id,date,subject\n1,,a\n1,,b\n", change)
    assert [row.key for row in rows] == ["1", "1#2"]


def test_rows_without_identifier_are_known_by_their_content(tmp_path: Path, folder: Path) -> None:
    change = ('key = ["id"]', 'key = ["subject", "date"]\nkey_by = "content"\nkey_repeats = "count"')
    first = read(tmp_path, folder, "id,date,subject\n1,,a\n2,,b\n3,,a\n", change)
    again = read(tmp_path, folder, "id,date,subject\n9,,b\n8,, a \n7,,a\n", change)
    assert {row.key for row in first} == {row.key for row in again}
    assert len({row.key for row in first}) == 3


def test_a_column_that_stands_twice_is_refused_when_it_is_needed(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(UserError, match="has the column “subject” more than once"):
        read(tmp_path, folder, "id,date,subject,subject\n1,,a,b\n")


def test_a_missing_column_is_told_with_those_there_are(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(UserError, match=r"no column “date”, “subject”. It has: id, name"):
        read(tmp_path, folder, "id,name\n1,a\n")


def test_a_table_is_recognised_by_its_columns(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Subject,ID,Meeting-Date\nx,1,2008\n")
    found = recognise(open_table(path), profiles(folder))
    assert found is not None
    assert found.name == "our-meetings"
    path.write_text("colour,size\nred,1\n")
    assert recognise(open_table(path)) is None


def test_shipped_profiles_are_sound_and_named_as_their_files() -> None:
    found = profiles()
    assert {profile.name for profile in found} >= {
        "state-travels",
        "state-visits",
        "readouts",
        "people",
        "appointments",
        "g20-compliance",
        "upr",
        "uk-treaties",
    }
    assert all(profile.path.stem == profile.name for profile in found)


def test_a_profile_that_is_not_there_is_told_with_a_near_one(folder: Path) -> None:
    with pytest.raises(UserError, match="do you mean “our-meetings”"):
        Profile.load("our-meeting", folder)
    with pytest.raises(UserError, match="cannot be read"):
        Profile.load(folder / "absent.toml")


def test_a_broken_profile_does_not_hide_the_others(folder: Path) -> None:
    (folder / "broken.toml").write_text("name = ")
    faults: list[str] = []
    assert "our-meetings" in {profile.name for profile in profiles(folder, faults)}
    assert "broken.toml" in faults[0]


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('name = "our-meetings"', "name = our", "no valid TOML"),
        ('name = "our-meetings"', "", "“name” is missing or empty"),
        ('name = "our-meetings"', 'name = "Our Meetings"', "may hold only a to z"),
        ('key = ["id"]', "", "“key” is missing or empty"),
        ('key = ["id"]', 'key = ["idd"]', "names “idd”, which is neither in columns nor in optional"),
        ('key = ["id"]', "key = 3", "“key” must be a list of texts"),
        ('kind = "engagement"', "kind = 1", "“kind” must be a text in quotes"),
        ('kind = "engagement"', 'kinds = "engagement"', "“kind” is missing"),
        ('source = "office', 'reeder = "x"\nsource = "office', "“reeder” is no key .*“reader” is meant"),
        ('format = "flag"', 'format = "falg"', r"\[fields.is_public\], line 18: “format” must be one of"),
        ('format = "flag"', 'formt = "flag"', r"\[fields.is_public\], line 18: “formt” is no key .*“format”"),
        ("date:%d/%m/%Y", "date:%d/%m", "has a pattern that is none"),
        ('format = "number"', 'format = "number:x"', "takes no pattern"),
        ('format = "number"', 'map = { a = "b" }', 'needs format = "choice"'),
        ('kind = "party"', 'kind = "partie"', r"\[names 1\], line \d+: “kind” must be one of"),
        ('on = "date"', 'on = "day"', "“on” names “day”"),
        ('"Meeting date" = "date"', '"Meeting date" = "day"', "stands for “day”"),
        ('key = ["id"]', 'key = ["id"]\nlanguage = "xx-klingon"', "must be a language code"),
        ('key = ["id"]', 'key = ["id"]\nformat = 2', "is newer than this application"),
        (
            'title = { column = "subject", format = "line", required = true }',
            "title = 3",
            "must be a section",
        ),
        ("required = true", 'required = "yes"', "must be true or false"),
    ],
)
def test_a_broken_profile_names_place_and_remedy(folder: Path, good: str, bad: str, told: str) -> None:
    assert good in OWN
    (folder / "our-meetings.toml").write_text(OWN.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(UserError, match=told) as caught:
        Profile.load("our-meetings", folder)
    assert "our-meetings.toml" in caught.value.sentence
