"""Delimited text as it comes from the wild, and what is found out about it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.exchange.tables.rows import Row, Table
from diplotrack.exchange.tables.tabular import open_table


def write(tmp_path: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> tuple[Table, list[Row]]:
    table = open_table(path, encoding, delimiter)
    return table, list(table.rows())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_found(tmp_path: Path, end: str) -> None:
    table, rows = read(write(tmp_path, end.join(["id,name", "1,Oslo", "2,Bern"])))
    assert table.line_end == {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}[end]
    assert [row.text("name") for row in rows] == ["Oslo", "Bern"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, mark: str) -> None:
    table, rows = read(
        write(tmp_path, f"id{mark}remark\n1{mark}met, and left\n2{mark}x; y\n".replace(", ", " "))
    )
    assert table.delimiter == mark
    assert len(rows) == 2


def test_a_comma_in_prose_does_not_outvote_the_semicolon(tmp_path: Path) -> None:
    table, rows = read(write(tmp_path, "id;remark\n1;Met, talked, left\n2;Stayed\n"))
    assert (table.delimiter, rows[0].text("remark")) == (";", "Met, talked, left")


def test_the_line_that_names_the_delimiter_is_obeyed_and_not_read(tmp_path: Path) -> None:
    table, rows = read(write(tmp_path, "sep=;\nid;name\n1;Oslo\n"))
    assert (table.columns, rows[0].number) == (["id", "name"], 3)


def test_a_named_delimiter_is_taken_as_said(tmp_path: Path) -> None:
    table, _rows = read(write(tmp_path, "a,b;c\n1,2;3\n"), delimiter="semicolon")
    assert table.columns == ["a,b", "c"]


def test_a_single_column_is_a_table(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, "name\nOslo\nBern\n"))
    assert [row.text("name") for row in rows] == ["Oslo", "Bern"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_every_form(tmp_path: Path, codec: str) -> None:
    text = "id,name\n" + "".join(f"{n},Pérez de Cuéllar 東京\n" for n in range(20))
    table, rows = read(write(tmp_path, text.encode(codec)))
    assert rows[-1].text("name") == "Pérez de Cuéllar 東京"
    assert table.columns == ["id", "name"]


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("mac_roman", "Hissène Habré and the Guaraní, vis-à-vis the Autorité"),
        ("cp1252", "Müller met São Tomé’s envoy – “at length” – in Besançon"),
        ("cp1252", "Señor Núñez"),
        ("cp1250", "Wałęsa, Łódź, żona, miał sześć"),
        ("cp1251", "Министр иностранных дел встретился с послом"),
    ],
)
def test_old_encodings_are_told_by_the_words_they_make(tmp_path: Path, codec: str, words: str) -> None:
    table, rows = read(write(tmp_path, f"id;remark\n1;{words}\n".encode(codec)))
    assert rows[0].text("remark") == words
    assert "not UTF-8" in table.notes[0]


def test_a_bare_cr_speaks_for_the_old_macintosh(tmp_path: Path) -> None:
    table, _rows = read(write(tmp_path, "id,name\r1,Equité\r".encode("mac_roman")))
    assert table.encoding == "mac_roman"


def test_the_encoding_named_by_the_person_wins(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, "id,name\n1,Łódź\n".encode("cp1250")), encoding="cp1250")
    assert rows[0].text("name") == "Łódź"


def test_damaged_characters_of_utf8_are_reported_in_their_row(tmp_path: Path) -> None:
    content = ("id,name\n" + "1,Café Müller São\n" * 10).encode() + b"2,Fran\xe7ois\n"
    table, rows = read(write(tmp_path, content))
    assert table.encoding == "utf-8"
    note = rows[-1].notes[0]
    assert (note.row, note.column) == (12, "name")
    assert "damaged characters: 1" in note.message
    assert not rows[0].notes


def test_a_quoted_cell_keeps_its_lines_and_the_row_its_first(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, 'id,text\n1,"first\nsecond ""quoted"""\n\n2,x\n'))
    assert rows[0].text("text") == 'first\nsecond "quoted"'
    assert [row.number for row in rows] == [2, 5]


def test_quotes_escaped_by_a_backslash_are_understood(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, 'id,text\n1,"He said \\"no\\" twice"\n'))
    assert rows[0].text("text") == 'He said "no" twice'


def test_single_quotes_and_blanks_after_the_delimiter_are_understood(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, "'id','name'\n'1','Oslo, Norway'\n"))
    assert rows[0].text("name") == "Oslo, Norway"
    _table, rows = read(write(tmp_path, '"id", "name"\n"1", "Oslo, Norway"\n'))
    assert rows[0].text("name") == "Oslo, Norway"


def test_rows_too_short_and_too_long_are_faults_of_their_own(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, "a,b\n1,2\n3\n4,5,6\n7,8,,\n"))
    faults = [str(row.fault) if row.fault else "" for row in rows]
    assert faults[1] == "row 3: it has only 1 of the 2 cells that the header asks for"
    assert faults[2] == "row 4: it has 3 cells, more than the 2 of the header"
    assert (faults[0], faults[3]) == ("", "")


def test_a_quote_closed_inside_a_text_is_a_fault_and_the_next_row_is_sound(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, 'a,b\n1,"so called" peace\n2,x\n'))
    assert rows[0].fault is not None
    assert "double the quote marks" in rows[0].fault.message
    assert rows[1].text("b") == "x"


def test_a_quote_that_runs_into_the_next_row_names_its_lines(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, 'a,b\n1,"open\n2,x"\n3,"y","z"\n4,w\n'))
    assert rows[0].fault is None  # a text of two lines is sound
    _table, rows = read(write(tmp_path, 'a,b,c\n1,"open\n2,x",\n3,y,z\n4,"v\nw"\n'))
    assert "from line 5 to line 6" in str(rows[-1].fault)


def test_blank_rows_and_the_end_mark_of_dos_are_left_out(tmp_path: Path) -> None:
    _table, rows = read(write(tmp_path, "\n\na,b\n1,2\n,\n\n3,4\n\x1a"))
    assert [row.number for row in rows] == [4, 7]


def test_a_repeated_column_gets_a_number_and_a_note(tmp_path: Path) -> None:
    table, rows = read(write(tmp_path, "name,date,name\nOslo,1990,Bern\n"))
    assert table.columns == ["name", "date", "name (2)"]
    assert rows[0].text("name (2)") == "Bern"
    assert "more than once" in table.notes[0]


def test_a_nameless_column_gets_a_name_and_empty_ones_at_the_end_go(tmp_path: Path) -> None:
    table, _rows = read(write(tmp_path, "id,,name,,\n1,x,Oslo,,\n"))
    assert table.columns == ["id", "column 2", "name"]


def test_the_count_is_an_estimate_for_progress(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, 'id,text\n1,"a\nb"\n2,c'))
    assert table.count == 2


def test_rows_may_be_read_again(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "id\n1x\n"))
    assert list(table.rows()) == list(table.rows())


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12) | st.sampled_from(
    ['"', '""', "a\nb", "a\r\nb", ",", ";", " x ", "’", "é", "\t"]
)


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=6)
    ),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_program_wrote_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], mark: str, end: str, codec: str
) -> None:
    width = len(rows[0]) if rows else 2
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow([f"name{n}" for n in range(width)])
    writer.writerows(rows)
    path = tmp_path_factory.mktemp("dialect") / "table.csv"
    path.write_bytes(stream.getvalue().encode(codec))
    table = open_table(path)
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    assert [list(row.cells) for row in table.rows()] == wanted
    assert table.columns == [f"name{n}" for n in range(width)]
