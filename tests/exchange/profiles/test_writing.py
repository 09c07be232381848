"""A profile written is the profile read, whatever stands in its texts."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.base.paths import profiles_folder
from diplotrack.exchange.profiles.profile import (
    FieldSpec,
    NameSpec,
    Profile,
    SpreadSpec,
    TextSpec,
    profiles,
    recognise,
)
from diplotrack.exchange.profiles.profile_format import FORMATS, read_profile
from diplotrack.exchange.profiles.writing import keep, profile_name, written
from diplotrack.exchange.tables.tabular import open_table

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = TEXTS.filter(bool)
COLUMNS = ("date", "Мы.и=они", 'a"b\\', " line\nbreak", "ключ ")
COLUMN = st.sampled_from(COLUMNS)
VALUES = st.one_of(TEXTS, st.booleans(), st.integers(-(2**60), 2**60))
FORMS = st.one_of(
    st.builds(
        FieldSpec,
        name=NAMES,
        columns=st.lists(COLUMN, min_size=1, max_size=3).map(tuple),
        format=st.sampled_from([form for form in FORMATS if form != "choice"]),
        join=TEXTS,
        default=st.one_of(st.none(), VALUES),
        required=st.booleans(),
        blank=st.lists(NAMES, max_size=2).map(lambda some: ("", *some)),
        separator=NAMES,
        decimal=st.sampled_from(["", ",", "."]),
    ),
    st.builds(
        FieldSpec,
        name=NAMES,
        columns=COLUMN.map(lambda one: (one,)),
        format=st.just("choice"),
        choices=st.dictionaries(TEXTS, VALUES, max_size=3),
        otherwise=st.one_of(st.none(), VALUES),
    ),
    st.builds(
        FieldSpec, NAMES, COLUMN.map(lambda one: (one,)), st.just("date"), st.sampled_from(["%d/%m/%Y", "%serial"])
    ),
)  # fmt: skip
PROFILES = st.builds(
    Profile,
    name=st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True),
    title=NAMES,
    kind=NAMES,
    source=NAMES,
    path=st.just(Path()),
    key=st.lists(COLUMN, min_size=1, max_size=2).map(tuple),
    key_by=st.sampled_from(["columns", "content"]),
    key_repeats=st.sampled_from(["refuse", "count"]),
    language=st.sampled_from(["en", "fr", "pt_BR"]),
    columns=st.just(COLUMNS[:3]),
    optional=st.just(COLUMNS[3:]),
    aliases=st.dictionaries(TEXTS, COLUMN, max_size=2),
    fields=st.lists(FORMS, max_size=3, unique_by=lambda one: one.name).map(tuple),
    spreads=st.lists(
        st.builds(
            SpreadSpec,
            NAMES,
            st.dictionaries(COLUMN, TEXTS, min_size=1, max_size=2),
            st.just(FieldSpec("", (), "integer")),
        ),
        max_size=1,
    ).map(lambda some: tuple(replace(one, each=replace(one.each, name=one.name)) for one in some)),
    names=st.lists(
        st.builds(
            NameSpec,
            column=COLUMN,
            kind=st.sampled_from(["party", "person", "objective"]),
            role=TEXTS,
            separator=TEXTS,
            on=st.one_of(st.just(""), COLUMN),
            unknown=st.sampled_from(["error", "create", "note"]),
            identifier=st.one_of(st.just(""), COLUMN),
            blank=st.lists(NAMES, max_size=2).map(lambda some: ("", *some)),
            aliases=st.dictionaries(TEXTS, TEXTS, max_size=2),
        ),
        max_size=2,
    ).map(tuple),
    texts=st.lists(
        st.builds(TextSpec, NAMES, COLUMN, st.sampled_from(["plain", "markdown"])),
        max_size=2,
        unique_by=lambda one: one.role,
    ).map(tuple),
    constants=st.dictionaries(TEXTS, VALUES, max_size=3),
    entities=st.booleans(),
)


@settings(max_examples=25)
@given(profile=PROFILES)
def test_what_is_written_reads_back_the_same(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("written") / "one.toml"
    path.write_text(written(profile), "utf-8")
    assert read_profile(path) == replace(profile, path=path)


def test_shipped_profiles_can_be_written_again(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    for profile in profiles():
        path.write_text(written(profile), "utf-8")
        assert read_profile(path) == replace(profile, path=path)


def meetings(name: str = "our-meetings") -> Profile:
    return Profile(name, "Meetings", "engagement", "ours", Path(), ("id",), columns=("id", "date"))


def test_a_kept_profile_is_found_by_its_name_and_by_the_columns(tmp_path: Path) -> None:
    kept = keep(meetings())
    assert kept.path == profiles_folder() / "our-meetings.toml"
    assert Profile.load("our-meetings") == kept
    (tmp_path / "next.csv").write_text("ID,Date,More\n1,2024-05-03,x\n", "utf-8")
    assert recognise(open_table(tmp_path / "next.csv")) == kept


@pytest.mark.skipif(sys.platform == "win32", reason="no file modes there")
def test_names_settled_in_a_profile_are_for_nobody_elses_eyes() -> None:
    path = keep(meetings()).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_ones_own_profile_goes_before_a_shipped_one_of_the_same_columns(tmp_path: Path) -> None:
    shipped = Profile.load("state-visits")
    own = keep(replace(shipped, name="my-visits"))
    (tmp_path / "next.csv").write_text(",".join(shipped.columns) + "\n", "utf-8")
    assert recognise(open_table(tmp_path / "next.csv")) == own


def test_a_title_makes_a_name() -> None:
    assert profile_name("Réunions 2024 (bilatérales)") == "reunions-2024-bilaterales"
    assert profile_name("会议") == "own-table"
