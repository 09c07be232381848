"""A document on the clipboard: its words escaped, its tables as tables, links in internal copies only."""

from __future__ import annotations

from dataclasses import replace

from diplotrack.reports.document import (
    Bullets,
    Callout,
    Chart,
    ChartForm,
    Column,
    Copy,
    Document,
    Facts,
    Group,
    Heading,
    Moment,
    Paragraph,
    Point,
    Series,
    Span,
    Table,
    Timeline,
)
from diplotrack.reports.render.html import html, text

DOCUMENT = Document(
    "A <b> & {x}",
    (
        Heading("Points", 1),
        Paragraph(("See ", Span("the note", bold=True, uid="018f")), number="1.", marking="INT"),
        Bullets((Point("First", "PUB"), "Second"), ordered=True),
        Facts((("Due", "soon\nor later"),)),
        Callout("Mind the gap", title="Gap"),
        Table((Column("Who"), Column("What")), (Group("France"), ("Paris", "5 < 6"))),
        Timeline((Moment("May", "They met", "INT"),)),
        Chart(ChartForm.COLUMNS, "Months", ("May",), (Series("Held", (3,)),), "Three in May"),
    ),
    marking="RESTRICTED",
    front=(("As of", "today"),),
)


def test_words_are_escaped_and_tables_are_tables() -> None:
    made = html(DOCUMENT)
    assert "<h1>A &lt;b&gt; &amp; {x}</h1>" in made
    assert "<th>Who</th><th>What</th>" in made
    assert '<th colspan="2" align="left">France</th>' in made
    assert "<td>5 &lt; 6</td>" in made
    assert "<ol><li>(PUB) First</li><li>Second</li></ol>" in made
    assert "soon<br>or later" in made
    assert "<td>3</td>" in made
    assert made.index("RESTRICTED") < made.index("<h1>")


def test_a_copy_for_others_has_no_links_whatever_it_holds() -> None:
    assert '<a href="diplotrack:018f"><b>the note</b></a>' in html(DOCUMENT)
    handed = html(replace(DOCUMENT, copy=Copy.HAND_OVER))
    assert "018f" not in handed
    assert "<b>the note</b>" in handed


def test_bare_text_has_every_block_and_tabs_between_cells() -> None:
    lines = text(DOCUMENT).splitlines()
    assert lines[:3] == ["RESTRICTED", "A <b> & {x}", "As of: today"]
    assert "1. (INT) See the note" in lines
    assert "Paris\t5 < 6" in lines
    assert "May\t(INT) They met" in lines
    assert "018f" not in "".join(lines)
