"""The real record sets, read whole: rows, encodings and profiles as their description says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diplotrack.exchange.profiles.profile import recognise
from diplotrack.exchange.profiles.typed_rows import TypedRow, typed_rows
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

WRITTEN_WITH_ACCENTS = {
    "upr_v2_1-5.csv": ("Hissène Habré", "Instance Equité"),
    "upr_v2_6-9.csv": ("Guaraní", "vis-à-vis", "Haute Autorité"),
}
"""Words that stand whole in the file only where its encoding was told."""


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
    for words in WRITTEN_WITH_ACCENTS.get(name, ()):
        assert any(words in str(row.values["text"]) for row in typed), words
    if profile == "readouts":
        no_mark_of_the_converter_is_left(typed)


def no_mark_of_the_converter_is_left(readouts: list[TypedRow]) -> None:
    assert all(row.texts["text"] for row in readouts)
    texts = [text for row in readouts for text in [str(row.values["title"]), *row.texts["text"]]]
    assert not [text for text in texts if "\\" in text or "**" in text or "](" in text or "<!--" in text]
