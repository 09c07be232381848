"""Small files that every reader reads well: what mutations begin with."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from random import Random

Seeds = Callable[[], Sequence[bytes]]

MEETINGS = (
    ("id", "Subject", "Date", "Country", "Participants", "Status", "Place", "Notes"),
    ("1", "Talks; “trade”", "2024-05-03", "France", "Jean Dupont; Ann Poe", "done", "Paris", "They met.\n\nAgain."),
    ("2", "Visas", "14/06/2024", "Japan; Republic of Korea", "", "planned", "Tokyo", ""),
    ("3", "=1+1", "June 2024", "Ivory Coast", 'O"Brien', "off", "", "<b>&amp; {}"),
    ("3", "", "31.12.2024 14:30", "Ruritania", "Kishi Tarō", "", "New York", "-1 234,50"),
)  # fmt: skip
PLAIN: dict[str, tuple[str, ...]] = {
    "appointments": ("chiefs.xml", "chief", "a1", "p1", "Ambassador", "france", "1981-05-01", "", "1981-06-02", "1984"),
    "g20-compliance": ("Trade", "2009L-12", "2009", "We will keep markets open.", "0.33", "1", "0", "-1", "", "1"),
    "people": ("doe-jane", "Doe", "Jane", "1931", "2001", "career", "NY"),
    "readouts": ("2024-03-12", "readout", "Readout of the Call with President Macron of France", "https://x.example/1",
                 "The President spoke today with President Emmanuel Macron of France."),
    "state-travels": ("1", "secretary", "doe-jane", "Jane Doe", "2008-06-13", "2008-06-15", "france", "France", "Paris",
                      "Met with President Sarkozy. Attended the NATO Ministerial Meeting."),
    "state-visits": ("1", "2008-06-13", "2008-06-15", "Premier Brown", "united-kingdom", "United Kingdom", "Visit."),
    "uk-treaties": ("5", "Exchange of Notes concerning Visas", "BI", "VISA", "FRANCE ; UNITED KINGDOM",
                    "Treaty Series 004/1947: Cmd 7038||x.pdf", "a.html", "05/02/1947", "London", "15/02/1947"),
    "upr": ("Chad", "", "", "France", "", "", "Ratify the optional protocol.", "Accepted", "5", "Torture", "5"),
}  # fmt: skip
"""A row for each profile that comes with the program, in the order of its columns."""
OURS = ("engagement", "person", "commitment")
"""Kinds of record of which there is a table."""


def documents(*names: str) -> Seeds:
    """Documents of these forms."""

    def make() -> Sequence[bytes]:
        from tests.exchange.texts.corpus import DOCUMENTS

        return [DOCUMENTS[name]() for name in names]

    return make


def calendars() -> Sequence[bytes]:
    """Calendars with every kind of line."""
    from tests.exchange.calendars.corpus import CALENDARS

    return CALENDARS


def cards() -> Sequence[bytes]:
    """Address books of every version."""
    from tests.exchange.calendars.corpus import CARDS

    return CARDS


def texts() -> Sequence[bytes]:
    """What a press office and a note taker write, and a draft that promises."""
    from tests.workspace.intake.conftest import TEXTS

    draft = (
        "We will deliver the two ships by 30 June 2026. We have always supported the two-state solution, and we "
        "reject any change of borders by force.\n\n• France will chair.\n\n“Never again,” he said."
    )
    return [text.encode() for text in (*TEXTS.values(), draft)]


def tables() -> Sequence[bytes]:
    """A table as different programs write it: commas, semicolons, tabs; three encodings; lines above the header."""
    comma, semicolon, tab = _separated(MEETINGS, ","), _separated(MEETINGS, ";"), _separated(MEETINGS, "\t")
    return [
        comma.encode(),
        semicolon.encode("cp1252", "replace"),
        tab.encode("utf-16"),
        b"sep=;\r\n" + semicolon.encode("utf-8-sig"),
        b"Meetings of the embassy\n\n" + comma.replace("\r\n", "\n").encode(),
    ]


def known_tables() -> Sequence[bytes]:
    """A table for each profile that comes with the program."""
    from diplotrack.exchange.profiles.profile import profiles

    return [
        _separated([one.columns, (*PLAIN[one.name], *[""] * 30)[: len(one.columns)]], ",").encode()
        for one in profiles()
        if one.name in PLAIN
    ]


def workbooks() -> Sequence[bytes]:
    """Workbooks of two programs: types, a hidden sheet, lines above the header, a formula."""
    from openpyxl import Workbook
    from xlsxwriter import Workbook as Other

    held = BytesIO()
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (
        (),
        *MEETINGS,
        (4, "Cables", datetime(2024, 5, 3, 9, 30), "Kenya", None, True, 0.5, "=A1&B2"),
    ):
        page.append(list(row))
    book.create_sheet("Other").append(["name"])
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.save(held)
    other_held = BytesIO()
    with Other(other_held, {"in_memory": True}) as other:
        sheet = other.add_worksheet("Talks")
        for at, row in enumerate(MEETINGS):
            sheet.write_row(at, 0, row)
        sheet.write_datetime(5, 2, datetime(1900, 2, 28), other.add_format({"num_format": "yyyy-mm-dd"}))
    return [held.getvalue(), other_held.getvalue()]


def profiles() -> Sequence[bytes]:
    """The import profiles that come with the program."""
    from diplotrack.base.paths import resource
    from diplotrack.exchange.profiles.profile import FOLDER

    return [path.read_bytes() for path in sorted(resource(FOLDER).glob("*.toml"))]


def own_tables() -> Sequence[bytes]:
    """Tables that we wrote."""
    return [_exported()[f"{kind}.csv"] for kind in OURS]


def own_workbooks() -> Sequence[bytes]:
    """Every table that we write, in one workbook."""
    return [_exported()["all.xlsx"]]


def ledgers() -> Sequence[bytes]:
    """A whole ledger, small."""
    return [_exported()["ledger.json"]]


def _separated(rows: Iterable[Iterable[str]], delimiter: str) -> str:
    held = StringIO()
    csv.writer(held, delimiter=delimiter).writerows(rows)
    return held.getvalue()


@cache
def _exported() -> dict[str, bytes]:
    """Files of a ledger with a few records of most kinds, an attached file among them."""
    from diplotrack.exchange.outgoing.export import export
    from diplotrack.exchange.outgoing.records import exportable
    from diplotrack.records import Engagement, Party
    from diplotrack.store.ledger import Ledger
    from diplotrack.workspace import Workspace
    from tests.leaks.sowing import PARTNERS, Sower

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with Workspace(Ledger.create(folder / "sown.diplotrack")) as workspace:
            workspace.ledger.set(we="USA")
            with workspace.change("Sow") as work:
                for code in ("USA", *PARTNERS):
                    work.add(Party(name=f"Party {code}", code=code))
                sower = Sower(work, Random(6))
                sower.sow()
                met = sower.engagements[0]
                met.title, met.starts_on = "Talks", date(2008, 4, 3)
            (folder / "note.txt").write_bytes(b"Words.")
            with workspace.change("Attach") as work:
                workspace.safekeeping.attach(work, work.get(Engagement, met.id), folder / "note.txt")
            workspace.exchange.export_whole(folder / "ledger.json")
            with workspace.read() as session:
                export(session, exportable(), folder / "all.xlsx")
                for kind in OURS:
                    export(session, [kind], folder / f"{kind}.csv")
        names = ("ledger.json", "all.xlsx", *(f"{kind}.csv" for kind in OURS))
        return {name: (folder / name).read_bytes() for name in names}
