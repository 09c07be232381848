"""A commitment report of so many rows, made up: numbers, texts of two lines, days, sums."""

from __future__ import annotations

from diplotrack.reports.document import Column, Document, Table

COLUMNS = (
    Column("No.", 0.6, "number"),
    Column("Commitment", 4.0),
    Column("Made by", 1.5),
    Column("Made on", 1.3),
    Column("Due", 1.3),
    Column("Status", 1.3),
    Column("USD m", 1.0, "number"),
)
_PARTIES = ("France", "Japan", "Chad", "Bosnia and Herzegovina", "Peru", "Brazil")
_STATUS = ("Open", "In progress", "Fulfilled", "Overdue")


def made_up(count: int) -> Document:
    """A document of one table."""
    rows = [
        (
            f"{n}",
            f"Deliver instalment {n} of the assistance agreed for district {n % 97}, and report on its use",
            _PARTIES[n % 6],
            f"{n % 28 + 1} Mar {2000 + n % 9}",
            f"{n % 28 + 1} Jun {2001 + n % 9}",
            _STATUS[n % 4],
            f"{n * 37 % 9000 / 10:,.1f}",
        )
        for n in range(1, count + 1)
    ]
    return Document("Commitments", (Table(COLUMNS, rows),), landscape=True, contents=False)


def table_of(document: Document) -> Table:
    """The one table of a document; what stands before it is not drawn by the references."""
    return next(block for block in document.blocks if isinstance(block, Table))
