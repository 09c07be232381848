"""The real record sets, read whole: rows, encodings and profiles as their description says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diplotrack.exchange.profiles.profile import Profile, recognise
from diplotrack.exchange.profiles.typed_rows import typed_rows
from diplotrack.exchange.tables.tabular import open_table

SETS = [
    ("us_travels.csv", "state-travels", 3036, "utf-8", "LF"),
    ("us_visits.csv", "state-visits", 2431, "utf-8", "LF"),
    ("us_people.csv", "people", 4261, "utf-8", "CRLF"),
    ("us_appointments.csv", "appointments", 7262, "utf-8", "CRLF"),
    ("wh_readouts.csv", "readouts", 870, "utf-8", "LF"),
    ("g20_compliance.csv", "g20-compliance", 197, "utf-8-sig", "LF"),
    ("upr_v2_1-5.csv", "upr", 6094, "mac_roman", "CR"),
    ("upr_v2_6-9.csv", "upr", 8343, "mac_roman", "CR"),
    ("uk_treaties.csv", "uk-treaties", 6356, "utf-8", "LF"),
]


@pytest.mark.parametrize(("name", "profile", "rows", "encoding", "line_end"), SETS)
def test_a_real_file_is_read_whole_by_the_profile_it_is_recognised_by(
    real_records: Callable[[str], Path], name: str, profile: str, rows: int, encoding: str, line_end: str
) -> None:
    table = open_table(real_records(name))
    found = recognise(table)
    assert found is not None
    assert (found.name, table.encoding, table.line_end, table.delimiter) == (profile, encoding, line_end, ",")
    typed = list(typed_rows(table, found))
    assert (len(typed), table.count) == (rows, rows)
    assert [error for row in typed for error in row.errors] == []
    assert len({row.key for row in typed}) == rows


def test_the_names_in_the_upr_files_are_whole(real_records: Callable[[str], Path]) -> None:
    texts = {
        str(row.values["text"])
        for name in ("upr_v2_1-5.csv", "upr_v2_6-9.csv")
        for row in typed_rows(open_table(real_records(name)), Profile.load("upr"))
    }
    for words in ("Hissène Habré", "Guaraní", "vis-à-vis", "Haute Autorité", "Instance Equité"):
        assert any(words in text for text in texts), words


def test_no_mark_of_the_converter_is_left_in_a_readout(real_records: Callable[[str], Path]) -> None:
    rows = list(typed_rows(open_table(real_records("wh_readouts.csv")), Profile.load("readouts")))
    assert all(row.texts["text"] for row in rows)
    texts = [text for row in rows for text in [str(row.values["title"]), *row.texts["text"]]]
    assert not [text for text in texts if "\\" in text or "**" in text or "](" in text or "<!--" in text]
